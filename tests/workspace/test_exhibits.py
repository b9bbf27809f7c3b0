"""Exhibits that are no PDF and no picture: converted, drawn, or sent separately; never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest

import notices
from docflow import store
from docflow.errors import UnreadableError
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import Workspace, open_workspace, process, receive
from docflow.workspace.appealing import Appealed, add_exhibit, appeal

TODAY = date(2026, 10, 20)


@pytest.fixture
def office(workspace: Path) -> Iterator[Workspace]:
    """A notice lies in its case."""
    opened = open_workspace(load_settings(workspace))
    path = notices.refusal(opened.inbox / "notice.pdf", "no_authorization")
    process(opened, receive(opened, Arrival(path)).document)
    yield opened
    opened.close()


def added(office: Workspace, path: Path) -> Appealed:
    """The draft of an appeal with this file as proof of what was asked for."""
    (case,) = store.cases(office.store)
    add_exhibit(office, case, path, "authorization", "", person="mh")
    return appeal(office, case, TODAY, draft=True)


def word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Authorization A-1 for twelve visits")
    document.save(str(path))
    return path


def last_page(done: Appealed) -> str:
    assert done.packet is not None
    return pypdf.PdfReader(done.packet.path).pages[-1].extract_text()


def test_a_word_file_is_bound_as_a_pdf(office: Workspace, tmp_path: Path) -> None:
    done = added(office, word_file(tmp_path / "given.docx"))
    assert "Authorization A-1 for twelve visits" in last_page(done)
    assert "Exhibit B" in last_page(done)
    assert not [f for f in done.notes if f.code == "exhibit.separate"]


def test_without_libreoffice_a_word_file_is_listed_as_sent_separately(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    done = added(office, word_file(tmp_path / "given.docx"))
    assert [f.severity for f in done.notes if f.code == "exhibit.separate"] == ["warning"]
    assert [e.kind for e in done.exhibits] == ["denial", "authorization"]
    assert done.packet is not None
    assert [mark for mark, _, _ in done.packet.places] == ["A"]
    table = docx.Document(str(done.written.docx)).tables[-1]
    assert table.rows[-1].cells[1].text == "Authorization  \u00b7  sent separately"


def test_text_is_drawn_on_paper(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    note = tmp_path / "call.txt"
    note.write_text("Called on May 4, was told that none is needed.", encoding="utf-8")
    done = added(office, note)
    assert done.packet is not None
    assert [mark for mark, _, _ in done.packet.places] == ["A", "B"]


def test_what_is_neither_paper_nor_text_is_no_exhibit(office: Workspace, tmp_path: Path) -> None:
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(UnreadableError):
        added(office, tmp_path / "noise.bin")
