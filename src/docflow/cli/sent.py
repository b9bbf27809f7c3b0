"""`docflow sent`: what was sent for a denial, with its proof, and what was decided."""

from __future__ import annotations

import getpass
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import click

from docflow.appeals import deadlines
from docflow.cli.deadlines import what
from docflow.cli.door import settings_of
from docflow.letters.wording import long_date
from docflow.terms.steps import HOW, RESULTS
from docflow.workspace import card, open_workspace
from docflow.workspace.appealing import add_exhibit, record
from docflow.workspace.binding import check as check_proof


@click.command()
@click.option("--how", type=click.Choice(HOW), help="How it was sent.")
@click.option("--outcome", type=click.Choice(RESULTS), help="What the payer decided.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if left out.")
@click.option(
    "--proof",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The fax confirmation or receipt; it is kept with the case.",
)
@click.option("--notice", default="", help="First digits of the notice, if there are several.")
@click.argument("case")
@click.pass_obj
def sent(
    workspace: Path | None,
    how: str | None,
    outcome: str | None,
    day: datetime | None,
    proof: Path | None,
    notice: str,
    case: str,
) -> None:
    """Record that the answer to the denial of CASE was sent, or what came of it.

    After sending, the payer's time to decide runs. After a loss, the next level's time does.
    """
    word = how or outcome
    if not word or (how and outcome):
        raise click.UsageError("Give --how or --outcome, one of them.")
    when = day.date() if day else date.today()
    person = getpass.getuser()
    with closing(open_workspace(settings_of(workspace))) as opened:
        if proof:
            check_proof(opened, proof)
        step = record(opened, case, word, when, notice=notice, person=person)
        if proof:
            title = f"Proof of sending of {long_date(when)}"
            add_exhibit(opened, case, proof, "proof-of-sending", title, person=person)
        believed = card(opened, case, date.today()).case
        state = opened.settings.practice.state
        ahead = [d for d in deadlines(believed, state) if d.denial.startswith(step.mark)]
    click.echo(f"{believed.id}: level {step.level}, {step.word} on {step.day}.")
    if not ahead:
        click.echo(f"Nothing more is due that docflow knows of. Look: docflow show {believed.id}")
    for deadline in ahead:
        verify = "" if deadline.day.certain else " Verify it."
        click.echo(f"{what(deadline)}: {deadline.day.last}. {deadline.day.how}{verify}")
