"""Whether words at a label's place bear the trace of a value that nobody could make out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docflow import Word
from docflow.paper.pairs import SURE, Fit
from docflow.terms.schedule import parse_schedule

from .choices import unlisted
from .grammar import nothing
from .options import Option

LETTERS = 3
"""Letters that make a name of a stain."""

DIGITS = 2
"""Digits without which writing is no date, code or number but words beside it."""

GARBLED = 0.5
"""A word less certain than this may be anything."""

SCHEDULED = frozenset({"frequency", "duration", "schedule"})
NAMED = frozenset({"name", "payer"})
CODED = "diagnosis"
"""Its code is one word with digits; other numbers count the conditions or the patient's years."""

_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|once|twice|daily|weekly"
    r"|monthly|weeks?|wks?|months?|mos?|days?|visits|sessions)\b",
    re.I,
)

_UNIT = re.compile(r"(?:wks?|weeks?|mos?|months?|days?|x)\b", re.I)


def trace(noun: str, words: Sequence[Word], options: Sequence[Option], fit: Fit) -> bool:
    """Whether these words may hold a value of this noun that was not understood.

    Options whose box is seen to be empty say nothing, nor do parts of a schedule that are clear.
    A value that was understood and yet not taken is another's. Of a list to be circled nobody can
    say that nothing is: a loop is seen less surely than a box.
    """
    here = [o for o in options if o.state == "off" and any(o.holds(w.box) for w in words)]
    if noun in SCHEDULED and any(_hides(option) for option in here):
        return True
    rest = [w for w in words if not any(option.holds(w.box) for option in here)]
    text = " ".join(word.text for word in rest)
    if not text or nothing(text):
        return False
    if noun in NAMED:
        return sum(map(str.isalpha, text)) >= LETTERS
    garbled = [w.text for w in rest if w.confidence < GARBLED and len(w.text) >= LETTERS]
    if any(noun != CODED or any(map(str.isdigit, text)) for text in garbled):
        return True
    if noun in SCHEDULED:
        return unlisted(text) != text or bool(_COUNT.search(_unsaid(text)))
    digits = [sum(map(str.isdigit, word.text)) for word in rest]
    least = max(digits) if noun == CODED else sum(digits)
    return least >= DIGITS and fit(noun, text) < SURE


def _hides(option: Option) -> bool:
    """Whether an empty box's words hold those of a box that was not seen, a marked one perhaps.

    They say one thing twice ("1-2/wk 2/wk"), or begin with a unit whose number is lost.
    """
    schedule = parse_schedule(option.text)
    names = [name for name, _ in schedule.found] if schedule else []
    return len(names) > len(set(names)) or bool(_UNIT.match(option.text))


def _unsaid(text: str) -> str:
    """The text without what it says of a schedule."""
    schedule = parse_schedule(text)
    for _, found in schedule.found if schedule else ():
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text
