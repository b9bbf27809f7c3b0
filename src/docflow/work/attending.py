"""Attending to an inbox: what arrives is taken, filed, answered with letters, and moved out."""

from __future__ import annotations

import contextlib
import logging
import shutil
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from docflow import store
from docflow.errors import DocflowError, NotFoundError, StoreError, UnreadableError
from docflow.store import Claim, LateError
from docflow.watch import Arrival
from docflow.work.jobs import Ended, Item, Job, News, Stopped
from docflow.work.pool import TICK, Pool
from docflow.work.tasks import take_document, write_letters
from docflow.workspace import (
    Issue,
    Workspace,
    finish_take,
    give_up,
    keep_letters,
    receive,
    recover,
)
from docflow.workspace.processing import paper

AGAIN = 30.0
"""How often documents are looked for that another docflow has left unfinished, in seconds."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a document.

    due: it has arrived and waits to be read. filed: it was read and lies in `case` ("" for a
    mere wrapping). refused: `reason` says why. duplicate: the same bytes came before. done: the
    letters that its case called for are written: `letters` are their names, `verdict` and
    `errors` (codes) are the case's, `reason` says what went wrong with the letters. trouble: the
    store could not be written; it is tried again in a while.
    """

    kind: Literal["due", "filed", "refused", "duplicate", "done", "trouble"]
    document: str = ""
    case: str = ""
    name: str = ""
    reason: str = ""
    letters: tuple[str, ...] = ()
    verdict: str = ""
    errors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Flight:
    """A document that a worker is busy with."""

    held: Claim
    folder: Path
    answer: Any = None


@dataclass(slots=True)
class _Desk:
    """What is waiting and what is at work."""

    workspace: Workspace
    pool: Pool
    waiting: deque[str] = field(default_factory=deque)
    flying: dict[str, _Flight] = field(default_factory=dict)
    later: list[Arrival] = field(default_factory=list)

    def put(self, documents: Iterable[str]) -> None:
        for document in documents:
            if document not in self.waiting and document not in self.flying:
                self.waiting.append(document)


def attend(workspace: Workspace, batches: Iterable[tuple[Arrival, ...]]) -> Iterator[Event]:
    """Deal with everything that arrives, and with what an earlier docflow left unfinished.

    Ends when the batches have ended and nothing is due. Stopping it at any moment, even with the
    power, loses nothing and doubles nothing.
    """
    recover(workspace)
    with Pool(workspace.settings) as pool:
        desk = _Desk(workspace, pool)
        looked = 0.0
        for batch in batches:
            if time.monotonic() - looked > AGAIN:
                batch = (*batch, *desk.later)
                desk.later.clear()
                desk.put(store.unfinished(workspace.store))
                looked = time.monotonic()
            for arrival in batch:
                yield from _told(_receive(desk, arrival))
            yield from _turn(desk, 0.0 if batch else TICK)
        desk.put(store.unfinished(workspace.store))
        while desk.waiting or desk.flying:
            yield from _turn(desk, TICK)


def _told(events: Iterable[Event]) -> Iterator[Event]:
    """The events, each noted in the log: by ids only, for the log is no place for patients."""
    for event in events:
        words = (event.kind, event.document[:12], event.case, *event.letters)
        log.info(" ".join(word for word in words if word))
        yield event


def _receive(desk: _Desk, arrival: Arrival) -> Iterator[Event]:
    try:
        got = receive(desk.workspace, arrival)
    except (StoreError, OSError) as error:
        desk.later.append(arrival)
        yield Event("trouble", reason=_plain(error))
        return
    if got.news == "due":
        desk.put([got.document])
        yield Event("due", got.document, name=got.name)
    elif got.news == "duplicate":
        case = store.case_of(desk.workspace.store, got.document)
        yield Event("duplicate", got.document, case, got.name)
    elif got.news == "refused":
        yield Event("refused", got.document, name=got.name, reason=got.reason)


