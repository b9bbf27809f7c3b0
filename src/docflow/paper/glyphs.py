"""Joins the single characters of a file's own text into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docflow.model import Box, Word

GAP = 0.35
"""Share of a character's height that parts two words where the file writes no space."""

HYPHENS = dict.fromkeys(map(ord, "\x02\xad\u2010\u2011\ufffe"), "-")
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
VOWELS = re.compile(r"[aeiouy]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a file's text and its place on the upright page."""

    text: str
    box: Box


def joined(glyphs: Iterable[Glyph], tall: float) -> tuple[Word, ...]:
    """The words that characters form, in the order in which the file writes them.

    `tall` is the page's height in widths.
    """
    return tuple(
        Word("".join(g.text for g in run).translate(HYPHENS | LIGATURES), _around(run))
        for run in _runs(glyphs, tall)
    )


def _runs(glyphs: Iterable[Glyph], tall: float) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (not glyph.text.strip() or _apart(run[-1].box, glyph.box, tall)):
            yield run
            run = []
        if glyph.text.strip():
            run.append(glyph)
    if run:
        yield run


def _apart(one: Box, other: Box, tall: float) -> bool:
    """Whether two neighbours stand too far from each other for one word."""
    height = max(one.height, other.height)
    wide = GAP * height * tall
    return (
        other.left - one.right > wide
        or other.left < one.left - wide
        or abs(other.bottom - one.bottom) > 0.5 * height
    )


def _around(run: list[Glyph]) -> Box:
    box = run[0].box
    for glyph in run[1:]:
        box = box.around(glyph.box)
    return box


def sensible(words: Iterable[Word]) -> bool:
    """Whether text can be language: a font without a proper table gives signs or gibberish."""
    texts = [word.text for word in words]
    signs = [char for text in texts for char in text]
    odd = sum(
        unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") or char == "�" for char in signs
    )
    if odd > 0.1 * len(signs):
        return False
    long = [t for text in texts for t in re.findall(r"[A-Za-z]{4,}", text)]
    spoken = sum(bool(VOWELS.search(text)) for text in long)
    return len(long) < 12 or spoken >= 0.6 * len(long)
