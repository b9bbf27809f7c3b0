from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from docflow import store
from docflow.settings import load_settings
from docflow.watch import arrivals
from docflow.work import Event, attend
from docflow.workspace import Workspace, open_workspace, rhythm
from slips import GOOD, PRACTICE, office, slip


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(load_settings(office(tmp_path, PRACTICE)))
    yield opened
    opened.close()


def one_pass(desk: Workspace) -> list[Event]:
    return list(attend(desk, arrivals(desk.inbox, rhythm(desk), once=True)))


def put(desk: Workspace, **texts: str) -> None:
    for name, text in texts.items():
        (desk.inbox / f"{name}.txt").write_text(text, encoding="utf-8")


def test_everything_in_the_inbox_is_read_filed_and_answered(desk: Workspace) -> None:
    put(desk, one=GOOD, two=slip(patient__name="Danny Edwards"), torn="SLIP\ntorn")
    events = one_pass(desk)
    kinds = sorted(event.kind for event in events)
    assert kinds == ["done", "done", "due", "due", "due", "filed", "filed", "refused"]
    assert {e.letters for e in events if e.kind == "done"} == {("treatment-plan",)}
    assert list(desk.inbox.iterdir()) == []


def test_a_second_pass_does_nothing(desk: Workspace) -> None:
    put(desk, one=GOOD)
    one_pass(desk)
    before = store.record(desk.store)
    assert one_pass(desk) == []
    assert store.record(desk.store) == before


def test_what_a_docflow_that_died_had_begun_is_taken_up(desk: Workspace) -> None:
    put(desk, one=GOOD)
    kept = store.keep(desk.store, desk.inbox / "one.txt")
    status = (desk.inbox / "one.txt").stat()
    arrived = store.Arrived("one.txt", "one.txt", status.st_size, status.st_mtime_ns)
    store.received(desk.store, kept, arrived)
    (desk.inbox / "one.txt").rename(desk.inbox / ".docflow-leaving-00000000-one.txt")
    events = one_pass(desk)
    assert [event.kind for event in events][-1] == "done"
    assert list(desk.inbox.iterdir()) == []
    assert len(store.arrivals(desk.store, kept.id)) == 1


def test_a_paper_that_came_before_is_told_with_its_case(desk: Workspace) -> None:
    put(desk, one=GOOD)
    one_pass(desk)
    put(desk, again=GOOD)
    (event,) = one_pass(desk)
    (case,) = store.cases(desk.store)
    assert (event.kind, event.case, event.name) == ("duplicate", case, "again.txt")


def test_two_equal_files_at_once_are_one_document(desk: Workspace) -> None:
    put(desk, one=GOOD, two=GOOD)
    one_pass(desk)
    (row,) = store.documents(desk.store)
    assert row.stage == "done"
    assert len(store.arrivals(desk.store, row.id)) == 2
    assert list(desk.inbox.iterdir()) == []


def test_two_docflows_on_one_inbox_do_nothing_twice(desk: Workspace, tmp_path: Path) -> None:
    put(desk, **{f"slip{n}": slip(patient__member_id=f"W{n}") for n in range(6)})
    with closing(open_workspace(load_settings(tmp_path))) as other:
        one = attend(desk, arrivals(desk.inbox, rhythm(desk), once=True))
        two = attend(other, arrivals(other.inbox, rhythm(other), once=True))
        running = [one, two]
        while running:
            for docflow in list(running):
                if next(docflow, None) is None:
                    running.remove(docflow)
    assert len(store.documents(desk.store, "done")) == 6
    took = [entry.document for entry in store.record(desk.store) if entry.what == "took"]
    assert len(took) == len(set(took)) == 6
    assert list(desk.inbox.iterdir()) == []


SLOW = """
import os, time
from docflow import Finding, hookimpl

@hookimpl
def docflow_{hook}({given}):
    {what}
"""


