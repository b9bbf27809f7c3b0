"""Small drawn frames: the squares and rings that a form prints to be ticked.

Whole frames are found first. They give the sizes, rows and columns in which worn, filled and
overwritten ones are then looked for, because those are the ones that were ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docflow.model import Page
from docflow.paper.ink import Blobs, blobs, inches
from docflow.paper.outlines import Place, fitted, outline, ring, trimmed
from docflow.paper.picture import Picture
from docflow.paper.squares import SIZES, stacks, standing

SMALLEST, LARGEST = SIZES
"""Printed tick boxes are this large, in inches: from a 6 point glyph to a large drawn square."""

USUAL = (0.09, 0.1, 0.11, 0.12, 0.13, 0.14, 0.16, 0.18, 0.2)
"""Sizes in inches to look for where a page has few whole frames to go by."""

TALL, TALLER = 0.52, 0.65
"""A box printed for a line of text is at least this share of the line's height; small letters are
not, and from the second share on capitals are not either.
"""

BOXLIKE = frozenset("OCDQGUVXLo0cxvu口ロ回区図国日目")
"""Letters that readers take a lone tick box for, besides signs and brackets."""

CLOSING = frozenset(").,:;'\"-/")
"""Signs at the end of a word that are no box."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on the picture. `drawn`: how much of its outline is there (0 to 1).

    `whole`: it stands for itself; else only its likeness to whole ones speaks for it.
    """

    place: Place
    drawn: float
    whole: bool
    round: bool = False

    @property
    def size(self) -> float:
        """The mean of width and height, in pixels."""
        return (self.place.width + self.place.height) / 2


class _Piece(NamedTuple):
    """A piece of ink that may be (part of) a frame.

    `square`: it has a frame's size. `stray`: readers made no letter of it. `free`: no word covers
    it. `inner`: it lies inside one. `line`: the height of the word that covers it, in pixels.
    """

    number: int
    place: Place
    area: int
    square: bool
    stray: bool
    free: bool
    inner: bool
    line: int


def frames(page: Page, dark: Picture) -> tuple[Frame, ...]:
    """The small frames on a page, from top to bottom: whole ones, and others of their kind.

    `dark` is its ink without printed lines (`unruled`).
    """
    dots = inches(page)
    zones = _zones(page, dark.shape)
    found = blobs(dark)
    pieces = [p for p in _pieces(found, zones, dots) if p.stray or page.origin != "text"]
    alone = [f for p in pieces if (f := _square(dark, found, p) or _ring(dark, p))]
    seen = _apart([*alone, *(Frame(place, 1.0, True) for _, place in stacks(found, dots))])
    whole = [f for f in seen if (f.whole and not f.round) or _peers(f, seen)]
    rest = [p for p in pieces if p.stray and not any(_holds(f, p) for f in whole)]
    sizes = _sizes(whole, dots)
    guessed = [f for p in rest if (f := _guess(dark, p, sizes)) and _fits(f, zones)]
    kin = [f for f in guessed if f.whole or _peers(f, whole)]
    return tuple(sorted(_apart([*whole, *kin]), key=lambda f: (f.place.top, f.place.left)))


class _Zones(NamedTuple):
    """Maps of the page: what covers a pixel, and that word's height in pixels.

    `kind`: 0 no word, 1 a letter at the end of a word, 2 a sign there, 3 inside a word.
    """

    kind: Picture
    line: Picture


def _zones(page: Page, shape: tuple[int, ...]) -> _Zones:
    import numpy as np

    rows, columns = shape
    kind, line = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    ends = []
    for word in page.words:
        box, text = word.box, word.text.strip()
        if text in BOXLIKE or (len(text) <= 2 and any(_zone(sign) == 2 for sign in text)):
            continue
        down = slice(int(box.top * rows), int(box.bottom * rows) + 1)
        left, right = int(box.left * columns), int(box.right * columns) + 1
        end = int(1.4 * (down.stop - down.start))
        kind[down, left:right] = 3
        line[down, left:right] = min(255, down.stop - down.start)
        if not text[-1:].isalnum():
            ends.append((down, max(left, right - end), right, text[-1:]))
        ends.append((down, left, min(right, left + end), text[:1]))
    for down, left, right, sign in ends:
        kind[down, left:right] = _zone(sign)
    return _Zones(kind, line)


def _zone(sign: str) -> int:
    if sign in CLOSING:
        return 3
    return 1 if sign.isalnum() else 2


def _pieces(found: Blobs, zones: _Zones, dots: float) -> Iterator[_Piece]:
    """Pieces of ink of a frame's size anywhere, and parts of frames that no letter accounts for."""
    import numpy as np

    stats = found.stats[1:]
    left, top, width, height, area = stats.T
    large, small = np.maximum(width, height), np.minimum(width, height)
    middle = top + height // 2, left + width // 2
    kind, line = zones.kind[middle], zones.line[middle]
    square = (small > SMALLEST * dots) & (large < 1.4 * small)
    fit = (large > 0.05 * dots) & (large < 1.3 * LARGEST * dots)
    for i in np.flatnonzero(fit & ((kind % 2 == 0) | square)):
        place = Place(*(int(v) for v in stats[i, :4]))
        which = int(kind[i])
        kinds = bool(square[i]), which % 2 == 0, which == 0, which == 3
        yield _Piece(int(i) + 1, place, int(area[i]), *kinds, int(line[i]))


