"""The text of an OpenDocument file, in the order in which a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from docflow.paper import Cell

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BODY = "content.xml"
KIND = b"application/vnd.oasis.opendocument.text"

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"

PARAGRAPHS = {TEXT + "p", TEXT + "h"}
UNREAD = {TEXT + "tracked-changes", TEXT + "note", BOX}
WIDEST = 60


def rows(package: ZipFile) -> Iterator[list[Cell]]:
    """The rows of a document: headers, body, footers; each paragraph or table row one."""
    from defusedxml.ElementTree import fromstring

    styles = fromstring(package.read("styles.xml")) if "styles.xml" in package.namelist() else ()
    margins = [part for style in styles for part in style.iter()]
    for part in margins:
        if part.tag == STYLE + "header":
            yield from _rows(part)
    yield from _rows(fromstring(package.read(BODY)))
    for part in margins:
        if part.tag == STYLE + "footer":
            yield from _rows(part)


def _rows(node: Element) -> Iterator[list[Cell]]:
    for child in node:
        if child.tag in PARAGRAPHS:
            yield [Cell("".join(_pieces(child)))]
            for box in child.iter(BOX):
                yield from _rows(box)
        elif child.tag == TABLE + "table":
            yield from (list(_cells(row)) for row in child.iter(TABLE + "table-row"))
        elif child.tag not in UNREAD:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Cell]:
    for cell in row.findall(TABLE + "table-cell"):
        lines = (" ".join(part.text for part in inner if part.text) for inner in _rows(cell))
        span = int(cell.get(TABLE + "number-columns-spanned", "1"))
        again = int(cell.get(TABLE + "number-columns-repeated", "1"))
        text = Cell("\n".join(lines), max(1, min(span, WIDEST)))
        yield from [text] * max(1, min(again, WIDEST))


def _pieces(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == TEXT + "s":
            yield " " * min(int(child.get(TEXT + "c", "1")), WIDEST)
        elif child.tag == TEXT + "tab":
            yield "\t"
        elif child.tag == TEXT + "line-break":
            yield "\n"
        elif child.tag not in UNREAD:
            yield from _pieces(child)
        yield child.tail or ""
