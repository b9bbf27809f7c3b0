"""Running text: lines that go on as sentences, each sentence with its places on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docflow.model import Box
from docflow.paper.lines import Line, blocks

_STOP = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])(?<!\bNo)(?<!\bvs)(?<!\bapprox)(?<!\bwk)"
    r"[.!?](?=\s+[A-Z0-9(\"'])|;(?=\s)"
)
_FUNCTION_WORDS = re.compile(
    r"\b(?:the|a|an|is|are|was|has|have|been|for|with|and|of|to|in|on|that|this|I|my|we|he|she|"
    r"his|her|him|please|under|at)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that runs over one or more lines. `parts`: where each line begins in `text`."""

    text: str
    parts: tuple[tuple[int, Line], ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Passage:
        """The lines joined by blanks, a word broken at a line's end joined again."""
        text = ""
        parts = []
        for line in lines:
            if text:
                text += " "
            parts.append((len(text), line))
            text += line.text
        return cls(text, tuple(parts))

    def box(self, start: int, end: int) -> Box:
        """Around text[start:end], over several lines where it runs over them."""
        found: Box | None = None
        for at, line in self.parts:
            first, last = max(start, at), min(end, at + len(line.text))
            if first < last:
                box = line.span(first - at, last - at)
                found = box if found is None else found.around(box)
        return found or self.parts[0][1].box

    def at(self, line: Line, place: int) -> int:
        """Where a place in one of its lines stands in the whole text; -1 if it is none of its."""
        return next((at + place for at, own in self.parts if own is line), -1)

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence (or part before a semicolon) around a place."""
        start, end = 0, len(self.text)
        for match in _STOP.finditer(self.text):
            if match.end() <= place:
                start = match.end()
            elif match.start() >= place:
                end = match.end()
                break
        return start, end

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Every sentence by start and end."""
        cuts = [0, *(m.end() for m in _STOP.finditer(self.text)), len(self.text)]
        return tuple((a, b) for a, b in pairwise(cuts) if self.text[a:b].strip())

    @property
    def running(self) -> bool:
        """Whether this is running text rather than words set in a form."""
        words = self.text.split()
        small = len(_FUNCTION_WORDS.findall(self.text))
        ends = self.text.rstrip()[-1:] in ".;:" or len(self.parts) > 1
        long = len(words) >= max(8, 6 * len(self.parts))
        return long and ends and small >= 0.16 * len(words)


def passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """The page's blocks of lines, each as one passage."""
    return tuple(Passage.of(block) for block in blocks(lines))
