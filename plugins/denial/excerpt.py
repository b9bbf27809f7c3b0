"""One claim's part of a sheet as a file of its own, with the other claims covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docflow import Enclosure
from docflow.paper.lines import Line

from .amount import open_amount
from .claims import Band, Share, others
from .passage import Sheet
from .table import tables

if TYPE_CHECKING:
    from PIL.Image import Image

_FOOT = 20
"""Points that a page grows at its foot, for the note that it is a part."""


def excerpts(shares: Sequence[Share], pages: Sequence[Sheet], today: date) -> Iterator[Enclosure]:
    """A file for each claim of which something is refused; every page needs a picture.

    Nobody may see in one patient's case what is written about another, and no appeal may carry
    it to a payer.
    """
    for place, share in enumerate(shares, 1):
        covered = tuple(others(share, shares, pages))
        left = [_uncovered(sheet, n, covered) for n, sheet in enumerate(pages)]
        if _refused(left, today):
            note = f"Part {place} of {len(shares)} of this paper. The other parts are covered."
            kept = [(s, n) for n, s in enumerate(left) if s.lines]
            yield _file([_picture(s, n, covered, note) for s, n in kept], left[0], place)


def _uncovered(sheet: Sheet, place: int, covered: Sequence[Band]) -> Sheet:
    return replace(sheet, lines=tuple(x for x in sheet.lines if not _hidden(x, place, covered)))


def _hidden(line: Line, place: int, covered: Sequence[Band]) -> bool:
    return any(band.holds(place, line.box) for band in covered)


def _refused(pages: Sequence[Sheet], today: date) -> bool:
    """Whether a line of service is not paid; also where no line could be read as one."""
    lines = [line for sheet in pages for t in tables(sheet, today) for line in t.services]
    return not lines or any(open_amount(line) != 0 for line in lines)


def _picture(sheet: Sheet, place: int, covered: Sequence[Band], note: str) -> tuple[Image, float]:
    """The page with the covered strips white, a note at its foot, and its dots per inch."""
    from PIL import Image, ImageDraw, ImageFont

    assert sheet.page.image is not None
    with Image.open(sheet.page.image) as file:
        plain = file.convert("L")
    dots = plain.width / (sheet.page.width / 72)
    foot = round(_FOOT * dots / 72)
    grown = Image.new("L", (plain.width, plain.height + foot), 255)
    grown.paste(plain, (0, 0))
    pen = ImageDraw.Draw(grown)
    for band in (b for b in covered if b.sheet == place):
        found = (sheet.back.point(x, y) for x, y in _corners(band))
        pen.polygon([(x * plain.width, y * plain.height) for x, y in found], fill=255)
    font = ImageFont.load_default(size=8 * dots / 72)
    pen.text((0.06 * plain.width, plain.height + foot / 4), note, fill=0, font=font)
    return grown, dots


def _corners(band: Band) -> tuple[tuple[float, float], ...]:
    (x, y), (right, bottom) = (band.left, band.top), (band.right, band.bottom)
    return (x, y), (right, y), (right, bottom), (x, bottom)


def _file(pictures: Sequence[tuple[Image, float]], first: Sheet, place: int) -> Enclosure:
    assert first.page.image is not None
    path = Path(first.page.image).parent / f"claim-{place:03}.pdf"
    (page, dots), *more = pictures
    page.save(
        path, "PDF", save_all=True, append_images=[p for p, _ in more], resolution=dots, quality=92
    )
    return Enclosure(path, f"claim {place:03}.pdf")
