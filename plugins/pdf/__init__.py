"""Reads PDF files: their own words, form fields and notes, scans in them, and attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docflow import Enclosure, Page, Settings, UnreadableError, hookimpl

from .attached import attachments
from .sheet import page_of

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
    return list(_read(path, folder, settings.get("max_pages", PAGES)))


def _read(path: Path, folder: Path, limit: int) -> Iterator[Page | Enclosure]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as file:
            file.init_forms()
            yield from _pages(file, folder, limit)
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


def _reason(fault: Any) -> str:
    import pypdfium2.raw as pdfium

    if fault.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return "The PDF is protected by a password. Ask the sender for one without."
    return "The PDF is broken or holds no pages. Ask the sender to send it again."
