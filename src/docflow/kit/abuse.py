"""What a plugin does with input that nobody would expect: it never fails, it says nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docflow.errors import UnreadableError
from docflow.kit.records import ODD
from docflow.model import Box, Case, Document, Field, Filed, Page, Reading, Word
from docflow.plugins import Fault, Plugin, ask

TODAY = date(2026, 11, 20)

FILES: Mapping[str, bytes] = MappingProxyType(
    {
        "zeros": bytes(2000),
        "noise": bytes((n * 167 + 13) % 251 for n in range(3000)),
        "half a PDF": b"%PDF-1.7\n1 0 obj <<",
        "half a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "half an archive": b"PK\x03\x04\x14\x00",
    }
)
"""Files that are none, by what they are called here."""


def bad_input(plugin: Plugin, names: tuple[str, ...]) -> Iterator[str]:
    """Each failure of a plugin on odd cases, documents and files; `names` are all fields'."""
    for what, case in _cases(names):
        yield from _failed(plugin, "docflow_check", what, case=case)
    for what, document in _documents():
        yield from _failed(plugin, "docflow_extract", what, document=document)
    yield from _failed(
        plugin, "docflow_recognize", "a page without a picture", page=Page(1, 612, 792)
    )
    if "docflow_read" in plugin.implementations:
        yield from _misread(plugin)


def _failed(plugin: Plugin, hook: str, what: str, **given: Any) -> Iterator[str]:
    _, fault = ask(plugin, hook, **given)
    if fault:
        yield _told(fault, what)


def _told(fault: Fault, what: str) -> str:
    return f"{fault.hook} fails on {what} ({fault.where}: {fault.what})"


def _cases(names: tuple[str, ...]) -> Iterator[tuple[str, Case]]:
    for kind in ("referral", "denial", "other", "x"):
        filed = (Filed("odd", kind, TODAY),)
        yield f"a {kind} without values", Case("odd", TODAY, filed, {})
    yield "a case without documents", Case("odd", TODAY, (), {})
    for text in ODD:
        reading = Reading("", text, text, by="odd")
        held = {name: (Field(name, text, 0.5, True, (reading,)),) for name in names}
        case = Case("odd", TODAY, (Filed("odd", "referral", TODAY),), held)
        yield f"a case whose values are {text[:20]!r}", case


def _documents() -> Iterator[tuple[str, Document]]:
    yield "a document without pages", Document("odd", "odd.pdf", (), TODAY)
    yield "an empty page", Document("odd", "odd", (Page(1, 612, 792),), TODAY)
    words = tuple(
        Word(text, Box(0.1, n / 20, 0.9, (n + 1) / 20), 0.1) for n, text in enumerate(ODD)
    )
    yield "a page of odd words", Document("odd", "o", (Page(1, 1, 1, words),), TODAY)
    point = (Word("x", Box(0.5, 0.5, 0.5, 0.5)),)
    yield "a word without size", Document("odd", "o", (Page(1, 612, 792, point),), TODAY)


def _misread(plugin: Plugin) -> Iterator[str]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for what, data in FILES.items():
            path, room = Path(folder) / "odd.bin", Path(folder) / what
            path.write_bytes(data)
            room.mkdir()
            try:
                said, fault = ask(plugin, "docflow_read", path=path, folder=room)
            except UnreadableError:  # its own kind, and broken
                continue
            if fault:
                yield _told(fault, what)
            if said is not None and what in ("zeros", "noise"):
                yield f"docflow_read takes {what} for a file of its kind"
