"""`docflow join`: two cases are one."""

from __future__ import annotations

import getpass
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from docflow import store
from docflow.cli.door import settings_of
from docflow.workspace import card, open_workspace, process
from docflow.workspace import join as unite


@click.command()
@click.option("--as", "person", help="Who says so; the name you are logged in by if left out.")
@click.argument("case")
@click.argument("into")
@click.pass_obj
def join(workspace: Path | None, person: str | None, case: str, into: str) -> None:
    """Put all papers of CASE into the case INTO: they are about one request.

    docflow joins by itself only what is certain; `docflow show` offers what might fit.
    """
    with closing(open_workspace(settings_of(workspace))) as opened:
        name = unite(opened, case, into, person=person or getpass.getuser())
        process(opened, store.members(opened.store, name)[0].document)
        seen = card(opened, name, date.today())
    click.echo(f"{name}: {len(seen.case.documents)} papers. {seen.verdict}.")
