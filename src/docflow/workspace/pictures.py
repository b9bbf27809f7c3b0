"""Small pictures of the pages, so that a value's place on the paper can be shown years later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docflow.model import Page

DPI = 100
"""Enough to read a fax on a screen."""

LONGEST = 2400
"""Pixels of the longer side at most."""

QUALITY = 55


def small(pages: tuple[Page, ...], folder: Path) -> tuple[Page, ...]:
    """The pages with their pictures made small, in `folder`."""
    return tuple(_small(page, folder) if page.image else page for page in pages)


def _small(page: Page, folder: Path) -> Page:
    from PIL import Image

    assert page.image is not None
    place = folder / f"small-{page.number}.webp"
    with Image.open(page.image) as image:
        image.draft("L", None)
        wide, high = (round(points / 72 * DPI) for points in (page.width, page.height))
        copy = image.convert("L")
        copy.thumbnail((min(wide, LONGEST), min(high, LONGEST)), Image.Resampling.LANCZOS)
        copy.save(place, "WEBP", quality=QUALITY, method=2)
    return replace(page, image=place)
