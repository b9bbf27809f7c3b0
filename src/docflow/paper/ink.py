"""Ink on paper: what is dark against the paper around it, and the blobs it forms."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docflow.model import Page
from docflow.paper.picture import Picture, picture

if TYPE_CHECKING:
    from numpy import int32
    from numpy.typing import NDArray

    Labels = NDArray[int32]
else:
    Labels = Any

DARK = 0.72
"""Ink is darker than this share of the paper's brightness around it."""

PAPER_REACH = 15
"""How far paper is looked for, in steps of 8 pixels: further than a black heading is high."""


class Blobs(NamedTuple):
    """The connected pieces of ink: a map of their numbers, and what each is like.

    `stats` holds by number: left, top, width, height and area in pixels. Number 0 is the paper.
    """

    labels: Labels
    stats: Labels

    def alone(self, number: int, rim: int = 0) -> Picture:
        """One piece without what else lies in its rectangle, with `rim` pixels of paper around."""
        import numpy as np

        left, top, width, height = self.stats[number, :4]
        own = self.labels[top : top + height, left : left + width] == number
        return np.pad(own.astype(np.uint8) * 255, rim)


def ink(page: Page) -> Picture:
    """Where the page's picture holds ink: 255, elsewhere 0. Read-only.

    Raises UnreadableError if the page has no picture.
    """
    picture(page)
    assert page.image is not None
    stat = page.image.stat()
    return _ink(page.image, stat.st_mtime_ns, stat.st_size)


def blobs(dark: Picture) -> Blobs:
    """The connected pieces of ink."""
    import cv2
    import numpy as np

    # Of OpenCV's ways, this one takes a third of the time of the one that it takes by itself.
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        dark, 8, cv2.CV_32S, cv2.CCL_GRANA
    )
    return Blobs(labels.astype(np.int32, copy=False), stats.astype(np.int32, copy=False))


@lru_cache(maxsize=2)
def _ink(path: Path, _changed: int, _size: int) -> Picture:
    found = inked(picture(Page(1, 0.0, 0.0, image=path)))
    found.flags.writeable = False
    return found


def inked(grey: Picture) -> Picture:
    """Where a grey picture holds ink (255), judged by the paper near by: no shadow counts."""
    import cv2
    import numpy as np

    height, width = grey.shape
    small = cv2.resize(
        grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA
    )
    paper = cv2.dilate(small, np.ones((PAPER_REACH, PAPER_REACH), np.uint8))
    paper = cv2.blur(paper, (PAPER_REACH, PAPER_REACH))
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.compare(grey, cv2.convertScaleAbs(paper, alpha=DARK), cv2.CMP_LT)


def inches(page: Page) -> float:
    """Pixels an inch of the page's picture."""
    height: int = picture(page).shape[0]
    return height / (page.height / 72)
