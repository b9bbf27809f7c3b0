"""docflow deadlines, appeal and sent, as the desk types them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

import notices
from docflow.cli import cli
from docflow.errors import UnreadableError
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import open_workspace, process, receive


def ran(workspace: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--workspace", str(workspace), *words])


@pytest.fixture
def denied(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one denial in it, and no LibreOffice."""
    monkeypatch.setenv("PATH", "")
    opened = open_workspace(load_settings(workspace))
    path = notices.refusal(opened.inbox / "notice.pdf", "no_authorization")
    process(opened, receive(opened, Arrival(path)).document)
    opened.close()
    return workspace


def only(workspace: Path) -> dict[str, object]:
    (line,) = ran(workspace, "deadlines", "--json").stdout.splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_deadlines_say_the_day_and_how_it_was_found(denied: Path) -> None:
    found = only(denied)
    assert found["last"] == "2027-03-13"
    assert found["there_by"] == "2027-03-12"
    assert found["certain"] is True
    assert str(found["how"]).startswith("The notice prints this day.")


def test_a_calendar_names_cases_and_never_patients(denied: Path, tmp_path: Path) -> None:
    feed = tmp_path / "days.ics"
    assert ran(denied, "deadlines", "--ics", str(feed)).exit_code == 0
    (event,) = icalendar.Calendar.from_ical(feed.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 3, 12)
    text = feed.read_text(encoding="utf-8")
    assert "Fields" not in text
    assert "26091400771" not in text


def test_only_the_near_ones_where_asked(denied: Path) -> None:
    far = (date(2027, 3, 13) - date.today()).days
    assert ran(denied, "deadlines", "--days", str(far - 1)).stdout.strip() == "No open deadline."


def test_an_appeal_lists_letter_exhibits_and_what_is_not_on_file(
    denied: Path, tmp_path: Path
) -> None:
    case = str(only(denied)["case"])
    done = ran(denied, "appeal", case, "--draft", "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert said["letter"] == "appeal-no-authorization"
    assert [e["kind"] for e in said["exhibits"]] == ["denial"]
    assert any("not on file" in note["message"] for note in said["notes"])
    assert Path(said["packet"]).is_file()


def test_a_final_without_a_point_is_refused(denied: Path) -> None:
    assert ran(denied, "appeal", str(only(denied)["case"])).exit_code != 0


def test_sent_starts_the_payers_time_and_keeps_the_proof(denied: Path) -> None:
    case = str(only(denied)["case"])
    proof = notices.printed(denied / "confirmation.pdf", "Fax confirmation: OK")
    done = ran(denied, "sent", case, "--how", "fax", "--proof", str(proof))
    assert done.exit_code == 0, done.output
    assert "level 1, fax" in done.stdout
    appeal = json.loads(ran(denied, "appeal", case, "--draft", "--json").stdout)
    assert "proof-of-sending" in [e["kind"] for e in appeal["exhibits"]]


def test_a_decision_before_anything_was_sent_is_refused(denied: Path) -> None:
    case = str(only(denied)["case"])
    assert ran(denied, "sent", case, "--outcome", "upheld").exit_code != 0


def test_a_day_to_come_is_refused(denied: Path) -> None:
    case = str(only(denied)["case"])
    ahead = (date.today() + timedelta(days=3)).isoformat()
    assert ran(denied, "sent", case, "--how", "fax", "--on", ahead).exit_code != 0


def test_how_and_outcome_together_make_no_sense(denied: Path) -> None:
    case = str(only(denied)["case"])
    both = ran(denied, "sent", case, "--how", "fax", "--outcome", "upheld")
    assert both.exit_code == 2


def test_a_denial_and_its_order_of_one_morning_are_one_case(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    notices.order(workspace / "inbox" / "b-order.pdf")
    notices.refusal(workspace / "inbox" / "a-denial.pdf", "medical_necessity")
    done = ran(workspace, "run", "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert len(said["cases"]) == 1
    assert said["trouble"] == []


def test_a_proof_that_is_no_paper_is_refused_before_anything_is_recorded(denied: Path) -> None:
    case = str(only(denied)["case"])
    noise = denied / "noise.bin"
    noise.write_bytes(bytes(range(256)) * 9)
    done = ran(denied, "sent", case, "--how", "fax", "--proof", str(noise))
    assert isinstance(done.exception, UnreadableError)
    assert only(denied)["kind"] == "appeal"
