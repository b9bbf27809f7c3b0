"""Values without a readable label that can hardly be anything else: shown, never taken as sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docflow import Box, Reading
from docflow.paper.lines import Line
from docflow.terms.dates import find_dates
from docflow.terms.npi import find_npis, valid_npi

from .people import mentions
from .view import View, said

YOUNGEST = 5
"""Years that an unlabelled date must lie back to be taken for a birth date."""
SHY = 0.25
"""The confidence of a guess: far below what passes without a person."""


def guesses(views: Sequence[View], readings: Sequence[Reading], today: date) -> Iterator[Reading]:
    """A birth date or an NPI where no label for one can be read, if just one value fits.

    A label whose place is empty says that the value is missing: then nothing is guessed.
    """
    have = {reading.field for reading in readings}
    asked = {label.noun for view in views for label in view.labels if label.role != "recipient"}
    if "patient.birth_date" not in have and "birth_date" not in asked:
        yield from _only([g for v in views for g in _births(v, today)])
    if "provider.npi" not in have and "npi" not in asked:
        yield from _only([g for v in views for g in _numbers(v)])


def _only(found: Sequence[Reading]) -> Sequence[Reading]:
    return found if len({reading.value for reading in found}) == 1 else ()


def _births(view: View, today: date) -> Iterator[Reading]:
    oldest = today.replace(year=today.year - YOUNGEST, day=1).isoformat()
    for line, box in _free(view):
        for one in find_dates(line.text, today, past=True):
            if one.value < oldest:
                yield said(
                    "patient.birth_date", one.value, one.text, view.source(box), SHY, "unlabelled"
                )


def _numbers(view: View) -> Iterator[Reading]:
    strangers = [person.line for person in mentions(view) if person.role == "another"]
    for line, box in _free(view):
        for one in find_npis(line.text):
            if valid_npi(one.value) and not any(line is other for other in strangers):
                yield said(
                    "provider.npi",
                    one.value,
                    one.text,
                    view.source(box),
                    SHY,
                    "unlabelled",
                    "check-digit",
                )


def _free(view: View) -> Iterator[tuple[Line, Box]]:
    """The lines that no label claims."""
    taken = {id(run.line) for pair in view.pairs for run in pair.runs}
    for line in view.lines:
        if id(line) not in taken and not view.passage(line).running:
            yield line, line.box
