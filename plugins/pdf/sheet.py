"""One sheet of a PDF as a page: decides whose words count, its own or a recogniser's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docflow import Box, Page
from docflow.paper import Picture, quarter_turn, save, sensible, stand

from .notes import Notes, notes
from .text import WHOLE, Layer, layer
from .view import DPI, FINE, Shown, pictures, rendered, scan, to_fractions

SEEN = 25
"""Shades of grey that a word must span to be seen by a person."""

HEADERS = 0.06, 0.94
"""A fax machine's own line lies above or below these shares of the page."""

FEW = 5
"""Fewer words than these on a scan are a stamp or a page number, which it shows as well."""

ICON = 0.002
"""Share of the page below which a picture is an icon."""

MANY = 12
"""More pictures than these are looked at as one."""


def page_of(sheet: Any, number: int, folder: Path) -> Page:
    """The page that a sheet of a PDF shows. Raises UnreadableError if it is too large."""
    way = to_fractions(sheet)
    shown = pictures(sheet, way)
    own, added = layer(sheet, way, shown), notes(sheet, way)
    if not sensible(own.words):
        own = Layer((), 0)
    if _is_scan(own, added, shown):
        bare = not (own.words or added.words or added.stamps)
        return stand(*scan(sheet, shown, bare), number, folder)
    page = _written(sheet, own, added, shown, folder / f"page-{number}.png")
    return replace(page, number=number)


def _is_scan(own: Layer, added: Notes, shown: Sequence[Shown]) -> bool:
    """Whether the sheet is a picture with at most a fax line or a stamp typed over it."""
    top, bottom = HEADERS
    words = own.words + added.words
    body = [word for word in words if top < word.box.middle[1] < bottom]
    whole = sum(picture.box.width * picture.box.height for picture in shown) > WHOLE
    return not added.ticks and (not words or (whole and len(body) < FEW))


def _written(sheet: Any, own: Layer, added: Notes, shown: Sequence[Shown], image: Path) -> Page:
    """A page with words of its own, turned so that they can be read."""
    import numpy as np

    fine = max((p.dpi for p in shown if p.box.width * p.box.height > WHOLE), default=DPI)
    grey = np.rot90(rendered(sheet, min(max(fine, DPI), FINE)), own.quarters)
    back = quarter_turn(-own.quarters)
    typed = tuple(replace(word, box=back.box(word.box)) for word in added.words)
    width, height = sheet.get_size()[:: -1 if own.quarters % 2 else 1]
    return Page(
        1,
        width,
        height,
        words=tuple(word for word in own.words if _seen(grey, word.box)) + typed,
        marks=tuple(replace(tick, box=back.box(tick.box)) for tick in added.ticks),
        image=save(grey, image),
        delivered=quarter_turn(own.quarters),
        origin="text",
        pictures=_places(back.box(box) for box in (*(p.box for p in shown), *added.stamps)),
    )


def _seen(grey: Picture, box: Box) -> bool:
    """Whether a word stands out from what is around it: not white on white, not painted over."""
    rows, columns = grey.shape
    top, left = int(box.top * rows), int(box.left * columns)
    part = grey[top : int(box.bottom * rows) + 1, left : int(box.right * columns) + 1]
    return part.size > 0 and int(part.max()) - int(part.min()) >= SEEN


def _places(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Places of pictures, those that touch as one, icons left out."""
    joined: list[Box] = []
    for box in sorted(boxes):
        touching = [other for other in joined if _touch(box, other)]
        for other in touching:
            joined.remove(other)
            box = box.around(other)
        joined.append(box)
    large = tuple(sorted(box for box in joined if box.width * box.height > ICON))
    if len(large) <= MANY:
        return large
    whole = large[0]
    for box in large:
        whole = whole.around(box)
    return (whole,)


def _touch(one: Box, other: Box, near: float = 0.005) -> bool:
    return (
        one.left - near < other.right
        and other.left - near < one.right
        and one.top - near < other.bottom
        and other.top - near < one.bottom
    )
