"""The shipped table against the library that it was made from, and against itself."""

from __future__ import annotations

import re
from datetime import date

from docflow.terms import icd10_table as table

APRIL_2026, NOVEMBER_2026 = date(2026, 4, 1), date(2026, 11, 1)


def codes() -> list[str]:
    return [code for code in {*table.rows(), *table.changes()} if "-" not in code]


def test_the_table_says_what_the_library_says() -> None:
    import simple_icd_10_cm as icd

    theirs = {
        code: " ".join(icd.get_description(code).split())
        for code in icd.get_all_codes(with_dots=False)
        if not code.isdigit()
    }
    ours = {code: line.split("\t")[0] for code, line in table.rows().items()}
    assert ours == theirs


def test_leaves_of_the_april_list_are_what_could_be_billed_then() -> None:
    listed = sorted(code for code in table.rows() if "-" not in code)
    headers = {code[:n] for code in listed for n in range(3, len(code))}
    leaves = set(listed) - headers
    assert {code for code in codes() if table.billable(code, APRIL_2026)} == leaves


def test_the_list_of_october_2026_has_about_as_many_codes_as_was_announced() -> None:
    billable = sum(table.billable(code, NOVEMBER_2026) for code in codes())
    assert abs(billable - 74_879) <= 5


def test_every_change_names_codes_of_a_code_s_shape_once_a_day() -> None:
    for code, changes in table.changes().items():
        assert re.fullmatch(r"[A-Z][0-9A-Z]{2,6}", code)
        days = [change.day for change in changes]
        assert days == sorted(set(days))


def test_what_was_split_has_sub_codes_and_those_are_new_that_day() -> None:
    for code, changes in table.changes().items():
        for change in (c for c in changes if c.kind == "split"):
            assert table.children(code)
            before = date.fromordinal(change.day.toordinal() - 1)
            assert table.billable(code, before) and not table.billable(code, change.day)
            assert not any(table.billable(child, before) for child in table.children(code))


def test_every_successor_stands_for_a_code_that_was_billable() -> None:
    for changes in table.changes().values():
        for change in changes:
            for named in change.successors:
                bare = named.replace(".", "").rstrip("-")
                family = (bare, *table.children(bare))
                assert any(table.billable(code, change.day) for code in family), named


def test_names_of_conditions_and_icd_9_codes_lead_to_known_codes() -> None:
    for name, families in table.diagnosis_words():
        assert all(table.exists(family) for family in families), name
    for code, (_, families) in table.legacy().items():
        assert all(table.exists(f.replace(".", "").rstrip("-")) for f in families), code