def _turn(desk: _Desk, seconds: float) -> Iterator[Event]:
    """Give work to whoever is free, and deal with what is finished."""
    while desk.waiting and desk.pool.free:
        _begin(desk, desk.waiting.popleft())
    for news in desk.pool.news(seconds):
        yield from _told(_follow(desk, news))


def _begin(desk: _Desk, document: str) -> None:
    workspace = desk.workspace
    held = store.claim(workspace.store, document)
    if held is None:  # finished, or another docflow is at it
        return
    folder = store.work_folder(workspace.store)
    desk.flying[document] = _Flight(held, folder)
    if held.stage == "take":
        path, received = paper(workspace, document)
        job = Job(document, take_document, (path, folder, received))
    else:
        case = store.case_of(workspace.store, document)
        job = Job(document, write_letters, (case, date.today()))
    desk.pool.start(job)


def _follow(desk: _Desk, news: News) -> Iterator[Event]:
    flight = desk.flying[news.job.key]
    if isinstance(news, Item):
        flight.answer = news.value
        return
    if isinstance(news, Stopped) and (again := news.again()):
        log.warning("stopped %s %s %s", news.why, news.plugin, news.hook)
        desk.pool.start(again)
        return
    del desk.flying[news.job.key]
    try:
        yield from _finish(desk, flight, news)
    except LateError:
        log.warning("late %s", flight.held.document[:12])
    except (StoreError, OSError) as error:
        with contextlib.suppress(StoreError):
            store.release(desk.workspace.store, flight.held)
        yield Event("trouble", flight.held.document, reason=_plain(error))
    finally:
        shutil.rmtree(flight.folder, ignore_errors=True)


def _plain(error: StoreError | OSError) -> str:
    """Without the names of files that the system adds."""
    return str(error) if isinstance(error, StoreError) else str(error.strerror)


def _finish(desk: _Desk, flight: _Flight, news: Ended | Stopped) -> Iterator[Event]:
    if flight.held.stage == "issue":
        yield from _lettered(desk, flight, news)
    elif isinstance(news, Stopped):
        yield _refused(desk, flight.held, news.reason)
    elif isinstance(flight.answer, UnreadableError):
        yield _refused(desk, flight.held, str(flight.answer))
    else:
        yield _filed(desk, flight)


def _refused(desk: _Desk, held: Claim, reason: str) -> Event:
    give_up(desk.workspace, held, reason)
    name = store.document(desk.workspace.store, held.document).name
    return Event("refused", held.document, name=name, reason=reason)


def _filed(desk: _Desk, flight: _Flight) -> Event:
    workspace, document = desk.workspace, flight.held.document
    packed = finish_take(workspace, flight.held, flight.answer)
    desk.put(entered.document for entered in packed if entered.news in ("new", "retry"))
    row = store.document(workspace.store, document)
    if row.stage == "refused":
        return Event("refused", document, name=row.name, reason=row.reason)
    case = store.case_of(workspace.store, document)
    if case:
        desk.waiting.appendleft(document)
    return Event("filed", document, case, row.name)


def _lettered(desk: _Desk, flight: _Flight, news: Ended | Stopped) -> Iterator[Event]:
    """Letters that cannot be written cost the case nothing; `docflow letter` makes them later."""
    document, issue, reason = flight.held.document, Issue((), "unknown", ()), ""
    if isinstance(news, Stopped):
        reason = f"The letters could not be written. {news.reason}"
    elif isinstance(flight.answer, NotFoundError):
        log.info("moved %s", document[:12])  # to a case whose own letters are due
    elif isinstance(flight.answer, DocflowError):
        reason = str(flight.answer)
    else:
        issue = flight.answer
    keep_letters(desk.workspace, flight.held, issue.letters)
    case = store.case_of(desk.workspace.store, document)
    letters = tuple(issued.written.letter for issued in issue.letters)
    yield Event("done", document, case, "", reason, letters, issue.verdict, issue.errors)
