"""A payer's rules listed, compared, and asked for their age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docflow.model import Limit, Payer, Requirement, Rule
from docflow.rulebook import changes, rulebook, stale

OLD = Rule(
    "90 days.",
    "Manual 2025",
    effective_to=date(2025, 12, 31),
    verified=date(2025, 6, 1),
    confidence="verified",
)
NEW = Rule(
    "60 days.",
    "Manual 2026",
    effective_from=date(2026, 1, 1),
    verified=date(2026, 6, 1),
    confidence="verified",
)
HEARSAY = Rule("A claim number.", "Heard at a meeting")

PACK = Payer(
    id="acme",
    name="Acme Health",
    requires=(Requirement("claim.number", "error", HEARSAY),),
    limits=(Limit("order.max_age_days", 90, OLD), Limit("order.max_age_days", 60, NEW)),
)


def said(day: date | None) -> list[str]:
    return [f"{e.about}: {e.says}" for e in rulebook(PACK, day)]


def test_a_rule_is_listed_on_the_days_it_holds_for():
    assert "limit order.max_age_days: 90" in said(date(2025, 5, 1))
    assert "limit order.max_age_days: 60" in said(date(2026, 5, 1))
    assert "limit order.max_age_days: 90" not in said(date(2026, 5, 1))


def test_without_a_day_every_rule_is_listed_the_oldest_first():
    assert said(None) == [
        "limit order.max_age_days: 90",
        "limit order.max_age_days: 60",
        "needs claim.number: error",
    ]


def test_a_pack_does_not_differ_from_itself():
    assert changes(PACK, PACK) == ()


def test_a_changed_number_is_a_change_and_a_new_day_of_verification_is_none():
    verified_again = replace(NEW, verified=date(2026, 11, 1))
    same = replace(PACK, limits=(PACK.limits[0], replace(PACK.limits[1], rule=verified_again)))
    other = replace(PACK, limits=(PACK.limits[0], replace(PACK.limits[1], value=45)))
    assert changes(PACK, same) == ()
    (change,) = changes(PACK, other)
    assert change.before and change.after
    assert (change.before.says, change.after.says) == ("60", "45")


def test_a_rule_that_one_pack_lacks_is_a_change():
    (change,) = changes(replace(PACK, requires=()), PACK)
    assert change.before is None
    assert change.about == "needs claim.number"


def test_hearsay_and_old_verifications_are_stale_and_rules_no_longer_in_force_are_not():
    assert [e.about for e in stale([PACK], date(2026, 11, 23), 365)] == ["needs claim.number"]
    assert [e.about for e in stale([PACK], date(2027, 11, 23), 365)] == [
        "limit order.max_age_days",
        "needs claim.number",
    ]
