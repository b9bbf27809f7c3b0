"""`docflow doctor`: whether everything that docflow needs is there and works."""

from __future__ import annotations

import json
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

import click

from docflow import store
from docflow.catalog import Catalog
from docflow.cli.door import settings_of
from docflow.errors import DocflowError
from docflow.letters import libreoffice
from docflow.model import Page
from docflow.plugins import ask
from docflow.settings import Settings
from docflow.workspace.absent import Attention
from docflow.workspace.opening import gathered

LITTLE = 2_000_000_000
"""Bytes free on the store's disk below which somebody should act."""

TEST = "Referral 4711"
"""What stands on the picture that recognisers are tried on."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at: how it is, and what to do."""

    what: str
    state: Literal["well", "note", "bad"]
    words: str


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def doctor(workspace: Path | None, plain: bool) -> None:
    """Check Python, libraries, recognisers, plugins, LibreOffice, store, disk and inbox.

    The exit code is 10 if something is bad.
    """
    points = list(_points(workspace))
    if plain:
        click.echo(json.dumps([asdict(point) for point in points], ensure_ascii=False, indent=2))
    else:
        _show(points)
    if any(point.state == "bad" for point in points):
        sys.exit(DocflowError.exit_code)


def _points(workspace: Path | None) -> Iterator[Point]:
    yield Point("docflow", "well", f"{version('docflow')}, Python {platform.python_version()}")
    yield from _libraries()
    program = libreoffice()
    yield (
        Point("LibreOffice", "well", str(program))
        if program
        else Point("LibreOffice", "note", "Not found: letters are made as Word files, without PDF.")
    )
    try:
        settings = settings_of(workspace)
    except DocflowError as error:
        yield Point("settings", "bad", str(error))
        return
    yield from _tried("plugins", lambda: _plugins(settings))
    if settings.root:
        yield from _tried("store", lambda: _store(settings))
        yield from _folders(settings)
    else:
        yield Point("workspace", "note", "None here. Make one: docflow init FOLDER")


def _tried(what: str, look: Callable[[], Iterator[Point]]) -> Iterator[Point]:
    try:
        yield from look()
    except DocflowError as error:
        yield Point(what, "bad", str(error))


def _libraries() -> Iterator[Point]:
    needed = [line for line in requires("docflow") or () if "extra ==" not in line]
    missing = []
    for name in (re.split(r"[^\w.-]", line)[0] for line in needed):
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Point(
            "libraries", "bad", f"Not installed: {', '.join(missing)}. Install docflow anew."
        )
    else:
        yield Point("libraries", "well", f"all {len(needed)} installed")


def _plugins(settings: Settings) -> Iterator[Point]:
    _, catalog = gathered(settings, Attention())
    for fault in catalog.faults:
        yield Point(f"plugin {fault.plugin}", "bad", fault.message)
    off = f"; off: {', '.join(sorted(settings.disabled))}" if settings.disabled else ""
    yield Point("plugins", "well", f"{len(catalog.plugins)} loaded{off}")
    with tempfile.TemporaryDirectory() as folder:
        page = _test_page(Path(folder))
        second = (settings.reading.second,) if settings.reading.second else ()
        for name in (*settings.reading.recognizers, *second):
            yield _recognizer(name, page, catalog)
    yield from _tried("templates", lambda: _templates(catalog))


def _templates(catalog: Catalog) -> Iterator[Point]:
    catalog.check_letters()
    yield Point("templates", "well", f"{len(catalog.letters)} letters")


def _recognizer(name: str, page: Page, catalog: Catalog) -> Point:
    what = f"recogniser {name}"
    plugin = catalog.plugin(name)
    if plugin is None:
        return Point(what, "bad", f"[reading] names {name!r}, and there is no such plugin.")
    said, fault = ask(plugin, "docflow_recognize", page=page)
    text = " ".join(word.text for word in said or ())
    if fault:
        return Point(what, "bad", fault.message)
    if TEST.split()[1] not in text:
        return Point(what, "bad", "It does not read its test picture. Install docflow anew.")
    return Point(what, "well", "reads its test picture")


def _test_page(folder: Path) -> Page:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (850, 1100), 255)
    ImageDraw.Draw(image).text((150, 300), TEST, 0, ImageFont.load_default(48))
    path = folder / "test.png"
    image.save(path)
    return Page(1, 612, 792, image=path)


def _store(settings: Settings) -> Iterator[Point]:
    opened = store.open_store(settings.store_folder, settings.store_url)
    try:
        waiting = len(store.unfinished(opened))
        refused = len(store.documents(opened, "refused"))
        cases = len(store.cases(opened))
        words = f"version {store.version(opened)}, {cases} cases"
    finally:
        opened.close()
    words += f", {waiting} documents waiting" if waiting else ""
    words += f", {refused} set aside" if refused else ""
    yield Point("store", "well", words)
    free = shutil.disk_usage(settings.store_folder).free
    state: Literal["well", "bad"] = "well" if free > LITTLE else "bad"
    yield Point("disk", state, f"{free / 1e9:.1f} GB free")


def _folders(settings: Settings) -> Iterator[Point]:
    inbox = settings.inbox_folder
    if not inbox.is_dir():
        yield Point("inbox", "bad", f"{inbox} is not there. Make the folder or name another one.")
        return
    probe = inbox / ".docflow-doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        words = f"{inbox} is read-only: files are read and stay there."
        yield Point("inbox", "note", words)
    else:
        yield Point("inbox", "well", str(inbox))


def _show(points: list[Point]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    marks = {"well": "[green]well[/]", "note": "[yellow]note[/]", "bad": "[red]bad[/]"}
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for point in points:
        table.add_row(marks[point.state], escape(point.what), escape(point.words))
    Console().print(table)
