"""The words that belong to a diagnosis code: before or behind it, or in the cell beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow.paper.lines import Line
from docflow.terms.found import Found
from docflow.terms.icd10 import contradicted, described, find_codes

from .view import View

FITS = 0.75
"""From here on the words are evidence for the code (see `described`)."""

_ABOUT = 0.15
_NAMES = re.compile(r"\b(?:icd[\s\-]?10(?:[\s\-]?cm)?|icd|dx|codes?|diagnos[ie]s)\b", re.IGNORECASE)
_FRAME = " .,;:()[]|-–#0123456789"
_MOST = 90


def words_of(view: View, line: Line, code: Found) -> str:
    """What is written about a code's condition, "" if nothing near it names one.

    Of all that stands around the code, the piece that fits it best, or that names another
    condition by its usual name.
    """
    pieces = (*_around(view, line, code), *_in_the_row(view, line))
    bare = [piece for piece in (_bare(p) for p in pieces) if sum(map(str.isalpha, piece)) > 2]
    best = max(bare, key=lambda piece: described(code.value, piece), default="")
    if described(code.value, best) >= _ABOUT:
        return best
    return next((piece for piece in bare if contradicted(code.value, piece)), "")


def _around(view: View, line: Line, code: Found) -> Iterator[str]:
    """The text behind and before a code, up to the next code or the end of the sentence."""
    passage = view.passage(line)
    start = passage.at(line, code.start) if passage.running else -1
    text, start = (passage.text, start) if start >= 0 else (line.text, code.start)
    end = start + code.end - code.start
    others = [f for f in find_codes(text) if f.end <= start or f.start >= end]
    after = min((f.start for f in others if f.start >= end), default=len(text))
    before = max((f.end for f in others if f.end <= start), default=0)
    yield re.split(r"[.;](?:\s|$)", text[end : min(after, end + _MOST)])[0]
    yield re.split(r"[.;:](?:\s|$)", text[max(before, start - _MOST) : start].rstrip(_FRAME))[-1]


def _in_the_row(view: View, line: Line) -> Iterator[str]:
    """The cells right and left of the code's, the nearest first."""
    row = [
        other
        for other in view.lines
        if other is not line
        and other.box.top < line.box.middle[1] < other.box.bottom
        and not find_codes(other.text)
    ]
    for other in sorted(row, key=lambda o: abs(o.box.middle[0] - line.box.middle[0])):
        yield other.text


def _bare(piece: str) -> str:
    return " ".join(_NAMES.sub(" ", piece).split()).strip(_FRAME)
