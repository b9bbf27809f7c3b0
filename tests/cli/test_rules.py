"""`docflow rules`: a payer's rules on a day, two packs compared, cases that a new pack changes."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docflow.cli import cli
from docflow.errors import NotFoundError
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import open_workspace, process, receive
from slips import PRACTICE, office, slip

PACK = """\
from datetime import date
from docflow import Limit, Payer, Requirement, Rule, hookimpl

@hookimpl
def docflow_payers():
    yield Payer(
        "acme-health",
        "Acme Health",
        requires=({need}),
        limits=(
            Limit("order.max_age_days", {old}, Rule("x", "2025", effective_to=date(2025, 12, 31))),
            Limit("order.max_age_days", 90, Rule("x", "2026", effective_from=date(2026, 1, 1))),
        ),
    )
"""
NEED = 'Requirement("claim.number", "error", Rule("A claim number.", "Manual")),'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a pack for Acme, a newer one beside it, and a case of Acme and of Aetna."""
    place = tmp_path_factory.mktemp("rules")
    packs = {"acme-health": PACK.format(need="", old=180)}
    root = office(place / "office", PRACTICE, **packs)
    (place / "new").mkdir()
    newer = place / "new" / "acme-health.py"
    newer.write_text(PACK.format(need=NEED, old=180), encoding="utf-8")
    (place / "new" / "other.py").write_text(PACK.format(need="", old=120), encoding="utf-8")
    today = date.today()
    days = {"order__date": str(today), "signature__date": str(today)}
    with closing(open_workspace(load_settings(root))) as opened:
        for payer in ("Acme Health", "Aetna"):
            path = opened.inbox / f"{payer}.txt"
            path.write_text(slip(payer__name=payer, **days), encoding="utf-8")
            process(opened, receive(opened, Arrival(path)).document)
    return root


def rules(desk: Path, *args: object) -> Result:
    return CliRunner().invoke(cli, ["--workspace", str(desk), "rules", *map(str, args)])


def test_a_payers_rules_are_shown_as_they_hold_on_a_day(desk: Path) -> None:
    for day, days in (("2025-12-31", "180"), ("2026-01-01", "90")):
        rows = json.loads(rules(desk, "show", "Acme Health", "--on", day, "--json").output)
        assert [(row["about"], row["says"]) for row in rows] == [("limit order.max_age_days", days)]
    assert len(json.loads(rules(desk, "show", "acme-health", "--json").output)) == 2


def test_the_rules_of_its_program_bind_a_payer_too_and_say_how_sure_they_are(desk: Path) -> None:
    rows = json.loads(rules(desk, "show", "Aetna", "--json").output)
    assert {row["payer"] for row in rows} == {"commercial", "wa-commercial"}
    limit = next(row for row in rows if row["payer"] == "wa-commercial")
    assert (limit["confidence"], limit["verified"]) == ("verified", "2026-11-23")
    hearsay = next(row for row in rows if row["about"] == "needs patient.member_id")
    assert hearsay["caveat"] == "not verified: check it with the payer"


def test_an_unknown_payer_is_named_with_the_nearest(desk: Path) -> None:
    done = rules(desk, "show", "acme-healt")
    assert isinstance(done.exception, NotFoundError)
    assert "Did you mean 'acme-health'?" in str(done.exception)


def test_two_versions_of_a_pack_are_compared(desk: Path) -> None:
    new = desk.parent / "new"
    said = rules(desk, "diff", "acme-health", new / "acme-health.py").output
    assert "needs claim.number" in said
    assert "+ error  A claim number." in said
    assert "order.max_age_days" not in said
    said = rules(desk, "diff", new / "acme-health.py", new / "other.py").output
    assert "  - 180" in said
    assert "  + 120" in said
    said = rules(desk, "diff", "acme-health", new / "other.py", "--on", "2026-05-01").output
    assert said == "The two packs say the same.\n"


def test_the_cases_that_a_new_pack_changes_are_listed_and_stay_as_they_are(desk: Path) -> None:
    new = desk.parent / "new" / "acme-health.py"
    for _ in range(2):
        (row,) = json.loads(rules(desk, "affected", new, "--json").output)
        assert (row["now"], row["then"]) == ("billable", "not billable")
        assert row["because"] == ["claim.missing"]
    assert "1 of 2 cases change." in rules(desk, "affected", new).output
    old = desk / "plugins" / "acme-health.py"
    assert "0 of 2 cases change." in rules(desk, "affected", old).output


def test_rules_that_nobody_verified_lately_are_stale_by_the_days_that_are_given(desk: Path) -> None:
    def stale(*args: object) -> set[tuple[str, str]]:
        rows = json.loads(rules(desk, "stale", "--json", *args).output)
        return {(row["payer"], row["source"]) for row in rows}

    assert ("acme-health", "2026") in stale()
    assert ("acme-health", "2025") not in stale()  # no longer in force
    assert not {payer for payer, source in stale() if "296-23-250; lni" in source}
    age = date.today() - date(2026, 11, 23) + timedelta(days=1)
    ancient = stale("--days", -age.days)
    assert {payer for payer, source in ancient if source.startswith("ORS 742.524")} == {"or-pip"}
