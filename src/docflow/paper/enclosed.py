"""Files inside files: taken out under names that can do no harm."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from docflow.model import Enclosure

LONGEST_NAME = 120


def enclose(data: bytes, name: str, folder: Path, index: int) -> Enclosure:
    """A file inside a file, written into `folder`; `index` tells it from its neighbours.

    The name is kept for people to see, without folders and control characters; the file itself
    is called by its index.
    """
    shown = plain_name(name)
    suffix = PurePosixPath(shown).suffix.lower()
    suffix = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
    path = folder / f"enclosed-{index}{suffix}"
    path.write_bytes(data)
    return Enclosure(path, shown)


def plain_name(name: str) -> str:
    """A file's name as one safe part: no folders, no control characters, never empty."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(char for char in last if char.isprintable()).strip(" .")
    return clean[-LONGEST_NAME:] or "unnamed"
