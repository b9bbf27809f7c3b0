"""Letters that were written, each with every value it prints and by whose word."""

from __future__ import annotations

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
    """A letter as it was written.

    `basis` names the state of the case that it tells. `docx` and `pdf` are kept files, `place`
    is the desk's own copy. `gaps` are the labels of what it lacks; `note` says why there is no
    PDF, where there is none.
    """

    id: int
    case: str
    name: str
    basis: str
    draft: bool
    gaps: tuple[str, ...]
    docx: str
    pdf: str
    place: str
    note: str
    written: datetime
    values: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter whose files the store holds, ready to be entered."""

    written: Written
    basis: str
    docx: Kept
    pdf: Kept | None


def keep_letter(store: Store, written: Written, basis: str) -> KeptLetter:
    """Take a letter's files into the store; `basis` names the state of the case that it tells.

    Raises `OSError`.
    """
    pdf = keep(store, written.pdf) if written.pdf else None
    return KeptLetter(written, basis, keep(store, written.docx), pdf)


def add_letter(store: Store, written: Written, basis: str, who: str = "") -> bool:
    """Keep a letter; one letter of one basis is kept once. Returns whether it is a new one."""
    kept = keep_letter(store, written, basis)
    with store.writing() as connection:
        return enter_letter(connection, kept, who)


def enter_letter(connection: Connection, kept: KeptLetter, who: str = "") -> bool:
    """`add_letter`, inside a transaction that does more, with the files kept before."""
    table, written = schema.letters, kept.written
    same = sa.select(table.c.id).where(
        table.c.case == written.case, table.c.name == written.letter, table.c.basis == kept.basis
    )
    if connection.scalar(same):
        return False
    letter = connection.execute(
        sa.insert(table)
        .values(
            case=written.case,
            name=written.letter,
            basis=kept.basis,
            draft=written.draft,
            gaps=list(written.gaps),
            docx=kept.docx.id,
            pdf=kept.pdf.id if kept.pdf else None,
            place=str(written.docx),
            note=written.note,
            written=schema.now(),
        )
        .returning(table.c.id)
    ).scalar_one()
    _insert_values(connection, letter, written.values)
    note(connection, "wrote", who=who, case=written.case, detail={"letter": written.letter})
    return True


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
        basis=row.basis,
        draft=row.draft,
        gaps=tuple(row.gaps),
        docx=row.docx,
        pdf=row.pdf or "",
        place=row.place,
        note=row.note,
        written=row.written,
        values=tuple(Printed(v.name, v.value, v.by, source(v)) for v in said),
    )
