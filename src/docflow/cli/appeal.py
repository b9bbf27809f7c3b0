"""`docflow appeal`: the letter that answers a denial, bound with its exhibits."""

from __future__ import annotations

import getpass
import json
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from docflow.cli.door import settings_of
from docflow.terms.exhibits import KINDS
from docflow.workspace import open_workspace
from docflow.workspace.appealing import Appealed, add_exhibit, appeal


@click.command(name="appeal")
@click.option("--notice", default="", help="First digits of the notice, if there are several.")
@click.option("--letter", default="", help="Another letter than the one that fits.")
@click.option("--draft", is_flag=True, help="Write it with its gaps, marked as a draft.")
@click.option(
    "--add",
    multiple=True,
    metavar="KIND=FILE",
    help=f"Keep a file as an exhibit first. Kinds: {', '.join(KINDS)}.",
)
@click.option("--title", default="", help="What the added exhibit is called in the packet.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.argument("case")
@click.pass_obj
def answer(
    workspace: Path | None,
    notice: str,
    letter: str,
    draft: bool,
    add: tuple[str, ...],
    title: str,
    as_json: bool,
    case: str,
) -> None:
    """Write the letter that answers the denial of CASE and bind it with its exhibits.

    The letter fits the road, the level and the kind of denial. It says only what is on file; what
    would help and is not there is listed. A final is refused while something blocks it.
    """
    with closing(open_workspace(settings_of(workspace))) as opened:
        for one in add:
            kind, _, file = one.partition("=")
            add_exhibit(opened, case, Path(file), kind, title, person=getpass.getuser())
        done = appeal(
            opened,
            case,
            date.today(),
            notice=notice,
            letter=letter,
            draft=draft,
            who=getpass.getuser(),
        )
    if as_json:
        click.echo(json.dumps(_plain(done)))
    else:
        _told(done)


def _plain(done: Appealed) -> dict[str, object]:
    return {
        "letter": done.written.letter,
        "docx": str(done.written.docx),
        "pdf": str(done.written.pdf) if done.written.pdf else "",
        "packet": str(done.packet.path) if done.packet else "",
        "pages": done.packet.pages if done.packet else 0,
        "draft": done.written.draft,
        "gaps": list(done.written.gaps),
        "exhibits": [{"mark": e.mark, "kind": e.kind, "title": e.title} for e in done.exhibits],
        "notes": [{"code": f.code, "message": f.message} for f in done.notes],
        "note": done.written.note,
    }


def _told(done: Appealed) -> None:
    click.echo(str(done.written.docx))
    if done.packet:
        click.echo(f"{done.packet.path}  ({done.packet.pages} pages)")
    for exhibit in done.exhibits:
        click.echo(f"  Exhibit {exhibit.mark}: {exhibit.title}")
    for finding in done.notes:
        click.echo(f"- {finding.message}")
    if done.written.gaps:
        click.echo(f"Gaps, marked in the letter: {', '.join(done.written.gaps)}.")
    if done.written.note:
        click.echo(f"{done.written.note} The exhibits are bound without it.")
