"""The promises that plugins make: each one broken is told in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from docflow import (
    Case,
    Duty,
    FieldSpec,
    Finding,
    Letter,
    Limit,
    Page,
    Payer,
    Rule,
    hookimpl,
)
from docflow.catalog import Catalog
from docflow.kit.conformance import complaints
from docflow.kit.golden import Golden
from docflow.kit.running import outcome

Build = Callable[..., Catalog]
READ = Rule("As it says.", "Manual", verified=date(2026, 11, 1), confidence="verified")


def told(build: Build, cls: type, *cases: Golden) -> str:
    catalog = build(mine=cls)
    plugin = catalog.plugin("mine")
    assert plugin
    return "\n".join(complaints(plugin, catalog, [outcome(c, catalog) for c in cases]))


def payer_told(build: Build, **said: Any) -> str:
    class Pack:
        @hookimpl
        def docflow_payers(self) -> Any:
            yield Payer(**{"id": "acme", "name": "Acme Health", **said})

    return told(build, Pack)


def test_every_plugin_of_docflows_own_keeps_its_promises(plugins: Build) -> None:
    catalog = plugins()
    cases = [outcome(Golden("a sound order"), catalog)]
    broken = {p.name: found for p in catalog.plugins if (found := complaints(p, catalog, cases))}
    assert broken == {}


def test_a_sound_pack_is_told_nothing(plugins: Build) -> None:
    assert payer_told(plugins, limits=(Limit("visits.per_order", 12, READ),)) == ""


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"id": "Acme Health"}, "its id is not of small letters"),
        ({"name": "Aetna"}, "the name 'Aetna' is another payer's too"),
        ({"aliases": ("Premera",)}, "the name 'Premera' is recognised as the payer premera"),
        ({"program": "comercial"}, "'comercial' is no program"),
        ({"state": "Wash"}, "'Wash' is no state"),
        ({"generic": True}, "names none"),
        ({"limits": (Limit("visits.per_month", 4, READ),)}, "'visits.per_month' is no limit"),
        ({"limits": (Limit("visits.per_order", 0, READ),)}, "visits.per_order is 0"),
        ({"duties": (Duty("report", READ, days=-3),)}, "report is -3"),
        ({"limits": (Limit("visits.per_order", 4, Rule("x", "")),)}, "names no source"),
        ({"limits": (Limit("visits.per_order", 4, Rule("", "x")),)}, "says nothing"),
        (
            {"limits": (Limit("visits.per_order", 4, Rule("x", "x", confidence="verified")),)},
            "counts as verified and names no day",
        ),
        (
            {"limits": (Limit("visits.per_order", 4, Rule("x", "x", verified=date(2999, 1, 1))),)},
            "which is not over yet",
        ),
        (
            {
                "limits": (
                    Limit(
                        "visits.per_order", 4, Rule("x", "x", date(2026, 2, 1), date(2026, 1, 1))
                    ),
                )
            },
            "ends before it begins",
        ),
        (
            {"limits": tuple(Limit("visits.per_order", n, READ) for n in (4, 6))},
            "visits.per_order is 4 and 6 on the same days",
        ),
    ],
)
def test_a_pack_that_breaks_a_promise_is_told_which(
    plugins: Build, said: dict[str, Any], complaint: str
) -> None:
    assert complaint in payer_told(plugins, **said)


def test_a_limit_may_change_from_one_day_to_the_next(plugins: Build) -> None:
    old = Rule("x", "x", effective_to=date(2025, 12, 31))
    new = Rule("x", "x", effective_from=date(2026, 1, 1))
    limits = (Limit("visits.per_order", 4, old), Limit("visits.per_order", 6, new))
    assert payer_told(plugins, limits=limits) == ""


def test_a_cleaner_that_fails_or_changes_its_own_answer_is_told(plugins: Build) -> None:
    class Cleaners:
        @hookimpl
        def docflow_fields(self) -> Any:
            yield FieldSpec("own.first", "First", lambda text: text[0])
            yield FieldSpec("own.more", "More", lambda text: text + "!")
            yield FieldSpec("Own", "")

    said = told(plugins, Cleaners)
    assert "clean of own.first raises IndexError on ''" in said
    assert "clean of own.more changes its own answer" in said
    assert "'Own' is not named like group.noun" in said
    assert "'Own' has no label" in said


def test_a_letter_whose_template_is_not_there_is_told(plugins: Build) -> None:
    class Notes:
        @hookimpl
        def docflow_letters(self) -> Any:
            yield Letter("Thank you", "Thanks", "thanks.docx")

    said = told(plugins, Notes)
    assert "'Thank you' is not named in small letters" in said
    assert "thanks.docx" in said


def test_a_check_that_fails_on_an_odd_case_is_told_with_its_line(plugins: Build) -> None:
    class Trusting:
        @hookimpl
        def docflow_check(self, case: Case) -> Any:
            if date.fromisoformat(case.values("order.date")[0]).year < 2000:
                yield Finding("acme.old", "error", "Too old.", rule=READ)

    said = told(plugins, Trusting, Golden("sound"))
    assert "docflow_check fails on a referral without values (test_conformance.py:" in said
    assert "IndexError" in said
    assert "ValueError" in said


def test_findings_without_a_proper_code_or_a_rule_are_told(plugins: Build) -> None:
    class Vague:
        @hookimpl
        def docflow_check(self) -> Any:
            yield Finding("Hm", "warning", " ")

    said = told(plugins, Vague, Golden("sound"))
    assert "'Hm' is not named like what.wrong" in said
    assert "Hm has no words" in said
    assert "Hm names no rule with a source" in said


def test_readers_that_fail_or_take_anything_are_told(plugins: Build) -> None:
    class Greedy:
        @hookimpl
        def docflow_read(self) -> Any:
            return [Page(1, 612, 792)]

    class Naive:
        @hookimpl
        def docflow_read(self, path: Any) -> Any:
            path.read_text(encoding="utf-8")

    assert "takes noise for a file of its kind" in told(plugins, Greedy)
    assert "docflow_read fails on noise" in told(plugins, Naive)


def test_a_plugin_whose_answer_hangs_on_what_came_before_is_told(plugins: Build) -> None:
    class Counts:
        asked = 0

        @hookimpl
        def docflow_check(self) -> Any:
            Counts.asked += 1
            yield Finding("acme.turn", "info", f"Turn {Counts.asked}.", rule=READ)

    assert "the order of plugins matters in the case “sound”" in told(
        plugins, Counts, Golden("sound")
    )
