"""The desk's commands as a person types them: init, run, cases, show, confirm, doctor."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from docflow.cli import cli
from slips import GOOD, PRACTICE, office, slip


def call(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-w", str(root), *words], env={"PATH": "", "COLUMNS": "160"})


def said(root: Path, *words: str) -> Any:
    result = call(root, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office after one pass: a good slip, one with a gap, the good one again, a torn one."""
    root = office(tmp_path_factory.mktemp("desk"), PRACTICE)
    gap = slip(patient__name="Danny Edwards", diagnosis__codes="")
    for name, text in {"good": GOOD, "gap": gap, "torn": "SLIP\ntorn"}.items():
        (root / "inbox" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert call(root, "run").exit_code == 0
    return root


def case_of(desk: Path, patient: str) -> str:
    return next(case["id"] for case in said(desk, "cases") if case["patient"] == patient)


def test_a_run_says_what_was_found_and_what_to_do(tmp_path: Path) -> None:
    root = office(tmp_path, PRACTICE)
    (root / "inbox" / "good.txt").write_text(GOOD, encoding="utf-8")
    (root / "inbox" / "torn.txt").write_text("SLIP\ntorn", encoding="utf-8")
    result = call(root, "run")
    assert result.exit_code == 0
    for words in ("Laura Schmidt", "Regence", "billable", "treatment-plan", "The slip is torn."):
        assert words in result.stdout
    assert "Nothing new" in call(root, "run").stdout


def test_a_run_as_json_lists_cases_refusals_and_duplicates(tmp_path: Path) -> None:
    root = office(tmp_path, PRACTICE)
    for name in ("one", "two"):
        (root / "inbox" / f"{name}.txt").write_text(GOOD, encoding="utf-8")
    (root / "inbox" / "torn.txt").write_text("SLIP\ntorn", encoding="utf-8")
    found = said(root, "run")
    assert [(c["verdict"], c["letters"]) for c in found["cases"]] == [
        ("billable", ["treatment-plan"])
    ]
    assert [r["reason"] for r in found["refused"]] == ["The slip is torn."]
    assert found["trouble"] == []


def test_cases_are_listed_with_verdict_patient_payer_and_findings(desk: Path) -> None:
    good, gap = sorted(said(desk, "cases"), key=lambda case: case["verdict"])
    assert (good["verdict"], good["patient"]) == ("billable", "Laura Schmidt")
    assert "Regence" in good["payer"]
    assert gap["verdict"] == "not billable"
    missing = next(f for f in gap["findings"] if f["code"] == "icd10.missing")
    assert missing["severity"] == "error"
    assert missing["message"]
    assert "Danny Edwards" in call(desk, "cases").stdout


def test_a_case_is_shown_with_every_values_place_certainty_and_source(desk: Path) -> None:
    number = case_of(desk, "Laura Schmidt")
    case = said(desk, "show", number.lower()[:6])
    name = next(field for field in case["fields"] if field["name"] == "patient.name")
    (reading,) = name["readings"]
    assert (reading["by"], reading["document"], reading["page"]) == (
        "slips",
        case["documents"][0]["id"],
        1,
    )
    assert len(reading["box"]) == 4
    assert [letter["name"] for letter in case["letters"]] == ["treatment-plan"]
    assert [entry["what"] for entry in case["record"]] == ["filed", "wrote"]
    table = call(desk, "show", number).stdout
    for words in ("Laura Schmidt", "patient.name", "slips", "p. 1"):
        assert words in table


def test_a_finding_is_shown_with_its_rule_and_the_rules_source(desk: Path) -> None:
    case = said(desk, "show", case_of(desk, "Danny Edwards"))
    ruled = next(f for f in case["findings"] if f.get("rule_source"))
    table = " ".join(call(desk, "show", case["id"]).stdout.split())
    assert ruled["code"] in table
    assert ruled["rule_source"].split()[0] in table


def test_a_persons_word_fills_the_gap_and_the_letter_is_written(tmp_path: Path) -> None:
    root = office(tmp_path, PRACTICE)
    (root / "inbox" / "gap.txt").write_text(slip(diagnosis__codes=""), encoding="utf-8")
    call(root, "run")
    (case,) = said(root, "cases")
    result = call(root, "confirm", case["id"], "diagnosis.codes", "M54.50", "--as", "Ana")
    assert result.exit_code == 0, result.output
    assert "treatment-plan" in result.stdout
    after = said(root, "show", case["id"])
    assert after["verdict"] == "billable"
    code = next(field for field in after["fields"] if field["name"] == "diagnosis.codes")
    assert code["readings"][0]["by"] == "person:Ana"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "ZZZZ"), 16),
        (("confirm", "ZZZZ", "patient.name", "Ana"), 16),
        (("confirm", "CASE", "patient.nam", "Ana"), 16),
        (("confirm", "CASE", "provider.npi", "none"), 18),
    ],
)
def test_a_mistake_is_one_line_and_an_exit_code(
    desk: Path, words: tuple[str, ...], code: int
) -> None:
    number = case_of(desk, "Laura Schmidt")
    command = [sys.executable, "-m", "docflow", "-w", str(desk)]
    command += [number if word == "CASE" else word for word in words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_init_makes_a_workspace_that_works_at_once(tmp_path: Path) -> None:
    root = tmp_path / "office"
    assert CliRunner().invoke(cli, ["init", str(root)]).exit_code == 0
    assert sorted(path.name for path in root.iterdir()) == [
        "docflow.toml",
        "inbox",
        "plugins",
        "templates",
    ]
    assert said(root, "cases") == []
    again = CliRunner().invoke(cli, ["init", str(root)])
    assert "workspace already" in str(again.exception)


def test_the_doctor_finds_a_healthy_office_healthy(desk: Path) -> None:
    points = said(desk, "doctor")
    assert [point for point in points if point["state"] == "bad"] == []
    names = {point["what"] for point in points}
    assert {"docflow", "libraries", "recogniser rapid", "store", "disk", "inbox"} <= names


def test_the_doctor_names_a_broken_plugin_with_file_and_line(tmp_path: Path) -> None:
    root = office(tmp_path, broken="import docflow\n\n\nraise RuntimeError('Laura Schmidt')\n")
    result = call(root, "doctor", "--json")
    assert result.exit_code == 10
    (bad,) = [p for p in json.loads(result.stdout) if p["what"] == "plugin broken"]
    assert "broken.py:4" in bad["words"]
    assert "Laura" not in result.stdout


def test_the_doctor_comes_back_from_a_plugin_that_does_not_and_names_its_line(
    tmp_path: Path,
) -> None:
    hangs = "import time\n\ntime.sleep(600)\n"
    root = office(tmp_path, f"{PRACTICE}\n[reading]\nseconds = 3\n", hangs=hangs)
    points = json.loads(call(root, "doctor", "--json").stdout)
    (bad,) = [p for p in points if p["what"] == "plugin hangs"]
    assert "hangs.py:3: did not come back" in bad["words"]


def test_the_doctor_works_where_nothing_else_does(tmp_path: Path) -> None:
    (tmp_path / "docflow.toml").write_text("[inbox]\nfoldr = 'x'\n", encoding="utf-8")
    result = call(tmp_path, "doctor", "--json")
    assert result.exit_code == 10
    settings = next(p for p in json.loads(result.stdout) if p["what"] == "settings")
    assert "folder" in settings["words"]


def test_help_needs_no_workspace_and_loads_no_library() -> None:
    code = (
        "import sys; from docflow.cli import cli; cli(['--help'], standalone_mode=False);"
        "print(sorted({'sqlalchemy', 'numpy', 'rich', 'psutil'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
