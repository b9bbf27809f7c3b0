"""README's main job on the repository's own sample paper: from the inbox to letters."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

ROOT = Path(__file__).parents[1]


def docflow(office: Path, *args: str) -> Any:
    """Run the real command and read what it prints, on a computer without LibreOffice."""
    done = subprocess.run(
        [sys.executable, "-m", "docflow", "--workspace", str(office), *args, "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PATH": str(office), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def drop(office: Path, pattern: str = "*") -> None:
    for paper in (ROOT / "samples").glob(pattern):
        shutil.copyfile(paper, office / "inbox" / paper.name)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's practice in a folder of its own, with the sample orders in its inbox."""
    root = tmp_path_factory.mktemp("office")
    (root / "inbox").mkdir()
    toml = (ROOT / "docflow.toml").read_text(encoding="utf-8")
    patient = "\n[reading]\nseconds = 600\n"  # other tests may keep the processors busy
    (root / "docflow.toml").write_text(toml + patient, encoding="utf-8")
    drop(root, "[123]-*")
    return root


@pytest.fixture(scope="module")
def ran(office: Path) -> dict[str, Any]:
    """What the run said, each case by its patient."""
    said = docflow(office, "run")
    assert (said["refused"], said["trouble"]) == ([], [])
    return {case["patient"]: case for case in said["cases"]}


def codes(case: dict[str, Any], severity: str = "error") -> set[str]:
    return {f["code"] for f in case["findings"] if f["severity"] == severity}


def words(office: Path, case: dict[str, Any], letter: str) -> str:
    document = docx.Document(str(office / "letters" / f"{case['id']}-{letter}.docx"))
    return "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)


def test_a_clean_referral_is_billable_and_has_its_treatment_plan(
    office: Path, ran: dict[str, Any]
) -> None:
    case = ran["Teresa Okafor"]
    assert (case["verdict"], codes(case)) == ("billable", set())
    assert case["letters"] == ["treatment-plan"]
    plan = words(office, case, "treatment-plan")
    for text in ("M54.2", "Cervicalgia", "2 times a week", "6 weeks", "Maya Lindqvist, MD"):
        assert text in plan


def test_a_fax_with_gaps_becomes_a_request_for_exactly_them(
    office: Path, ran: dict[str, Any]
) -> None:
    case = ran["Marcus Delacroix"]
    assert codes(case) >= {"frequency.missing", "signature.missing", "icd10.invalid"}
    assert case["letters"] == ["request-to-prescriber"]
    request = words(office, case, "request-to-prescriber")
    for text in ("How often", "The order is not signed.", "M54.59  Other low back pain"):
        assert text in request
    assert "For how long" not in request


def test_a_photo_of_a_signed_slip_lacks_nothing_but_a_look(ran: dict[str, Any]) -> None:
    found = codes(ran["Priya Ramanathan"])
    assert not {code for code in found if not code.endswith(".doubtful")}


def test_a_denial_joins_the_case_that_it_is_about(office: Path, ran: dict[str, Any]) -> None:
    drop(office, "4-*")
    (case,) = docflow(office, "run")["cases"]
    assert case["id"] == ran["Teresa Okafor"]["id"]
    assert (case["kind"], len(case["documents"])) == ("referral", 2)


def test_a_second_run_does_nothing_twice(office: Path, ran: dict[str, Any]) -> None:
    before = sorted((p, p.read_bytes()) for p in (office / "letters").iterdir())
    assert docflow(office, "run")["cases"] == []
    drop(office)
    again = docflow(office, "run")
    assert len(again["duplicates"]) == 4
    assert not any(case["letters"] for case in again["cases"])
    assert sorted((p, p.read_bytes()) for p in (office / "letters").iterdir()) == before
    assert len(docflow(office, "cases")) == len(ran)
