"""`docflow init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from docflow.workspace import make


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make FOLDER a workspace: docflow.toml, inbox, plugins and templates."""
    make(folder)
    click.echo(
        f"{folder} is ready. Fill in [practice] in {folder / 'docflow.toml'}, put paper into "
        f"{folder / 'inbox'}, then: cd {folder} && docflow watch"
    )
