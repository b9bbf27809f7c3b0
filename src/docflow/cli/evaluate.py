"""`docflow evaluate`: reads a folder of paper with truth and reports how right docflow is."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from docflow.catalog import Catalog, gather
from docflow.cli.door import settings_of
from docflow.cli.read import answered
from docflow.errors import DocflowError, UsageError
from docflow.evaluation import Outcome, outcomes, page, tallies
from docflow.evaluation.report import worst
from docflow.settings import Settings
from docflow.work import take_all

TRUTH = "truth.json"


@click.command()
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("evaluation.html"),
    show_default=True,
    help="Where the HTML page goes. It shows patients' data: keep it where the paper is kept.",
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def evaluate(workspace: Path | None, folder: Path, report: Path) -> None:
    """Read the files that truth.json in FOLDER names, and compare with what it says.

    truth.json is a list of objects with "file", "truth" (field: value, or a list of values), and
    if wished "today" (YYYY-MM-DD, the day to judge by) and "channel" (a group to count apart).
    Nothing is stored.
    """
    settings = settings_of(workspace)
    catalog = gather(settings)
    rows = _rows(folder / TRUTH)
    found = list(_shown(_compared(rows, folder, settings, catalog), len(rows)))
    flat = [outcome for _, some in found for outcome in some]
    pictures = _pictures(worst(flat), folder, catalog)
    subject = f"{len(rows)} files of {folder}, read on {date.today()}."
    report.write_text(page(flat, pictures, subject), encoding="utf-8")
    for tally in tallies(flat, lambda outcome: "all"):
        click.echo(
            f"read {tally.read:.1%}, straight through {tally.straight:.1%}, "
            f"silent errors {tally.silent:.2%}. The report: {report}"
        )


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UsageError(f"There is no {path}. Write it first: docflow evaluate --help") from None
    except ValueError as error:
        line = getattr(error, "lineno", "?")
        raise UsageError(f"{path} is no JSON; look at line {line}.") from None
    if not isinstance(rows, list) or not all(
        isinstance(row, dict)
        and isinstance(row.get("file"), str)
        and isinstance(row.get("truth"), dict)
        for row in rows
    ):
        raise UsageError(f'{path} is no list of objects with "file" and "truth".')
    return rows


def _compared(
    rows: Sequence[dict[str, Any]], folder: Path, settings: Settings, catalog: Catalog
) -> Iterator[tuple[str, list[Outcome]]]:
    """Each file's outcomes; a field counts in every file once the truth of any file names it."""
    asked = {name for row in rows for name in row["truth"] if name in catalog.fields}
    truths = {folder / row["file"]: row for row in rows}
    days = {path: _day(row) for path, row in truths.items()}
    said = take_all(truths, settings, lambda path: days[path])
    for path, parts in groupby(said, key=lambda item: item[0]):
        row = truths[path]
        _, names, taken = next(parts)
        case = answered(path, "/".join(names), taken, catalog, days[path]).case
        truth = {name: row["truth"].get(name, "") for name in asked}
        group = str(row.get("channel", ""))
        yield row["file"], list(outcomes(row["file"], group, truth, case, catalog.fields))


def _day(row: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(row["today"]) if "today" in row else date.today()
    except (TypeError, ValueError):
        raise UsageError(f'"today" of {row["file"]} is no day like 2026-11-20.') from None


def _shown(
    items: Iterable[tuple[str, list[Outcome]]], total: int
) -> Iterator[tuple[str, list[Outcome]]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(items, total=total, description="Reading")


def _pictures(errors: Sequence[Outcome], folder: Path, catalog: Catalog) -> dict[Outcome, bytes]:
    """The place of each error on its page, as a PNG; none where the page has no picture."""
    from docflow.flow.taking import read

    shown: dict[Outcome, bytes] = {}
    placed = sorted((o for o in errors if o.source), key=lambda o: o.file)
    for file, some in groupby(placed, key=lambda o: o.file):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
            try:
                _, pages, _, _ = read(folder / file, Path(work), catalog)
            except DocflowError:
                continue
            shown |= {o: png for o in some if (png := _picture(o, pages))}
    return shown


def _picture(outcome: Outcome, pages: Sequence[Any]) -> bytes:
    import cv2

    from docflow.paper import crop

    number = outcome.source.page if outcome.source else 0
    page_of = next((p for p in pages if p.number == number and p.image), None)
    if page_of is None or outcome.source is None:
        return b""
    box = page_of.delivered.inverse().box(outcome.source.box)
    done, png = cv2.imencode(".png", crop(page_of, box, pad=0.6))
    return bytes(png) if done else b""
