"""Which sheets of a document hold the order: not the fax cover, not the chart notes behind it."""

from __future__ import annotations

from collections.abc import Sequence

from .cues import NOTE
from .view import View

_CLINICAL = frozenset(
    "diagnosis frequency duration schedule visits procedure goals precautions minutes".split()
)


def order_sheets(views: Sequence[View]) -> tuple[View, ...]:
    """The sheets that can hold the order; all of them where none would be left."""
    return tuple(v for v in views if not _cover(v) and not _note(v)) or tuple(views)


def _cover(view: View) -> bool:
    """Whether a sheet says to whom and from whom a fax goes, and nothing of treatment."""
    roles = {label.role for label in view.labels if label.noun == "name"}
    nouns = {label.noun for label in view.labels if label.role == "order"}
    return {"recipient", "sender"} <= roles and len(nouns & _CLINICAL) < 2


def _note(view: View) -> bool:
    """Whether a sheet bears the title of a chart note in its upper third."""
    return any(NOTE.match(line.text) for line in view.lines if line.box.top < 0.33)
