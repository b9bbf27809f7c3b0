"""Single plugins for tests, and the sheets that readers and recognisers are tried on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from docflow.catalog import Catalog
from docflow.flow import case_of
from docflow.flow.taking import extract
from docflow.model import Case, Document, Filed
from docflow.plugins import load, offers
from docflow.settings import bundled

DPI = 200
LINES = (
    "Cedar Grove Family Practice",
    "Patient: Laura Schmidt",
    "Date of birth: 03/24/1964",
    "Diagnosis: M54.50 low back pain",
    "Massage therapy twice a week for eight weeks",
    "NPI 1457382913",
    "Phone 360-555-0142",
)


@cache
def plugin(name: str) -> ModuleType:
    """One of docflow's own plugins."""
    wanted = [offer for offer in offers([("docflow", bundled("plugins"))]) if offer.name == name]
    (loaded,), faults = load(wanted, {})
    assert not faults, faults
    return loaded.module


def judged(paper: Document, catalog: Catalog) -> Case:
    """The case that a paper filed as a referral makes; no plugin may fail on it."""
    readings, _, faults = extract(paper, catalog)
    assert not faults, faults
    filed = (Filed(paper.id, "referral", paper.received),)
    return case_of("case", filed, readings, catalog, paper.received)


def read(name, path, folder=None, **settings):
    """What a reader makes of a file, as a list; None if it is of another kind."""
    folder = folder or path.parent / f"{path.name}-read"
    folder.mkdir(exist_ok=True)
    said = plugin(name).docflow_read(path=path, folder=folder, settings=settings)
    return None if said is None else list(said)


def recognize(name, page):
    """The words that a recogniser sees on a page."""
    return plugin(name).docflow_recognize(page=page, settings={})


def letter(lines=LINES, size=14, dpi=DPI) -> Image.Image:
    """A printed Letter sheet; its first line is the highest."""
    image = Image.new("L", (round(8.5 * dpi), 11 * dpi), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size * dpi / 72)
    for number, line in enumerate(lines):
        pen.text((dpi, dpi * (1 + 0.45 * number)), line, 20, font)
    return image


def ink_box(image: Image.Image, band=(0.0, 1.0)):
    """Where the dark pixels lie, in fractions, within a band of the picture's height."""
    dark = np.array(image) < 128
    dark[: int(band[0] * len(dark))] = dark[int(band[1] * len(dark)) :] = False
    rows, columns = np.nonzero(dark)
    height, width = dark.shape
    return (
        columns.min() / width,
        rows.min() / height,
        columns.max() / width,
        rows.max() / height,
    )


def text_of(page) -> str:
    """The words of a page with a blank between them."""
    return " ".join(word.text for word in page.words)


def word(page, text):
    """The one word of a page that holds a text."""
    (found,) = [w for w in page.words if text in w.text]
    return found


def saved(image: Image.Image, path: Path, **options) -> Path:
    """The picture as a file; its name says the kind."""
    image.save(path, **options)
    return path
