"""`docflow backtest`: agrees with `docflow read`, stores nothing, goes on after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from slips import PRACTICE, office, slip

DAY = "2026-11-20"
SLOW = """
import os, time
from docflow import hookimpl

@hookimpl
def docflow_extract(document):
    while os.environ.get("HOLD") and document.name > os.environ["HOLD"]:
        time.sleep(0.1)
"""


STRICT = """
from docflow import Finding, hookimpl
__version__ = "1"

@hookimpl
def docflow_check(case):
    yield Finding("strict.always", "info", "Strict.")
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An office and, in `old`, six slips: of two payers, three of them lacking something."""
    settings = f"{PRACTICE}\n[reading]\nprocesses = 1\n"
    root = office(tmp_path / "office", settings, hold=SLOW)
    texts = {
        "a": slip(),
        "b": slip(diagnosis__codes="", payer__name="Premera", order__goals="Drive"),
        "c": slip(order__frequency="", order__duration="", order__visits="12"),
        "d": slip(signature__present="no", provider__name="Jo Park"),
        "e": "no slip at all",
        "f": slip(document__kind="denial"),
    }
    for name, text in texts.items():
        (root / "old" / "deep").mkdir(parents=True, exist_ok=True)
        (root / "old" / "deep" / f"{name}.txt").write_text(text, encoding="utf-8")
    return root


def command(desk: Path, *args: object) -> list[str]:
    return [sys.executable, "-m", "docflow", "--workspace", str(desk), *map(str, args)]


def docflow(desk: Path, *args: object) -> str:
    done = subprocess.run(command(desk, *args), capture_output=True, text=True, cwd=desk)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def totals(desk: Path, *args: object) -> dict[str, Any]:
    said = docflow(desk, "backtest", "old", "--as-of", DAY, "--json", *args)
    found = json.loads(said)
    assert isinstance(found, dict)
    return found


def test_totals_agree_with_what_read_finds_on_the_same_files(desk: Path) -> None:
    said = totals(desk)
    files = sorted((desk / "old").rglob("*.txt"))
    lines = docflow(desk, "read", "--json", "--as-of", DAY, *files).splitlines()
    answers = [json.loads(line) for line in lines]
    referrals = [answer for answer in answers if answer["kind"] == "referral"]
    codes = Counter(code for r in referrals for code in {f["code"] for f in r["findings"]})
    assert {e["code"]: e["referrals"] for e in said["elements"]} == codes
    assert (said["documents"], said["referrals"], said["unread"]) == (6, 4, 1)
    assert (said["lacking"], said["at_risk"], said["visits"]) == (3, 44, 60)
    payers = {p["name"]: (p["referrals"], p["lacking"]) for p in said["payers"]}
    assert payers == {"Regence BlueShield": (3, 2), "Premera Blue Cross": (1, 1)}


def test_nothing_is_stored_and_the_report_names_what_lacks(desk: Path) -> None:
    docflow(desk, "backtest", "old", "--as-of", DAY, "--report", "out/report.html")
    assert not (desk / "store").exists()
    text = (desk / "out" / "report.html").read_text(encoding="utf-8")
    assert "icd10.missing" in text
    assert "deep/b.txt" in text
    assert "Jo Park" in text
    assert "Laura Schmidt" not in text
    assert "Laura Schmidt" not in (desk / "out" / "report.progress.jsonl").read_text("utf-8")


def test_one_payers_paper_can_be_looked_at_alone(desk: Path) -> None:
    said = totals(desk, "--payer", "Premera")
    assert [p["name"] for p in said["payers"]] == ["Premera Blue Cross"]
    assert [e["code"] for e in said["elements"] if e["blocks"]] == ["icd10.missing"]


def test_a_changed_plugin_is_asked_again_about_every_file(desk: Path) -> None:
    before = totals(desk)["lacking"]
    pack = desk / "plugins" / "strict.py"
    pack.write_text(STRICT, encoding="utf-8")
    assert totals(desk)["lacking"] == before
    pack.write_text(STRICT.replace("info", "error"), encoding="utf-8")
    assert totals(desk)["lacking"] == before + 1


def test_a_killed_backtest_goes_on_where_it_was(desk: Path) -> None:
    progress = desk / "backtest.progress.jsonl"
    args = command(desk, "backtest", "old", "--as-of", DAY)
    held = subprocess.Popen(args, cwd=desk, env={**os.environ, "HOLD": "c.txt"})
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if progress.exists() and len(progress.read_text("utf-8").splitlines()) == 2:
            break
        time.sleep(0.1)
    held.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    held.wait()
    before = progress.read_text("utf-8").splitlines()
    assert len(before) == 2
    assert totals(desk)["documents"] == 6
    after = progress.read_text("utf-8").splitlines()
    assert after[:2] == before
    assert len(after) == 6
