"""`docflow confirm`: a person's word about a value."""

from __future__ import annotations

import getpass
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from docflow import store
from docflow.cli.door import settings_of
from docflow.workspace import card, open_workspace, process
from docflow.workspace import confirm as say


@click.command(context_settings={"ignore_unknown_options": False})
@click.option("--absent", is_flag=True, help="Say: this is not on the paper.")
@click.option("--as", "person", help="Who says so; the name you are logged in by if left out.")
@click.option("--notice", default="", help="First digits of the notice, if there are several.")
@click.argument("case")
@click.argument("field")
@click.argument("value", required=False, default="")
@click.pass_obj
def confirm(
    workspace: Path | None,
    absent: bool,
    person: str | None,
    notice: str,
    case: str,
    field: str,
    value: str,
) -> None:
    """Say that FIELD of CASE is VALUE; a person's word outranks every machine's.

    On a field of many values (diagnosis.codes) it adds VALUE, and with --absent takes it away.
    Letters that fit now are written at once.
    """
    with closing(open_workspace(settings_of(workspace))) as opened:
        name = store.find_case(opened.store, case)
        who = person or getpass.getuser()
        said = say(opened, name, field, value, person=who, absent=absent, notice=notice)
        before = len(store.letters(opened.store, name))
        process(opened, store.members(opened.store, name)[0].document)
        verdict = card(opened, name, date.today()).verdict
        made = store.letters(opened.store, name)[before:]
    click.echo(f"{name}: {field} is {said or 'not on the paper'}, says {who}. {verdict}.")
    for letter in made:
        click.echo(f"letter: {letter.place}")
