"""What is on a page but not of it: the fax machine's header line, RECEIVED stamps, page footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docflow.paper.lines import Line
from docflow.paper.rows import on_row

_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AP]\.?M\b)?", re.I)
_DAY = re.compile(
    r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\b\d{4}-\d{2}-\d{2}|\b[A-Z][a-z]{2}[-. ]\d{1,2}[-, ]+\d{2,4}|"
    r"\b\d{1,2}[- ][A-Z][A-Za-z]{2}[- ]\d{2,4}"
)
_PAGE_NUMBER = re.compile(
    r"\bp(?:age|g)?[.: ]*\d{1,3}\s*(?:/|of)\s*\d{1,3}|\bP\.? ?\d{1,4}\b|\d+\s*/\s*\d+$", re.I
)
_FAX_WORDS = re.compile(r"\bfrom\b|\bto\b|\bfax\b|\(fax\)|\btel\b|\btti\b|\bid\b|->|→", re.I)
_STAMP = re.compile(r"\b(?:received|rec'?d|scanned|faxed|entered|posted)\b", re.I)
_EDGE = 0.055
"""Fax machines write into the topmost (a few the lowest) strip, this share of the page high."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines of a page parted: its own, the machines' strips, and stamps of reception."""

    body: tuple[Line, ...]
    strips: tuple[Line, ...]
    stamps: tuple[Line, ...]


def margins(lines: Sequence[Line]) -> Margins:
    """Set the lines aside that machines and clerks added after the page was written."""
    edge = [line for line in lines if line.box.bottom < _EDGE or line.box.top > 1 - _EDGE]
    strips = [line for line in edge if _strip(line, edge)]
    stamps = [line for line in lines if _stamp(line) and not any(line is s for s in strips)]
    aside = {id(line) for line in (*strips, *stamps)}
    body = tuple(line for line in lines if id(line) not in aside)
    return Margins(body, tuple(strips), tuple(stamps))


def _strip(line: Line, edge: Sequence[Line]) -> bool:
    """Whether the row of a line at the page's edge reads like a transmission header."""
    row = [o for o in edge if on_row(o.box, line.box, share=1)]
    text = " ".join(o.text for o in row)
    signs = [
        _DAY.search(text),
        _TIME.search(text),
        _PAGE_NUMBER.search(text),
        _FAX_WORDS.search(text),
    ]
    return sum(s is not None for s in signs) >= 3


def _stamp(line: Line) -> bool:
    """Whether a short line says that somebody received the paper, with or without the day."""
    words = line.text.split()
    stamped = _STAMP.match(line.text.strip(" *-|")) and len(words) <= 6
    return bool(stamped) and (line.text.isupper() or bool(_DAY.search(line.text)))
