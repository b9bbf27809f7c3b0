"""What a reader saw once, and the definition of what can be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq

from docflow.model.page import Box

PERSON = "person:"
"""Prefix of `Reading.by` for a person's word, which outranks every machine."""

DERIVED = "derived"
"""The ground of a value that docflow computed and that does not stand on the paper."""

GUESSED = "guessed"
"""The ground of a name that was set right by more than readers' usual slips: a person must look."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place on paper: document id, page from 1, box on the page.

    Plugins give the box on the upright page; the host turns it into one on the page as delivered.
    """

    document: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as one reader saw it once.

    `text` is what stands on the paper, `value` its canonical form (the host cleans it again).
    A person's empty value means "not on the paper". `confidence` (0 to 1) is the plugin's own
    until the host weighs it with `grounds`: short words for independent evidence, such as
    "label", "check-digit", "table", "described", "twice", "agreed". `by` is set by the host.
    """

    field: str
    value: str
    text: str = ""
    confidence: float = 0.5
    source: Source | None = None
    grounds: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """The one definition of a field.

    `clean` turns text into the canonical value, or "" where the text is none; it never raises
    and cleaning twice changes nothing. `many`: the field can hold several values. `identifies`:
    it tells one person from another, so any difference between documents blocks. `critical`: a
    wrong value costs money, so one machine's word alone is never enough. `same` says whether two
    clean values mean the same ("Danny Edwards", "Danny M Edwards").
    """

    name: str
    label: str
    clean: Callable[[str], str] = str.strip
    many: bool = False
    identifies: bool = False
    critical: bool = False
    meaning: str = ""
    same: Callable[[str, str], bool] = eq
