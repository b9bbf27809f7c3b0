"""Who pays: by its label, by what a sentence says, else by a known name that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docflow import Box, Reading
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.pairs import Pair
from docflow.terms.insurers import insurer_meant, known_insurer

from .cues import COVERED
from .grammar import nothing
from .joint import NOUNS, insurance
from .view import View, said

FIELD = "payer.name"
SHY = 0.25
"""The confidence of a name without a label: far below what passes without a person."""
STRICT = 0.5
"""The share of bearable misreadings that a name may have where nothing says that a payer stands."""
LETTERS = 5
"""Fewer letters alone may be short for anything: a nursing assistant is a CNA, too."""
REACH = 3.0
"""How far from its label a payer's name may stand, in heights of the label."""

LARGE = 1.3
"""How much taller than most lines of a page a title is."""

_NOT_PAYERS = frozenset({"employer", "recipient", "provider"})
_ID_BEHIND = re.compile(
    r"\s+(?:\(?(?:id|member|policy|#|no)\b[ .:#)]*)?((?=\S*\d{4})[A-Z0-9-]{6,})\s*$", re.I
)
_NOT_FIRST = re.compile(r"\b(?:secondary|supplement\w*|tertiary|other insurance)\b", re.I)
_INSURES = re.compile(r"insur|carrier|payer|payor|administrator|\btpa\b|plan|coverage")
_PART = re.compile(r"\S+(?: \S+)*")


def payers(views: Sequence[View]) -> Iterator[Reading]:
    """The payer's name, and a member number written behind it."""
    for source in (_joined, _labelled, _told, _numbered):
        found = tuple(reading for view in views for reading in source(view))
        yield from found
        if any(reading.field == FIELD for reading in found):
            return
    alone = [one for view in views for one in _alone(view)]
    alone = alone or [one for view in views for one in _printing(view)]
    if len({meant for meant, _ in alone}) == 1:
        yield from (reading for _, reading in alone)


def _joined(view: View) -> Iterator[Reading]:
    """The insurer and the number where one label asks for both."""
    for pair in view.of(*NOUNS):
        both = insurance(view, pair)
        if both is None or nothing(both[0]):
            continue
        source = view.source(pair.runs[0].box)
        yield said(FIELD, both[0], both[0], source, 0.4 + pair.score, "label")
        yield _member(view, pair, both[1])


def _labelled(view: View) -> Iterator[Reading]:
    for pair in view.of("payer"):
        if pair.label.role == "secondary" or _of_another(view, pair.label):
            continue
        line = pair.runs[0].text
        behind = _ID_BEHIND.search(line)
        if behind:
            yield _member(view, pair, behind[1])
            line = line[: behind.start()]
        name = re.split(r"\s{2,}|\s[|;]\s|,\s*(?=ID\b)", line)[0].strip(" ,.;:-")
        if name and not nothing(name):
            source = view.source(pair.runs[0].box)
            yield said(FIELD, name, name, source, 0.4 + pair.score, "label")


def _of_another(view: View, label: Label) -> bool:
    """Whether the words ask for another's company; an insurer is the payer in any part."""
    return view.role(label) in _NOT_PAYERS and not _INSURES.search(label.phrase)


def _member(view: View, pair: Pair, number: str) -> Reading:
    sure = 0.3 + 0.8 * pair.score
    source = view.source(pair.box)
    return said("patient.member_id", number, number, source, sure, "weak-label")


def _told(view: View) -> Iterator[Reading]:
    """The payer that a sentence about insurance names; not one that pays after another."""
    for passage in view.passages:
        if not passage.running and not COVERED.search(passage.text):
            continue
        for start, end in passage.sentences():
            text = passage.text[start:end]
            covers = COVERED.search(text) and not _NOT_FIRST.search(text)
            name = known_insurer(text) if covers else ""
            if name:
                source = view.source(passage.box(start, end))
                yield said(FIELD, name, text, source, 0.75, "prose")


def _numbered(view: View) -> Iterator[Reading]:
    """The known insurer before the label of a member's number: "Medicare, member ID 1EG4..."."""
    for label in (x for x in view.labels if x.noun == "member_id"):
        line = label.line
        ends = [x.end for x in view.labels if x.line is line and x.end <= label.start]
        start = max(ends, default=0)
        text = line.text[start : label.start].strip(" ,.;:(|·•-–—")
        if text and not _NOT_FIRST.search(line.text) and insurer_meant(text, STRICT):
            at = line.text.index(text, start)
            source = view.source(line.span(at, at + len(text)))
            yield said(FIELD, text, text, source, 0.75, "label")


def _alone(view: View) -> Iterator[tuple[str, Reading]]:
    """Each known insurer whose name fills its place on the form, though no label there is read.

    Where a label for the payer is readable, only what stands at it counts. What stands out in the
    head of the page says whose paper it is; what a label claims is another's.
    """
    asked = [label for label in view.labels if label.noun == "payer" and label.role != "secondary"]
    for text, box in _places(view):
        beside = any(_at(label, box) for label in asked)
        if not beside and (asked or len(text) < LETTERS):
            continue
        meant = insurer_meant(text, 1.0 if beside else STRICT)
        if meant:
            yield meant, said(FIELD, text, text, view.source(box), SHY, "alone")


def _printing(view: View) -> Iterator[tuple[str, Reading]]:
    """The known insurer whose name heads the page, where the form asks for a claim's number."""
    if not any(label.noun == "claim" for label in view.labels):
        return
    for line in _titles(view):
        meant = insurer_meant(line.text, STRICT)
        if meant:
            yield meant, said(FIELD, line.text, line.text, view.source(line.box), SHY, "alone")


def _places(view: View) -> Iterator[tuple[str, Box]]:
    """What stands for itself: parts of lines that no label claims and that are no sentence's."""
    taken = {id(run.line) for pair in view.pairs for run in pair.runs}
    taken |= {id(line) for line in _titles(view)}
    taken |= {id(x.line) for x in view.labels if x.noun == "payer" and x.alone and x.likeness == 1}
    for line in view.lines:
        if id(line) in taken or view.passage(line).running:
            continue
        for part in _PART.finditer(line.text):
            text = part[0].strip(" ,.;:-")
            start = part.start() + part[0].index(text)
            yield text, line.span(start, start + len(text))


def _titles(view: View) -> Iterator[Line]:
    """The lines above all labels that begin the page or are larger than three lines of four."""
    if not view.lines:
        return
    first = min((label.box.top for label in view.labels), default=1.0)
    top = min(line.box.bottom for line in view.lines)
    heights = sorted(line.box.height for line in view.lines)
    large = LARGE * heights[3 * len(heights) // 4]
    for line in view.lines:
        if line.box.bottom < first and (line.box.height > large or line.box.top < top):
            yield line


def _at(label: Label, box: Box) -> bool:
    """Whether a place is a neighbour of the label: on its row, or right below or above it."""
    one = label.box
    apart = max(box.top - one.bottom, one.top - box.bottom)
    if apart < -0.5 * one.height:
        return box.left > one.right
    return apart < REACH * one.height and box.left < one.right and one.left < box.right
