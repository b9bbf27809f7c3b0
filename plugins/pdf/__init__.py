"""Reads PDF files: their own words, form fields and notes, scans in them, and attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

from docflow import Enclosure, Page, Settings, UnreadableError, hookimpl

from .attached import attachments
from .sheet import page_of

TRAILER = 65_536
"""Bytes at the end of a PDF that hold its trailer, whatever was sent after it."""

PAGES = 200
"""The setting `max_pages`: a file with more is refused."""


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page | Enclosure] | None:
    """Read a PDF file, known by its first bytes.

    A page with words of its own keeps them; a scanned one comes as a picture set upright, for a
    recogniser, and so does one whose words nobody can see or nobody could have written.
    """
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            return None
        if not _whole(file):
            raise UnreadableError("The PDF is incomplete. Ask the sender to send it again.")
    return list(_read(path, folder, settings.get("max_pages", PAGES)))


def _whole(file: BinaryIO) -> bool:
    """Whether the file has its end: pdfium reads half a file too, and never says so."""
    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - TRAILER))
    return b"startxref" in file.read()


def _read(path: Path, folder: Path, limit: int) -> Iterator[Page | Enclosure]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        with pypdfium2.PdfDocument(path) as file:
            dynamic = file.get_formtype() == pdfium.FORMTYPE_XFA_FULL
            if not dynamic:
                file.init_forms()
            for page in _pages(file, folder, limit):
                if dynamic and _waiting(page):
                    raise UnreadableError("Only Acrobat can show this form. Print it to PDF.")
                yield page
            yield from attachments(file, folder)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableError(_reason(fault)) from fault


def _pages(file: Any, folder: Path, limit: int) -> Iterator[Page]:
    if len(file) > limit:
        raise UnreadableError(
            f"The PDF has {len(file)} pages, more than the {limit} that are read. "
            "Split it and drop the parts."
        )
    for number, sheet in enumerate(file, 1):
        yield page_of(sheet, number, folder)


def _waiting(page: Page) -> bool:
    """Whether a page only asks for a program that can show the form."""
    return " ".join(word.text for word in page.words).lower().startswith("please wait")


def _reason(fault: Any) -> str:
    import pypdfium2.raw as pdfium

    if fault.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return "The PDF is protected by a password. Ask the sender for one without."
    return "The PDF is broken or holds no pages. Ask the sender to send it again."
