"""docflow evaluate: an office measures the reading on paper whose truth it knows."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from docflow.cli import cli

NOTE = """Referral for massage therapy
Patient: Dana Whitlock
Date of birth: 03/04/1961
Diagnosis: M54.2 Cervicalgia
Frequency: 2x/week
Duration: 6 weeks
"""


def evaluated(folder: Path, *arguments: str) -> tuple[int, str]:
    report = folder / "report.html"
    done = CliRunner().invoke(cli, ["evaluate", "--report", str(report), str(folder), *arguments])
    return done.exit_code, done.output + str(done.exception or "")


def test_each_file_is_compared_with_its_truth(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    truth = {"patient.birth_date": "1961-03-04", "order.frequency": "3/wk"}
    row = {"file": "note.txt", "today": "2026-11-20", "channel": "typed", "truth": truth}
    (tmp_path / "truth.json").write_text(json.dumps([row]), encoding="utf-8")
    code, said = evaluated(tmp_path)
    assert code == 0, said
    assert "read 50.0%" in said
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "order.frequency" in page
    assert "3/wk" in page


def test_without_a_truth_the_office_is_told_to_write_one(tmp_path: Path) -> None:
    code, said = evaluated(tmp_path)
    assert code != 0
    assert "truth.json" in said


def test_a_truth_of_another_shape_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"file": "a.pdf"}', encoding="utf-8")
    code, said = evaluated(tmp_path)
    assert code != 0
    assert '"file" and "truth"' in said
