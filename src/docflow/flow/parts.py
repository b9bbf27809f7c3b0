"""A place on a page as a small page of its own, for a recogniser to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docflow.model import UPRIGHT, Affine, Box, Page, Word


def part(page: Page, box: Box, folder: Path, pad: float = 0.0) -> Page:
    """The place as a page with its own picture, written into the folder.

    `pad` widens it to the left and right, as a share of the box's height.
    """
    from docflow.paper import crop, save

    rim = pad * box.height * page.height / page.width
    wide = Box(max(0.0, box.left - rim), box.top, min(1.0, box.right + rim), box.bottom)
    name = "-".join(f"{round(side * 10000):05}" for side in wide)
    image = save(crop(page, wide), folder / f"part-{page.number}-{name}.png")
    return replace(
        page,
        words=(),
        marks=(),
        pictures=(),
        image=image,
        delivered=UPRIGHT,
        width=page.width * wide.width,
        height=page.height * wide.height,
        origin="none",
    )


def placed(words: tuple[Word, ...], box: Box) -> tuple[Word, ...]:
    """The words of a part without a pad, at their places on the whole page."""
    whole = Affine(box.width, 0, box.left, 0, box.height, box.top)
    return tuple(replace(word, box=whole.box(word.box)) for word in words)
