"""What workers do: take a document, take a file with all that is packed in it, write letters."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from docflow import flow
from docflow.catalog import Catalog
from docflow.errors import DocflowError, UnreadableError
from docflow.model import Page, Taken
from docflow.store import Store, open_store
from docflow.workspace import Absent, Issue, Workspace, issue, without
from docflow.workspace.pictures import small

Absents = tuple[Absent, ...]


def take_document(
    catalog: Catalog, absent: Absents, path: Path, folder: Path, received: date
) -> Iterator[Taken | UnreadableError]:
    """What one document says, with small pictures of its pages; or why it cannot be read."""
    try:
        taken = flow.take(path, folder, received, without(catalog, absent))
    except UnreadableError as error:
        yield error
    else:
        yield _light(_blamed(taken, absent), small(taken.pages, folder))


def take_file(
    catalog: Catalog, absent: Absents, path: Path, folder: Path, received: date
) -> Iterator[tuple[tuple[str, ...], Taken | UnreadableError]]:
    """What a file and each file packed in it say, each with its names on the way in."""
    for names, taken in flow.unfold(path, folder, received, without(catalog, absent)):
        if isinstance(taken, Taken):
            taken = _light(_blamed(taken, absent), taken.pages)
        yield names, taken


def write_letters(
    catalog: Catalog, absent: Absents, case: str, today: date
) -> Iterator[Issue | DocflowError]:
    """The letters that a case calls for, written but not yet on record; or why there are none."""
    settings = catalog.settings
    workspace = Workspace(settings, _opened(settings.store_folder, settings.store_url), catalog)
    try:
        yield issue(workspace, case, today, absent)
    except DocflowError as error:
        yield error


@functools.cache
def _opened(folder: Path, url: str) -> Store:
    return open_store(folder, url)


def _blamed(taken: Taken, absent: Absents) -> Taken:
    return replace(taken, findings=(*taken.findings, *(a.finding for a in absent)))


def _light(taken: Taken, pages: tuple[Page, ...]) -> Taken:
    """Without words and rules: nobody needs them any more, and they weigh."""
    slim = tuple(
        replace(page, words=(), marks=tuple(m for m in page.marks if m.kind == "code"))
        for page in pages
    )
    return replace(taken, pages=slim)
