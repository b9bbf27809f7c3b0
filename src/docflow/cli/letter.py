"""`docflow letter`: writes one letter of a case."""

from __future__ import annotations

import getpass
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from docflow.cli.door import settings_of
from docflow.workspace import open_workspace, write_letter


@click.command()
@click.option("--draft", is_flag=True, help="Write it with its gaps, marked as a draft.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for a copy of the letter.",
)
@click.argument("case")
@click.argument("name")
@click.pass_obj
def letter(workspace: Path | None, case: str, name: str, draft: bool, output: Path | None) -> None:
    """Write the letter NAME of CASE; `docflow letters CASE` names those that fit.

    A final letter is refused while something blocks it (exit code 17).
    """
    with closing(open_workspace(settings_of(workspace))) as opened:
        written = write_letter(opened, case, name, date.today(), draft=draft, who=getpass.getuser())
    files = [path for path in (written.docx, written.pdf) if path]
    if output:
        output.mkdir(parents=True, exist_ok=True)
        files = [Path(shutil.copy(path, output)) for path in files]
    for path in files:
        click.echo(str(path))
    if written.gaps:
        click.echo(f"Gaps, marked in the letter: {', '.join(written.gaps)}.")
    if written.note:
        click.echo(written.note)
