"""`docflow show`: everything about one case."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click

from docflow import store
from docflow.cli.card import VERDICTS, field_json, print_fields, print_findings, summary
from docflow.cli.door import settings_of
from docflow.workspace import Card, Workspace, card, open_workspace


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON object (docs/json.md).")
@click.argument("case")
@click.pass_obj
def show(workspace: Path | None, plain: bool, case: str) -> None:
    """Show CASE: every value with its place, certainty and source, findings with their rules.

    CASE is the case's number or its beginning.
    """
    with closing(open_workspace(settings_of(workspace))) as opened:
        seen = card(opened, case, date.today())
        everything = _everything(opened, seen)
        specs = opened.catalog.fields
    if plain:
        click.echo(json.dumps(everything, ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    console = Console()
    colour = VERDICTS.get(seen.verdict, "cyan")
    console.print(f"[bold]{seen.case.id}[/]  [{colour}]{seen.verdict}[/]\n")
    print_findings(console, seen)
    console.print()
    print_fields(console, seen, specs)
    _print_rest(console, everything)


def _everything(opened: Workspace, seen: Card) -> dict[str, Any]:
    case = seen.case
    members = store.members(opened.store, case.id)
    return {
        **summary(seen),
        "fields": [
            field_json(field) for name in sorted(case.fields) for field in case.fields[name]
        ],
        "documents": [_document(opened, member) for member in members],
        "letters": [_letter(letter) for letter in store.letters(opened.store, case.id)],
        "record": [
            {"at": e.at.isoformat(timespec="seconds"), "who": e.who, "what": e.what, **e.detail}
            for e in store.record(opened.store, case=case.id)
        ],
    }


def _document(opened: Workspace, member: store.Member) -> dict[str, Any]:
    row = store.document(opened.store, member.document)
    came = store.arrivals(opened.store, member.document)
    return {
        "id": row.id,
        "name": row.name,
        "received": row.received.isoformat(timespec="seconds"),
        "arrivals": len(came),
        "packed_in": sorted({arrival.parent for arrival in came if arrival.parent}),
        "joined_by": member.how,
        "reasons": list(member.reasons),
        "offers": [{"case": case, "reason": reason} for case, reason in member.offers],
        "passes": row.passes,
        "original": str(store.original(opened.store, row.id)),
    }


def _letter(letter: store.LetterRow) -> dict[str, Any]:
    return {
        "name": letter.name,
        "draft": letter.draft,
        "file": letter.place,
        "written": letter.written.isoformat(timespec="seconds"),
        "gaps": list(letter.gaps),
    }


def _print_rest(console: Any, everything: dict[str, Any]) -> None:
    from rich.markup import escape

    console.print()
    for number, document in enumerate(everything["documents"], 1):
        times = f", came {document['arrivals']} times" if document["arrivals"] > 1 else ""
        why = "; ".join(document["reasons"])
        said = f"paper {number}: {document['name']}, {document['received']}{times}  {why}"
        console.print(escape(said), soft_wrap=True)
    for letter in everything["letters"]:
        draft = " (draft)" if letter["draft"] else ""
        said = f"letter: {letter['name']}{draft}, {letter['file']}"
        console.print(escape(said), soft_wrap=True)
