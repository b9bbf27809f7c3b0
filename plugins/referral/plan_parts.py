"""The parts of an order's terms, each a field: how often, how long, how many visits and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docflow import Reading, Source
from docflow.terms.schedule import Schedule

from .view import said

PARTS = {
    "frequency": "order.frequency",
    "duration": "order.duration",
    "visits": "order.visits",
    "minutes": "order.session_minutes",
}
"""The field of each part of a schedule."""
NOUNS = ("schedule", "frequency", "duration", "visits", "minutes", "procedure", "notes")
"""Of labels under which an order may say its terms."""

UNMARKED = "alone"
"""The ground of an option whose mark nobody saw: it always goes to a person."""


def parts_of(schedule: Schedule, source: Source, score: float, ground: str) -> Iterator[Reading]:
    """Every part that a text outside labels says; a bare "x6" there may count anything."""
    for part in PARTS:
        value = getattr(schedule, part)
        if value and not value.startswith("x"):
            yield part_of(schedule, part, source, score, ground)


def unmarked(reading: Reading) -> Reading:
    """A reading of an option of which nobody saw whether it is chosen."""
    return replace(reading, grounds=tuple(sorted({*reading.grounds, UNMARKED})))


def part_of(schedule: Schedule, part: str, source: Source, score: float, ground: str) -> Reading:
    """One part of a schedule; what a person has to clear up counts less."""
    place = schedule.place(part)
    repaired = place is not None and place.repaired
    grounds = [ground, *(["repaired"] if repaired else [])]
    if schedule.ambiguous:
        grounds.append("ambiguous")
        score -= 0.25
    value, text = getattr(schedule, part), place.text if place else ""
    return said(PARTS[part], value, text, source, score, *grounds)
