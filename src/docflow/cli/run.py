"""`docflow run`: one pass over the inbox."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import closing, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click

from docflow import store
from docflow.cli.card import summary, table_of
from docflow.cli.door import settings_of
from docflow.cli.logfile import logging_to
from docflow.errors import StoreError
from docflow.watch import arrivals
from docflow.work import Event, attend
from docflow.workspace import Card, Workspace, card, open_workspace, rhythm


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON object (docs/json.md).")
@click.pass_obj
def run(workspace: Path | None, plain: bool) -> None:
    """Read everything in the inbox, file it into cases, and write the letters that fit.

    The exit code is 14 if something has to be tried again because the store could not be written.
    """
    with closing(open_workspace(settings_of(workspace))) as opened:
        for fault in opened.catalog.faults:
            click.echo(f"docflow: {fault.message}", err=True)
        with logging_to(opened.store.folder):
            events = _followed(opened, quiet=plain or not sys.stderr.isatty())
        touched = dict.fromkeys(
            store.case_of(opened.store, event.document) for event in events if event.case
        )
        found = [card(opened, case, date.today()) for case in touched]
        if plain:
            click.echo(json.dumps(_plainly(found, events), ensure_ascii=False, indent=2))
        else:
            _show(opened, found, events)
    if any(event.kind == "trouble" for event in events):
        sys.exit(StoreError.exit_code)


def _followed(opened: Workspace, quiet: bool) -> list[Event]:
    """Everything that happened in one pass, with a progress bar meanwhile."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    events: list[Event] = []
    with nullcontext() if quiet else bar:
        task = bar.add_task("reading", total=0)
        for event in attend(opened, arrivals(opened.inbox, rhythm(opened), once=True)):
            events.append(event)
            due = sum(e.kind == "due" for e in events)
            bar.update(
                task, total=due, completed=sum(e.kind in ("filed", "refused") for e in events)
            )
    return events


def _plainly(found: Iterable[Card], events: list[Event]) -> dict[str, Any]:
    made = _letters(events)
    return {
        "cases": [{**summary(c), "letters": made.get(c.case.id, [])} for c in found],
        "refused": [
            {"file": e.name, "document": e.document, "reason": e.reason}
            for e in events
            if e.kind == "refused"
        ],
        "duplicates": [
            {"file": e.name, "document": e.document, "case": e.case}
            for e in events
            if e.kind == "duplicate"
        ],
        "trouble": [e.reason for e in events if e.kind == "trouble"],
    }


def _letters(events: Iterable[Event]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "done":
            made.setdefault(event.case, []).extend(event.letters)
    return made


def _show(opened: Workspace, found: list[Card], events: list[Event]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    if found:
        console.print(table_of(found, _letters(events)))
    for event in events:
        if event.kind == "refused":
            console.print(f"[red]not read[/]  {escape(event.name)}: {escape(event.reason)}")
        elif event.kind == "duplicate":
            console.print(
                f"[dim]again[/]     {escape(event.name)} is in case {event.case} already."
            )
        elif event.reason:
            console.print(f"[yellow]trouble[/]   {escape(event.reason)}")
    if any(event.kind == "refused" for event in events):
        console.print(f"Files that could not be read: {opened.quarantine}", soft_wrap=True)
    if any(_letters(events).values()):
        console.print(f"Letters: {opened.catalog.office.folder}", soft_wrap=True)
    if not events:
        console.print(f"Nothing new in {opened.inbox}.", soft_wrap=True)
