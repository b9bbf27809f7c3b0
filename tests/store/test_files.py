import hashlib
import socket
from pathlib import Path

import pytest

from docflow.errors import NotFoundError
from docflow.store import Store, keep, keep_bytes, original, sweep, work_folder


def test_a_kept_file_lies_under_its_hash(store: Store, tmp_path: Path) -> None:
    fax = tmp_path / "fax.pdf"
    fax.write_bytes(b"order")
    kept = keep(store, fax)
    assert kept.id == hashlib.sha256(b"order").hexdigest()
    place = original(store, kept.id)
    assert place.read_bytes() == b"order"
    assert place.relative_to(store.folder).parts == ("files", kept.id[:2], kept.id[2:])


def test_the_same_bytes_are_kept_once_and_never_written_again(store: Store) -> None:
    first = original(store, keep_bytes(store, b"order").id)
    before = first.stat()
    assert original(store, keep_bytes(store, b"order").id) == first
    assert first.stat().st_mtime_ns == before.st_mtime_ns
    assert first.stat().st_ino == before.st_ino


def test_a_kept_file_is_read_only(store: Store) -> None:
    assert not original(store, keep_bytes(store, b"order").id).stat().st_mode & 0o222


def test_nothing_is_left_of_a_copy_that_was_cut_off(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        keep(store, tmp_path / "missing.pdf")
    keep_bytes(store, b"order")
    assert [p.name for p in store.folder.rglob("*") if p.is_file() and "work" in p.parts] == []


def test_what_a_dead_process_was_working_on_is_removed_and_nothing_else(store: Store) -> None:
    mine = work_folder(store)
    dead = store.folder / "work" / f"{socket.gethostname()}~999999999~1" / "1"
    foreign = store.folder / "work" / "elsewhere~1~1" / "1"
    dead.mkdir(parents=True)
    foreign.mkdir(parents=True)
    sweep(store)
    assert mine.is_dir()
    assert foreign.is_dir()
    assert not dead.exists()


def test_a_file_that_was_never_kept_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        original(store, "0" * 64)
