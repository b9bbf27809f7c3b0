"""The printed words that say what stands beside, below or above them: "DOB", "13. ICD-10-CM"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docflow.paper.candidates import COUNTED, FIRM_NAME, NUMBER_LAST, Candidate, Label, admitted
from docflow.paper.extents import BARE_NUMBERING, LONGEST, ends, next_text, next_word, opening
from docflow.paper.lexicon import compact, exact, nearest, no_label
from docflow.paper.lines import Line
from docflow.paper.rows import on_row

__all__ = ["Label", "labels"]

_QUESTION = re.compile(
    r"\b(?:what|which|who|when|where|why|how|is|are|was|were|does|do|did|has|have|will|can|should|any)"
    r"\s[^?]{8,}\?",
    re.I,
)
"""What a form asks in whole words: never itself the value of the question before."""

_WORDS = re.compile(r"[A-Z][^\W\d]+[ ,][^\d]*[A-Z][^\d]*$")
"""A name behind "Printed:", which else asks when a paper was printed."""


def labels(lines: Iterable[Line]) -> tuple[Label, ...]:
    """Every label on these lines, in their order; labels never overlap."""
    body = tuple(lines)
    asked = [label for line in body for label in _asked(line) if not _ends_phrase(label, body)]
    found = [label for label in asked if not _ends_name(label, asked, body)]
    told = (_printed(_first(_headed(_for_whom(label, found), found), found)) for label in found)
    return tuple(_office(label, body) for label in told)


def _for_whom(label: Label, found: Sequence[Label]) -> Label:
    """A pad's "FOR" on the row of a birth date as what it is: no "for how long"."""
    behind = label.line.text[label.end :]
    named = label.phrase == "for" and not any(sign.isdigit() for sign in behind)
    born = (x.box for x in found if x.noun == "birth_date")
    if named and any(on_row(box, label.box, share=1) for box in born):
        return replace(label, noun="name", role="patient")
    return label


def _headed(label: Label, found: Sequence[Label]) -> Label:
    """A note's "PLAN" under its "ASSESSMENT" as what it is: the head of the order."""
    heads = label.alone and not label.colon and label.phrase == "plan"
    if heads and any(
        other.noun == "assessment"
        and other.alone
        and abs(other.box.left - label.box.left) < 0.02
        and other.box.top < label.box.top
        for other in found
    ):
        return replace(label, noun="heading", role="order")
    return label


def _first(label: Label, found: Sequence[Label]) -> Label:
    """A "Primary" right under an "INSURANCE" as what it is: the first insurer, no diagnosis."""
    box = label.box
    heads = label.phrase == "primary" and any(
        "payer" in (other.noun, other.role)
        and other.alone
        and abs(other.box.left - box.left) < 0.02
        and 0 < box.middle[1] - other.box.middle[1] < 3 * box.height
        for other in found
    )
    return replace(label, noun="payer", role="") if heads else label


def _printed(label: Label) -> Label:
    """A "Printed:" before words as what it is: the label of a name, no day's."""
    behind = label.line.text[label.end :].strip()
    named = label.phrase == "printed" and label.colon and _WORDS.match(behind)
    return replace(label, noun="name", role="") if named else label


def _office(label: Label, lines: Sequence[Line]) -> Label:
    """An "Office" before words on its row as what it is: the label of a name, no telephone's."""
    box, behind = label.box, label.line.text[label.end :].strip(" :_.")
    row = [x for x in lines if x.box.left > box.right and on_row(x.box, box, share=0.5)]
    beside = min(row, key=lambda line: line.box.left).text if row and label.alone else ""
    named = label.phrase == "office" and FIRM_NAME.match(behind or beside)
    return replace(label, noun="organization") if named else label


def _ends_phrase(label: Label, lines: Sequence[Line]) -> bool:
    """Whether a lone unit only ends the line above: "... within three", "months"."""
    if not label.alone or label.noun not in COUNTED or not label.text[:1].islower():
        return False
    box = label.box
    return any(
        NUMBER_LAST.search(line.text) and len(line.text.split()) > 3
        for line in lines
        if abs(line.box.left - box.left) < 0.02
        and 0 < box.middle[1] - line.box.middle[1] < 2 * box.height
    )


def _ends_name(label: Label, found: Sequence[Label], lines: Sequence[Line]) -> bool:
    """Whether a lone "Clinic" only ends the name above it, which another label asks for."""
    if label.noun != "organization" or not label.alone or label.colon:
        return False
    box = label.box
    above = [
        line.box
        for line in lines
        if abs(line.box.left - box.left) < 0.01
        and 0 < box.middle[1] - line.box.middle[1] < 1.8 * box.height
    ]
    return any(
        other.noun == "organization" and other.box.right < spot.left and on_row(other.box, spot)
        for spot in above
        for other in found
    )


def _asked(line: Line) -> Iterator[Label]:
    """The labels on a line; a question that is none that is known asks for something else."""
    known = tuple(_on(line))
    match = None if known else _QUESTION.search(line.text, opening(line.text))
    if match:
        text, (start, end) = line.text, match.span()
        place = (line, start, end, line.span(start, end))
        yield Label("other", "", *place, 0.6, True, not text[end:].strip(), match[0])
    yield from known


def _on(line: Line) -> Iterator[Label]:
    at: int | None = opening(line.text)
    first = True
    while at is not None and at < len(line.text):
        label = _at(line, at, first)
        if label is not None:
            yield label
        at = next_word(line.text, at) if label is None else next_text(line.text, label.end)
        first = False


def _at(line: Line, at: int, first: bool) -> Label | None:
    """The longest label that begins at this place."""
    best, none = None, False
    for end in ends(line.text, at):
        chunk = line.text[at:end]
        if no_label(chunk):
            best, none = None, True
        term = exact(chunk) if chunk[-1] not in "(/-" else None
        label = admitted(Candidate(line, at, end, first, term, 1.0)) if term else None
        if label is not None:
            best, none = label, False
    if not first or none or (best is not None and _firm(best)):
        return best
    like = _like(line, at)
    longer = like is not None and (best is None or (like.end >= best.end and like.alone))
    return like if longer else best


def _firm(label: Label) -> bool:
    """Whether a label fits letter for letter and nothing behind it can belong to it."""
    return label.likeness == 1 and (label.alone or label.colon)


def _like(line: Line, at: int) -> Label | None:
    """The label that the head of the line resembles, with letters misread."""
    found = []
    for end in ends(line.text, at):
        chunk = BARE_NUMBERING.sub("", line.text[at:end])
        if len(chunk) > LONGEST:
            break
        term, likeness = nearest(chunk)
        if term and _counts(chunk) and not _counts(term.phrase):
            continue
        label = admitted(Candidate(line, at, end, True, term, likeness)) if term else None
        if label is None:
            continue
        whole = label.alone or label.colon
        long = len(compact(chunk)) > 4 or label.colon
        if likeness > 0.94 or (whole and long):
            found.append(label)
    return max(found, key=lambda x: (x.alone or x.colon, x.likeness, x.end), default=None)


def _counts(text: str) -> bool:
    """Whether words end with a number, which then is the label's value and none of its words."""
    return text.split()[-1].isdigit()
