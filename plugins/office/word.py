"""The text of a Word file, in the order in which a person reads it.

python-docx leaves out content controls, text boxes and form fields, where forms keep their
values; so the document's XML is walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from docflow.paper import Cell

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BODY = "word/document.xml"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

UNREAD = {FALLBACK} | {W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "txbxContent")}
"""What is not there, not text, or read at its own place."""

WINGDINGS = {"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓"}
BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def rows(package: ZipFile) -> Iterator[list[Cell]]:
    """The rows of a document: headers, body, footers; each paragraph or table row one."""
    from defusedxml.ElementTree import fromstring

    names = package.namelist()
    headers = sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name))
    footers = sorted(name for name in names if re.fullmatch(r"word/footer\d*\.xml", name))
    for name in (*headers, BODY, *footers):
        yield from _rows(fromstring(package.read(name)))


def _rows(node: Element) -> Iterator[list[Cell]]:
    for child in node:
        if child.tag == W + "p":
            yield [Cell(_text(child))]
            yield from _boxes(child)
        elif child.tag == W + "tbl":
            yield from (list(_cells(row)) for row in _inside(child, "tr"))
        elif child.tag not in UNREAD:
            yield from _rows(child)


def _boxes(node: Element) -> Iterator[list[Cell]]:
    """The rows of the text boxes that are anchored in a paragraph."""
    for child in node:
        if child.tag == W + "txbxContent":
            yield from _rows(child)
        elif child.tag != FALLBACK:
            yield from _boxes(child)


def _cells(row: Element) -> Iterator[Cell]:
    for cell in _inside(row, "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = int(span.get(W + "val", "1")) if span is not None else 1
        lines = (" ".join(part.text for part in inner if part.text) for inner in _rows(cell))
        yield Cell("\n".join(lines).strip("\n"), max(1, min(width, 60)))


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """Children of a kind, those in content controls too."""
    for child in node:
        if child.tag == W + tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _inside(child, tag)


def _text(node: Element) -> str:
    return "".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag in UNREAD:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag == W + "sym":
            yield WINGDINGS.get(child.get(W + "char", "").upper(), "")
        elif child.tag == W + "checkBox":
            yield _tick(child)
        else:
            yield BREAKS.get(child.tag, "")
            yield from _pieces(child)


def _tick(box: Element) -> str:
    """A tick box of Word's older forms."""
    state = box.find(W + "checked")
    state = box.find(W + "default") if state is None else state
    on = state is not None and state.get(W + "val", "1") in ("1", "true", "on")
    return "☒" if on else "☐"
