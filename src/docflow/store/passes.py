"""Passes: what one reading of a document gave. A newer pass replaces an older one's readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from docflow.model import Affine, Finding, Join, Page, Reading, Taken
from docflow.store import schema
from docflow.store.cases import file_in
from docflow.store.documents import Arrived, Claim, Entered, enter, finish
from docflow.store.engine import Store
from docflow.store.files import Kept
from docflow.store.letters import KeptLetter, enter_letter
from docflow.store.owner import me
from docflow.store.plain import from_rule, place, source, to_rule
from docflow.store.record import note, program


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a pass that the store already keeps.

    `pictures` are small pictures of the upright pages by page number; `enclosed` the files that
    were packed in the document.
    """

    pictures: Mapping[int, Kept] = field(default_factory=lambda: MappingProxyType({}))
    enclosed: tuple[tuple[Kept, Arrived], ...] = ()


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page of the newest pass. `picture` is the file of its small upright picture, or "".

    `delivered` maps places on the picture to the page as it arrived; sizes are in points.
    `codes` are the texts of its bar and QR codes.
    """

    number: int
    width: float
    height: float
    origin: Literal["text", "ocr", "data", "none"]
    delivered: Affine
    codes: tuple[str, ...]
    picture: str


def finish_take(
    store: Store, held: Claim, taken: Taken, files: Files, home: Join | None
) -> tuple[Entered, ...]:
    """Keep what a pass gave and file the document, all at once; returns what was packed in it.

    `home` None files it nowhere (a mere wrapping). Raises `LateError`, and nothing is kept.
    """
    with store.writing() as connection:
        number = finish(connection, held, "issue" if home else "done")
        _insert_pass(connection, held, number, taken)
        _insert_pages(connection, taken.pages, files.pictures, number, held.document)
        _insert_readings(connection, taken.readings, number, held.document)
        _insert_findings(connection, taken.findings, number, held.document)
        if home:
            file_in(connection, held.document, home)
        return tuple(enter(connection, kept, arrived) for kept, arrived in files.enclosed)


def finish_issue(store: Store, held: Claim, kept: Iterable[KeptLetter]) -> None:
    """Keep the letters that a case called for and end the stage. Raises `LateError`."""
    with store.writing() as connection:
        number = finish(connection, held, "done")
        _stage(connection, held, number)
        for letter in kept:
            enter_letter(connection, letter)


def _stage(connection: Connection, held: Claim, number: int) -> None:
    """One row for each stage that is finished; a person's word makes the last one due again."""
    table = schema.stages
    key = {"document": held.document, "pass_number": number, "stage": held.stage}
    connection.execute(sa.delete(table).filter_by(**key))
    connection.execute(sa.insert(table).values(**key, finished=schema.now(), owner=me()))


def _insert_pass(connection: Connection, held: Claim, number: int, taken: Taken) -> None:
    _stage(connection, held, number)
    plugins = [list(plugin) for plugin in taken.plugins]
    connection.execute(
        sa.insert(schema.passes).values(
            document=held.document,
            number=number,
            taken=schema.now(),
            docflow=program(),
            plugins=plugins,
        )
    )
    detail = {"pass": number, "plugins": plugins}
    note(connection, "took", document=held.document, detail=detail)


def _insert_pages(
    connection: Connection,
    pages: tuple[Page, ...],
    pictures: Mapping[int, Kept],
    number: int,
    document: str,
) -> None:
    rows = [
        {
            "document": document,
            "pass_number": number,
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "origin": page.origin,
            "delivered": list(page.delivered),
            "codes": [mark.value for mark in page.marks if mark.kind == "code"],
            "picture": pictures[page.number].id if page.number in pictures else None,
        }
        for page in pages
    ]
    _insert(connection, schema.pages, rows)


def _insert_readings(
    connection: Connection, seen: tuple[Reading, ...], number: int, document: str
) -> None:
    rows = [
        {
            "document": document,
            "pass_number": number,
            "field": reading.field,
            "value": reading.value,
            "text": reading.text,
            "confidence": reading.confidence,
            "grounds": list(reading.grounds),
            "by": reading.by,
            **place(reading.source),
        }
        for reading in seen
    ]
    _insert(connection, schema.readings, rows)


def _insert_findings(
    connection: Connection, found: tuple[Finding, ...], number: int, document: str
) -> None:
    rows = [
        {
            "document": document,
            "pass_number": number,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "field": finding.field,
            "rule": to_rule(finding.rule),
            "by": finding.by,
            **place(finding.source),
        }
        for finding in found
    ]
    _insert(connection, schema.findings, rows)


def _insert(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def pages(store: Store, document: str) -> tuple[PageRow, ...]:
    """The pages of a document's newest pass, in order."""
    query = _newest(schema.pages, (document,)).order_by(schema.pages.c.number)
    with store.reading() as connection:
        return tuple(_page(row) for row in connection.execute(query))


def readings(store: Store, documents: Iterable[str]) -> tuple[Reading, ...]:
    """What the machines saw on these documents, each at its newest pass."""
    query = _newest(schema.readings, documents).order_by(schema.readings.c.id)
    with store.reading() as connection:
        return tuple(_reading(row) for row in connection.execute(query))


def pass_findings(store: Store, documents: Iterable[str]) -> tuple[Finding, ...]:
    """What went wrong while these documents were read, each at its newest pass."""
    query = _newest(schema.findings, documents).order_by(schema.findings.c.id)
    with store.reading() as connection:
        return tuple(_finding(row) for row in connection.execute(query))


def _newest(table: sa.Table, documents: Iterable[str]) -> sa.Select[Any]:
    newest = schema.documents
    return (
        sa.select(table)
        .join(newest, (newest.c.id == table.c.document) & (newest.c.passes == table.c.pass_number))
        .where(table.c.document.in_(tuple(documents)))
    )


def _page(row: Row[Any]) -> PageRow:
    return PageRow(
        row.number,
        row.width,
        row.height,
        row.origin,
        Affine(*row.delivered),
        tuple(row.codes),
        row.picture or "",
    )


def _reading(row: Row[Any]) -> Reading:
    return Reading(
        field=row.field,
        value=row.value,
        text=row.text,
        confidence=row.confidence,
        source=source(row),
        grounds=tuple(row.grounds),
        by=row.by,
    )


def _finding(row: Row[Any]) -> Finding:
    return Finding(
        code=row.code,
        severity=row.severity,
        message=row.message,
        field=row.field,
        rule=from_rule(row.rule),
        source=source(row),
        by=row.by,
    )
