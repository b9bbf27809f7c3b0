"""A file and everything packed in it: attachments of mail, members of archives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docflow.catalog import Catalog
from docflow.errors import UnreadableError
from docflow.flow.taking import take
from docflow.model import Taken

DEEPEST = 4
"""A file packed deeper than this is not taken out: an archive may hold itself."""

MOST = 200
"""More files than this in one file are not taken out."""


def unfold(
    path: Path, folder: Path, received: date, catalog: Catalog
) -> Iterator[tuple[tuple[str, ...], Taken | UnreadableError]]:
    """Take a file, then each file in it, in order; each with its names on the way in.

    `()` is the file itself. A mere wrapping, which has no pages of its own, is left out.
    """
    waiting: list[tuple[tuple[str, ...], Path]] = [((), path)]
    count = 0
    while waiting:
        names, inner = waiting.pop(0)
        count += 1
        if len(names) > DEEPEST or count > MOST:
            yield names, UnreadableError("Too many files are packed in this one. Unpack it.")
            return
        room = folder / str(count)
        room.mkdir()
        try:
            taken = take(inner, room, received, catalog)
        except UnreadableError as error:
            yield names, error
            continue
        if taken.pages:
            yield names, taken
        waiting += [((*names, packed.name), packed.path) for packed in taken.enclosures]
