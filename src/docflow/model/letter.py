"""A letter that docflow can write, and one that it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docflow.model.reading import Source


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its name, what it is called at the desk, and its Word template.

    `template` is a file name; the host looks it up in the workspace's `templates/`, then in
    docflow's own. The template is the specification: what it prints it needs, less `optional`.
    `kinds` are the kinds of case it is for. `always`: it may be written whatever blocks the case
    (a request for what is missing is written because something is).
    """

    name: str
    title: str
    template: str
    kinds: tuple[str, ...] = ("referral",)
    optional: frozenset[str] = frozenset()
    always: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """One value that stands in a letter, and by whose word.

    `name` is the field's name ("patient.name"), or the template's name for what is no field
    ("practice_name"). `by` names the plugin or the person; "settings" for docflow.toml and
    "docflow" for what was computed. `source` is the place on paper, where there is one.
    """

    name: str
    value: str
    by: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as files: what it says, by whose word, and what it lacks.

    `letter` is the letter's name. `pdf` is None where no PDF could be made; `note` then says why,
    for the person at the desk. `gaps` are the labels of the values that the letter asked for and
    did not get. `new`: no equal letter lay in the folder before.
    """

    letter: str
    case: str
    docx: Path
    pdf: Path | None
    draft: bool
    values: tuple[Printed, ...]
    gaps: tuple[str, ...] = ()
    note: str = ""
    new: bool = True
