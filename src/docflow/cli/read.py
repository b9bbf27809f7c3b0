"""`docflow read`: what files say, without storing anything."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from docflow.catalog import Catalog, gather
from docflow.cli.answer import Answer, as_json, refused, show
from docflow.cli.door import settings_of
from docflow.errors import UnreadableError
from docflow.flow import case_of, check, unfold
from docflow.model import Filed, Taken


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
    catalog = gather(settings_of(workspace))
    for fault in catalog.faults:
        click.echo(f"docflow: {fault.message}", err=True)
    unread = False
    for path in files:
        for answer in answers(path, catalog, day):
            unread |= answer.case is None
            if plain:
                print(json.dumps(as_json(answer), ensure_ascii=False), flush=True)
            else:
                show(answer, catalog.fields)
    sys.exit(UnreadableError.exit_code if unread else 0)


def answers(path: Path, catalog: Catalog, day: date) -> Iterator[Answer]:
    """What a file and each file in it say."""
    with tempfile.TemporaryDirectory(prefix="docflow-", ignore_cleanup_errors=True) as folder:
        for names, taken in unfold(path, Path(folder), day, catalog):
            part = "/".join(names)
            if isinstance(taken, UnreadableError):
                yield refused(path, part, str(taken))
            else:
                yield _judged(path, part, taken, catalog, day)


def _judged(path: Path, part: str, taken: Taken, catalog: Catalog, day: date) -> Answer:
    filed = (Filed(taken.document, taken.kind, day),)
    case = case_of(taken.document, filed, taken.readings, catalog, day)
    return Answer(path, part, case, (*taken.findings, *check(case, catalog)))
