"""`docflow plugins`: lists them, turns them off and on. Runs none, so that a broken one can go.

What authors use (`new`, `test`, `why`) is in `cli.kit`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from docflow.cli import kit
from docflow.cli.door import settings_of
from docflow.errors import NotFoundError, SettingsError, did_you_mean
from docflow.plugins import Offer, offers, outline
from docflow.settings import FILE, Settings


@click.group(invoke_without_command=True)
@click.pass_context
def plugins(ctx: click.Context) -> None:
    """List plugins, turn them off and on (none of them is run); start, try and explain them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_plugins)


@plugins.command("list")
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def list_plugins(workspace: Path | None, plain: bool = False) -> None:
    """Show each plugin: version, hooks, where it comes from, whether it is on."""
    settings = settings_of(workspace)
    rows = [_row(offer, settings) for offer in offers(settings.folders("plugins"))]
    if plain:
        click.echo(json.dumps(rows, indent=2))
    else:
        _show(rows)


@plugins.command()
@click.argument("name")
@click.pass_obj
def disable(workspace: Path | None, name: str) -> None:
    """Turn the plugin NAME off, in docflow.toml."""
    settings = settings_of(workspace)
    _known(name, settings)
    _write(settings.workspace / FILE, name, off=True)
    click.echo(f"{name} is off.")


@plugins.command()
@click.argument("name")
@click.pass_obj
def enable(workspace: Path | None, name: str) -> None:
    """Turn the plugin NAME on again, in docflow.toml."""
    settings = settings_of(workspace)
    if name not in settings.disabled:
        _known(name, settings)
    _write(settings.workspace / FILE, name, off=False)
    click.echo(f"{name} is on.")


plugins.add_command(kit.new)
plugins.add_command(kit.test)
plugins.add_command(kit.why)


def _row(offer: Offer, settings: Settings) -> dict[str, Any]:
    version, hooks, complaint = outline(offer)
    return {
        "name": offer.name,
        "version": version,
        "enabled": offer.name not in settings.disabled,
        "origin": offer.origin,
        "place": str(offer.path),
        "hooks": list(hooks),
        "broken": complaint,
    }


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Plugin", "Version", "On", "From", "Hooks", header_style="dim", box=None)
    for row in rows:
        hooks = ", ".join(hook.removeprefix("docflow_") for hook in row["hooks"])
        on = "yes" if row["enabled"] else "[yellow]no[/]"
        broken = f"[red]broken: {escape(row['broken'])}[/]"
        table.add_row(
            escape(row["name"]),
            row["version"],
            on,
            row["origin"],
            broken if row["broken"] else hooks,
        )
    Console().print(table)


def _known(name: str, settings: Settings) -> None:
    names = {offer.name for offer in offers(settings.folders("plugins"))}
    if name not in names:
        raise NotFoundError(f"There is no plugin {name!r}.{did_you_mean(name, names)}")


def _write(path: Path, name: str, *, off: bool) -> None:
    """Change the list in docflow.toml and leave all else in it as it stands."""
    import tomlkit

    document = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    table = document.setdefault("plugins", tomlkit.table())
    names = {*table.get("disabled", []), name} if off else {*table.get("disabled", [])} - {name}
    table["disabled"] = sorted(names)
    new = path.with_suffix(".toml.new")
    try:
        new.write_bytes(tomlkit.dumps(document).encode())
        new.replace(path)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {type(error).__name__}.") from None
