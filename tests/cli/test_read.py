"""`docflow read`: the JSON contract, the table, and one line for whatever goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docflow.plugins import offers
from docflow.settings import bundled

NOTE = """\
from pathlib import Path
from docflow import Box, Page, Enclosure, Reading, Source, Word, UnreadableError, hookimpl


@hookimpl
def docflow_read(path, folder):
    head, *lines = path.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if head == "BUNDLE":
        inner = folder / "inner.txt"
        inner.write_text("\\n".join(["NOTE", *lines]), encoding="utf-8")
        return [Enclosure(inner, "inner.txt")]
    if head != "NOTE":
        return None
    words = [Word(t, Box(0.1, 0.1 + n / 20, 0.5, 0.13 + n / 20)) for n, t in enumerate(lines)]
    return [Page(1, 612, 792, tuple(words), origin="text")]


@hookimpl
def docflow_extract(document):
    for page in document.pages:
        for word in page.words:
            field, found, value = word.text.partition(": ")
            if value == "crash":
                raise ValueError("Laura Schmidt")
            if found:
                place = Source(document.id, page.number, word.box)
                yield Reading(field, value, word.text, 0.95, place, ("label",))
"""
FIELDS = """\
from docflow import FieldSpec, hookimpl


@hookimpl
def docflow_fields():
    yield FieldSpec("patient.name", "Patient", identifies=True)
    yield FieldSpec("order.frequency", "How often")
    yield FieldSpec("order.duration", "How long")
    yield FieldSpec("order.visits", "Visits")
    yield FieldSpec("document.kind", "Kind")
    yield FieldSpec("payer.name", "Payer")
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a reader of notes and none of docflow's own plugins."""
    root = tmp_path_factory.mktemp("desk")
    (root / "plugins").mkdir()
    (root / "plugins" / "note.py").write_text(NOTE, encoding="utf-8")
    (root / "plugins" / "words.py").write_text(FIELDS, encoding="utf-8")
    off = [offer.name for offer in offers([("docflow", bundled("plugins"))])]
    text = f"[plugins]\ndisabled = {json.dumps(off)}\n"
    (root / "docflow.toml").write_text(text, encoding="utf-8")
    return root


Done = subprocess.CompletedProcess[str]


def docflow(desk: Path, *args: object) -> Done:
    """Run the real command."""
    return subprocess.run(
        [sys.executable, "-m", "docflow", "--workspace", str(desk), *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"},
        cwd=desk,
    )


def note(place: Path, *lines: str, head: str = "NOTE") -> Path:
    place.write_text("\n".join([head, *lines]), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def done(desk: Path) -> Done:
    """One run over good and bad files."""
    order = ("patient.name: Zoë Schmidt", "order.frequency: 2/wk", "order.duration: 8wk")
    files = (
        note(desk / "bad.txt", head="???"),
        desk / "nowhere.pdf",
        note(desk / "order.txt", *order, "document.kind: referral"),
        note(desk / "bundle.txt", "patient.name: Ana", "x.y: 1", head="BUNDLE"),
        note(desk / "crash.txt", "patient.name: crash"),
    )
    return docflow(desk, "read", "--json", "--as-of", "2026-11-20", *files)


@pytest.fixture(scope="module")
def answers(done: Done) -> dict[str, dict[str, Any]]:
    """What that run printed, by file name."""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(line["file"]).name: line for line in lines}


def test_each_document_is_one_line_in_the_order_of_the_files(answers: dict[str, Any]) -> None:
    files = ["bad.txt", "nowhere.pdf", "order.txt", "bundle.txt", "crash.txt"]
    assert list(answers) == files


def test_a_line_has_the_promised_form(answers: dict[str, Any]) -> None:
    answer = answers["order.txt"]
    assert (answer["version"], answer["kind"]) == (1, "referral")
    assert "part" not in answer
    fields = {field["name"]: field for field in answer["fields"]}
    name = fields["patient.name"]
    assert (name["value"], name["review"], name["page"]) == ("Zoë Schmidt", False, 1)
    assert name["box"] == [0.1, 0.1, 0.5, 0.13]
    assert (name["by"], name["text"]) == ("note", "patient.name: Zoë Schmidt")
    assert name["grounds"] == ["label", "text"]
    assert 0.9 < name["confidence"] <= 1
    assert (fields["order.visits"]["value"], fields["order.visits"]["derived"]) == ("16", True)
    assert "derived" not in name


def test_every_key_that_is_printed_is_documented(answers: dict[str, Any]) -> None:
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    parts = [p for a in answers.values() for p in (a, *a["fields"], *a["findings"])]
    assert not {key for part in parts for key in part if f"`{key}`" not in text}


def test_a_file_in_a_file_answers_for_itself_and_names_its_part(answers: dict[str, Any]) -> None:
    answer = answers["bundle.txt"]
    assert answer["part"] == "inner.txt"
    assert answer["fields"][0]["value"] == "Ana"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    done: Done, answers: dict[str, Any]
) -> None:
    assert done.returncode == 15
    for name in ("bad.txt", "nowhere.pdf"):
        assert answers[name]["kind"] == "other"
        assert [f["code"] for f in answers[name]["findings"]] == ["unreadable"]
    assert "Traceback" not in done.stderr


def test_a_crashing_plugin_is_a_finding_that_names_it_and_no_patient(
    done: Done, answers: dict[str, Any]
) -> None:
    (finding,) = answers["crash.txt"]["findings"]
    assert (finding["code"], finding["severity"], finding["by"]) == (
        *("plugin.fault", "error"),
        "note",
    )
    assert "Laura" not in done.stdout + done.stderr


def test_people_get_a_table_with_what_to_check(desk: Path) -> None:
    done = docflow(desk, "read", note(desk / "a.txt", "patient.name: Ana Lopez"))
    assert done.returncode == 0
    assert "Patient" in done.stdout
    assert "Ana Lopez" in done.stdout


def test_files_are_read_outside_any_workspace_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docflow", "read", "--json", str(note(tmp_path / "a.bin"))],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode in (0, 15), done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("toml", "code", "said"),
    [("[practise]\n", 11, "Did you mean 'practice'?"), ("[[", 11, "not valid TOML")],
)
def test_an_error_is_one_line_and_its_exit_code(
    workspace: Path, toml: str, code: int, said: str
) -> None:
    (workspace / "docflow.toml").write_text(toml, encoding="utf-8")
    done = docflow(workspace, "read", workspace / "docflow.toml")
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_nobody_expected_is_one_line_with_an_id_and_a_log_without_values(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import click

    from docflow.cli.door import guarded

    @click.command()
    def fails() -> None:
        raise ZeroDivisionError("Laura Schmidt")

    (workspace / "store").mkdir()
    monkeypatch.setenv("DOCFLOW_WORKSPACE", str(workspace))
    monkeypatch.setattr(sys, "argv", ["docflow"])
    assert guarded(fails) == 1
    said = capsys.readouterr().err
    log = (workspace / "store" / "errors.log").read_text(encoding="utf-8")
    assert said.count("\n") == 1
    assert said.split(" id ")[1][:8] in log
    assert "ZeroDivisionError" in log
    assert "test_read.py" in log
    assert "Laura" not in said + log
