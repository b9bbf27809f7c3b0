"""Which files of a folder have arrived: looked for again and again, events only hasten it."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from docflow.watch.whole import whole

PATIENCE = 15
"""A file that stands still but lacks its end is waited for so many times longer."""

TEMPORARY = (
    *(".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart"),
    *(".opdownload", ".swp", ".lock", ".why.txt"),
)
"""Endings of files that are still being written, and of docflow's own notes."""

NO_PAPER = frozenset({"thumbs.db", "desktop.ini"})

Sight = tuple[int, int, int, int]
"""What tells a file from itself a moment later: number, size, time of change, kind."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has stopped changing. `fault` says why it is no paper; "" where it may be."""

    path: Path
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the inbox is looked at; times in seconds.

    `settle`: how long a file must stand still. `look`: how often the whole folder is looked
    through without any event (network shares lose them). `megabytes`: what a file may have.
    """

    settle: float = 2.0
    look: float = 120.0
    megabytes: float = 50.0


def arrivals(
    folder: Path, rhythm: Rhythm, once: bool = False
) -> Generator[tuple[Arrival, ...], None, None]:
    """The files that have arrived since the last turn; never waits, so a turn may be empty.

    Each file is told once as long as it does not change. With `once` it ends when every file
    that lies there was told, but one that goes on changing is left for the next time; else it
    goes on, watching, until it is closed.
    """
    seen: dict[Path, tuple[Sight, float]] = {}
    told: dict[Path, Sight] = {}
    end = time.monotonic() + 2 * PATIENCE * rhythm.settle
    with _events(folder, watch=not once) as stirred:
        due = 0.0
        while True:
            if not stirred.is_set() and time.monotonic() < due:
                yield ()
                continue
            stirred.clear()
            found = _look(folder)
            told = {path: sight for path, sight in told.items() if found.get(path) == sight}
            new = {path: sight for path, sight in found.items() if path not in told}
            seen = _aged(seen, new)
            ready = tuple(_ready(seen, rhythm))
            told |= {arrival.path: found[arrival.path] for arrival in ready}
            yield ready
            waiting = len(new) > len(ready)
            if once and (not waiting or time.monotonic() > end):
                return
            due = time.monotonic() + (rhythm.settle / 2 if waiting else rhythm.look)


def _aged(
    seen: dict[Path, tuple[Sight, float]], new: dict[Path, Sight]
) -> dict[Path, tuple[Sight, float]]:
    """Since when each file has been as it is."""
    now = time.monotonic()
    return {
        path: seen[path] if path in seen and seen[path][0] == sight else (sight, now)
        for path, sight in new.items()
    }


def _ready(seen: dict[Path, tuple[Sight, float]], rhythm: Rhythm) -> Iterator[Arrival]:
    now = time.monotonic()
    for path, (sight, since) in sorted(seen.items()):
        still = now - since
        if still < rhythm.settle:
            continue
        fault = _no_file(sight) or _too_large(sight, rhythm)
        if fault or _ended(path) or still >= PATIENCE * rhythm.settle:
            yield Arrival(path, fault or _unfit(path, sight))


def _no_file(sight: Sight) -> str:
    kind = sight[3]
    if stat.S_ISREG(kind):
        return ""
    if stat.S_ISLNK(kind):
        return (
            "This is a link to another place, not a file. docflow follows no links: put the file "
            "itself into the inbox."
        )
    return "This is a device or a channel of the computer, not a file."


def _too_large(sight: Sight, rhythm: Rhythm) -> str:
    size = sight[1] / 1e6
    if size <= rhythm.megabytes:
        return ""
    return (
        f"The file has {size:.0f} MB and at most {rhythm.megabytes:g} MB are read. Scan it again "
        "in black and white at 300 dpi, or split it."
    )


def _unfit(path: Path, sight: Sight) -> str:
    if sight[1] == 0:
        return "The file is empty: nothing was sent. Ask for it again."
    try:
        path.open("rb").close()
    except OSError:
        return (
            "docflow is not allowed to open the file. Let the person who looks after the computer "
            "give docflow the right to read it."
        )
    return ""


def _ended(path: Path) -> bool:
    try:
        return whole(path)
    except OSError:
        return False


def _look(folder: Path) -> dict[Path, Sight]:
    """Every file that is no temporary one, links and devices among them, in all sub-folders."""
    found: dict[Path, Sight] = {}
    for place, folders, files in os.walk(folder, followlinks=False):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if not _passing(name)]
        for name in (*files, *links):
            with suppress(OSError):  # gone between the two looks
                status = (here / name).lstat()
                if not _passing(name):
                    found[here / name] = (
                        status.st_ino,
                        status.st_size,
                        status.st_mtime_ns,
                        status.st_mode,
                    )
    return found


def _passing(name: str) -> bool:
    """Whether a name says that this is not, or not yet, a paper."""
    lower = name.lower()
    return lower.startswith((".", "~$")) or lower.endswith(TEMPORARY) or lower in NO_PAPER


class _Stir(FileSystemEventHandler):
    def __init__(self, stirred: threading.Event) -> None:
        self.stirred = stirred

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self.stirred.set()


@contextmanager
def _events(folder: Path, watch: bool) -> Iterator[threading.Event]:
    """An event that is set when something stirs in the folder; without a watcher, never."""
    stirred = threading.Event()
    observer = Observer()
    watching = False
    if watch:
        with suppress(OSError):  # no watches left, or a share without events: looks must do
            observer.schedule(_Stir(stirred), str(folder), recursive=True)
            observer.start()
            watching = True
    try:
        yield stirred
    finally:
        if watching:
            observer.stop()
            observer.join()
