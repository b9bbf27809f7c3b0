"""Whether a file is complete by its own structure: scanners and networks write in pieces."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

_TAIL = 2048
_ZIP_TAIL = 65_557
"""The longest end that a ZIP file can have: its record and a comment."""

_MOST_DIRECTORIES = 10_000
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_WIDTHS |= {16: 8, 17: 8, 18: 8}
_STRIPS = {273: 279, 324: 325}
"""TIFF tags that say where strips and tiles lie, and those that say how long they are."""


def whole(path: Path) -> bool:
    """Whether nothing is missing at the file's end, as far as its kind can tell.

    An empty file is not whole; one of a kind without an end mark is. Raises `OSError`.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(1024)
        return size > 0 and _test(head)(file, size)


def _test(head: bytes) -> Callable[[BinaryIO, int], bool]:
    if b"%PDF-" in head:
        return lambda file, size: b"%%EOF" in _tail(file, size, _TAIL)
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return _tiff
    if head[:3] == b"\xff\xd8\xff":
        return lambda file, size: b"\xff\xd9" in _tail(file, size, _TAIL)
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return lambda file, size: b"IEND" in _tail(file, size, _TAIL)
    if head[:4] == b"PK\3\4":
        return lambda file, size: b"PK\5\6" in _tail(file, size, _ZIP_TAIL)
    if head[4:8] == b"ftyp":
        return _boxes
    return lambda file, size: True


def _tail(file: BinaryIO, size: int, length: int) -> bytes:
    file.seek(max(0, size - length))
    return file.read(length)


def _boxes(file: BinaryIO, size: int) -> bool:
    """HEIC and its kin: the boxes follow one another exactly to the end."""
    place = 0
    while place < size:
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            return False
        length = int.from_bytes(head[:4], "big")
        if length == 0:
            return True
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length < 8:
            return False
        place += length
    return place == size


def _tiff(file: BinaryIO, size: int) -> bool:
    """Every directory of the chain is there, and all that the directories point to."""
    try:
        return all(end <= size for end in _tiff_ends(file))
    except (struct.error, KeyError, OverflowError):
        return False


def _tiff_ends(file: BinaryIO) -> Iterator[int]:
    """Where each part that the directories name ends, in bytes from the start."""
    file.seek(0)
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    big = head[2 if order == "<" else 3] == 43
    offset, count, entry = ("Q", "Q", "HHQ8s") if big else ("I", "H", "HHI4s")
    place = struct.unpack_from(order + offset, head, 8 if big else 4)[0]
    if place == 0:
        raise struct.error("no directory yet")
    for _ in range(_MOST_DIRECTORIES):
        if place == 0:
            return
        (entries,) = _unpack(file, place, order + count)
        start = place + struct.calcsize(order + count)
        step = struct.calcsize(order + entry)
        tags = {}
        for number in range(min(entries, 4096)):
            tag, kind, values, inline = _unpack(file, start + number * step, order + entry)
            tags[tag] = (kind, values, inline)
        yield from _parts(file, tags, order, offset)
        (place,) = _unpack(file, start + entries * step, order + offset)


def _parts(
    file: BinaryIO, tags: dict[int, tuple[int, int, bytes]], order: str, offset: str
) -> Iterator[int]:
    for kind, values, inline in tags.values():
        length = _WIDTHS.get(kind, 1) * values
        if length > len(inline):
            yield struct.unpack(order + offset, inline)[0] + length
    for places, lengths in _STRIPS.items():
        if places in tags and lengths in tags:
            starts = _numbers(file, tags[places], order, offset)
            sizes = _numbers(file, tags[lengths], order, offset)
            yield from map(sum, zip(starts, sizes, strict=False))


def _numbers(
    file: BinaryIO, tag: tuple[int, int, bytes], order: str, offset: str
) -> tuple[int, ...]:
    kind, values, inline = tag
    form = f"{order}{values}{ {3: 'H', 4: 'I', 16: 'Q'}[kind] }"
    length = struct.calcsize(form)
    if length <= len(inline):
        return struct.unpack(form, inline[:length])
    return _unpack(file, struct.unpack(order + offset, inline)[0], form)


def _unpack(file: BinaryIO, place: int, form: str) -> tuple[Any, ...]:
    length = struct.calcsize(form)
    if place + length > os.fstat(file.fileno()).st_size:
        raise struct.error("points past the end")
    file.seek(place)
    return struct.unpack(form, file.read(length))
