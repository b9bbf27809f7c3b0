"""Files by what they hold: `files/ab/cdef...`, written whole or not at all, never altered."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from docflow.errors import NotFoundError, StoreError
from docflow.store.engine import Store
from docflow.store.owner import gone, me

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that the store holds: the SHA-256 of its bytes in hex, and how many they are."""

    id: str
    size: int


def keep(store: Store, path: Path) -> Kept:
    """Copy a file into the store; the same bytes are kept once.

    Raises `OSError` if the file cannot be read, `StoreError` if the store cannot be written.
    """
    with path.open("rb") as stream:
        return _keep(store, iter(lambda: stream.read(_CHUNK), b""))


def keep_bytes(store: Store, content: bytes) -> Kept:
    """Put bytes into the store; the same bytes are kept once."""
    return _keep(store, iter((content,)))


def original(store: Store, file_id: str) -> Path:
    """Where a kept file lies. Raises `NotFoundError`."""
    path = _place(store, file_id)
    if not path.is_file():
        raise NotFoundError(f"The store holds no file {file_id[:12]}.")
    return path


def _place(store: Store, file_id: str) -> Path:
    return store.folder / "files" / file_id[:2] / file_id[2:]


def _keep(store: Store, chunks: Iterator[bytes]) -> Kept:
    with _disk():
        room = _room(store)
        room.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=room)
    try:
        with os.fdopen(handle, "wb") as stream:
            kept = _write(stream, chunks)
        with _disk():
            _settle(Path(name), _place(store, kept.id))
    finally:
        Path(name).unlink(missing_ok=True)
    return kept


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """What goes wrong in here is the store's own fault, not the arriving file's."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The store cannot be written ({error.strerror}). Is its disk full? `docflow doctor` "
            "says more."
        ) from None


def _write(stream: BinaryIO, chunks: Iterator[bytes]) -> Kept:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        with _disk():
            stream.write(chunk)
    with _disk():
        stream.flush()
        os.fsync(stream.fileno())
    return Kept(digest.hexdigest(), size)


def _settle(temporary: Path, place: Path) -> None:
    """Give the file its name at once and for good: on the disk, read-only."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(0o400)
    try:
        temporary.replace(place)
    except OSError:
        if not place.exists():  # Windows refuses what another process has just put there
            raise
    sync_folder(place.parent)
    sync_folder(place.parent.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def work_folder(store: Store) -> Path:
    """A new empty folder for the work on one document; whoever asked for it removes it."""
    folder = _room(store) / uuid.uuid4().hex
    folder.mkdir(parents=True)
    return folder


def _room(store: Store) -> Path:
    return store.folder / "work" / me().replace("/", "~")


def sweep(store: Store) -> None:
    """Remove the work folders and half-written copies of processes that have ended."""
    for folder in (store.folder / "work").glob("*"):
        if gone(folder.name.replace("~", "/")):
            shutil.rmtree(folder, ignore_errors=True)
