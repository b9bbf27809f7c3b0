"""The PDF beside a letter: there where LibreOffice is, and a clear word where it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from pypdf import PdfReader

from docflow import Case, Letter
from docflow.letters import Office, libreoffice, write

Build = Callable[..., Letter]
Make = Callable[..., Case]


def test_a_pdf_lies_beside_the_letter(letter: Build, office: Office, case: Make) -> None:
    written = write(
        letter("Dear {{ patient_name }}"), case({"patient.name": "A & B"}), (), office, draft=False
    )
    assert written.pdf == written.docx.with_suffix(".pdf")
    assert (written.note, written.new) == ("", True)
    assert "Dear A & B" in PdfReader(written.pdf).pages[0].extract_text()


@pytest.mark.usefixtures("no_libreoffice")
def test_without_libreoffice_the_letter_is_whole_and_the_note_says_so(
    letter: Build, office: Office, case: Make
) -> None:
    written = write(letter("Hello"), case({}), (), office, draft=False)
    assert libreoffice() is None
    assert written.docx.is_file()
    assert written.pdf is None
    assert "LibreOffice is not on this computer" in written.note


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
def test_a_libreoffice_that_hangs_is_ended_with_its_children(
    letter: Build,
    office: Office,
    case: Make,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 4243 &\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("docflow.letters.pdf.SECONDS", 1)
    written = write(letter("Hello"), case({}), (), office, draft=False)
    assert written.pdf is None
    assert "could not convert" in written.note
    left = [p for p in psutil.process_iter(["cmdline"]) if "4243" in (p.info["cmdline"] or [])]
    assert not left
