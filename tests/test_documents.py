"""The documents for authors of plugins say what is so: the tutorial, records, fields, findings."""

from __future__ import annotations

import ast
import json
import re
from contextlib import closing
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from click.testing import CliRunner

from docflow.catalog import gather
from docflow.cli import cli
from docflow.kit.golden import Golden, golden_cases
from docflow.kit.running import outcome
from docflow.model import (
    LIMITS,
    PROGRAMS,
    AppealLevel,
    Authorization,
    CodeRule,
    Contact,
    Duty,
    Limit,
    Payer,
    Prescribers,
    Requirement,
    Rule,
    Stop,
)
from docflow.settings import Settings, bundled, load_settings
from docflow.watch import Arrival
from docflow.workspace import cards, open_workspace, process, receive
from slips import PRACTICE, office, slip

ROOT = Path(__file__).parents[1]
PAYERS = (ROOT / "docs" / "payers.md").read_text(encoding="utf-8")
FINDINGS = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
FIELDS = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
RECORDS = (
    *(AppealLevel, Authorization, CodeRule, Contact, Duty, Limit, Payer),
    *(Prescribers, Requirement, Rule, Stop),
)
CODE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9_-]+)+")
NO_CODES = {"appeal.points", "docflow.terms"}
"""Texts of a code's shape in rooms that make findings, and that are none."""


def tutorial(language: str) -> str:
    (text,) = re.findall(rf"```{language}\n(.*?)```", PAYERS, re.DOTALL)
    assert isinstance(text, str)
    return text


def section(title: str) -> str:
    return PAYERS.split(f"\n### {title}\n")[1].split("\n## ")[0].split("\n### ")[0]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return office(tmp_path / "office", PRACTICE)


def follow_the_tutorial(desk: Path) -> None:
    (desk / "plugins" / "acme-health.py").write_text(tutorial("python"), encoding="utf-8")
    path = desk / "plugins" / "acme-health.cases.toml"
    path.write_text(tutorial("toml"), encoding="utf-8")


def test_the_tutorials_pack_is_short_and_passes_its_cases(desk: Path) -> None:
    assert len([line for line in tutorial("python").splitlines() if line.strip()]) < 30
    follow_the_tutorial(desk)
    args = ["--workspace", str(desk), "plugins", "test", "acme-health", "--json"]
    done = CliRunner().invoke(cli, args)
    (row,) = json.loads(done.output)
    assert row["complaints"] == []
    assert [case["wrong"] for case in row["cases"]] == [[]] * 4


def test_the_tutorials_pack_changes_a_cases_verdict(desk: Path) -> None:
    assert verdict_of(desk, "first.txt") == "billable"
    follow_the_tutorial(desk)
    assert verdict_of(desk, "first.txt") == "not billable"


def verdict_of(desk: Path, name: str) -> str:
    with closing(open_workspace(load_settings(desk))) as opened:
        path = opened.inbox / name
        path.write_text(slip(payer__name="Acme Health Plan of Oregon"), encoding="utf-8")
        process(opened, receive(opened, Arrival(path)).document)
        (card,) = cards(opened, date(2026, 11, 20))
    return card.verdict


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_record_is_documented_with_all_its_fields_and_no_other(record: type) -> None:
    listed = re.findall(r"^\| `(\w+)` \|", section(record.__name__), re.MULTILINE)
    assert listed == [field.name for field in fields(record)]  # type: ignore[arg-type]


def test_every_word_that_a_record_takes_is_documented() -> None:
    for record in (Requirement, CodeRule, AppealLevel, Rule):
        for hint in get_type_hints(record).values():
            for word in (w for w in get_args(hint) if isinstance(w, str)):
                assert f'"{word}"' in section(record.__name__), word


def test_every_limit_and_program_is_documented() -> None:
    assert set(re.findall(r"^\| `(\w+\.\w+)` \|", section("Limit"), re.MULTILINE)) == set(LIMITS)
    listed = section("Payer").split("Programs:")[1]
    assert set(re.findall(r"`(\w+)`", listed)) == set(PROGRAMS)


def test_every_key_of_a_golden_case_is_documented() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", PAYERS.split("## Golden cases")[1], re.MULTILINE)
    assert listed == [field.name for field in fields(Golden)]


def test_every_field_is_documented_as_it_is_defined() -> None:
    catalog = gather(Settings())
    listed = re.findall(r"^\| `(\S+)` \| (.+?) \| .* \| (\w+) \|$", FIELDS, re.MULTILINE)
    assert listed == [(n, s.label, catalog.owners[n]) for n, s in catalog.fields.items()]


def rows() -> dict[str, tuple[str, str]]:
    """Each documented code, with its severities and its maker."""
    found = re.findall(r"^\| `(\S+)` \| (.+?) \| .* \| (.+?) \|$", FINDINGS, re.MULTILINE)
    return {code: (severity, maker) for code, severity, maker in found}


def made() -> set[str]:
    """Every code that stands in the source of a room that makes findings."""
    known = set(gather(Settings()).fields) | set(LIMITS) | NO_CODES
    codes: set[str] = set()
    for path in (*(ROOT / "src").rglob("*.py"), *bundled("plugins").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
        if {"Finding", "Stop"} & {f.id for f in calls if isinstance(f, ast.Name)}:
            texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
            codes |= {t for t in texts if isinstance(t, str) and CODE.fullmatch(t)}
    return {code for code in codes - known if not code.startswith(".")}


def test_every_code_that_docflow_makes_is_documented() -> None:
    assert sorted(made() - set(rows())) == []


def test_no_code_is_documented_that_nobody_makes() -> None:
    patterns = {code for code in rows() if "<" in code}
    worded = {f"{noun}.over-limit" for noun in ("minutes", "units", "visits")}
    worded |= {"payer.missing", "unreadable"}
    assert sorted(set(rows()) - made() - patterns - worded) == []


def test_what_golden_cases_find_has_the_documented_severity() -> None:
    catalog = gather(Settings())
    listed = rows()
    for path in sorted(bundled("plugins").glob("*.cases.toml")):
        for golden in golden_cases(path):
            for finding in outcome(golden, catalog).findings:
                if finding.code in listed:
                    assert finding.severity in listed[finding.code][0], finding.code
                else:
                    assert finding.code.endswith((".missing", "-due")), finding.code
