"""Reads Word (.docx) and OpenDocument (.odt) files; refuses their relatives with advice."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from docflow import Enclosure, Page, Settings, UnreadableError, hookimpl
from docflow.paper import enclose, typeset

from . import opendocument, word

SIZE = 200_000_000
"""Bytes of an unpacked file."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BROKEN = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    zlib.error,
)
"""What zipfile and the XML parser raise on a broken file."""

SCAN = 800
"""Pixels each way from which a picture in a document is a scan, not a letterhead's logo."""


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page | Enclosure] | None:
    """Read an office file, known by its first bytes and its parts.

    Its text is laid out on pages line by line, tables cell by cell; scans in it are enclosures.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start == OLE:
        raise UnreadableError(_old(path))
    if not start.startswith(b"PK\x03\x04"):
        return None
    try:
        with ZipFile(path) as package:
            return _read(package, folder)
    except BROKEN as fault:
        raise UnreadableError("The office file is broken. Save it as PDF.") from fault


def _old(path: Path) -> str:
    if path.suffix.lower() == ".msg":
        return "Outlook's own kind of message cannot be read. Save it as .eml or PDF."
    return "This is an old or protected office file. Save it as PDF without a password."


def _read(package: ZipFile, folder: Path) -> list[Page | Enclosure] | None:
    names = set(package.namelist())
    if not names & {"[Content_Types].xml", "mimetype"}:
        return None
    if sum(info.file_size for info in package.infolist()) > SIZE:
        raise UnreadableError("The office file is too large. Save it as PDF.")
    if word.BODY in names:
        rows = word.rows(package)
    elif _is_opendocument(package, names):
        rows = opendocument.rows(package)
    else:
        raise UnreadableError("Only Word and OpenDocument texts are read. Save this file as PDF.")
    return [*typeset(rows), *_scans(package, folder)]


def _is_opendocument(package: ZipFile, names: set[str]) -> bool:
    return opendocument.BODY in names and package.read("mimetype").startswith(opendocument.KIND)


def _scans(package: ZipFile, folder: Path) -> Iterator[Enclosure]:
    """Pictures in the document that are as large as a scan."""
    from PIL import Image, UnidentifiedImageError

    inner = [
        name for name in package.namelist() if "media/" in name or name.startswith("Pictures/")
    ]
    for index, name in enumerate(sorted(inner)):
        try:
            with package.open(name) as file, Image.open(file) as image:
                size = image.size
        except (UnidentifiedImageError, OSError):
            continue
        if min(size) >= SCAN:
            yield enclose(package.read(name), name, folder, index)
