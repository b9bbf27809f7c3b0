"""From the inbox into the store, and out of the inbox when all is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docflow import store, watch
from docflow.store import ArrivalRow, Arrived, Entered
from docflow.watch import Arrival
from docflow.workspace.opening import Workspace

_GONE = "docflow could not open the file. Look whether it is open in another program."


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file of the inbox.

    due: the document is to be read. duplicate: the same bytes came before. refused: set aside,
    `reason` says why. known: it was dealt with before. gone: it vanished or changed meanwhile.
    """

    name: str
    news: Literal["due", "duplicate", "refused", "known", "gone"]
    document: str = ""
    reason: str = ""


def rhythm(workspace: Workspace) -> watch.Rhythm:
    """How this workspace's inbox is looked at."""
    inbox = workspace.settings.inbox
    return watch.Rhythm(inbox.settle, inbox.look, inbox.megabytes)


def recover(workspace: Workspace) -> None:
    """Clear up after a docflow that was cut off."""
    watch.restore(workspace.inbox)
    store.sweep(workspace.store)


def receive(workspace: Workspace, arrival: Arrival) -> Received:
    """Keep a file that has arrived; it leaves the inbox when its document is finished."""
    if arrival.fault:
        return _refused(workspace, arrival)
    path, name = arrival.path, arrival.path.name
    try:
        path = watch.say_its_name(path, workspace.inbox)
        before = _arrived(workspace, path)
        if store.stayed(workspace.store, before):
            return Received(name, "known")
        kept = store.keep(workspace.store, path)
        if _arrived(workspace, path) != before:
            return Received(name, "gone")
    except FileNotFoundError:
        return Received(name, "gone")
    except OSError:
        return _refused(workspace, Arrival(path, _GONE))
    entered = store.received(workspace.store, kept, before)
    return _followed(workspace, entered, name)


def _arrived(workspace: Workspace, path: Path) -> Arrived:
    status = path.lstat()
    place = path.relative_to(workspace.inbox).as_posix()
    return Arrived(path.name, place, status.st_size, status.st_mtime_ns)


def _followed(workspace: Workspace, entered: Entered, name: str) -> Received:
    row = store.document(workspace.store, entered.document)
    if row.stage == "take":
        return Received(name, "due", entered.document)
    if row.stage == "refused":
        set_aside(workspace, entered.document, row.reason)
        return Received(name, "refused", entered.document, row.reason)
    take_out(workspace, entered.document)
    news: Literal["duplicate", "known"] = "duplicate" if entered.news == "again" else "known"
    return Received(name, news, entered.document)


def _refused(workspace: Workspace, arrival: Arrival) -> Received:
    watch.set_aside(arrival.path, workspace.quarantine, arrival.fault)
    store.turned_away(workspace.store, arrival.fault)
    name = arrival.path.name.encode("utf-8", "replace").decode("utf-8")
    return Received(name, "refused", reason=arrival.fault)


def take_out(workspace: Workspace, document: str) -> None:
    """Let a document's files leave the inbox: all that they hold is kept."""
    for arrival in _lying(workspace, document):
        outcome = watch.take_out(workspace.inbox / arrival.place, document)
        if outcome == "stays":
            store.stays(workspace.store, arrival.id)
        else:
            store.left(workspace.store, arrival.id)


def set_aside(workspace: Workspace, document: str, reason: str) -> None:
    """Move a refused document's files into quarantine, each beside a note with the reason."""
    for arrival in _lying(workspace, document):
        path = workspace.inbox / arrival.place
        if watch.set_aside(path, workspace.quarantine, reason, document):
            store.left(workspace.store, arrival.id)
        else:
            store.stays(workspace.store, arrival.id)


def _lying(workspace: Workspace, document: str) -> tuple[ArrivalRow, ...]:
    came = store.arrivals(workspace.store, document)
    return tuple(a for a in came if a.departed is None and not a.parent)
