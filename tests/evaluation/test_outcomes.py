"""What counts as right, asked, missed and silently wrong, and the figures made of it."""

from __future__ import annotations

from datetime import date

import pytest

from docflow.evaluation import Outcome, outcomes, page, tallies
from docflow.model import Case, Field, FieldSpec, Reading

SPECS = {
    "order.date": FieldSpec("order.date", "Order date"),
    "diagnosis.codes": FieldSpec("diagnosis.codes", "Codes", many=True),
    "order.visits": FieldSpec("order.visits", "Visits"),
}


def case(*values: tuple[str, str, bool]) -> Case:
    fields: dict[str, tuple[Field, ...]] = {}
    for name, value, review in values:
        field = Field(name, value, 0.9, review, (Reading(name, value),))
        fields[name] = (*fields.get(name, ()), field)
    return Case("c", date(2026, 11, 20), (), fields)


def compared(truth: dict[str, object], *values: tuple[str, str, bool]) -> list[tuple[str, str]]:
    found = outcomes("a.pdf", "scan", truth, case(*values), SPECS)  # type: ignore[arg-type]
    return sorted((o.wanted or o.got, o.verdict) for o in found)


@pytest.mark.parametrize(
    ("value", "review", "verdict"),
    [
        ("2026-11-01", False, "right"),
        ("2026-11-01", True, "asked"),
        ("2026-11-07", True, "asked-wrong"),
        ("2026-11-07", False, "silent"),
    ],
)
def test_a_wrong_value_is_silent_only_if_nobody_is_asked(
    value: str, review: bool, verdict: str
) -> None:
    truth = {"order.date": "2026-11-01"}
    assert compared(truth, ("order.date", value, review)) == [("2026-11-01", verdict)]


def test_what_is_on_the_paper_and_not_read_is_missed() -> None:
    assert compared({"order.date": "2026-11-01"}) == [("2026-11-01", "missed")]


def test_what_is_read_and_not_on_the_paper_is_wrong() -> None:
    assert compared({"order.date": ""}, ("order.date", "2026-11-01", False)) == [
        ("2026-11-01", "silent")
    ]


def test_each_of_many_values_counts_by_itself() -> None:
    truth = {"diagnosis.codes": ["M54.2", "M54.50"]}
    said = [("diagnosis.codes", "M54.2", False), ("diagnosis.codes", "M79.7", False)]
    assert compared(truth, *said) == [("M54.2", "right"), ("M54.50", "missed"), ("M79.7", "silent")]


def test_a_field_that_the_truth_does_not_name_is_not_judged() -> None:
    assert compared({}, ("order.visits", "16", False)) == []


def test_a_file_that_cannot_be_read_misses_everything() -> None:
    found = outcomes("a.pdf", "", {"order.date": "2026-11-01"}, None, SPECS)
    assert [o.verdict for o in found] == ["missed"]


def test_shares_are_of_what_stands_on_the_paper_and_silent_errors_of_what_passed_alone() -> None:
    found = [
        Outcome("a", "fax", "order.date", "1", "1", "right"),
        Outcome("b", "fax", "order.date", "2", "2", "asked"),
        Outcome("c", "fax", "order.date", "3", "8", "silent"),
        Outcome("d", "scan", "order.date", "4", "", "missed"),
    ]
    (everything,) = tallies(found, lambda o: "all")
    assert (everything.read, everything.straight, everything.silent) == (0.5, 0.25, 0.5)
    assert [t.name for t in tallies(found, lambda o: o.group)] == ["fax", "scan"]


def test_the_page_shows_silent_errors_first_and_escapes_what_it_quotes() -> None:
    found = [
        Outcome("b.pdf", "", "order.goals", "rest", "", "missed"),
        Outcome("a.pdf", "", "order.goals", "a < b", "a <i>b", "silent"),
    ]
    text = page(found, {found[1]: b"png"}, "Two files.")
    assert text.index("nobody was asked") < text.index("missed</td>")
    assert "a &lt;i&gt;b" in text
    assert "data:image/png;base64,cG5n" in text
