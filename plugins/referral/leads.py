"""The words before a row of tick boxes or of numbers to be circled: what its options answer."""

from __future__ import annotations

import re

from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.rows import on_row

from .options import Option
from .view import View

_COUNTS = ("frequency", "duration", "visits", "minutes")
_BARE = re.compile(r"\d{1,3}(?:-\d{1,3})?x?")


def counted(view: View, option: Option) -> str:
    """An option's text, a bare number with the unit that its label asks for: "2 per week"."""
    if not _BARE.fullmatch(option.text):
        return option.text
    label = _asking(view, option)
    return f"{option.text} {_unit(label)}" if label else option.text


def _asking(view: View, option: Option) -> Label | None:
    """The label that an option is the value of, or the last one before it on its row."""
    _, y = option.box.middle
    paired = [
        pair.label
        for pair in view.of(*_COUNTS)
        if any(run.box.holds(option.box) for run in pair.runs)
    ]
    row = [
        label
        for label in view.labels
        if label.box.right <= option.box.left and label.box.top < y < label.box.bottom
    ]
    label = paired[0] if paired else max(row, key=lambda one: one.box.right, default=None)
    return label if label is not None and label.noun in _COUNTS else None


def _unit(label: Label) -> str:
    """What a bare number under a label counts, "" where the label leaves it open."""
    if label.noun in ("visits", "minutes"):
        return label.noun
    known = [unit for unit, word in (("week", "w(?:ee)?k"), ("month", "mo")) if _in(word, label)]
    if len(known) != 1:
        return ""
    return f"per {known[0]}" if label.noun == "frequency" else f"{known[0]}s"


def _in(word: str, label: Label) -> bool:
    return bool(re.search(word, label.phrase.replace(" ", "")))


def lead(view: View, option: Option) -> Line | None:
    """The nearest line before an option on its row that is no option's itself."""
    row = [
        line
        for line in view.lines
        if line.box.right <= option.box.left
        and on_row(line.box, option.box)
        and not any(other.holds(line.box) for other in view.options)
    ]
    return max(row, key=lambda line: line.box.right, default=None)
