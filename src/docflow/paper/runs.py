"""What stands on a page beside its labels: stretches of text that may be values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docflow.model import Box
from docflow.paper.labels import Label
from docflow.paper.lines import Line

_EDGE = " \t_-–—.,;:|[](){}☐□☑☒✓✗•·=~*'\"“”‘’/\\"
_KEEP = "()[]."
_ITEM = re.compile(r"\W*\d{1,2}[A-Za-z]?\W*")
"""The number of a form's item before its label: "29 TOTAL VISITS"."""
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])[.)]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that is no label: `line.text[start:end]`."""

    line: Line
    start: int
    end: int
    box: Box

    @property
    def text(self) -> str:
        """The words."""
        return self.line.text[self.start : self.end]

    @property
    def place(self) -> tuple[int, int]:
        """What tells two runs of one page apart."""
        return id(self.line), self.start


def runs(lines: Iterable[Line], labels: Sequence[Label]) -> tuple[Run, ...]:
    """What the labels leave of the lines, without the blanks, rules and boxes read as text."""
    by_line: dict[int, list[Label]] = {}
    for label in labels:
        by_line.setdefault(id(label.line), []).append(label)
    found = []
    for line in lines:
        at = 0
        for label in sorted(by_line.get(id(line), []), key=lambda x: x.start):
            if at or not _ITEM.fullmatch(line.text[: label.start]):
                found.append(_trimmed(line, at, label.start))
            at = label.end
        found.append(_trimmed(line, at, len(line.text)))
    return tuple(run for run in found if run is not None)


def joined(found: Sequence[Run]) -> str:
    """Runs as text: blanks between runs of one row, line breaks between rows; at least one."""
    text = found[0].text
    for last, run in pairwise(found):
        text += ("\n" if run.box.top > last.box.middle[1] else " ") + run.text
    return text


def _trimmed(line: Line, start: int, end: int) -> Run | None:
    text = line.text
    while start < end and text[start] in _EDGE and not _opens(text, start):
        start += 1
    while end > start and text[end - 1] in _EDGE and text[end - 1] not in _KEEP:
        end -= 1
    said = any(c.isalnum() for c in text[start:end]) and not _NUMBERING.fullmatch(text[start:end])
    return Run(line, start, end, line.span(start, end)) if said else None


def _opens(text: str, at: int) -> bool:
    return text[at] == "(" and ")" in text[at:]
