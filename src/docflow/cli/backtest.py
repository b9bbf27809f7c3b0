"""`docflow backtest`: what docflow would have caught on a folder of old scans; stores nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click

from docflow import backtest as past
from docflow.catalog import Catalog
from docflow.cli.door import settings_of
from docflow.cli.read import answered, checked
from docflow.errors import NotFoundError, did_you_mean
from docflow.settings import Settings
from docflow.work import take_all
from docflow.workspace.absent import Attention
from docflow.workspace.opening import gathered


@click.command()
@click.option("--payer", help="Only paper of this payer: its id or its name.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to judge by; if left out, the day on which each file was last changed.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("backtest.html"),
    show_default=True,
    help="Where the HTML report goes; what is done so far lies beside it.",
)
@click.option("--json", "plain", is_flag=True, help="Print the totals as one JSON object.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def backtest(
    workspace: Path | None,
    folder: Path,
    payer: str | None,
    as_of: datetime | None,
    report: Path,
    plain: bool,
) -> None:
    """Read all files in FOLDER and report what docflow would have caught, and visits at risk.

    Nothing is stored in the workspace. Stopped, even with the power, it goes on where it was
    when it is called again.
    """
    attention = Attention()
    settings, catalog = gathered(settings_of(workspace), attention)
    wanted = _payer(catalog, payer) if payer else ""
    day = as_of.date() if as_of else None
    report = report.resolve()
    progress = past.opened(report.with_suffix(".progress.jsonl"), _run(catalog, day))
    files = _files(folder.resolve(), {report, progress.path})
    waiting = [file for file in files if file not in progress.done]
    if len(waiting) < len(files):
        click.echo(f"{len(files) - len(waiting)} of {len(files)} files are done already.", err=True)
    for file, rows in _shown(_taken(waiting, settings, catalog, attention, day), files, waiting):
        progress.add(file, rows)
    done = [row for file in files for row in progress.done.get(file, ())]
    rows = [row for row in done if wanted in ("", row.payer)]
    of_whom = f", {wanted} only" if wanted else ""
    by = f"judged by {day}" if day else "each judged by the day of its file"
    labels = {name: spec.label for name, spec in catalog.fields.items()}
    text = past.page(rows, f"{folder}{of_whom}; {by}.", folder.resolve(), labels)
    report.write_text(text, encoding="utf-8")
    _told(past.totals(rows), report, labels, plain)


def _payer(catalog: Catalog, name: str) -> str:
    ids = {payer.id for payer in catalog.payers}
    found = name if name in ids else getattr(catalog.payer_of(name), "id", "")
    if not found:
        raise NotFoundError(f"No payer {name!r} is known.{did_you_mean(name, ids)}")
    return str(found)


def _run(catalog: Catalog, day: date | None) -> str:
    """Changes with whatever could change a finding: docflow, plugins, settings, the day."""
    settings = catalog.settings
    said = [f"{plugin.name} {_state(plugin.place)}" for plugin in catalog.plugins]
    said += [_state(Path(past.__file__).parents[1])]
    said += [str(day or ""), str(settings.practice), str(settings.reading), str(settings.rules)]
    said += [str(sorted(settings.disabled)), json.dumps(settings.tables, default=str)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _state(place: Path) -> str:
    """Size and time of change of a file, or of all code and data in a folder."""
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    seen = [(f.name, f.stat()) for f in files if f.is_file() and f.suffix != ".pyc"]
    return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in seen)


def _files(folder: Path, ours: set[Path]) -> list[Path]:
    """Every file below the folder in one order, without hidden ones and what docflow writes."""
    found = (path for path in folder.rglob("*") if path.is_file() and path not in ours)
    return sorted(p for p in found if not any(n[0] == "." for n in p.relative_to(folder).parts))


def _taken(
    files: list[Path],
    settings: Settings,
    catalog: Catalog,
    attention: Attention,
    day: date | None,
) -> Iterator[tuple[Path, list[past.Row]]]:
    """Each file with the rows of all documents in it."""

    def day_of(file: Path) -> date:
        there = day is None and file.exists()
        return day or (date.fromtimestamp(file.stat().st_mtime) if there else date.today())

    said = take_all(files, settings, day_of)
    for file, parts in groupby(said, key=lambda item: item[0]):
        rows = []
        for path, names, taken in parts:
            part = "/".join(names)
            answer = answered(path, part, taken, catalog, day_of(path))
            answer = checked(answer, catalog, attention)
            rows.append(past.row_of(str(path), part, answer.case, answer.findings))
        yield file, rows


def _shown(
    taken: Iterator[tuple[Path, list[past.Row]]], files: list[Path], waiting: list[Path]
) -> Iterator[tuple[Path, list[past.Row]]]:
    """The same, with a progress bar where somebody watches."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=len(files), completed=len(files) - len(waiting))
        for file, rows in taken:
            yield file, rows
            bar.advance(task)


def _told(said: past.Totals, report: Path, labels: Mapping[str, str], plain: bool) -> None:
    if plain:
        click.echo(json.dumps(asdict(said), ensure_ascii=False, indent=2))
        return
    click.echo(
        f"{said.documents} papers, {said.referrals} referrals: {said.lacking} lack something that "
        f"blocks, {said.doubted} need a look. {said.at_risk} of {said.visits} visits at risk."
    )
    for element in said.elements:
        if element.blocks:
            says = past.words(element.code, element.field, labels)
            click.echo(f"  {element.referrals:4}  {says} ({element.code})")
    click.echo(f"The report: {report}")
