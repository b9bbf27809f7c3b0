"""Reads PDF files: words with their places, form fields, scans and attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docflow import Box, Page, Settings, UnreadableError, Word, hookimpl
from docflow.paper import save, stand

DPI = 200
PAGES = 200


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page] | None:
    """Read a PDF file."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            return None
    return list(_pages(path, folder, settings))


def _pages(path: Path, folder: Path, settings: Settings) -> Iterator[Page]:
    import pypdfium2

    limit = settings.get("max_pages", PAGES)
    try:
        with pypdfium2.PdfDocument(path) as file:
            if not 0 < len(file) <= limit:
                raise UnreadableError(f"The PDF has {len(file)} pages; 1 to {limit} are read.")
            for number, sheet in enumerate(file, 1):
                yield _page(sheet, number, folder)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableError("The PDF is broken or protected. Print it to a new PDF.") from fault


def _page(sheet: Any, number: int, folder: Path) -> Page:
    import numpy as np

    grey = np.array(sheet.render(scale=DPI / 72, grayscale=True).to_pil())
    words = tuple(_words(sheet))
    if not words:
        return stand(grey, (DPI, DPI), number, folder)
    width, height = sheet.get_size()
    image = save(grey, folder / f"page-{number}.png")
    page = Page(number, width, height, image=image)
    return replace(page, words=words, origin="text")


def _words(sheet: Any) -> Iterator[Word]:
    page = sheet.get_textpage()
    width, height = sheet.get_size()
    text, place = "", None
    for index in range(page.count_chars()):
        char = page.get_text_range(index, 1)
        left, bottom, right, top = page.get_charbox(index, loose=True)
        gap = place is not None and (
            left - place[2] > 0.35 * (top - bottom)
            or left < place[0] - 1
            or abs(bottom - place[1]) > 0.5 * (top - bottom)
        )
        if text and (gap or not char.strip()):
            yield _word(text, place, width, height)
            text, place = "", None
        if char.strip():
            text += char
            if place is None:
                place = (left, bottom, right, top)
            else:
                place = (
                    min(left, place[0]),
                    min(bottom, place[1]),
                    max(right, place[2]),
                    max(top, place[3]),
                )
    if text:
        yield _word(text, place, width, height)


def _word(text: str, place: Any, width: float, height: float) -> Word:
    left, bottom, right, top = place
    return Word(text, Box(left / width, 1 - top / height, right / width, 1 - bottom / height))
