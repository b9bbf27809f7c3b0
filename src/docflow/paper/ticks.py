"""Tick boxes: where they are and whether somebody ticked them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import exp

from docflow.model import Box, Mark, Page
from docflow.paper.boxes import Frame, frames
from docflow.paper.lines import lines
from docflow.paper.picture import Picture
from docflow.paper.rules import unruled

HALF_ON, SPREAD = 0.125, 0.014
"""The share of inked room at which a box is as likely ticked as not, and how fast that turns: set
by hand between what empty (at most 0.10) and ticked boxes (at least 0.16) showed on scans, faxes
and photos. bench/marks.py fits both anew."""

SURE = 0.9
"""Below this probability a box is neither on nor off."""

LOOP = 0.4
"""Beside a word of which it has less than this share of the height nothing is a tick box."""

EMPTY_SIGNS = "☐□▢❏❐❑❒○◯⚪\uf06f\uf071\uf072\uf0a8\uf0a1"
TICKED_SIGNS = "☑☒⊠⊗◉⦿🗹🗷✓✔✗✘\uf0fe\uf0fd\uf0fc\uf0fb\uf078\uf0a4"
"""Tick boxes that are letters, Wingdings in the private area among them."""

TYPED = re.compile(
    rf"(?P<sign>[{EMPTY_SIGNS}{TICKED_SIGNS}])"
    r"|(?<![\w)\]])(?:\[(?P<square> ?[xX✓✔*]? ?)\]|\((?P<round> ?[xX✓✔*●•]? ?)\))"
    r"|(?<!\w)_+(?P<blank>[xX✓✔])_+(?!\w)"
)
"""A tick box made of letters: a sign of its own, [x], ( ), __x__."""

RING = re.compile(r"[OQ](?: (?=\S)|(?=\d+ ?[a-z]))|0 (?=[A-Za-z])")
RINGS = 3
"""Rings read as a letter: so many lines of a page begin with one only where options stand."""


def ticks(page: Page) -> tuple[Mark, ...]:
    """The tick boxes on a page, drawn and typed, from top to bottom.

    `value` is "on", "off" or "unsure"; the confidence is that of this value.
    """
    drawn = list(_drawn(page)) if page.image else []
    drawn += [mark for mark in _lettered(page) if not _near(mark, drawn)]
    typed = [mark for mark in _typed(page) if page.origin == "text" or not _near(mark, drawn)]
    kept = [mark for mark in drawn if not (page.origin == "text" and _near(mark, typed))]
    return tuple(sorted([*kept, *typed], key=lambda m: (m.box.top, m.box.left)))


def _drawn(page: Page) -> Iterator[Mark]:
    """Frames on the picture, judged by the ink in them."""
    dark = unruled(page)
    rows, columns = dark.shape
    for frame in frames(page, dark):
        left, top, width, height = frame.place
        right, bottom = (left + width) / columns, (top + height) / rows
        box = Box(left / columns, top / rows, right, bottom)
        if any(_looped(box, word.box, page.height / page.width) for word in page.words):
            continue
        ticked = 1 / (1 + exp((HALF_ON - inside(dark, frame)) / SPREAD))
        # A frame that is half guessed may lie on something else, then so does its ink.
        trust = 1.0 if frame.whole else min(1.0, 0.2 + frame.drawn)
        if max(ticked, 1 - ticked) * trust < SURE:
            yield Mark("tick", box, "unsure", 0.5)
        else:
            value = "on" if ticked > 0.5 else "off"
            yield Mark("tick", box, value, min(0.995, max(ticked, 1 - ticked) * trust))


def _looped(box: Box, word: Box, tall: float) -> bool:
    """Whether a frame is the loop of an unread sign in large print, as of the "&" in a name."""
    gap = max(box.left - word.right, word.left - box.right)
    level = word.top < box.middle[1] < word.bottom
    return level and 0 < gap < word.height * tall and box.height < LOOP * word.height


def inside(dark: Picture, frame: Frame) -> float:
    """The share of a frame's inner room that is inked."""
    inset = max(2, round((0.25 if frame.round else 0.16) * frame.size))
    room = frame.place.cut(dark)[inset:-inset, inset:-inset]
    return float((room > 0).mean())


def _typed(page: Page) -> Iterator[Mark]:
    """Boxes made of letters. What a recogniser took for one, and no frame is there, is unsure."""
    for line in lines(page):
        for found in TYPED.finditer(line.text):
            box = line.span(*found.span())
            value = _value(found)
            if page.origin == "text":
                yield Mark("tick", box, value, 0.98)
            elif found["sign"]:
                yield Mark("tick", box, "unsure", 0.5)
            else:
                yield Mark("tick", box, value, 0.8)


def _lettered(page: Page) -> Iterator[Mark]:
    """The rings of a form that readers took for a letter before each of several options."""
    if page.origin == "text":
        return
    opened = [line for line in lines(page) if RING.match(line.text)]
    for line in opened if len(opened) >= RINGS else ():
        yield Mark("tick", line.span(0, 1), "unsure", 0.5)


def _value(found: re.Match[str]) -> str:
    if found["sign"]:
        return "on" if found["sign"] in TICKED_SIGNS else "off"
    inner = found["square"] or found["round"] or found["blank"] or ""
    return "on" if inner.strip() else "off"


def _near(mark: Mark, others: list[Mark]) -> bool:
    """Whether another mark lies on the same spot."""
    x, y = mark.box.middle
    rim = 0.5 * mark.box.height
    return any(
        other.box.left - rim <= x <= other.box.right + rim
        and other.box.top - rim <= y <= other.box.bottom + rim
        for other in others
    )
