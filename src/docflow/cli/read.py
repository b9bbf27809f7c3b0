"""`docflow read`: what files say, without storing anything."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from docflow.catalog import Catalog
from docflow.cli.answer import Answer, as_json, refused, show
from docflow.cli.door import settings_of
from docflow.errors import UnreadableError
from docflow.flow import case_of, check
from docflow.model import Filed, Taken
from docflow.work import take_all
from docflow.workspace.absent import SHARE, Absent, Attention, OverdueError, without
from docflow.workspace.opening import gathered


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON object a line (docs/json.md).")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to judge by, as 2026-11-20; today if left out.",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def read(
    workspace: Path | None, plain: bool, as_of: datetime | None, files: tuple[Path, ...]
) -> None:
    """Read FILES and show what they say and what is missing. Nothing is stored.

    A file that holds others (mail, an archive) answers for each of them. The exit code is 15 if
    a file could not be read.
    """
    day = as_of.date() if as_of else date.today()
    attention = Attention()
    settings, catalog = gathered(settings_of(workspace), attention)
    for fault in catalog.faults:
        click.echo(f"docflow: {fault.message}", err=True)
    answers = (
        checked(answered(path, "/".join(names), taken, catalog, day), catalog, attention)
        for path, names, taken in take_all(files, settings, day)
    )
    unread = _printed(answers) if plain else _shown(answers, len(files), catalog)
    sys.exit(UnreadableError.exit_code if unread else 0)


def _printed(answers: Iterable[Answer]) -> bool:
    unread = False
    for answer in answers:
        print(json.dumps(as_json(answer)), flush=True)
        unread |= answer.case is None
    return unread


def _shown(answers: Iterable[Answer], files: int, catalog: Catalog) -> bool:
    from rich.console import Console
    from rich.progress import Progress

    console = Console()
    unread = False
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Reading", total=files)
        read: set[Path] = set()
        for answer in answers:
            show(answer, catalog.fields, console)
            unread |= answer.case is None
            read.add(answer.file)
            progress.update(task, completed=len(read))
    return unread


def answered(
    path: Path, part: str, taken: Taken | UnreadableError, catalog: Catalog, day: date
) -> Answer:
    """The answer for one document, not yet checked."""
    if isinstance(taken, UnreadableError):
        return refused(path, part, str(taken))
    filed = (Filed(taken.document, taken.kind, day),)
    case = case_of(taken.document, filed, taken.readings, catalog, day)
    return Answer(path, part, case, taken.findings)


def checked(answer: Answer, catalog: Catalog, attention: Attention) -> Answer:
    """The answer with what the checks find; a plugin that does not come back is named instead."""
    if answer.case is None:
        return answer
    absent: list[Absent] = []
    patience = catalog.settings.reading.seconds / SHARE
    while True:
        work = partial(check, answer.case, without(catalog, absent))
        try:
            found = attention.within(patience, work)
        except OverdueError as error:
            absent.append(Absent(error.plugin, error.hook, "time"))
        else:
            named = tuple(a.finding for a in absent)
            return replace(answer, findings=(*answer.findings, *named, *found))
