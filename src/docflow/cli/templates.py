"""`docflow templates`: looks whether every letter's Word template can be used."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from docflow.catalog import Catalog, gather
from docflow.cli.door import settings_of
from docflow.errors import DocflowError, TemplateError
from docflow.letters import known, unknown
from docflow.model import Letter


@click.group()
def templates() -> None:
    """Look after the letters' Word templates."""


@templates.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def check(workspace: Path | None, plain: bool) -> None:
    """Name what each template asks for that nobody knows. The exit code is 13 if one does."""
    catalog = gather(settings_of(workspace))
    rows = [row(letter, catalog) for letter in catalog.letters.values()]
    if plain:
        click.echo(json.dumps(rows, indent=2))
    else:
        for line in (line for found in rows for line in _lines(found)):
            click.echo(line)
    sys.exit(TemplateError.exit_code if any(not found["ok"] for found in rows) else 0)


def row(letter: Letter, catalog: Catalog) -> dict[str, Any]:
    """What there is to say about one letter's template."""
    said: dict[str, Any] = {"letter": letter.name, "template": letter.template}
    try:
        path = catalog.office.template(letter)
        strange = unknown(path, known(catalog.office))
    except DocflowError as error:
        return {**said, "ok": False, "error": str(error)}
    return {**said, "ok": not strange, "file": str(path), "unknown": strange}


def _lines(found: dict[str, Any]) -> list[str]:
    if "error" in found:
        return [f"{found['letter']}: {found['error']}"]
    if found["ok"]:
        return [f"{found['letter']}: good ({found['file']})"]
    return [
        f"{found['letter']}: {found['file']} asks for {name!r}, which nobody knows."
        + (f" Did you mean {near!r}?" if near else "")
        for name, near in found["unknown"].items()
    ]
