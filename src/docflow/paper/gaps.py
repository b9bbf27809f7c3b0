"""What a recogniser must still read on a page, and how its words come back to their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docflow.model import Affine, Box, Page, Word
from docflow.paper.picture import crop, save

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


def gaps(page: Page) -> tuple[Box, ...]:
    """Places that nobody has read yet: the whole page if it has no words, else its pictures."""
    if page.image is None:
        return ()
    return (WHOLE,) if page.origin == "none" else page.pictures


def part(page: Page, box: Box, pad: float = 0.0, scale: float = 1.0) -> Page:
    """A small page that shows one place of a page, enlarged; its picture lies beside the page's.

    `pad` and `scale` as in `crop`. Its `delivered` maps it to the page it was cut from, so that
    `part(page, box).delivered.box(word.box)` is a word's place on that page.
    """
    if page.image is None or (box == WHOLE and not pad and scale == 1.0):
        return page
    grey = crop(page, box, pad, scale)
    place = "-".join(str(round(side * 1e5)) for side in (*box, pad / 1e3, scale / 1e3))
    rim = pad * box.height
    wide = rim * page.height / page.width
    width, height = box.width + 2 * wide, box.height + 2 * rim
    return Page(
        page.number,
        width * page.width,
        height * page.height,
        image=save(grey, page.image.with_name(f"{page.image.stem}-{place}.png")),
        delivered=Affine(width, 0.0, box.left - wide, 0.0, height, box.top - rim),
    )


def filled(page: Page, place: Page, words: Iterable[Word]) -> Page:
    """The page with the words that a recogniser found on a part of it.

    Words of the file itself stand: a recognised one in the same place is left out.
    """
    if place is page:
        return replace(page, words=tuple(words), origin="ocr")
    found = [replace(word, box=place.delivered.box(word.box)) for word in words]
    new = [word for word in found if not any(_covers(old.box, word.box) for old in page.words)]
    return replace(page, words=(*page.words, *new))


def _covers(old: Box, new: Box) -> bool:
    wide = min(old.right, new.right) - max(old.left, new.left)
    high = min(old.bottom, new.bottom) - max(old.top, new.top)
    return wide > 0 and high > 0 and wide * high > 0.3 * min(_area(old), _area(new))


def _area(box: Box) -> float:
    return box.width * box.height
