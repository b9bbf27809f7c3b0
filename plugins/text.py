"""Reads plain text and HTML files, laid out on pages line by line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docflow import Page, Settings, UnreadableError, hookimpl
from docflow.paper import Cell, plain, typeset

SUFFIXES = {".txt", ".text", ".htm", ".html", ""}

SIZE = 1_000_000
"""Bytes; more is a log or a book, not a letter."""

STRANGERS = (b"ISA", b"ST*835*", b"{\\rtf", b"%PDF", b"%!PS")
"""What looks like text and is a format of its own."""


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page] | None:
    """Read a file that is text by its bytes and says so by its name.

    Raises UnreadableError if it is larger than any letter.
    """
    if path.suffix.lower() not in SUFFIXES:
        return None
    with path.open("rb") as file:
        data = file.read(SIZE + 1)
    text = "" if data.startswith(STRANGERS) else _text(data)
    if not text.strip():
        return None
    if len(data) > SIZE:
        raise UnreadableError("The text is longer than a letter can be. Drop only the part needed.")
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        text = plain(text)
    return typeset([Cell(line)] for line in text.splitlines())


def _text(data: bytes) -> str:
    """What the bytes say as text, "" if they are none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(not (char.isprintable() or char.isspace()) for char in text)
    return text if odd <= 0.01 * len(text) else ""
