import os
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from docflow.watch import Arrival, arrivals
from docflow.watch.arriving import Rhythm

FAST = Rhythm(settle=0.05, look=0.2, megabytes=1)


def once(folder: Path) -> list[Arrival]:
    return [arrival for batch in arrivals(folder, FAST, once=True) for arrival in batch]


def names(found: list[Arrival]) -> list[str]:
    return [arrival.path.name for arrival in found]


def until(watcher: Iterator[tuple[Arrival, ...]], count: int) -> list[Arrival]:
    """What is told until so many have come; gives up after a thousand turns."""
    found: list[Arrival] = []
    for batch in islice(watcher, 1000):
        found += batch
        if len(found) >= count:
            break
        time.sleep(0.01)
    return found


def test_files_of_all_folders_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    for name in ("a.txt", "monday/b.txt"):
        (tmp_path / name).write_text("order", encoding="utf-8")
    assert once(tmp_path) == [Arrival(tmp_path / "a.txt"), Arrival(tmp_path / "monday" / "b.txt")]


def test_temporary_and_hidden_names_are_passed_over(tmp_path: Path) -> None:
    for name in (
        *(".hidden", "~$order.docx", "fax.tif.part", "order.pdf.crdownload", "x.TMP", "Thumbs.db"),
        "fax.pdf.why.txt",
    ):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / ".sync").mkdir()
    (tmp_path / ".sync" / "order.txt").write_text("x", encoding="utf-8")
    assert once(tmp_path) == []


def test_an_empty_inbox_ends_at_once(tmp_path: Path) -> None:
    assert once(tmp_path) == []


def test_a_file_that_grows_is_told_when_it_is_finished(tmp_path: Path) -> None:
    fax = tmp_path / "fax.pdf"
    fax.write_bytes(b"%PDF-1.4 ")
    watcher = arrivals(tmp_path, FAST)
    with closing(watcher):
        for _ in range(10):
            assert next(watcher) == ()
            with fax.open("ab") as file:
                file.write(b"more ")
            time.sleep(0.02)
        with fax.open("ab") as file:
            file.write(b"%%EOF")
        assert names(until(watcher, 1)) == ["fax.pdf"]


def test_a_file_that_stays_incomplete_is_told_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.4 cut off")
    assert once(tmp_path) == [Arrival(tmp_path / "cut.pdf")]


def test_an_empty_file_is_told_with_its_fault_after_some_patience(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (arrival,) = once(tmp_path)
    assert "empty" in arrival.fault


def test_a_file_that_is_too_large_is_told_with_its_fault(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 1_100_000)
    (arrival,) = once(tmp_path)
    assert "1 MB" in arrival.fault


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_links_are_told_with_their_fault_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "link.txt").symlink_to(outside / "secret.txt")
    (inbox / "folder").symlink_to(outside)
    (inbox / "nowhere").symlink_to(inbox / "missing")
    found = once(inbox)
    assert sorted(names(found)) == ["folder", "link.txt", "nowhere"]
    assert all("link" in arrival.fault for arrival in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_told_with_its_fault_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (arrival,) = once(tmp_path)
    assert "not a file" in arrival.fault


def test_a_file_renamed_over_another_is_told_again(tmp_path: Path) -> None:
    fax = tmp_path / "fax.txt"
    fax.write_text("first", encoding="utf-8")
    watcher = arrivals(tmp_path, FAST)
    with closing(watcher):
        assert names(until(watcher, 1)) == ["fax.txt"]
        other = tmp_path / "fax.part"
        other.write_text("second", encoding="utf-8")
        other.replace(fax)
        assert names(until(watcher, 1)) == ["fax.txt"]


def test_a_file_that_stays_is_not_told_again(tmp_path: Path) -> None:
    (tmp_path / "fax.txt").write_text("order", encoding="utf-8")
    watcher = arrivals(tmp_path, FAST)
    with closing(watcher):
        assert len(until(watcher, 1)) == 1
        (tmp_path / "other.txt").write_text("order", encoding="utf-8")
        assert names(until(watcher, 1)) == ["other.txt"]


def test_two_hundred_files_at_once_are_all_told(tmp_path: Path) -> None:
    watcher = arrivals(tmp_path, FAST)
    with closing(watcher):
        assert next(watcher) == ()
        for number in range(200):
            (tmp_path / f"{number}.txt").write_text("order", encoding="utf-8")
        assert len({arrival.path for arrival in until(watcher, 200)}) == 200
