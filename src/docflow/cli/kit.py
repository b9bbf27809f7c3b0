"""`docflow plugins new`, `test` and `why`: for authors of plugins. These run plugins."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docflow.cli.door import settings_of
from docflow.errors import NotFoundError, PluginError, did_you_mean
from docflow.kit.starting import KINDS, start
from docflow.plugins import offers

if TYPE_CHECKING:
    from docflow.catalog import Catalog
    from docflow.kit.running import Outcome
    from docflow.kit.why import Reason
    from docflow.plugins import Plugin
    from docflow.workspace.absent import Attention


@click.command()
@click.option("--kind", type=click.Choice(KINDS), default="payer", show_default=True)
@click.argument("name")
@click.pass_obj
def new(workspace: Path | None, name: str, kind: str) -> None:
    """Start the plugin NAME in the workspace's plugins/: it works, and you make it yours."""
    settings = settings_of(workspace)
    taken = frozenset(offer.name for offer in offers(settings.folders("plugins")))
    for path in start(name, kind, settings.workspace, taken):
        click.echo(path.relative_to(settings.workspace))
    click.echo(f"Now change it, and try it: docflow plugins test {name}")


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.argument("names", nargs=-1)
@click.pass_obj
def test(workspace: Path | None, names: tuple[str, ...], plain: bool) -> None:
    """Run the golden cases of the plugins NAMES (else of all) and try whether they keep to form.

    The exit code is 12 if a case does not come out as expected or a plugin breaks a promise.
    """
    from docflow.workspace.absent import Attention
    from docflow.workspace.opening import gathered

    attention = Attention()
    _, catalog = gathered(settings_of(workspace), attention)
    rows = [_tried(name, catalog, attention) for name in names or _all(catalog)]
    if plain:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _show(rows)
    if any(row["complaints"] or any(c["wrong"] for c in row["cases"]) for row in rows):
        sys.exit(PluginError.exit_code)


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.argument("case")
@click.pass_obj
def why(workspace: Path | None, case: str, plain: bool) -> None:
    """Show which rule of which pack made each finding about CASE, with source, dates, caveat."""
    from docflow.kit.why import reasons
    from docflow.workspace import card, open_workspace

    with closing(open_workspace(settings_of(workspace))) as opened:
        seen = card(opened, case, date.today())
        found = reasons(seen.case, seen.findings, opened.catalog)
    if plain:
        click.echo(json.dumps([_reason(r) for r in found], ensure_ascii=False, indent=2))
        return
    for reason in found:
        _show_reason(reason)
    if not found:
        click.echo("Nothing was found about this case.")


def _all(catalog: Catalog) -> list[str]:
    return sorted({p.name for p in catalog.plugins} | {f.plugin for f in catalog.faults})


def _tried(name: str, catalog: Catalog, attention: Attention) -> dict[str, Any]:
    faults = [fault.message for fault in catalog.faults if fault.plugin == name]
    plugin = catalog.plugin(name)
    if plugin is None and not faults:
        off = " It is off." if name in catalog.settings.disabled else ""
        near = did_you_mean(name, _all(catalog))
        raise NotFoundError(f"There is no plugin {name!r} to try.{off}{near}")
    cases: list[Outcome] = []
    broken = tuple(faults)
    if plugin and not faults:
        cases, broken = _limited(plugin, catalog, attention)
    said = [{"name": o.golden.name, "wrong": list(o.wrong)} for o in cases]
    return {"plugin": name, "cases": said, "complaints": list(broken)}


def _limited(
    plugin: Plugin, catalog: Catalog, attention: Attention
) -> tuple[list[Outcome], tuple[str, ...]]:
    """Cases and promises, unless a call does not come back in the time it has in daily work."""
    from docflow.kit.conformance import complaints
    from docflow.kit.golden import case_file, golden_cases
    from docflow.kit.running import outcome
    from docflow.workspace.absent import SHARE, OverdueError

    seconds = catalog.settings.reading.seconds / SHARE
    golden = golden_cases(case_file(plugin))
    cases: list[Outcome] = []
    try:
        for one in golden:
            cases.append(attention.within(seconds, partial(outcome, one, catalog)))
        broken = attention.within(seconds, partial(complaints, plugin, catalog, cases))
    except OverdueError as error:
        return cases, (str(error),)
    return cases, broken


def _show(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        failed = sum(bool(case["wrong"]) for case in row["cases"])
        passed = len(row["cases"]) - failed
        form = "keeps to form" if not row["complaints"] else "breaks its promises"
        click.echo(f"{row['plugin']}: {passed} of {len(row['cases'])} cases as expected; {form}")
        for case in (case for case in row["cases"] if case["wrong"]):
            click.echo(f"  {case['name']}")
            for wrong in case["wrong"]:
                click.echo(f"    {wrong}")
        for complaint in row["complaints"]:
            click.echo(f"  {complaint}")


def _reason(reason: Reason) -> dict[str, str]:
    finding, rule = reason.finding, reason.finding.rule
    said = {
        "code": finding.code,
        "severity": finding.severity,
        "field": finding.field,
        "found_by": finding.by,
        "pack": reason.pack,
        "plugin": reason.plugin,
        "place": reason.place,
    }
    if rule:
        said |= {
            "rule": rule.text,
            "source": rule.source,
            "from": str(rule.effective_from or ""),
            "to": str(rule.effective_to or ""),
            "verified": str(rule.verified or ""),
            "caveat": reason.caveat,
        }
    return said


def _show_reason(reason: Reason) -> None:
    said = _reason(reason)
    click.echo(f"{said['severity']:>7}  {said['code']}  {said['field']}")
    pack = f"pack {said['pack']}, " if said["pack"] else ""
    place = f" ({said['place']})" if said["place"] else ""
    click.echo(f"         {pack}plugin {said['plugin']}{place}")
    if "rule" in said:
        span = f"{said['from'] or '…'} to {said['to'] or '…'}"
        dates = "no dates known" if span == "… to …" else f"in force {span}"
        sure = said["caveat"] or f"verified {said['verified']}"
        click.echo(f"         {said['rule']}")
        click.echo(f"         {said['source']}; {dates}; {sure}")
