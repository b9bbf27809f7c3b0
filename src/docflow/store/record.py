"""The record: who did what, when. It only grows; the database refuses everything else."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from docflow.store import schema
from docflow.store.engine import Store

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done.

    `who` is a person ("person:Ana") or a program with its version ("docflow 0.1.0"); `what` is
    one word: received, took, refused, filed, said, wrote, left.
    """

    at: datetime
    who: str
    what: str
    case: str
    document: str
    detail: Mapping[str, Any]


@functools.cache
def program() -> str:
    """Docflow itself, as it signs the record."""
    return f"docflow {version('docflow')}"


def note(
    connection: Connection,
    what: str,
    *,
    who: str = "",
    case: str = "",
    document: str = "",
    detail: Mapping[str, Any] = _NOTHING,
) -> None:
    """Add to the record, in the transaction that does the thing."""
    connection.execute(
        sa.insert(schema.record).values(
            at=schema.now(),
            who=who or program(),
            what=what,
            case=case or None,
            document=document or None,
            detail=dict(detail),
        )
    )


def record(store: Store, *, case: str = "", document: str = "") -> tuple[Entry, ...]:
    """What was done, oldest first; of one case or one document where they are named."""
    table = schema.record
    query = sa.select(table).order_by(table.c.id)
    if case:
        query = query.where(table.c.case == case)
    if document:
        query = query.where(table.c.document == document)
    with store.reading() as connection:
        return tuple(
            Entry(row.at, row.who, row.what, row.case or "", row.document or "", row.detail)
            for row in connection.execute(query)
        )
