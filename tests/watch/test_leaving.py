import hashlib
import os
from pathlib import Path

import pytest

from docflow.watch import restore, say_its_name, set_aside, take_out
from docflow.watch.leaving import LEAVING


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_that_is_kept_leaves_the_inbox(tmp_path: Path) -> None:
    fax = tmp_path / "fax.pdf"
    fax.write_bytes(b"order")
    assert take_out(fax, digest(b"order")) == "gone"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_has_left_is_gone(tmp_path: Path) -> None:
    assert take_out(tmp_path / "fax.pdf", digest(b"order")) == "gone"


def test_other_bytes_under_the_same_name_are_left_alone(tmp_path: Path) -> None:
    fax = tmp_path / "fax.pdf"
    fax.write_bytes(b"another order")
    assert take_out(fax, digest(b"order")) == "changed"
    assert fax.read_bytes() == b"another order"


def test_a_way_out_that_was_cut_off_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    (tmp_path / "monday" / f"{LEAVING}0a1b2c3d-fax-7.pdf").write_bytes(b"order")
    restore(tmp_path)
    assert (tmp_path / "monday" / "fax-7.pdf").read_bytes() == b"order"


def test_taking_back_never_overwrites_what_came_since(tmp_path: Path) -> None:
    (tmp_path / f"{LEAVING}0a1b2c3d-fax.pdf").write_bytes(b"old")
    (tmp_path / "fax.pdf").write_bytes(b"new")
    restore(tmp_path)
    assert {p.read_bytes() for p in tmp_path.iterdir()} == {b"old", b"new"}


def test_a_bad_file_lies_beside_a_note_that_says_why(tmp_path: Path) -> None:
    fax = tmp_path / "fax.pdf"
    fax.write_bytes(b"broken")
    assert set_aside(fax, tmp_path / "quarantine", "It is encrypted.")
    assert (tmp_path / "quarantine" / "fax.pdf").read_bytes() == b"broken"
    note = (tmp_path / "quarantine" / "fax.pdf.why.txt").read_text(encoding="utf-8")
    assert "It is encrypted." in note
    assert "inbox again" in note
    assert not fax.exists()


def test_two_bad_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        (tmp_path / "fax.pdf").write_bytes(content)
        set_aside(tmp_path / "fax.pdf", tmp_path / "quarantine", "It is broken.")
    kept = sorted(p.name for p in (tmp_path / "quarantine").iterdir())
    assert kept == ["fax-2.pdf", "fax-2.pdf.why.txt", "fax.pdf", "fax.pdf.why.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_a_link_is_moved_itself_and_not_what_it_points_to(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("secret", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(target)
    assert set_aside(tmp_path / "link.txt", tmp_path / "quarantine", "A link.")
    assert (tmp_path / "quarantine" / "link.txt").is_symlink()
    assert target.read_text(encoding="utf-8") == "secret"


@pytest.mark.parametrize("name", ["x" * 251 + ".pdf", "é" * 120 + ".pdf", "x" * 255])
def test_a_name_of_any_length_finds_its_way(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"broken")
    assert set_aside(tmp_path / name, tmp_path / "quarantine", "It is broken.")
    (aside,) = [p for p in (tmp_path / "quarantine").iterdir() if p.suffix != ".txt"]
    assert aside.read_bytes() == b"broken"
    (tmp_path / name).write_bytes(b"order")
    assert take_out(tmp_path / name, digest(b"order")) == "gone"


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are always text")
def test_a_name_that_is_no_text_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "b\udce9").mkdir()
    strange = tmp_path / "b\udce9" / "caf\udce9.pdf"
    strange.write_bytes(b"order")
    found = say_its_name(strange, tmp_path)
    assert found == tmp_path / "café.pdf"
    assert found.read_bytes() == b"order"
    assert say_its_name(found, tmp_path) == found
