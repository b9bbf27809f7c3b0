"""Steps of an appeal as they are kept: "2026-11-30 fax 1 ab12cd34"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

HOW = ("fax", "mail", "certified-mail", "portal", "email", "courier", "hand")
"""The ways in which an appeal is sent."""

RESULTS = ("overturned", "partly", "upheld", "dismissed", "withdrawn")
"""What can come of an appeal."""

_VALUE = re.compile(r"(\d{4}-\d\d-\d\d) ([a-z-]+) ([1-9]) ([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a denial: the day, how or with what result, at which level.

    `mark` is the first eight digits of the id of the notice's document.
    """

    day: date
    word: str
    level: int
    mark: str

    @property
    def value(self) -> str:
        """As it is kept."""
        return f"{self.day.isoformat()} {self.word} {self.level} {self.mark}"


def step_of(text: str) -> Step | None:
    """The step that a text says, None if it is none."""
    match = _VALUE.fullmatch(" ".join(text.lower().split()))
    if not match:
        return None
    try:
        return Step(date.fromisoformat(match[1]), match[2], int(match[3]), match[4])
    except ValueError:
        return None


def clean_step(text: str, words: tuple[str, ...]) -> str:
    """The canonical value, or "" if the text is none or its word is not among `words`."""
    step = step_of(text)
    return step.value if step and step.word in words else ""
