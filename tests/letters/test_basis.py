"""When a letter is worth writing again: when it would say something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from docflow import Case, Finding, Letter
from docflow.letters import Office, basis

Build = Callable[..., Letter]
Make = Callable[..., Case]
TEXT = "{{ patient_name }} {{ today }} {{ practice_phone }} {{ case_code }}"


def test_neither_the_day_nor_what_it_does_not_print_makes_a_letter_new(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter(TEXT)
    said = case({"patient.name": "Ana Lee"})
    later = replace(case({"patient.name": "Ana Lee", "order.visits": "9"}), today=date(2027, 1, 1))
    warned = (Finding("goals.missing", "warning", "No goals.", "order.goals"),)
    first = basis(note, said, (), office, draft=False)
    assert basis(note, later, warned, office, draft=False) == first


def test_whatever_it_prints_makes_a_letter_new(letter: Build, office: Office, case: Make) -> None:
    said = case({"patient.name": "Ana Lee"})
    other = case({"patient.name": "Ana Leigh"})
    unsure = case({"patient.name": "Ana Lee"}, review=("patient.name",))
    moved = replace(office, practice={**office.practice, "phone": "3605550199"})
    note = letter(TEXT)
    marks = [
        basis(note, said, (), office, draft=False),
        basis(note, said, (), office, draft=True),
        basis(note, other, (), office, draft=False),
        basis(note, unsure, (), office, draft=False),
        basis(note, said, (), moved, draft=False),
        basis(letter(TEXT + "!"), said, (), office, draft=False),
    ]
    assert len(set(marks)) == len(marks)


def test_another_question_makes_a_request_new(letter: Build, office: Office, case: Make) -> None:
    note = letter("{% for ask in asks %}{{ ask.label }}{% endfor %}", always=True)
    asked = (Finding("date.missing", "error", "When?", "order.date"),)
    first = basis(note, case({}), (), office, draft=False)
    assert basis(note, case({}), asked, office, draft=False) != first
