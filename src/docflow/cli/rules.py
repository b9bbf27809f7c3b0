"""`docflow rules`: payers' rules over time: shown, compared, tried on open cases, asked for age."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from docflow.catalog import Catalog, assemble
from docflow.cli.door import settings_of
from docflow.errors import NotFoundError, PluginError, UsageError, did_you_mean
from docflow.model import Payer, Rule
from docflow.plugins import Offer, Plugin, load
from docflow.rulebook import Change, Entry, changes, rulebook, stale
from docflow.settings import Settings

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def rules() -> None:
    """Show payers' rules, compare packs, and find rules that nobody checked lately."""


@rules.command()
@click.option("--on", type=_DAY, help="Only rules in force on this day (YYYY-MM-DD).")
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.argument("payer")
@click.pass_obj
def show(workspace: Path | None, payer: str, on: datetime | None, plain: bool) -> None:
    """Show every rule that binds PAYER (its id or its name), with dates and sources."""
    catalog = _catalog(settings_of(workspace))
    found = _payer(catalog, payer)
    day = on.date() if on else None
    entries = [entry for pack in catalog.packs_of(found) for entry in rulebook(pack, day)]
    _tell(entries, plain, f"No rule of {found.name} is known" + (" for that day." if on else "."))


@rules.command(name="stale")
@click.option("--days", type=int, help="How old a check may be; else rules.stale_days.")
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def stale_rules(workspace: Path | None, days: int | None, plain: bool) -> None:
    """List rules that nobody verified lately, or ever."""
    settings = settings_of(workspace)
    limit = settings.rules.stale_days if days is None else days
    found = stale(_catalog(settings).payers, date.today(), limit)
    _tell(found, plain, f"Every rule was verified within {limit} days.")


@rules.command()
@click.option("--on", type=_DAY, help="Compare what is in force on this day (YYYY-MM-DD).")
@click.argument("before")
@click.argument("after")
@click.pass_obj
def diff(workspace: Path | None, before: str, after: str, on: datetime | None) -> None:
    """Show what differs from pack BEFORE to pack AFTER: payers' ids, or plugin files."""
    catalog = _catalog(settings_of(workspace))
    day = on.date() if on else None
    found = changes(_pack(catalog, before), _pack(catalog, after), day)
    if not found:
        click.echo("The two packs say the same.")
    for change in found:
        _show_change(change)


@rules.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.argument("pack", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def affected(workspace: Path | None, pack: Path, plain: bool) -> None:
    """List the cases whose verdict changes if the plugin file PACK takes its namesake's place."""
    from docflow.workspace import cards, open_workspace

    today = date.today()
    with closing(open_workspace(settings_of(workspace))) as now:
        then = replace(now, catalog=_with(now.catalog, pack))
        pairs = list(zip(cards(now, today), cards(then, today), strict=True))
    rows = [
        {"case": a.case.id, "now": a.verdict, "then": b.verdict, "because": _news(a, b)}
        for a, b in pairs
        if a.verdict != b.verdict
    ]
    if plain:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(f"{row['case']}: {row['now']} -> {row['then']} ({', '.join(row['because'])})")
    click.echo(f"{len(rows)} of {len(pairs)} cases change.")


def _catalog(settings: Settings) -> Catalog:
    """What plugins offer; one that fails or does not come back is named and passed over."""
    from docflow.workspace.absent import Attention
    from docflow.workspace.opening import gathered

    _, catalog = gathered(settings, Attention())
    for fault in catalog.faults:
        click.echo(f"docflow: {fault.message}", err=True)
    return catalog


def _news(before: Any, after: Any) -> list[str]:
    codes = [{f.code for f in card.findings if f.severity == "error"} for card in (before, after)]
    return sorted(codes[0] ^ codes[1])


def _payer(catalog: Catalog, name: str) -> Payer:
    ids = {payer.id: payer for payer in catalog.payers}
    found = ids.get(name) or catalog.payer_of(name)
    if found is None:
        raise NotFoundError(f"No payer {name!r} is known.{did_you_mean(name, ids)}")
    return found


def _pack(catalog: Catalog, name: str) -> Payer:
    path = Path(name)
    if path.suffix != ".py":
        return _payer(catalog, name)
    payers = _loaded(catalog, path).payers
    if len(payers) != 1:
        raise UsageError(f"{path.name} describes {len(payers)} payers; a comparison needs one.")
    return payers[0]


def _loaded(catalog: Catalog, path: Path) -> Catalog:
    """The catalog of that one file and the fields it may name, without any other payer."""
    return _assembled(catalog, path, keep=lambda plugin: "docflow_payers" not in plugin.hooks)


def _with(catalog: Catalog, path: Path) -> Catalog:
    return _assembled(catalog, path, keep=lambda plugin: plugin.name != path.stem)


def _assembled(catalog: Catalog, path: Path, keep: Callable[[Plugin], bool]) -> Catalog:
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.")
    offer = Offer(path.stem, "workspace", path.resolve())
    fresh, faults = load([offer], catalog.settings.tables)
    if faults:
        raise PluginError(faults[0].message)
    kept = [plugin for plugin in catalog.plugins if keep(plugin)]
    made = assemble(catalog.settings, [*kept, *fresh])
    broken = [fault for fault in made.faults if fault.plugin == path.stem]
    if broken:
        raise PluginError(broken[0].message)
    return made


def _tell(entries: Iterable[Entry], plain: bool, nothing: str) -> None:
    found, today = list(entries), date.today()
    if plain:
        rows = [_row(entry, today) for entry in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo(nothing)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Payer", "Rule", "Says", "In force", "Source", header_style="dim", box=None)
    for entry in found:
        caveat = entry.rule.caveat(today)
        doubt = f"\n[yellow]{escape(caveat)}[/]" if caveat else ""
        says = escape(f"{entry.says}: {entry.rule.text}" if entry.says else entry.rule.text)
        source = escape(entry.rule.source) + doubt
        table.add_row(entry.payer, escape(entry.about), says, _span(entry.rule), source)
    Console().print(table)


def _row(entry: Entry, today: date) -> dict[str, str]:
    rule = entry.rule
    return {
        "payer": entry.payer,
        "about": entry.about,
        "says": entry.says,
        "text": rule.text,
        "from": str(rule.effective_from or ""),
        "to": str(rule.effective_to or ""),
        "source": rule.source,
        "verified": str(rule.verified or ""),
        "confidence": rule.confidence,
        "caveat": rule.caveat(today),
    }


def _span(rule: Rule) -> str:
    if rule.effective_from is None and rule.effective_to is None:
        return "no dates known"
    return f"{rule.effective_from or '…'} to {rule.effective_to or '…'}"


def _show_change(change: Change) -> None:
    click.echo(change.about)
    for sign, entry in (("-", change.before), ("+", change.after)):
        if entry:
            span = _span(entry.rule)
            click.echo(f"  {sign} {entry.says}  {entry.rule.text}  [{span}; {entry.rule.source}]")
