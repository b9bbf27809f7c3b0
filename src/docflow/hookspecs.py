"""The seven hooks: three nouns, asked once at start, and four verbs, done for each document.

A plugin is a module (or package) in a `plugins/` folder, or an installed package with an entry
point in the group `docflow`, that defines functions of these names marked with `hookimpl`. It
may take fewer arguments than the hook gives, by name, never with defaults. Plugins only add; the
host signs every answer, cleans it and merges by value, so the order of plugins never matters.

`settings` is the plugin's own table `[plugins.NAME]` of docflow.toml; empty if there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from docflow.model import (
        Case,
        Document,
        Enclosure,
        FieldSpec,
        Finding,
        Letter,
        Page,
        Payer,
        Reading,
        Word,
    )

hookspec = pluggy.HookspecMarker("docflow")
hookimpl = pluggy.HookimplMarker("docflow")

Settings = Mapping[str, Any]


@hookspec
def docflow_fields(settings: Settings) -> Iterable[FieldSpec]:  # type: ignore[empty-body]
    """Define fields. A field has exactly one definition; any plugin may read it."""


@hookspec
def docflow_payers(settings: Settings) -> Iterable[Payer]:  # type: ignore[empty-body]
    """Describe payers: their names, what they want, by which rules."""


@hookspec
def docflow_letters(settings: Settings) -> Iterable[Letter]:  # type: ignore[empty-body]
    """Offer letters, each with a template from a `templates/` folder."""


@hookspec
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page | Enclosure] | None:
    """Read a file of a kind that this plugin knows, or return None at once.

    Decide by the file's first bytes, never by its name alone. Give pages with the words that the
    file itself carries and a picture of each page where it has one, written into `folder`, which
    is removed afterwards. Give an `Enclosure` for each file inside the file.
    Raise `UnreadableError` with a reason for a lay reader if the file is of this kind but broken,
    encrypted or too large. Runs in a worker process with a time and a memory limit.
    """


@hookspec
def docflow_recognize(page: Page, settings: Settings) -> Iterable[Word] | None:
    """Recognise the words in the picture of a page (`page.image`), or return None.

    Boxes are fractions of that picture. docflow asks the recognisers in the order that the
    setting `reading.recognizers` names: the first answer is the reading; the next reader is shown
    small pictures of single places, for agreement.
    """


@hookspec
def docflow_extract(  # type: ignore[empty-body]
    document: Document, settings: Settings
) -> Iterable[Reading | Enclosure]:
    """Say which fields stand on the document, with value, place and grounds.

    The kind of the document is a reading too (`document.kind`). Say nothing rather than guess.
    Where one sheet is about several persons or claims, give an `Enclosure` for each part, written
    beside the pages' pictures: docflow reads each as a document of its own.
    """


@hookspec
def docflow_check(case: Case, settings: Settings) -> Iterable[Finding]:  # type: ignore[empty-body]
    """Say what is missing, wrong or due about a case, each with its rule and source."""
