"""`docflow cases`: every case, and whether it can be billed."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from docflow.cli.card import summary, table_of
from docflow.cli.door import settings_of
from docflow.workspace import cards, open_workspace


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON list (docs/json.md).")
@click.pass_obj
def cases(workspace: Path | None, plain: bool) -> None:
    """List every case, oldest first: verdict, patient, payer, and what a person must know."""
    with closing(open_workspace(settings_of(workspace))) as opened:
        found = list(cards(opened, date.today()))
    if plain:
        click.echo(json.dumps([summary(card) for card in found], ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    if found:
        Console().print(table_of(found))
    else:
        click.echo("There are no cases yet. Put paper into the inbox, then: docflow run")
