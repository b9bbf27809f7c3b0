"""The patient's name: by its label, in a sentence, or at the head of the patient's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docflow import Box, Reading
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.prose import Passage
from docflow.terms.names import clean_name, credentials, is_name

from .cues import PATIENT_ALONE, PATIENT_IN_PROSE
from .people import Person, apart, bare, named
from .view import View, said

HEADED = 0.8
"""The score of a surname and a first name in front of a patient's birth date or right above it."""
SHY = 0.45
"""The score of two words above a birth date that may be a heading."""
_RECORD = re.compile(r"mrn|med rec|medical record|chart")
"""The number of a patient's record, which stands under his name as a birth date does."""
NEXT = 1.3
"""Heights by which a name stands above its birth date at most."""


def patient(views: Sequence[View]) -> Iterator[Reading]:
    """The patient's name: labelled as such, else under a bare "Name", else the account's holder."""
    found: dict[str, list[Person]] = {"patient": [], "": [], "holder": []}
    for view in views:
        for pair in view.of("name"):
            role = pair.label.role or bare(view, pair.label)
            if role in found:
                found[role] += named(view, pair)
    prime = (
        found["patient"] or found[""] or [p for v in views for p in _written(v)] or found["holder"]
    )
    weak = not found["patient"] and bool(found[""] or found["holder"])
    for person in prime:
        ground, score = (
            ("weak-label", person.score - 0.25) if weak else (person.ground, person.score)
        )
        yield said("patient.name", person.name, person.text, person.source, score, ground)


def _written(view: View) -> Iterator[Person]:
    """The patient as running text, a line of a pad or the head of his data names him."""
    yield from _headed(view)
    for passage in view.passages:
        for first, last in _spans(passage):
            for match in PATIENT_IN_PROSE.finditer(passage.text, first, last):
                group = next(g for g in ("titled", "dated", "mine") if match[g])
                yield from _person_at(view, passage, *match.span(group), 0.8)
        for at, line in passage.parts:
            alone = PATIENT_ALONE.match(line.text)
            if alone:
                yield from _person_at(
                    view, passage, at + alone.start("name"), at + alone.end(), 0.6
                )


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where words belong together: running text as a whole, what is set as a form line by line."""
    if passage.running:
        yield 0, len(passage.text)
        return
    for at, line in passage.parts:
        yield at, at + len(line.text)


def _person_at(
    view: View, passage: Passage, start: int, end: int, score: float
) -> Iterator[Person]:
    text = passage.text[start:end]
    if is_name(text) and not credentials(text):
        box, line = passage.box(start, end), passage.parts[0][1]
        yield Person(clean_name(text), (), text, view, box, score, "prose", line)


def _headed(view: View) -> Iterator[Person]:
    """A name alone that heads the patient's own data, as records and their stickers print it."""
    for pair in view.of("birth_date", "other_id"):
        record = _RECORD.match(pair.label.phrase)
        if not (pair.label.noun == "birth_date" or record):
            continue
        if view.role(pair.label) not in ("patient", ""):
            continue
        line = pair.label.line
        if not record:
            yield from _in_front(view, line, pair.label)
        for upper in view.lines:
            if _heads(upper.box, line.box) and not _labelled(view, upper):
                yield from _alone(view, upper, upper.text)


def _in_front(view: View, line: Line, label: Label) -> Iterator[Person]:
    """The name before the birth date's label, a surname with its comma first."""
    before = line.text[: label.start].strip(" |-–—·•")
    if "," in before and not any(x.line is line and x.end <= label.start for x in view.labels):
        yield from _alone(view, line, before)


def _alone(view: View, line: Line, text: str) -> Iterator[Person]:
    head = apart(text).strip(" ,")
    if not is_name(head) or credentials(head):
        return
    start = line.text.find(head)
    box = line.span(start, start + len(head))
    score = HEADED if "," in head else SHY
    yield Person(clean_name(head), (), head, view, box, score, "prose", line)


def _heads(upper: Box, lower: Box) -> bool:
    """Whether a line stands right above another in its column."""
    gap = lower.top - upper.bottom
    return abs(upper.left - lower.left) < 0.012 and -0.6 < gap / upper.height < NEXT


def _labelled(view: View, line: Line) -> bool:
    """Whether a label stands on a line or claims it."""
    claimed = any(run.line is line for pair in view.pairs for run in pair.runs)
    return claimed or any(label.line is line for label in view.labels)
