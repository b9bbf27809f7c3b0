"""What a payer's packs find: by licence, by limit, by code, each by its rule of the day."""

from __future__ import annotations

from datetime import date

import pytest

from cases import SOUND, case
from docflow.coverage import coverage, licences
from docflow.model import CodeRule, Duty, Limit, Payer, Prescribers, Rule, Stop

READ = Rule("As the manual says.", "Manual", verified=date(2026, 11, 1), confidence="verified")
HEARD = Rule("As they say.", "A colleague")
LONG = {**SOUND, "order.visits": "16", "order.session_minutes": "90"}


def codes(*packs: Payer, biller: str = "", **changed: str | tuple[str, ...]) -> list[str]:
    return [f.code for f in coverage(case(LONG, packs=packs, **changed), biller)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("LMT", {"LMT"}),
        ("PT, DPT, LMT", {"PT", "LMT"}),
        ("Jo Marlow, APRN, FNP-BC", {"NP"}),
        ("PA-C", {"PA"}),
        ("Jo Marlow MD, FAAP", {"MD"}),
        ("Jo Marlow", set()),
        ("", set()),
    ],
)
def test_a_licence_is_one_under_all_its_names(text: str, held: set[str]) -> None:
    assert licences(text) == held


STOP = Stop("acme.massage", "Acme never pays it.", READ, billers=("LMT",))


@pytest.mark.parametrize(("biller", "stopped"), [("LMT", 1), ("LMP", 1), ("PT, LMT", 0), ("", 0)])
def test_a_stop_for_massage_therapists_binds_who_is_nothing_else(biller: str, stopped: int) -> None:
    assert len(codes(Payer("acme", "Acme", stops=(STOP,)), biller=biller)) == stopped


def test_a_prescriber_that_a_read_rule_leaves_out_blocks_and_by_hearsay_is_shown() -> None:
    for rule, severity in ((READ, "error"), (HEARD, "warning")):
        pack = Payer("acme", "Acme", prescribers=(Prescribers(("MD", "NP"), rule),))
        (found,) = coverage(case(packs=(pack,), provider__credentials="DC"))
        assert (found.code, found.severity) == ("prescriber.not-accepted", severity)
        assert not coverage(case(packs=(pack,), provider__credentials="FNP-BC"))


def test_a_payers_own_limit_stands_in_for_its_programs() -> None:
    own = Payer("acme", "Acme", limits=(Limit("visits.per_order", 20, READ),))
    program = Payer("all", "All", generic=True, limits=(Limit("visits.per_order", 12, READ),))
    assert codes(program) == ["visits.over-limit"]
    assert codes(own, program) == []


def test_two_pairs_of_codes_are_two_findings() -> None:
    pairs = tuple(CodeRule("pair", p, READ) for p in (("97124", "97140"), ("97140", "97012")))
    ordered = ("97012", "97124", "97140")
    pack = Payer("acme", "Acme", code_rules=pairs)
    assert codes(pack, procedure__codes=ordered) == ["codes.pair", "codes.pair"]
    assert codes(pack, procedure__codes=("97012", "97124")) == []


def test_ninety_minutes_are_six_units() -> None:
    assert codes(Payer("acme", "Acme", limits=(Limit("units.per_day", 4, READ),))) == [
        "units.over-limit"
    ]


def test_a_rule_holds_from_its_first_day_to_its_last_by_the_orders_date() -> None:
    rule = Rule("A report.", "Manual", date(2026, 1, 1), date(2026, 11, 10))
    pack = Payer("acme", "Acme", duties=(Duty("report", rule, days=30),))
    for day, found in (("2025-12-31", 0), ("2026-01-01", 1), ("2026-11-10", 1), ("2026-11-11", 0)):
        assert len(codes(pack, order__date=day)) == found


def test_where_the_order_has_no_date_its_signatures_counts() -> None:
    rule = Rule("A report.", "Manual", date(2026, 1, 1))
    pack = Payer("acme", "Acme", duties=(Duty("report", rule, days=30),))
    assert codes(pack, order__date="", signature__date="2025-06-01") == []


def test_a_denial_is_not_judged_by_what_a_referral_needs() -> None:
    pack = Payer("acme", "Acme", stops=(STOP,))
    assert coverage(case(kind="denial", packs=(pack,)), "LMT") == ()
