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
_LABELLED = re.compile(r"\W*[A-Z][\w/&.-]*(?: [\w/&.()-]+){0,2}:\s")
"""A line of a form: one to three words and a colon."""
_LISTED = re.compile(r"\W*(?:\d{1,2}|[A-Za-z])[.)]\s|\s*[•·*–-]\s")
INDENT = 0.05
"""A sentence's last line begins at most this share of the page's width right of the others."""
_FUNCTION_WORDS = re.compile(
    r"\b(?:the|a|an|is|are|was|has|have|been|for|with|and|of|to|in|on|that|this|I|my|we|he|she|"
    r"his|her|him|please|under|at|per|will|you|your)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that runs over one or more lines. `parts`: where each line begins in `text`.

    `running`: sentences, as in a letter, rather than words set in a form.
    """

    text: str
    parts: tuple[tuple[int, Line], ...]
    running: bool = False

    @classmethod
    def of(cls, lines: Iterable[Line], running: bool = False) -> Passage:
        """The lines joined by blanks."""
        text = ""
        parts = []
        for line in lines:
            if text:
                text += " "
            parts.append((len(text), line))
            text += line.text
        return cls(text, tuple(parts), running)

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

    def sentence(self, place: int, clause: bool = True) -> tuple[int, int]:
        """Start and end of the sentence around a place; of its part if it has semicolons."""
        start, end = 0, len(self.text)
        for match in _STOP.finditer(self.text):
            if match[0] == ";" and not clause:
                continue
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


def passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """The page's text, block by block, running text apart from what is set as a form."""
    return tuple(
        Passage.of(part, running) for block in blocks(lines) for running, part in _parted(block)
    )


def _parted(block: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """A block cut where running text begins and ends."""
    parts: list[tuple[bool, list[Line]]] = []
    for line in block:
        wordy = _wordy(line.text)
        last = parts[-1] if parts else None
        if last is not None and last[0] and not wordy:
            wordy = _goes_on(last[1][-1], line, last[1])
        if last is not None and last[0] == wordy:
            last[1].append(line)
        else:
            parts.append((wordy, [line]))
    return parts


def _wordy(text: str) -> bool:
    """Whether a line is long and has the small words of a sentence."""
    words = text.split()
    if _LABELLED.match(text) or _LISTED.match(text):
        return False
    return len(words) >= 8 and len(_FUNCTION_WORDS.findall(text)) >= 0.16 * len(words)


def _goes_on(last: Line, line: Line, part: Sequence[Line]) -> bool:
    """Whether a short line ends the sentence of the line above it."""
    full = last.box.right > max(other.box.right for other in part) - 0.05
    open_ended = last.text.rstrip()[-1:] not in ".:!?"
    like = 0.75 < line.box.height / last.box.height < 1.33
    flush = line.box.left - min(other.box.left for other in part) < INDENT
    return like and full and flush and (open_ended or line.text[:1].islower())
