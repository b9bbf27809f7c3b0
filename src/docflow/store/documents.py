"""Documents, how they arrived, and who is working on them.

A document is a row with the stage that comes next: "take", "issue", "done", or "refused" until it
is dropped again. A worker claims the stage with a token; the stage's result and the advance of
the document are one transaction that only the newest token may commit.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from docflow.errors import NotFoundError, StoreError
from docflow.store import schema
from docflow.store.engine import Store
from docflow.store.files import Kept
from docflow.store.owner import gone, me
from docflow.store.record import note

Stage = Literal["take", "issue", "done", "refused"]

LEASE = timedelta(minutes=15)
"""How long a claim from another machine is believed; one of a dead local process ends at once."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """How a file came: its name, where it lay, and its size and time of change (ns) there.

    `parent` is the document that it was packed in, "" for a file of the inbox.
    """

    name: str
    place: str
    size: int
    modified: int = 0
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an arrival.

    new: unknown bytes. again: bytes that the store knows, dropped once more. retry: bytes that
    were refused before and are tried again. same: this very arrival, seen before.
    """

    document: str
    arrival: int
    news: Literal["new", "again", "retry", "same"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the store knows it; `reason` says why it was refused."""

    id: str
    name: str
    size: int
    received: datetime
    depth: int
    stage: Stage
    reason: str
    passes: int


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One time that a document came; `departed` is when its file left the inbox."""

    id: int
    document: str
    place: str
    parent: str
    arrived: datetime
    departed: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to finish one stage of one document, until somebody else gets it."""

    document: str
    stage: Stage
    token: str


class LateError(StoreError):
    """A worker woke too late: somebody else has claimed or finished its work."""


def received(store: Store, kept: Kept, arrived: Arrived) -> Entered:
    """Enter a file that the store already keeps; the same arrival is entered once."""
    with store.writing() as connection:
        return enter(connection, kept, arrived)


def enter(connection: Connection, kept: Kept, arrived: Arrived) -> Entered:
    """`received`, inside a transaction that does more."""
    row = connection.execute(
        sa.select(schema.documents).where(schema.documents.c.id == kept.id)
    ).one_or_none()
    if row is None:
        _insert(connection, kept, arrived)
        return Entered(kept.id, _arrival(connection, kept, arrived), "new")
    if (pending := _pending(connection, kept, arrived)) is not None:
        return Entered(kept.id, pending, "same")
    arrival = _arrival(connection, kept, arrived)
    if row.stage != "refused":
        return Entered(kept.id, arrival, "again")
    _advance(connection, kept.id, "take", reason="")
    return Entered(kept.id, arrival, "retry")


def _insert(connection: Connection, kept: Kept, arrived: Arrived) -> None:
    documents = schema.documents
    depth = sa.select(documents.c.depth).where(documents.c.id == arrived.parent)
    connection.execute(
        sa.insert(documents).values(
            id=kept.id,
            name=arrived.name,
            size=kept.size,
            received=schema.now(),
            depth=(connection.scalar(depth) or 0) + 1 if arrived.parent else 0,
            stage="take",
        )
    )


def _pending(connection: Connection, kept: Kept, arrived: Arrived) -> int | None:
    table = schema.arrivals
    return connection.scalar(
        sa.select(table.c.id)
        .where(
            table.c.document == kept.id,
            table.c.place == arrived.place,
            table.c.size == arrived.size,
            table.c.modified == arrived.modified,
            table.c.departed.is_(None),
        )
        .limit(1)
    )


def _arrival(connection: Connection, kept: Kept, arrived: Arrived) -> int:
    table = schema.arrivals
    note(connection, "received", document=kept.id)
    arrival: int = connection.execute(
        sa.insert(table)
        .values(
            document=kept.id,
            parent=arrived.parent or None,
            place=arrived.place,
            size=arrived.size,
            modified=arrived.modified,
            arrived=schema.now(),
        )
        .returning(table.c.id)
    ).scalar_one()
    return arrival


def left(store: Store, arrival: int) -> None:
    """Note that an arrival's file is no longer in the inbox."""
    table = schema.arrivals
    with store.writing() as connection:
        connection.execute(
            sa.update(table).where(table.c.id == arrival).values(departed=schema.now())
        )


def stays(store: Store, arrival: int) -> None:
    """Note that an arrival's file cannot be moved away, so that it is not read again."""
    table = schema.arrivals
    with store.writing() as connection:
        connection.execute(sa.update(table).where(table.c.id == arrival).values(stays=True))


def stayed(store: Store, arrived: Arrived) -> bool:
    """Whether this very file was read before and had to be left where it lies."""
    table = schema.arrivals
    query = sa.select(
        sa.exists().where(
            table.c.place == arrived.place,
            table.c.size == arrived.size,
            table.c.modified == arrived.modified,
            table.c.stays,
        )
    )
    with store.reading() as connection:
        return bool(connection.scalar(query))


def document(store: Store, document_id: str) -> DocumentRow:
    """A document by its id. Raises `NotFoundError`."""
    with store.reading() as connection:
        row = connection.execute(
            sa.select(schema.documents).where(schema.documents.c.id == document_id)
        ).one_or_none()
    if row is None:
        raise NotFoundError(f"No document {document_id[:12]} is in the store.")
    return _document(row)


def documents(store: Store, stage: Stage | None = None) -> tuple[DocumentRow, ...]:
    """Every document, or those at one stage, in the order they came."""
    table = schema.documents
    query = sa.select(table).order_by(table.c.received, table.c.id)
    if stage:
        query = query.where(table.c.stage == stage)
    with store.reading() as connection:
        return tuple(_document(row) for row in connection.execute(query))


def unfinished(store: Store) -> tuple[str, ...]:
    """The documents that some stage is still due for, in the order they came."""
    table = schema.documents
    query = (
        sa.select(table.c.id)
        .where(table.c.stage.in_(("take", "issue")))
        .order_by(table.c.received, table.c.id)
    )
    with store.reading() as connection:
        return tuple(connection.scalars(query))


def _document(row: Row[Any]) -> DocumentRow:
    names = DocumentRow.__dataclass_fields__
    return DocumentRow(**{name: getattr(row, name) for name in names})


def arrivals(store: Store, document_id: str) -> tuple[ArrivalRow, ...]:
    """Every time that a document came, first to last."""
    table = schema.arrivals
    query = sa.select(table).where(table.c.document == document_id).order_by(table.c.id)
    with store.reading() as connection:
        return tuple(
            ArrivalRow(row.id, row.document, row.place, row.parent or "", row.arrived, row.departed)
            for row in connection.execute(query)
        )


def claim(store: Store, document_id: str, lease: timedelta = LEASE) -> Claim | None:
    """Take on whatever stage is next, or None: nothing is due, or somebody is at it."""
    table, token = schema.documents, uuid.uuid4().hex
    with store.writing() as connection:
        row = connection.execute(
            sa.select(table).where(table.c.id == document_id).with_for_update()
        ).one_or_none()
        if row is None or row.stage not in ("take", "issue") or _held(row):
            return None
        connection.execute(
            sa.update(table)
            .where(table.c.id == document_id)
            .values(token=token, owner=me(), lease=schema.now() + lease)
        )
    return Claim(document_id, row.stage, token)


def _held(row: Row[Any]) -> bool:
    return row.token is not None and row.lease > schema.now() and not gone(row.owner)


def release(store: Store, held: Claim) -> None:
    """Give a claim back with nothing done; a late one has nothing to give."""
    table = schema.documents
    with store.writing() as connection:
        connection.execute(
            sa.update(table)
            .where(table.c.id == held.document, table.c.token == held.token)
            .values(token=None, owner=None, lease=None)
        )


def refuse(store: Store, held: Claim, reason: str) -> None:
    """End a document that cannot be read, with the reason. Raises `LateError`."""
    with store.writing() as connection:
        finish(connection, held, "refused", reason)
        note(connection, "refused", document=held.document, detail={"reason": reason})


def turned_away(store: Store, reason: str) -> None:
    """Note that something was no document at all: a link, a device, an empty file."""
    with store.writing() as connection:
        note(connection, "refused", detail={"reason": reason})


def finish(connection: Connection, held: Claim, stage: Stage, reason: str = "") -> int:
    """Advance a claimed document; returns its number of passes. Raises `LateError`."""
    table = schema.documents
    mine = (table.c.id == held.document) & (table.c.token == held.token)
    passes = connection.scalar(sa.select(table.c.passes).where(mine).with_for_update())
    if passes is None:
        raise LateError(f"Document {held.document[:12]} was finished by somebody else.")
    number: int = passes + (held.stage == "take" and stage != "refused")
    _advance(connection, held.document, stage, reason=reason, passes=number)
    return number


def _advance(connection: Connection, document_id: str, stage: Stage, **values: Any) -> None:
    table = schema.documents
    connection.execute(
        sa.update(table)
        .where(table.c.id == document_id)
        .values({"token": None, "owner": None, "lease": None, "stage": stage, **values})
    )
