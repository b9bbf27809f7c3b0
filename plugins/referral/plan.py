"""The order's terms: how often, how long, how many visits and minutes, wherever it says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docflow import Reading
from docflow.paper.labels import Label

from .plan_labels import labelled
from .plan_options import ticked
from .plan_parts import PARTS, UNMARKED, unmarked
from .plan_prose import SHY, loose
from .view import View


def schedules(views: Sequence[View]) -> Iterator[Reading]:
    """Frequency, duration, visits and minutes, from labels, ticked options and sentences."""
    found = [r for view in views for r in (*labelled(view), *ticked(view))]
    have = {reading.field for reading in found}
    yield from found
    asked = {PARTS[x.noun] for v in views for x in v.labels if _asks(x)}
    for reading in (r for view in views for r in loose(view)):
        same = [r for r in found if (r.field, r.value) == (reading.field, reading.value)]
        if same:
            yield unmarked(reading) if any(UNMARKED in r.grounds for r in same) else reading
        elif reading.field not in have:
            stray = reading.field in asked and "unlabelled" in reading.grounds
            sure = min(reading.confidence, SHY) if stray else reading.confidence
            yield replace(reading, confidence=sure)


def _asks(label: Label) -> bool:
    """Whether a label asks for one part of the order; "for" alone may be a sentence's word."""
    return label.noun in PARTS and label.role == "order" and label.phrase != "for"