def _square(dark: Picture, found: Blobs, piece: _Piece) -> Frame | None:
    """The piece as a hollow frame, or None."""
    width, height = piece.place[2:]
    if not piece.square or height < TALL * piece.line or piece.area > 0.8 * width * height:
        return None
    place = trimmed(dark, piece.place)
    seen = standing(found, piece.number)
    if seen is None or not seen.stands or not 0.75 < place.width / place.height < 1.33:
        return None
    whole = not piece.inner and place.height >= TALLER * piece.line
    return Frame(place, seen.drawn, whole)


def _ring(dark: Picture, piece: _Piece) -> Frame | None:
    """The piece as a ring with room on both sides, or None."""
    left, _, width, height = piece.place
    if not piece.stray or not piece.square or not 0.85 < width / height < 1.18:
        return None
    room = max(2, int(0.45 * width))
    beside = Place(left - room, piece.place.top, width + 2 * room, height).cut(dark)
    if left < room or beside[:, :room].any() or beside[:, -room:].any():
        return None
    drawn = ring(beside[:, room:-room])
    return Frame(piece.place, drawn, True, round=True) if drawn > 0.93 else None


def _guess(dark: Picture, piece: _Piece, sizes: Sequence[tuple[int, int]]) -> Frame | None:
    """The best frame of one of the sizes around a piece, if much of it is drawn."""
    place = fitted(dark, piece.place, sizes)
    seen = outline(dark, place) if place else None
    if place is None or seen is None:
        return None
    # Strokes of a pen end soon behind a corner, the lines of a table do not.
    alone = max(piece.place[2:]) < 2.2 * place.width
    if sum(seen.outside) > 1.6 or (seen.beyond > 3 and not alone):
        return None
    solid = float(place.cut(dark).mean()) > 0.8 * 255
    own = piece.place.width >= 0.8 * place.width and piece.place.height >= 0.8 * place.height
    return Frame(place, seen.drawn, piece.free and own and not solid and seen.stands)


def _fits(frame: Frame, zones: _Zones) -> bool:
    """Whether the words around leave room for a frame: it is no letter's loop."""
    text = float((frame.place.cut(zones.kind) % 2 == 1).mean())
    line = int(frame.place.cut(zones.line).max(initial=0))
    return text <= 0.25 and frame.place.height >= TALL * line


def _sizes(whole: Sequence[Frame], dots: float) -> list[tuple[int, int]]:
    """The sizes to look for: those of whole squares, and the usual ones where these are few."""
    squares = [(f.place.width, f.place.height) for f in whole if not f.round]
    sizes: list[tuple[int, int]] = []
    for size in sorted(set(squares), key=lambda s: (-squares.count(s), s)):
        if all(abs(size[0] - w) > 1 or abs(size[1] - h) > 1 for w, h in sizes):
            sizes.append(size)
    usual = [(round(s * dots), round(s * dots)) for s in USUAL]
    return sizes[:6] if len(squares) >= 3 else sizes + usual


def _holds(frame: Frame, piece: _Piece) -> bool:
    x, y = piece.place.middle
    left, top, width, height = frame.place
    return 0 <= x - left < width and 0 <= y - top < height


def _peers(frame: Frame, others: Iterable[Frame]) -> bool:
    """Whether another frame of the same shape and size stands in the same row or column."""
    return any(
        other is not frame
        and other.whole
        and other.round == frame.round
        and abs(other.size - frame.size) <= 0.15 * frame.size
        and _aligned(frame, other)
        for other in others
    )


def _aligned(one: Frame, other: Frame) -> bool:
    """In one column or one row, with the slack that a page not quite straight needs."""
    across = abs(one.place.left - other.place.left)
    down = abs(one.place.top - other.place.top)
    slack = 0.3 * one.size
    return (across < slack + 0.03 * down and down < 12 * one.size) or (
        down < slack + 0.03 * across and across < 40 * one.size
    )


def _apart(found: Iterable[Frame]) -> list[Frame]:
    """Without frames that touch a better one, or stand where the text of a better one begins."""
    kept: list[Frame] = []
    for frame in sorted(found, key=lambda f: (not f.whole, -f.drawn, f.place.top, f.place.left)):
        if not any(_touch(frame, k) or (not frame.whole and _follows(frame, k)) for k in kept):
            kept.append(frame)
    return kept


def _touch(one: Frame, other: Frame) -> bool:
    a, b = one.place, other.place
    across = min(a.left + a.width, b.left + b.width) - max(a.left, b.left)
    down = min(a.top + a.height, b.top + b.height) - max(a.top, b.top)
    return across > 0 and down > 0


def _follows(frame: Frame, other: Frame) -> bool:
    a, b = frame.place, other.place
    return 0 <= a.left - b.left - b.width < b.width and abs(a.top - b.top) < 0.5 * b.height
