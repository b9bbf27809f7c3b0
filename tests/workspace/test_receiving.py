import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from docflow import store
from docflow.flow import take
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import (
    Workspace,
    finish_take,
    give_up,
    open_workspace,
    process,
    receive,
)
from slips import GOOD, office, slip
from workspace.conftest import Drop


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_a_file_that_was_read_leaves_the_inbox_and_its_bytes_are_kept(
    desk: Workspace, drop: Drop
) -> None:
    got = drop(GOOD)
    assert lying(desk.inbox) == []
    assert got.document == hashlib.sha256(GOOD.encode()).hexdigest()
    assert store.original(desk.store, got.document).read_bytes() == GOOD.encode()


def test_a_file_stays_in_the_inbox_until_its_document_is_finished(desk: Workspace) -> None:
    path = desk.inbox / "slip.txt"
    path.write_text(GOOD, encoding="utf-8")
    got = receive(desk, Arrival(path))
    assert (got.news, path.exists()) == ("due", True)
    assert receive(desk, Arrival(path)) == got
    process(desk, got.document)
    assert not path.exists()


def test_the_same_bytes_again_are_told_as_a_duplicate_and_kept_once(
    desk: Workspace, drop: Drop
) -> None:
    first = drop(GOOD)
    again = drop(GOOD, "copy of slip.txt")
    assert (again.news, again.document) == ("duplicate", first.document)
    assert lying(desk.inbox) == []
    assert len(store.documents(desk.store)) == 1
    assert [a.place for a in store.arrivals(desk.store, first.document)] == [
        "slip.txt",
        "copy of slip.txt",
    ]


def test_a_file_that_was_cut_off_on_its_way_out_is_no_duplicate(
    desk: Workspace, drop: Drop
) -> None:
    path = desk.inbox / "slip.txt"
    path.write_text(GOOD, encoding="utf-8")
    got = receive(desk, Arrival(path))
    times = path.stat()
    process(desk, got.document)
    path.write_text(GOOD, encoding="utf-8")  # as if it had never left
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE arrivals SET departed = NULL")
    assert receive(desk, Arrival(path)).news == "known"
    assert lying(desk.inbox) == []
    assert len(store.arrivals(desk.store, got.document)) == 1


def test_another_file_saved_under_the_same_name_meanwhile_is_not_lost(desk: Workspace) -> None:
    path = desk.inbox / "slip.txt"
    path.write_text(GOOD, encoding="utf-8")
    first = receive(desk, Arrival(path))
    other = slip(patient__name="Danny Edwards")
    path.write_text(other, encoding="utf-8")
    process(desk, first.document)
    assert path.read_text(encoding="utf-8") == other
    assert receive(desk, Arrival(path)).news == "due"


def test_a_file_that_cannot_be_read_lies_in_quarantine_beside_the_reason(
    desk: Workspace, drop: Drop
) -> None:
    drop("SLIP\ntorn", "monday/torn.txt")
    assert lying(desk.quarantine) == ["torn.txt", "torn.txt.why.txt"]
    note = (desk.quarantine / "torn.txt.why.txt").read_text(encoding="utf-8")
    assert "The slip is torn." in note
    assert lying(desk.inbox) == ["monday"]
    assert store.cases(desk.store) == ()


def test_a_quarantined_file_that_is_dropped_back_is_tried_again(
    desk: Workspace, drop: Drop
) -> None:
    first = drop("SLIP\ntorn", "torn.txt")
    back = desk.inbox / "torn.txt"
    (desk.quarantine / "torn.txt").rename(back)
    again = receive(desk, Arrival(back))
    assert (again.news, again.document) == ("due", first.document)
    process(desk, again.document)
    assert not back.exists()
    assert store.document(desk.store, first.document).stage == "refused"


def test_what_is_no_file_goes_to_quarantine_and_into_the_record(desk: Workspace) -> None:
    path = desk.inbox / "empty.pdf"
    path.touch()
    got = receive(desk, Arrival(path, "The file is empty."))
    assert (got.news, got.reason) == ("refused", "The file is empty.")
    assert lying(desk.quarantine) == ["empty.pdf", "empty.pdf.why.txt"]
    assert store.record(desk.store)[-1].what == "refused"


def test_a_file_that_vanishes_is_no_fault(desk: Workspace) -> None:
    assert receive(desk, Arrival(desk.inbox / "gone.pdf")).news == "gone"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """For root nothing is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folder rights")
def test_a_share_that_cannot_be_written_is_read_once() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = office(Path(folder) / "office")
        with closing(open_workspace(load_settings(root))) as desk:
            good, torn = desk.inbox / "slip.txt", desk.inbox / "torn.txt"
            good.write_text(GOOD, encoding="utf-8")
            torn.write_text("SLIP\ntorn", encoding="utf-8")
            seen = [receive(desk, Arrival(path)) for path in (good, torn)]
            claims = [store.claim(desk.store, got.document) for got in seen]
            assert claims[0] and claims[1]
            taken = take(good, store.work_folder(desk.store), date.today(), desk.catalog)
            for path in (Path(folder), *Path(folder).rglob("*")):
                os.chown(path, 65534 if os.geteuid() == 0 else -1, -1)
            desk.inbox.chmod(0o555)
            with ordinary_user():
                finish_take(desk, claims[0], taken)
                give_up(desk, claims[1], "The slip is torn.")
            assert lying(desk.inbox) == ["slip.txt", "torn.txt"]
            assert lying(desk.quarantine) == ["torn.txt", "torn.txt.why.txt"]
            assert [receive(desk, Arrival(p)).news for p in (good, torn)] == ["known", "known"]
            desk.inbox.chmod(0o755)
