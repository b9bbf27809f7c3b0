"""`docflow plugins new`, `test` and `why`, and packs that misbehave."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docflow.catalog import gather
from docflow.cli import cli
from docflow.errors import PluginError, UsageError
from docflow.kit.starting import KINDS
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import cards, open_workspace, process, receive
from slips import PRACTICE, office, slip


def docflow(workspace: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["--workspace", str(workspace), *args])


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_works_and_passes_its_own_cases(workspace: Path, kind: str) -> None:
    done = docflow(workspace, "plugins", "new", f"acme-{kind}", "--kind", kind)
    assert done.exit_code == 0
    assert {p.suffix for p in (workspace / "plugins").iterdir()} == {".py", ".toml", ".md"}
    (row,) = json.loads(docflow(workspace, "plugins", "test", f"acme-{kind}", "--json").output)
    assert row["complaints"] == []
    assert row["cases"]
    assert [case["wrong"] for case in row["cases"]] == [[]] * len(row["cases"])


def test_a_new_plugin_never_takes_the_place_of_another(workspace: Path) -> None:
    docflow(workspace, "plugins", "new", "acme")
    for name in ("acme", "payer_premera", "Acme Health", "../acme"):
        assert isinstance(docflow(workspace, "plugins", "new", name).exception, UsageError)


def test_a_case_that_comes_out_otherwise_is_told_and_makes_the_exit_code(workspace: Path) -> None:
    docflow(workspace, "plugins", "new", "acme")
    path = workspace / "plugins" / "acme.cases.toml"
    text = path.read_text(encoding="utf-8").replace('expect = ["order.expired"]', "expect = []")
    path.write_text(text, encoding="utf-8")
    done = docflow(workspace, "plugins", "test", "acme")
    assert done.exit_code == PluginError.exit_code
    assert "acme: 3 of 4 cases as expected; keeps to form" in done.output
    assert "order.expired is found and not expected" in done.output


def test_a_plugin_that_is_not_there_is_named_with_the_nearest(workspace: Path) -> None:
    done = docflow(workspace, "plugins", "test", "payer_premra")
    assert "Did you mean 'payer_premera'?" in str(done.exception)


PACK = """\
import time
from docflow import Payer, Requirement, Rule, hookimpl

{head}
@hookimpl
def docflow_payers():
    {body}
"""
BROKEN = {
    "raises": (PACK.format(head="", body="raise ValueError('Laura Schmidt')"), "acme.py:7"),
    "raises at import": (PACK.format(head="1 / 0", body="return []"), "ZeroDivisionError"),
    "hangs": (PACK.format(head="", body="time.sleep(600)"), "acme.py:7: did not come back"),
    "hangs at import": (PACK.format(head="time.sleep(600)", body="pass"), "acme.py:4: did not"),
    "yields nonsense": (PACK.format(head="", body="return [7]"), "answered with int"),
    "yields half a payer": (
        PACK.format(head="", body="return [Payer('acme', 'Acme', state=5)]"),
        "answered with Payer whose state is int",
    ),
    "doubles a name": (
        PACK.format(head="", body="return [Payer('premera', 'Premera')]"),
        "'premera' is defined twice, by payer_premera and acme",
    ),
    "asks for an unknown field": (
        PACK.format(
            head="R = Rule('x', 'y')",
            body="return [Payer('a', 'A', requires=(Requirement('order.day', 'error', R),))]",
        ),
        "asks for the field 'order.day'",
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_pack_is_named_and_explained_and_can_be_turned_off(
    workspace: Path, how: str
) -> None:
    text, said = BROKEN[how]
    (workspace / "plugins" / "acme.py").write_text(text, encoding="utf-8")
    with (workspace / "docflow.toml").open("a", encoding="utf-8") as file:
        file.write("\n[reading]\nseconds = 3\n")
    done = docflow(workspace, "plugins", "test", "acme")
    told = f"{done.output} {done.exception}"
    assert done.exit_code != 0
    assert said in told
    assert "docflow plugins disable" in told
    assert "Laura" not in told
    shown = docflow(workspace, "rules", "show", "premera")
    assert shown.exit_code == 0
    assert "Premera" in shown.output
    assert docflow(workspace, "plugins", "disable", "acme").exit_code == 0
    assert not gather(load_settings(workspace)).faults


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An office with one case for Premera, without a frequency; and the case's name."""
    root = office(tmp_path_factory.mktemp("desk") / "office", PRACTICE)
    with closing(open_workspace(load_settings(root))) as opened:
        path = opened.inbox / "slip.txt"
        text = slip(payer__name="Premera", order__frequency="", provider__credentials="PT")
        path.write_text(text, encoding="utf-8")
        process(opened, receive(opened, Arrival(path)).document)
        (card,) = cards(opened, date.today())
    return root, card.case.id


def test_why_names_rule_pack_plugin_source_and_dates_of_each_finding(
    desk: tuple[Path, str],
) -> None:
    root, case = desk
    rows = json.loads(docflow(root, "plugins", "why", case, "--json").output)
    by_code = {row["code"]: row for row in rows}
    who = by_code["prescriber.not-accepted"]
    assert (who["pack"], who["plugin"]) == ("premera", "payer_premera")
    assert who["place"].endswith("payer_premera.py")
    assert who["source"].startswith("Premera medical policy 8.03.502")
    assert who["verified"] == "2026-11-23"
    goals = by_code["goals.missing"]
    assert (goals["found_by"], goals["pack"]) == ("docflow", "premera")
    often = by_code["frequency.missing"]
    assert (often["plugin"], often["pack"]) == ("rules", "")
    assert often["caveat"].startswith("not verified")


def test_why_is_told_to_people_too(desk: tuple[Path, str]) -> None:
    root, case = desk
    said = docflow(root, "plugins", "why", case).output
    assert "pack premera, plugin payer_premera" in said
    assert "Premera medical policy 8.03.502" in said
    assert "verified 2026-11-23" in said


def test_the_card_says_what_a_rule_is_worth_that_nobody_verified_lately(
    desk: tuple[Path, str],
) -> None:
    root, case = desk
    with (root / "docflow.toml").open("a", encoding="utf-8") as file:
        file.write("\n[rules]\nstale_days = -1\n")
    card = json.loads(docflow(root, "show", case, "--json").output)
    (who,) = (f for f in card["findings"] if f["code"] == "prescriber.not-accepted")
    assert who["rule_confidence"] == "verified"
    assert "check it again" in who["rule_caveat"]
    shown = " ".join(docflow(root, "show", case).output.split())
    assert "Source: Premera medical policy 8.03.502" in shown
    assert "days ago: check it again)" in shown