@pytest.mark.parametrize(
    ("hook", "given", "what", "code"),
    [
        ("extract", "document", "time.sleep(600)", "plugin.timeout"),
        ("check", "case", "time.sleep(600)", "plugin.timeout"),
        ("extract", "document", "raise ValueError(document.pages)", "plugin.fault"),
        ("check", "case", "raise ValueError(case)", "plugin.fault"),
        ("check", "case", "os._exit(1)", "plugin.fault"),
    ],
    ids=["extract hangs", "check hangs", "extract raises", "check raises", "check crashes"],
)
def test_a_bad_plugin_is_named_blocks_the_letters_and_stops_nothing(
    hook: str, given: str, what: str, code: str, tmp_path: Path
) -> None:
    bad = SLOW.format(hook=hook, given=given, what=what)
    root = office(tmp_path, f"{PRACTICE}\n[reading]\nseconds = 5\n", bad=bad)
    with closing(open_workspace(load_settings(root))) as desk:
        put(desk, one=GOOD)
        events = one_pass(desk)
    (done,) = [event for event in events if event.kind == "done"]
    assert (done.verdict, done.errors, done.letters) == ("not billable", (code,), ())


@pytest.mark.parametrize("what", ["time.sleep(600)", "raise ValueError(path)", "os._exit(1)"])
def test_a_plugin_that_fails_in_read_costs_that_one_file(what: str, tmp_path: Path) -> None:
    body = f"if b'trouble' in path.read_bytes():\n        {what}"
    bad = SLOW.format(hook="read", given="path", what=body)
    root = office(tmp_path, f"{PRACTICE}\n[reading]\nseconds = 2\n", bad=bad)
    with closing(open_workspace(load_settings(root))) as desk:
        put(desk, trouble="trouble", good=GOOD)
        events = one_pass(desk)
        assert {path.name for path in desk.quarantine.iterdir()} == {
            "trouble.txt",
            "trouble.txt.why.txt",
        }
    (refused,) = [event for event in events if event.kind == "refused"]
    assert "bad" in refused.reason
    assert [event.name for event in events if event.kind == "filed"] == ["good.txt"]


def test_a_store_that_cannot_be_written_for_a_while_loses_nothing(desk: Workspace) -> None:
    """A disk that is full, or a folder that is gone for a moment."""
    put(desk, one=GOOD)
    work = desk.store.folder / "work"
    work.write_text("in the way", encoding="utf-8")
    events = one_pass(desk)
    assert [event.kind for event in events] == ["trouble"]
    assert (desk.inbox / "one.txt").exists()
    work.unlink()
    assert one_pass(desk)[-1].kind == "done"


def test_watching_goes_on_and_answers_what_comes_later(desk: Workspace) -> None:
    batches = arrivals(desk.inbox, rhythm(desk))
    events = attend(desk, batches)
    put(desk, one=GOOD)
    assert [next(events).kind for _ in range(3)] == ["due", "filed", "done"]
    put(desk, two=slip(patient__name="Danny Edwards"))
    assert [next(events).kind for _ in range(3)] == ["due", "filed", "done"]
    events.close()
    batches.close()


def test_two_hundred_files_at_once_are_all_filed(desk: Workspace) -> None:
    put(desk, **{f"slip{n}": f"SLIP\npatient.name: Laura {n}\n" for n in range(200)})
    one_pass(desk)
    assert len(store.documents(desk.store, "done")) == 200
    assert list(desk.inbox.iterdir()) == []


def test_the_log_names_ids_only(desk: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    put(desk, laura_schmidt=GOOD, torn="SLIP\ntorn")
    caplog.set_level("INFO", "docflow")
    one_pass(desk)
    assert " filed " in f" {caplog.text} "
    values = [line.split(": ", 1)[1] for line in GOOD.splitlines()[1:]]
    told = [v for v in (*values, "laura_schmidt") if len(v) > 3 and v in caplog.text]
    assert told == []
