"""`docflow letters`: which letters fit a case, what blocks each, and which were written."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click

from docflow import letters as room
from docflow import store
from docflow.cli.door import settings_of
from docflow.model import Letter, Printed
from docflow.workspace import Card, Workspace, card, open_workspace


@click.command()
@click.option(
    "--json", "plain", is_flag=True, help="Print one JSON object, with every value's source."
)
@click.argument("case")
@click.pass_obj
def letters(workspace: Path | None, case: str, plain: bool) -> None:
    """Show which letters fit CASE: ready, or blocked by what; and those that were written."""
    with closing(open_workspace(settings_of(workspace))) as opened:
        seen = card(opened, store.find_case(opened.store, case), date.today())
        fitting = [row(letter, seen, opened) for letter in _fitting(opened, seen)]
        written = [_written(found) for found in store.letters(opened.store, seen.case.id)]
    if plain:
        click.echo(json.dumps({"case": seen.case.id, "letters": fitting, "written": written}))
    else:
        _show(fitting, written)


def _fitting(workspace: Workspace, seen: Card) -> list[Letter]:
    found = workspace.catalog.letters.values()
    return [letter for letter in found if seen.case.kind in letter.kinds]


def row(letter: Letter, seen: Card, workspace: Workspace) -> dict[str, Any]:
    """One letter's state: what blocks it, and what it could say besides."""
    office = workspace.catalog.office
    stops = room.blockers(letter, seen.case, seen.findings, office)
    asked = room.asks(seen.case, seen.findings, office.fields) if letter.always else ()
    return {
        "name": letter.name,
        "title": letter.title,
        "ready": not stops and (bool(asked) or not letter.always),
        "blocked_by": [{"code": s.code, "field": s.field, "message": s.message} for s in stops],
        "not_on_file": list(room.lacking(letter, seen.case, office)),
    }


def _written(found: store.LetterRow) -> dict[str, Any]:
    return {
        "name": found.name,
        "draft": found.draft,
        "file": found.place,
        "written": found.written.isoformat(timespec="seconds"),
        "gaps": list(found.gaps),
        "values": [_value(value) for value in found.values],
    }


def _value(value: Printed) -> dict[str, Any]:
    """A value as it stands in the letter, with the place on paper where it was read."""
    place = value.source
    where = (
        {"document": place.document, "page": place.page, "box": list(place.box)} if place else {}
    )
    return {"name": value.name, "value": value.value, "by": value.by, **where}


def _show(fitting: list[dict[str, Any]], written: list[dict[str, Any]]) -> None:
    """Every letter's state; what blocks all of them is told once, below."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    told = [{s["message"]: s for s in x["blocked_by"]} for x in fitting if x["blocked_by"]]
    everywhere = [m for m in told[0] if all(m in t for t in told[1:])] if told[1:] else []
    table = Table("Letter", "State", "What to do", header_style="dim", box=None)
    for letter in fitting:
        own = [s["message"] for s in letter["blocked_by"] if s["message"] not in everywhere]
        table.add_row(letter["name"], _state(letter), escape("\n".join(own) or _besides(letter)))
    console.print(table if fitting else "No letter is for a case of this kind.")
    if everywhere:
        console.print("\n[red]What blocks every letter[/]")
    for message in everywhere:
        console.print(f"  {escape(message)}", soft_wrap=True)
    for letter in written:
        kind = "draft" if letter["draft"] else "written"
        console.print(f"[dim]{kind}[/]  {escape(letter['file'])}", soft_wrap=True)


def _state(letter: dict[str, Any]) -> str:
    if letter["blocked_by"]:
        return "[red]blocked[/]"
    return "[green]ready[/]" if letter["ready"] else "[dim]nothing to ask[/]"


def _besides(letter: dict[str, Any]) -> str:
    lacks = ", ".join(letter["not_on_file"])
    return f"Not on file: {lacks}" if letter["ready"] and lacks else ""
