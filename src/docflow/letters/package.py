"""Writes a docx so that equal letters are equal files: no clock, no order of chance."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from docflow.letters.marks import DOUBT, END, GAP

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH = datetime(2000, 1, 1)
_BRACKETS = ((GAP, b"["), (DOUBT, b"["), (END, b"]"))


def packed(document: Document, title: str, author: str) -> bytes:
    """The document as the bytes of a docx, the same for the same content."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, author, "docflow"
    core.created = core.modified = _EPOCH
    core.revision = 1
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(out, "w") as target:
        for name in sorted(parts.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            target.writestr(entry, _unfenced(name, parts.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _unfenced(name: str, data: bytes) -> bytes:
    """Brackets for the fences that are in no run of text: in a property, in a footnote."""
    if name.endswith(".xml"):
        for fence, mark in _BRACKETS:
            data = data.replace(fence.encode(), mark)
    return data
