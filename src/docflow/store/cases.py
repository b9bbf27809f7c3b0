"""Cases: which documents belong together, and what people said about them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from docflow.errors import NotFoundError
from docflow.model import PERSON, Join
from docflow.store import schema
from docflow.store.engine import Store
from docflow.store.record import note

_RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U: people read these ids from paper and type them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a case: since when, how it came there and for which reasons.

    `offers` are other cases that it might belong to, each with the reason.
    """

    document: str
    filed: datetime
    how: str
    reasons: tuple[str, ...]
    offers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word about a field, with the text that it was said of.

    An empty value means "not on the paper": the text's value alone where there is a text.
    `document` is the one paper that it is about, "" for the whole case.
    """

    field: str
    value: str
    text: str
    person: str
    document: str = ""
    decided: datetime = dataclass_field(default_factory=schema.now)


def case_name(document: str, length: int = 8) -> str:
    """The id of the case that a document opens: eight letters and digits from its own hash.

    The same in every run, and unlike any other office's: a code from elsewhere finds nothing.
    """
    text = base64.b32encode(bytes.fromhex(document)).decode("ascii")[:length]
    text = text.translate(str.maketrans(_RFC4648, _CROCKFORD))
    return f"{text[:4]}-{text[4:]}"


def file_in(connection: Connection, document: str, home: Join) -> str:
    """Put a document into its case, opening one if it has none; returns the case.

    A document that was filed before stays where it is: a second pass moves nothing.
    """
    table = schema.case_documents
    if filed := connection.scalar(sa.select(table.c.case).where(table.c.document == document)):
        return str(filed)
    case = home.case or _open(connection, document)
    connection.execute(
        sa.insert(table).values(
            document=document,
            case=case,
            filed=schema.now(),
            how=home.how,
            reasons=list(home.reasons),
            offers=[list(offer) for offer in home.offers],
        )
    )
    note(connection, "filed", case=case, document=document, detail={"how": home.how})
    return case


def _open(connection: Connection, document: str) -> str:
    table = schema.cases
    for length in range(8, 15):
        case = case_name(document, length)
        taken = connection.scalar(sa.select(table.c.id).where(table.c.id == case))
        if not taken:
            break
    connection.execute(sa.insert(table).values(id=case, opened=schema.now()))
    return case


def move_document(store: Store, document: str, home: Join, who: str) -> None:
    """Move a document to another case, by a person's word. Raises `NotFoundError`."""
    table = schema.case_documents
    with store.writing() as connection:
        _known(connection, home.case)
        connection.execute(sa.delete(table).where(table.c.document == document))
        file_in(connection, document, home)
        note(connection, "moved", who=who, case=home.case, document=document)
        _due(connection, home.case)


def cases(store: Store) -> tuple[str, ...]:
    """Every case that holds a document, oldest first."""
    table = schema.cases
    filed = sa.exists().where(schema.case_documents.c.case == table.c.id)
    query = sa.select(table.c.id).where(filed).order_by(table.c.opened, table.c.id)
    with store.reading() as connection:
        return tuple(connection.scalars(query))


def find_case(store: Store, text: str) -> str:
    """The case that somebody typed: any case of letters, with or without the dash, or its start.

    Raises `NotFoundError` if there is none, or more than one.
    """
    wanted = text.upper().replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    fits = [case for case in cases(store) if case.replace("-", "").startswith(wanted)]
    exact = [case for case in fits if case.replace("-", "") == wanted]
    if len(found := exact or fits) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"{len(found)} cases begin with {text}. Type more of the number.")
    raise NotFoundError(f"There is no case {text}. `docflow cases` lists them.")


def case_of(store: Store, document: str) -> str:
    """The case that a document is in, or ""."""
    table = schema.case_documents
    with store.reading() as connection:
        found = connection.scalar(sa.select(table.c.case).where(table.c.document == document))
    return found or ""


def members(store: Store, case: str) -> tuple[Member, ...]:
    """The documents of a case in the order they were filed."""
    table = schema.case_documents
    query = sa.select(table).where(table.c.case == case).order_by(table.c.filed, table.c.document)
    with store.reading() as connection:
        return tuple(
            Member(
                row.document,
                row.filed,
                row.how,
                tuple(row.reasons),
                tuple((case, reason) for case, reason in row.offers),
            )
            for row in connection.execute(query)
        )


def decide(store: Store, case: str, said: Decision) -> None:
    """Keep a person's word about a field; what was said before is kept too.

    The case's letters become due again. Raises `NotFoundError`.
    """
    with store.writing() as connection:
        _known(connection, case)
        connection.execute(
            sa.insert(schema.decisions).values(
                case=case,
                field=said.field,
                value=said.value,
                text=said.text,
                person=said.person,
                decided=said.decided,
                document=said.document or None,
            )
        )
        who = f"{PERSON}{said.person}"
        note(connection, "said", who=who, case=case, detail={"field": said.field})
        _due(connection, case)


def _known(connection: Connection, case: str) -> None:
    table = schema.cases
    if not connection.scalar(sa.select(table.c.id).where(table.c.id == case)):
        raise NotFoundError(f"There is no case {case}. `docflow cases` lists them.")


def _due(connection: Connection, case: str) -> None:
    """A person's word is a new wake-up: the stage after it is due again."""
    table, filed = schema.documents, schema.case_documents
    first = (
        sa.select(filed.c.document)
        .where(filed.c.case == case)
        .order_by(filed.c.filed, filed.c.document)
        .limit(1)
        .scalar_subquery()
    )
    connection.execute(
        sa.update(table)
        .where(table.c.id == first, table.c.stage.in_(("done", "issue")))
        .values(stage="issue", token=None, owner=None, lease=None)
    )


def decisions(store: Store, case: str) -> tuple[Decision, ...]:
    """Every word that people said about a case, first to last."""
    table = schema.decisions
    query = sa.select(table).where(table.c.case == case).order_by(table.c.id)
    with store.reading() as connection:
        return tuple(
            Decision(row.field, row.value, row.text, row.person, row.document or "", row.decided)
            for row in connection.execute(query)
        )
