"""One thing that a template may print, and by whose word it stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docflow.letters.marks import doubtful, plain
from docflow.letters.wording import worded
from docflow.model import Case, Field, Printed

SETTINGS, COMPUTED = "settings", "docflow"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value for the template (text, a list, or the bytes of a PNG) and its sources."""

    value: object
    printed: tuple[Printed, ...] = ()


def beliefs(case: Case, *names: str) -> tuple[Field, ...]:
    """What the case believes about the fields, without those that are not on the paper."""
    return tuple(f for name in names for f in case.fields.get(name, ()) if f.value)


def text_of(belief: Field, text: str | None = None) -> str:
    """The belief's value (or the text made of it) for print, fenced if it is in doubt."""
    text = plain(worded(belief.name, belief.value) if text is None else text)
    return doubtful(text) if belief.review else text


def sources(said: Iterable[Field]) -> tuple[Printed, ...]:
    """The record of each value, with the plugin or the person and the place."""
    return tuple(Printed(f.name, f.value, f.best.by or COMPUTED, f.best.source) for f in said)


def computed(case: Case, name: str, text: str, *fields: str) -> Entry:
    """A value that docflow made of fields, in doubt if one of them is."""
    if not text:
        return Entry("")
    used = beliefs(case, *fields)
    shown = doubtful(text) if any(f.review for f in used) else text
    return Entry(shown, (*sources(used), Printed(name, text, COMPUTED)))
