"""Unpacks ZIP archives: every member is a document of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from docflow import Enclosure, Settings, UnreadableError, hookimpl
from docflow.paper import enclose

MEMBERS = 200
SIZE = 300_000_000
"""Bytes of all members together."""

RATIO = 200
"""A member that packs better than this is made to fill the disk."""

OFFICE = {"[Content_Types].xml", "mimetype"}
"""Members that tell a Word or OpenDocument file, which is a ZIP archive too."""

DEBRIS = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Enclosure] | None:
    """Unpack a ZIP archive, known by its first bytes, that is not an office file."""
    from zipfile import BadZipFile, ZipFile

    with path.open("rb") as file:
        if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
            return None
    try:
        with ZipFile(path) as archive:
            if OFFICE & set(archive.namelist()):
                return None
            return list(_members(archive, folder))
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise UnreadableError(
            "The archive is broken or protected. Drop its files alone."
        ) from fault


def _members(archive: Any, folder: Path) -> Iterator[Enclosure]:
    from zlib import error

    members = [info for info in archive.infolist() if _is_document(info)]
    if not members:
        raise UnreadableError("The archive is empty.")
    if len(members) > MEMBERS or sum(info.file_size for info in members) > SIZE:
        raise UnreadableError("The archive holds too much. Unpack it and drop what is needed.")
    for index, info in enumerate(members):
        if info.flag_bits & 1:
            raise UnreadableError("The archive is protected by a password. Drop its files alone.")
        if info.file_size > RATIO * max(info.compress_size, 1000):
            raise UnreadableError("The archive is packed in a way that no office packs. Refused.")
        try:
            with archive.open(info) as member:
                data = member.read(info.file_size + 1)
        except error as fault:
            raise UnreadableError("The archive is broken. Ask the sender again.") from fault
        yield enclose(data, info.filename, folder, index)


def _is_document(info: Any) -> bool:
    return not info.is_dir() and not DEBRIS & set(PurePosixPath(info.filename).parts)
