"""How a file leaves the inbox: last of all, and only if it still is the file that was read."""

from __future__ import annotations

import hashlib
import shutil
import time
import uuid
from pathlib import Path
from typing import Literal

SHARING_VIOLATION = 32
"""Windows: another program, often the virus scanner, has the file open."""

LONGEST = 200
"""Bytes of a name that are kept where docflow adds to it."""

LEAVING = ".docflow-leaving-"
"""Beginning of the name of a file on its way out; hidden, so that nobody reads it twice."""


def take_out(path: Path, digest: str) -> Literal["gone", "stays", "changed"]:
    """Remove a file whose bytes are kept elsewhere, if they still are the same.

    gone: it no longer lies there. stays: it cannot be moved (a read-only share). changed: other
    bytes lie under its name now; they are left alone.
    """
    hidden = path.with_name(f"{LEAVING}{uuid.uuid4().hex[:8]}-{short(path.name)}")
    try:
        _rename(path, hidden)
    except FileNotFoundError:
        return "gone"
    except OSError:
        return "stays"
    try:
        if _digest(hidden) != digest:
            _put_back(hidden, path)
            return "changed"
        hidden.unlink()
    except FileNotFoundError:  # another docflow has just given it its name back
        return "changed"
    return "gone"


def restore(folder: Path) -> None:
    """Give back the names of files whose way out was cut off."""
    for hidden in folder.rglob(f"{LEAVING}*"):
        name = hidden.name.removeprefix(LEAVING).partition("-")[2]
        _put_back(hidden, hidden.with_name(name))


def set_aside(path: Path, folder: Path, reason: str, digest: str = "") -> bool:
    """Move a bad file into a folder, with a note beside it that says why and what to do.

    Returns whether it no longer lies in the inbox; the note is written even if it has to stay.
    With a `digest`, other bytes that lie under its name by now are left alone.
    """
    if digest and (not path.is_file() or _digest(path) != digest):
        return True
    place = _noted(folder, path.name, reason)
    try:
        _rename(path, place)
    except FileNotFoundError:
        return True
    except OSError:
        return _copied(path, place)
    return True


def lay_aside(path: Path, folder: Path, name: str, reason: str) -> None:
    """Copy a bad file that was packed in another one into a folder, with a note beside it."""
    shutil.copyfile(path, _noted(folder, name, reason))


def _noted(folder: Path, name: str, reason: str) -> Path:
    """A free place in the folder, with the note for what will lie there."""
    folder.mkdir(parents=True, exist_ok=True)
    place = free(folder / short(Path(name).name))
    note = (
        f"docflow set this file aside: {place.name}\n\n{reason}\n\n"
        "When that is settled, put the file into the inbox again and docflow will try once more.\n"
    )
    place.with_name(f"{place.name}.why.txt").write_text(note, encoding="utf-8", errors="replace")
    return place


def short(name: str) -> str:
    """A file name with room for docflow's additions: systems allow 255 bytes."""
    stem, suffix = Path(name).stem, Path(name).suffix[:20]
    room = LONGEST - len(suffix.encode("utf-8", "replace"))
    raw = stem.encode("utf-8", "surrogateescape")
    return name if len(raw) <= room else raw[:room].decode("utf-8", "ignore") + suffix


def say_its_name(path: Path, inbox: Path) -> Path:
    """Rename a file whose name is no text (made on a system with other letters); where it lies.

    The path comes back as it is where the name is text already. Raises `OSError`.
    """
    try:
        str(path.relative_to(inbox)).encode("utf-8")
    except UnicodeEncodeError:
        name = path.name.encode("utf-8", "surrogateescape").decode("latin-1")
        return path.rename(free(inbox / name))
    return path


def free(place: Path) -> Path:
    """A name that nothing in the folder has yet: the wished one, or one with a number."""
    number, found = 1, place
    while found.exists() or found.is_symlink():
        number += 1
        found = place.with_name(f"{place.stem}-{number}{place.suffix}")
    return found


def _copied(path: Path, place: Path) -> bool:
    """Another disk: copy and then remove. A share that gives nothing away keeps its file."""
    if not path.is_file() or path.is_symlink():
        return False
    try:
        shutil.copy2(path, place)
        path.unlink()
    except OSError:
        return False
    return True


def _rename(path: Path, place: Path) -> None:
    """Rename; where Windows says that somebody is just looking at the file, try again."""
    for pause in (0.1, 0.4, 0.0):
        try:
            path.rename(place)
        except OSError as error:
            if getattr(error, "winerror", None) != SHARING_VIOLATION or not pause:
                raise
            time.sleep(pause)
        else:
            return


def _put_back(hidden: Path, path: Path) -> None:
    hidden.rename(free(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
