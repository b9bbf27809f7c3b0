"""The order's terms outside labels: sentences of a letter, lines of a pad, filled blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow import Reading
from docflow.paper.lines import Line
from docflow.paper.prose import Passage
from docflow.terms.schedule import parse_schedule

from .choices import unlisted
from .cues import AFTERWARDS, DOSE, FORBIDS, GOAL, HOMEWORK, LIMIT, ORDERED, PAST, SESSION, VALIDITY
from .governor import governor
from .plan_parts import PARTS, parts_of
from .rows import caption, sentences, spared
from .teaching import taught
from .view import View

FILLED = 0.85
"""How surely a form's own sentence orders what stands in its blanks."""
SHY = 0.3
"""The confidence of what may belong to something else: a person looks at it."""
ITEMS = 4
"""So many numbered labels make a numbered form."""
BRIEF = 7
"""A line of so many words that names minutes says how long a session is."""
_HISTORY = ("history", "medications", "allergies")
_ANOTHER = ("goals", "precautions", "other")
"""Nouns of labels that ask for something else than the schedule that stands behind them."""


def loose(view: View) -> Iterator[Reading]:
    """Schedules outside labels: sentences of a letter, lines of a prescription pad, filled rows."""
    yield from _filled(view)
    for passage in view.passages:
        for start, end in _spans(passage):
            yield from _told(view, passage, start, end)


def _spans(passage: Passage) -> tuple[tuple[int, int], ...]:
    """The sentences of running text, the lines of anything else."""
    if passage.running:
        return passage.sentences()
    return tuple((at, at + len(line.text)) for at, line in passage.parts)


def _told(view: View, passage: Passage, start: int, end: int) -> Iterator[Reading]:
    """What one sentence or line orders."""
    running = passage.running
    text = passage.text[start:end] if running else _printed(view, passage, start)
    text = _masked(view, passage, unlisted(text), start)
    schedule = parse_schedule(text)
    if schedule is None:
        return
    first = start + min((found.start for _, found in schedule.found), default=0)
    score = _weight(view, passage, first, text)
    whole = running or schedule.frequency or (schedule.minutes and _brief(text))
    if score and (whole or schedule.duration):
        source, ground = view.source(passage.box(start, end)), "prose" if running else "unlabelled"
        yield from parts_of(schedule, source, score if whole else SHY, ground)


def _printed(view: View, passage: Passage, start: int) -> str:
    """A line of a form without the items of a printed list."""
    return spared(next(line for at, line in passage.parts if at == start), view.lines)


def _filled(view: View) -> Iterator[Reading]:
    """Sentences of print with blanks that are filled in: both how often and how long is sure."""
    for parts in sentences(view.lines, view.options):
        whole = Passage.of(parts)
        text = FORBIDS.sub("", whole.text)
        schedule = parse_schedule(text)
        if schedule is None or _elsewhere(text) or any(taught(view, line) for line in parts):
            continue
        score = FILLED if schedule.frequency and schedule.duration else SHY
        source = view.source(whole.box(0, len(whole.text)))
        yield from parts_of(schedule, source, score, "sentence")


def _masked(view: View, passage: Passage, text: str, start: int) -> str:
    """The text with blanks for goals and precautions: "goal: walk 45 minutes" is no session."""
    for pair in view.of("goals", "precautions"):
        for run in pair.runs:
            first = passage.at(run.line, run.start) - start
            last = first + run.end - run.start
            if first + start >= 0 and first < len(text) and last > 0:
                first, last = max(first, 0), min(last, len(text))
                text = text[:first] + " " * (last - first) + text[last:]
    return text


def _brief(text: str) -> bool:
    """Whether a line says little more than how long a session is: "45 min sessions"."""
    words = text.split()
    return len(words) <= 3 or (len(words) <= BRIEF and bool(SESSION.search(text)))


def _weight(view: View, passage: Passage, start: int, text: str) -> float:
    """How likely a sentence or line orders what it says from a place on; 0: not at all."""
    line = next(line for at, line in reversed(passage.parts) if at <= start)
    if _elsewhere(text) or view.ticked(line.box) or taught(view, line):
        return 0.0
    lead = caption(line, view.lines)
    if not passage.running and (AFTERWARDS.match(text) or (lead and AFTERWARDS.search(lead.text))):
        return 0.0
    if any(run.line is line for pair in view.of(*_HISTORY) for run in pair.runs):
        return 0.0
    if passage.running:
        return 0.85 if ORDERED.search(text) else 0.0 if GOAL.search(text) else 0.25
    label = governor(view, line, max(start - passage.at(line, 0), 0), line.box)
    if label is not None and (label.role in ("history", "other") or label.noun in _ANOTHER):
        return 0.0
    return 0.2 if _numbered(view, line) or LIMIT.search(text) else 0.6


def _elsewhere(text: str) -> bool:
    """Whether words tell of a past order, of patients' own work, of a drug or of the form."""
    return any(cue.search(text) for cue in (PAST, HOMEWORK, VALIDITY, DOSE, FORBIDS))


def _numbered(view: View, line: Line) -> bool:
    """Whether the number that opens a line is an item's of the form: "29 MINUTES"."""
    items = [x for x in view.labels if re.match(r"\d{1,2}[A-Za-z]?[\s.)]", x.line.text)]
    asked = any(
        x.line is line and x.noun in PARTS and line.text[: x.start].strip(" .)").isdigit()
        for x in items
    )
    return asked or (len(items) >= ITEMS and bool(re.fullmatch(r"\d{1,2}\s[A-Z /]+", line.text)))
