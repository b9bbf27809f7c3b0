"""Plain text and HTML files."""

from __future__ import annotations

import pytest

from docflow import UnreadableError
from readers import read, text_of

LETTER = "Patient: Laura Schmidt\nDiagnosis: M54.50 – low back pain\n"


def found(tmp_path, data, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    pages = read("text", path)
    return None if pages is None else " ".join(text_of(page) for page in pages)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_every_usual_code(tmp_path, code):
    assert found(tmp_path, LETTER.encode(code)) == " ".join(LETTER.split())


def test_a_page_in_html_is_read_as_text(tmp_path):
    assert found(tmp_path, b"<!DOCTYPE html><p>Patient: <b>Laura</b>", "a.html") == "Patient: Laura"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"ISA*00*          *00*", "a.txt"),
        (b"{\\rtf1 Patient}", "a.txt"),
        (b"%PDF-1.4 text", "a.txt"),
        (b"\x00\x01\x02Patient", "a.txt"),
        (b"\x01\x02\x03\x04\x05\x06Pat", "a.txt"),
        (LETTER.encode(), "a.pdf"),
        (LETTER.encode(), "a.csv"),
        (b"  \n", "a.txt"),
    ],
)
def test_what_only_looks_like_text_is_left_alone(tmp_path, data, name):
    assert found(tmp_path, data, name) is None


def test_a_book_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="longer"):
        found(tmp_path, b"a line of text\n" * 100_000)
