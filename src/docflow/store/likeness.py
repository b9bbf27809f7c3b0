"""Cases that could be about the same person: a quick look by value, so that few need weighing."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlalchemy as sa

from docflow.model import Reading
from docflow.store import schema
from docflow.store.engine import Store

NUMBERS = ("claim.number", "patient.member_id")
DAY = "patient.birth_date"
NAME = "patient.name"


def similar_cases(store: Store, seen: Iterable[Reading]) -> tuple[str, ...]:
    """Cases of which anybody ever said the same number or birth date, or a name with a same word.

    Far more than fit, and every one that could: which do is for others to say.
    """
    said = [r for r in seen if r.value]
    numbers = {plain(r.value) for r in said if r.field in NUMBERS}
    days = {r.value for r in said if r.field == DAY}
    words = {w for r in said if r.field == NAME for w in r.value.split() if len(w) > 1}
    if not numbers and not days and not words:
        return ()
    machines, filed, persons = schema.readings, schema.case_documents, schema.decisions
    queries = (
        sa.select(filed.c.case)
        .join(machines, machines.c.document == filed.c.document)
        .where(_says(machines, numbers, days, words)),
        sa.select(persons.c.case).where(_says(persons, numbers, days, words)),
    )
    with store.reading() as connection:
        found = {case for query in queries for case in connection.scalars(query.distinct())}
    return tuple(sorted(found))


def plain(number: str) -> str:
    """A number without the signs that people put between its parts."""
    return re.sub(r"[ ./-]", "", number).upper()


def _says(
    table: sa.Table, numbers: set[str], days: set[str], words: set[str]
) -> sa.ColumnElement[bool]:
    bare: sa.ColumnElement[str] = table.c.value
    for sign in " ./-":
        bare = sa.func.replace(bare, sign, "")
    names = [table.c.value.icontains(word, autoescape=True) for word in sorted(words)]
    return sa.or_(
        table.c.field.in_(NUMBERS) & sa.func.upper(bare).in_(numbers),
        (table.c.field == DAY) & table.c.value.in_(days),
        (table.c.field == NAME) & sa.or_(sa.false(), *names),
    )
