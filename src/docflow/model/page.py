"""A document as paper: pages, words and marks, all in fractions of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple


class Box(NamedTuple):
    """A rectangle in fractions of the page, from its top left corner (0, 0) to (1, 1)."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Share of the page's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Share of the page's height."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre as (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: Box) -> bool:
        """Whether the middle of the other lies in this one or on its edge."""
        x, y = other.middle
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


class Affine(NamedTuple):
    """A map of the plane in fractions of a page, with the perspective of a photo where g, h say so.

    x' = (a x + b y + c) / w and y' = (d x + e y + f) / w, where w = g x + h y + 1.
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0
    g: float = 0.0
    h: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) goes."""
        w = self.g * x + self.h * y + 1
        return (self.a * x + self.b * y + self.c) / w, (self.d * x + self.e * y + self.f) / w

    def inverse(self) -> Affine:
        """The map back. Raises ZeroDivisionError where the map flattens the page."""
        a, b, c, d, e, f, g, h = self
        last = a * e - b * d
        return Affine(
            (e - f * h) / last,
            (c * h - b) / last,
            (b * f - c * e) / last,
            (f * g - d) / last,
            (a - c * g) / last,
            (c * d - a * f) / last,
            (d * h - e * g) / last,
            (b * g - a * h) / last,
        )

    def box(self, box: Box) -> Box:
        """The upright rectangle around the mapped corners, kept inside the page."""
        if not (self.b or self.d or self.g or self.h):
            return self._moved(box)
        corners = [self.point(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        xs = [min(1.0, max(0.0, x)) for x, _ in corners]
        ys = [min(1.0, max(0.0, y)) for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _moved(self, box: Box) -> Box:
        """The same where the map only moves and stretches: each character of a PDF comes by."""
        left, right = self.a * box.left + self.c, self.a * box.right + self.c
        top, bottom = self.e * box.top + self.f, self.e * box.bottom + self.f
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        return Box(
            min(1.0, max(0.0, left)),
            min(1.0, max(0.0, top)),
            min(1.0, max(0.0, right)),
            min(1.0, max(0.0, bottom)),
        )


UPRIGHT = Affine()
"""A page that arrived as it should stand."""


@dataclass(frozen=True, slots=True)
class Word:
    """Text that stands together on one line.

    `box` lies on the upright page. `confidence` (0 to 1) is the reader's own and is not
    calibrated. A reader may glue neighbours into one word; grammars must not rely on spaces.
    """

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the upright page that is not text.

    `kind` and what `value` then holds:
    tick: a tick box, "on", "off" or "unsure"; rule: a printed line, "horizontal" or "vertical";
    code: a bar code or QR code, its text; strike: a crossed-out word, its text; circle: words that
    are circled to choose them, their text ("" if unread).
    """

    kind: Literal["tick", "rule", "code", "strike", "circle"]
    box: Box
    value: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page, set upright.

    `width` and `height` of the upright page are in points (1/72 inch); a picture without a
    resolution counts as 11 inches high. `image` is a greyscale PNG of the upright page in the
    work folder, or None where there is no picture (mail, text). `delivered` maps places on the
    upright page to the page as it arrived. `origin` says where the words came from: the file's
    own text, a recogniser, or (data) the records of a file for programs, which only the plugin
    that read them understands. `pictures` are places on a page with words of its own that a
    recogniser must still look at: a pasted signature, a scan under a form that was filled in by
    keyboard.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    marks: tuple[Mark, ...] = ()
    image: Path | None = None
    delivered: Affine = UPRIGHT
    origin: Literal["text", "ocr", "data", "none"] = "none"
    pictures: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside a file (an attachment, a member of an archive), unpacked into the work folder.

    The host reads it as a document of its own.
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file that arrived. `id` is the SHA-256 of its bytes in hex."""

    id: str
    name: str
    pages: tuple[Page, ...]
    received: date
