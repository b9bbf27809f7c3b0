"""Letters that were written, each with every value it prints and by whose word."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from docflow.model import Printed, Written
from docflow.store import schema
from docflow.store.engine import Store
from docflow.store.files import Kept, keep
from docflow.store.plain import place, source
from docflow.store.record import note


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as it was written. `docx` and `pdf` are kept files, `place` the desk's own copy.

    `gaps` are the labels of what it lacks; `note` says why there is no PDF, where there is none.
    """

    id: int
    case: str
    name: str
    draft: bool
    gaps: tuple[str, ...]
    docx: str
    pdf: str
    place: str
    note: str
    written: datetime
    values: tuple[Printed, ...]


def keep_letter(store: Store, written: Written) -> tuple[Written, Kept, Kept | None]:
    """Take a letter's files into the store, ready to be entered. Raises `OSError`."""
    return written, keep(store, written.docx), keep(store, written.pdf) if written.pdf else None


def add_letter(store: Store, written: Written, who: str = "") -> bool:
    """Keep a letter; an equal one is kept once. Returns whether it is a new one."""
    kept = keep_letter(store, written)
    with store.writing() as connection:
        return write_letter(connection, *kept, who=who)


def write_letter(
    connection: Connection, written: Written, docx: Kept, pdf: Kept | None, who: str = ""
) -> bool:
    """`add_letter`, inside a transaction that does more, with the files kept before."""
    table, basis = schema.letters, _basis(written)
    same = sa.select(table.c.id).where(
        table.c.case == written.case, table.c.name == written.letter, table.c.basis == basis
    )
    if connection.scalar(same):
        return False
    letter = connection.execute(
        sa.insert(table)
        .values(
            case=written.case,
            name=written.letter,
            basis=basis,
            draft=written.draft,
            gaps=list(written.gaps),
            docx=docx.id,
            pdf=pdf.id if pdf else None,
            place=str(written.docx),
            note=written.note,
            written=schema.now(),
        )
        .returning(table.c.id)
    ).scalar_one()
    _insert_values(connection, letter, written.values)
    note(connection, "wrote", who=who, case=written.case, detail={"letter": written.letter})
    return True


def _basis(written: Written) -> str:
    """What makes two letters the same: what they say, by whose word, and what they lack."""
    said = [[v.name, v.value, v.by] for v in written.values]
    text = json.dumps([written.draft, said, list(written.gaps)])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _insert_values(connection: Connection, letter: int, values: tuple[Printed, ...]) -> None:
    rows = [
        {
            "letter": letter,
            "position": position,
            "name": value.name,
            "value": value.value,
            "by": value.by,
            "document": value.source.document if value.source else None,
            **place(value.source),
        }
        for position, value in enumerate(values)
    ]
    if rows:
        connection.execute(sa.insert(schema.letter_values), rows)


def letters(store: Store, case: str) -> tuple[LetterRow, ...]:
    """The letters of a case, oldest first."""
    table, values = schema.letters, schema.letter_values
    query = sa.select(table).where(table.c.case == case).order_by(table.c.id)
    with store.reading() as connection:
        rows = connection.execute(query).all()
        said = connection.execute(
            sa.select(values)
            .where(values.c.letter.in_([row.id for row in rows]))
            .order_by(values.c.letter, values.c.position)
        ).all()
    return tuple(_letter(row, [v for v in said if v.letter == row.id]) for row in rows)


def _letter(row: Row[Any], said: list[Row[Any]]) -> LetterRow:
    return LetterRow(
        id=row.id,
        case=row.case,
        name=row.name,
        draft=row.draft,
        gaps=tuple(row.gaps),
        docx=row.docx,
        pdf=row.pdf or "",
        place=row.place,
        note=row.note,
        written=row.written,
        values=tuple(Printed(v.name, v.value, v.by, source(v)) for v in said),
    )
