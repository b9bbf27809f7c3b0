"""`docflow letters`, `letter` and `templates check`, on cases that a real run opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from docflow.plugins import offers
from docflow.settings import bundled

NOTE = """\
from docflow import Box, Finding, Page, Reading, Source, Word, hookimpl


@hookimpl
def docflow_read(path, folder):
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    if head == "NOTE":
        words = [Word(t, Box(0.1, n / 20, 0.5, n / 20 + 0.03)) for n, t in enumerate(lines)]
        return [Page(1, 612, 792, tuple(words), origin="text")]


@hookimpl
def docflow_extract(document):
    for word in document.pages[0].words:
        field, _, value = word.text.partition(": ")
        place = Source(document.id, 1, word.box)
        yield Reading(field, value, word.text, 0.99, place, ("label", "table", "check-digit"))


@hookimpl
def docflow_check(case):
    if not case.value("order.frequency"):
        yield Finding("frequency.missing", "error", "How often?", "order.frequency")
"""
PRACTICE = """
[practice]
name = "Cedar & Stone"
signer = "Rosa Delgado"
"""
ORDER = """\
document.kind: referral
patient.name: {name}
patient.birth_date: 1979-06-02
provider.name: Maya Lindqvist
order.date: 2026-10-12
order.duration: 6wk
diagnosis.codes: M54.2
"""
FREQUENCY = "order.frequency: 2/wk\n"

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a complete order and one that lacks its frequency, both read."""
    root = tmp_path_factory.mktemp("office")
    for name in ("inbox", "plugins", "templates"):
        (root / name).mkdir()
    (root / "plugins" / "note.py").write_text(NOTE, encoding="utf-8")
    own = {"common_fields", "common_letters"}
    off = [o.name for o in offers([("docflow", bundled("plugins"))]) if o.name not in own]
    text = f"{PRACTICE}[inbox]\nsettle = 0.1\n[plugins]\ndisabled = {json.dumps(off)}\n"
    text += '[reading]\nrecognizers = []\nsecond = ""\n'
    (root / "docflow.toml").write_text(text, encoding="utf-8")
    for name, rest in (("Teresa Okafor", FREQUENCY), ("Marcus Delacroix", "")):
        note = "NOTE\n" + ORDER.format(name=name) + rest
        (root / "inbox" / f"{name.split()[0]}.txt").write_text(note, encoding="utf-8")
    done = docflow(root, "run")
    assert done.returncode == 0, done.stderr
    return root


def docflow(office: Path, *args: object) -> Done:
    """Run the real command, on a computer without LibreOffice."""
    hidden = {"PATH": str(office), "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "docflow", "--workspace", str(office), *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **hidden},
    )


@pytest.fixture(scope="module")
def cases(office: Path) -> dict[str, str]:
    """The case of each patient."""
    said = json.loads(docflow(office, "cases", "--json").stdout)
    return {case["patient"].split()[0]: case["id"] for case in said}


def letters(office: Path, case: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(docflow(office, "letters", case, "--json").stdout)
    return said


def test_a_letter_that_fits_is_ready_and_says_what_it_could_say_besides(
    office: Path, cases: dict[str, str]
) -> None:
    plan, request = (
        next(x for x in letters(office, cases["Teresa"])["letters"] if x["name"] == name)
        for name in ("treatment-plan", "request-to-prescriber")
    )
    assert plan["ready"]
    assert "Functional limits" in plan["not_on_file"]
    assert not request["ready"]


def test_a_blocked_letter_says_by_what(office: Path, cases: dict[str, str]) -> None:
    found = {x["name"]: x for x in letters(office, cases["Marcus"])["letters"]}
    codes = [stop["code"] for stop in found["treatment-plan"]["blocked_by"]]
    assert codes == ["frequency.missing"]
    assert found["request-to-prescriber"]["ready"]


def test_a_run_wrote_the_letters_that_fit_with_every_value_s_source(
    office: Path, cases: dict[str, str]
) -> None:
    written = letters(office, cases["Teresa"])["written"]
    assert [letter["name"] for letter in written] == ["treatment-plan"]
    assert Path(written[0]["file"]).is_file()
    name = next(v for v in written[0]["values"] if v["name"] == "patient.name")
    assert (name["value"], name["by"], name["page"]) == ("Teresa Okafor", "note", 1)
    assert name["box"] == [0.1, 0.05, 0.5, 0.08]


def test_every_key_is_documented(office: Path, cases: dict[str, str]) -> None:
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    said = letters(office, cases["Teresa"])
    rows = [said, *said["letters"], *said["written"], *said["written"][0]["values"]]
    rows += json.loads(docflow(office, "templates", "check", "--json").stdout)
    assert not {key for row in rows for key in row if f"`{key}`" not in text}


def test_the_table_tells_what_blocks_every_letter_once(office: Path, cases: dict[str, str]) -> None:
    said = docflow(office, "letters", cases["Marcus"]).stdout
    assert said.count("How often?") == 1
    assert "blocked" in said


def test_a_final_letter_is_refused_while_something_blocks_it(
    office: Path, cases: dict[str, str]
) -> None:
    done = docflow(office, "letter", cases["Marcus"], "treatment-plan")
    assert done.returncode == 17
    assert "frequency.missing (order.frequency)" in done.stderr
    assert "Marcus" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_draft_is_written_with_its_gaps_and_copied_where_asked(
    office: Path, cases: dict[str, str], tmp_path: Path
) -> None:
    done = docflow(
        office, "letter", cases["Marcus"], "treatment-plan", "--draft", "--output", tmp_path / "out"
    )
    assert done.returncode == 0, done.stderr
    assert "Gaps, marked in the letter: Frequency, Total visits." in done.stdout
    assert "LibreOffice is not on this computer" in done.stdout
    (copy,) = (tmp_path / "out").iterdir()
    assert str(copy) in done.stdout
    assert "[Frequency]" in copy_text(copy)
    last = letters(office, cases["Marcus"])["written"][-1]
    assert (last["name"], last["draft"]) == ("treatment-plan", True)


def copy_text(path: Path) -> str:
    tables = docx.Document(str(path)).tables
    return "\n".join(c.text for table in tables for row in table.rows for c in row.cells)


def test_an_unknown_letter_or_case_is_one_line_with_its_own_exit_code(
    office: Path, cases: dict[str, str]
) -> None:
    done = docflow(office, "letter", cases["Marcus"], "treatment-plam")
    assert (done.returncode, "treatment-plan" in done.stderr) == (16, True)
    assert docflow(office, "letters", "ZZZZ-ZZZZ").returncode == 16


def test_good_templates_pass_the_check(office: Path) -> None:
    done = docflow(office, "templates", "check")
    assert done.returncode == 0
    assert "lmn: good" in done.stdout


def test_a_template_that_asks_for_what_nobody_knows_is_named_with_the_nearest_name(
    office: Path,
) -> None:
    own = office / "templates" / "lmn.docx"
    document = docx.Document()
    document.add_paragraph("Dear {{ pateint_name }}")
    document.save(str(own))
    try:
        check = docflow(office, "templates", "check")
        other = docflow(office, "cases")
    finally:
        own.unlink()
    assert check.returncode == other.returncode == 13
    assert "asks for 'pateint_name', which nobody knows" in check.stdout
    assert "Did you mean 'patient_name'?" in check.stdout
    assert "treatment-plan: good" in check.stdout
