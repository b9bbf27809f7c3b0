"""The order's terms: how often, how long, how many visits and minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docflow import Reading, Source
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.pairs import Pair
from docflow.paper.prose import Passage
from docflow.paper.runs import Run
from docflow.terms.schedule import (
    Schedule,
    clean_duration,
    clean_minutes,
    clean_visits,
    parse_schedule,
)

from .choices import unlisted
from .clinical import governor
from .cues import (
    AFTERWARDS,
    DOSE,
    FORBIDS,
    GOAL,
    HOMEWORK,
    LIMIT,
    ORDERED,
    PAST,
    SESSION,
    VALIDITY,
)
from .leads import counted, lead
from .options import Option
from .rows import caption, sentences, spared
from .teaching import taught
from .view import View, said

_PARTS = {
    "frequency": "order.frequency",
    "duration": "order.duration",
    "visits": "order.visits",
    "minutes": "order.session_minutes",
}
FILLED = 0.85
"""How surely a form's own sentence orders what stands in its blanks."""
SHY = 0.3
"""The confidence of what may belong to something else: a person looks at it."""
ITEMS = 4
"""So many numbered labels make a numbered form."""
BRIEF = 7
"""A line of so many words that names minutes says how long a session is."""
_TWO = re.compile(r"(?<=[a-z])\W+(?=\d+x? ?[a-z])", re.I)
"""Between two options that name a number and a unit each: "12 wks 3 mos"."""
_TOLD = ("history", "medications", "allergies")
_NOUNS = ("schedule", "frequency", "duration", "visits", "minutes", "procedure", "notes")


def schedules(views: Sequence[View]) -> Iterator[Reading]:
    """Frequency, duration, visits and minutes, from labels, ticked options and sentences."""
    found = [r for view in views for r in (*_labelled(view), *_ticked(view))]
    have = {reading.field for reading in found}
    loose = [r for view in views for r in _loose(view)]
    yield from found
    asked = {_PARTS[x.noun] for v in views for x in v.labels if _asks(x)}
    for reading in loose:
        if _seconds(reading, found):
            yield reading
        elif reading.field not in have:
            stray = reading.field in asked and "unlabelled" in reading.grounds
            sure = min(reading.confidence, SHY) if stray else reading.confidence
            yield replace(reading, confidence=sure)


def _asks(label: Label) -> bool:
    """Whether a label asks for one part of the order; "for" alone may be a sentence's word."""
    return label.noun in _PARTS and label.role == "order" and label.phrase != "for"


def _seconds(reading: Reading, found: Sequence[Reading]) -> bool:
    """Whether a reading outside the labels says the same as one under them."""
    return any(r.field == reading.field and r.value == reading.value for r in found)


def _labelled(view: View) -> Iterator[Reading]:
    for pair in view.of(*_NOUNS):
        if any(view.ticked(run.box) for run in pair.runs) or pair.label.role not in ("order", ""):
            continue
        if view.passage(pair.label.line).running and not pair.label.colon:
            continue
        if pair.label.noun in ("visits", "minutes", "duration"):
            bare = _bare(pair, view)
            if bare is not None:
                yield bare
                continue
        yield from _said(view, pair)


def _bare(pair: Pair, view: View) -> Reading | None:
    """A number alone under a label that says what it counts."""
    match = re.fullmatch(
        r"\W*(\d{1,3}(?:\s*-\s*\d{1,3})?)(?!\s*:\s*\d)\W*(\w+\.?)?\W*", _run(view, pair.runs[0])
    )
    noun = pair.label.noun
    if match is None or _other_unit(noun, match[2]) or _asked_behind(view, pair):
        return None
    clean = {"visits": clean_visits, "minutes": clean_minutes}.get(noun)
    if clean is None:
        units = [unit for unit in ("weeks", "months") if unit[:-1] in pair.label.phrase]
        unit = match[2] or (units[0] if len(units) == 1 else "")
        value = clean_duration(f"{match[1]} {unit}") if unit else ""
    else:
        value = clean(match[1])
    if not value:
        return None
    return said(
        _PARTS[noun], value, pair.text, view.source(pair.box), 0.35 + 0.65 * pair.score, "label"
    )


def _other_unit(noun: str, unit: str | None) -> bool:
    """Whether the word behind a number says that it counts something else."""
    if noun == "minutes":
        return not re.match(r"min|$", unit or "", re.I)
    time = re.match(r"min|week|wk|month|mo\b|day|hour", unit or "", re.I)
    return noun == "visits" and time is not None


def _asked_behind(view: View, pair: Pair) -> bool:
    """Whether a number stands before another label that asks for one: "total visits 30 minutes"."""
    run = pair.runs[0]
    return not pair.label.colon and any(
        x is not pair.label
        and x.noun in _PARTS
        and x.noun != pair.label.noun
        and 0 <= x.box.left - run.box.right < 2 * run.box.height
        and abs(x.box.middle[1] - run.box.middle[1]) < 0.6 * run.box.height
        for x in view.labels
    )


def _said(view: View, pair: Pair) -> Iterator[Reading]:
    text = FORBIDS.sub("", unlisted(" ".join(_run(view, run) for run in pair.runs)))
    schedule = parse_schedule(text)
    if schedule is None:
        return
    primary = pair.label.noun in ("schedule", "frequency", "duration", "visits", "minutes")
    base = 0.35 + 0.65 * pair.score if primary else 0.3 + 0.3 * pair.score
    ground = "label" if primary else "weak-label"
    for part in _PARTS:
        value = getattr(schedule, part)
        if value and _fits(part, value, pair.label.noun):
            own = part == pair.label.noun or pair.label.noun == "schedule"
            score = base if own else base - 0.1
            yield _reading(schedule, part, view.source(pair.box), score, ground)


def _run(view: View, run: Run) -> str:
    """A run's text without the items of a printed list."""
    return spared(run.line, view.lines)[run.start : run.end]


def _fits(part: str, value: str, noun: str) -> bool:
    """Whether this label can say this part: a number of minutes is no length of treatment."""
    if noun == "minutes":
        return part == "minutes"
    return noun in ("schedule", "frequency", "duration") or not value.startswith("x")


def _reading(schedule: Schedule, part: str, source: Source, score: float, ground: str) -> Reading:
    """One part of a schedule; what a person has to clear up counts less."""
    place = schedule.place(part)
    repaired = place is not None and place.repaired
    grounds = [ground, *(["repaired"] if repaired else [])]
    if schedule.ambiguous:
        grounds.append("ambiguous")
        score -= 0.25
    value, text = getattr(schedule, part), place.text if place else ""
    return said(_PARTS[part], value, text, source, score, *grounds)


def _ticked(view: View) -> Iterator[Reading]:
    """Options whose box is ticked: "2/wk", "8 wk"."""
    for option in view.options:
        schedule = parse_schedule(_chosen(view, option))
        score = _asked(view, option) if schedule else 0.0
        if schedule is None or not score:
            continue
        score = score if option.state == "on" else min(score, 0.4)
        for part, name in _PARTS.items():
            value = getattr(schedule, part)
            if value:
                text = _marked(view, option)
                yield said(name, value, text, view.source(option.box), score, "tick")


def _marked(view: View, option: Option) -> str:
    """The words at an option's place: a circled one does not stand beside its unit."""
    if not any(option is circled for circled in view.circled):
        return option.text
    words = [word for line in view.lines for word in line.words if option.holds(word.box)]
    return " ".join(word.text for word in words) or option.text


def _chosen(view: View, option: Option) -> str:
    """An option's text, "" if its box is empty.

    Where two options stand behind an empty box, the second has one that nobody saw.
    """
    if option.state != "off":
        return counted(view, option)
    *first, last = _TWO.split(option.text)
    return last if any(map(parse_schedule, first)) and parse_schedule(last) else ""


def _asked(view: View, option: Option) -> float:
    """How likely a ticked option is the order's: its row may ask when to report or to return."""
    before = lead(view, option)
    if before is None or any(x.line is before and x.noun in _NOUNS for x in view.labels):
        return 0.92
    if AFTERWARDS.search(before.text):
        return 0.0
    return 0.4 if before.text.rstrip().endswith((":", "?")) else 0.92


def _loose(view: View) -> Iterator[Reading]:
    """Schedules outside labels: sentences of a letter, lines of a prescription pad, filled rows."""
    yield from _filled(view)
    for passage in view.passages:
        running = passage.running
        spans = (
            passage.sentences()
            if running
            else tuple((at, at + len(line.text)) for at, line in passage.parts)
        )
        for start, end in spans:
            text = passage.text[start:end] if running else _printed(view, passage, start)
            text = _masked(view, passage, unlisted(text), start)
            schedule = parse_schedule(text)
            at = min((found.start for _, found in schedule.found), default=0) if schedule else 0
            score = _weight(view, passage, start + at, text) if schedule else 0.0
            schedule = schedule if score else None
            brief = schedule is not None and schedule.minutes and _brief(text)
            if schedule is None or not (
                schedule.frequency or schedule.duration or running or brief
            ):
                continue
            source = view.source(passage.box(start, end))
            for part in _PARTS:
                value = getattr(schedule, part)
                if value and not value.startswith("x"):
                    sure = score if schedule.frequency or running or brief else SHY
                    yield _reading(
                        schedule, part, source, sure, "prose" if running else "unlabelled"
                    )


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
        for part in _PARTS:
            value = getattr(schedule, part)
            if value and not value.startswith("x"):
                yield _reading(schedule, part, source, score, "sentence")


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
    if any(run.line is line for pair in view.of(*_TOLD) for run in pair.runs):
        return 0.0
    if passage.running:
        return 0.85 if ORDERED.search(text) else 0.0 if GOAL.search(text) else 0.25
    label = governor(view, line, max(start - passage.at(line, 0), 0), line.box)
    if label is not None and (
        label.role in ("history", "other") or label.noun in ("goals", "precautions")
    ):
        return 0.0
    return 0.2 if _numbered(view, line) or LIMIT.search(text) else 0.6


def _elsewhere(text: str) -> bool:
    """Whether words tell of a past order, of patients' own work, of a drug or of the form."""
    return any(cue.search(text) for cue in (PAST, HOMEWORK, VALIDITY, DOSE, FORBIDS))


def _numbered(view: View, line: Line) -> bool:
    """Whether the number that opens a line is an item's of the form: "29 MINUTES"."""
    items = [x for x in view.labels if re.match(r"\d{1,2}[A-Za-z]?[\s.)]", x.line.text)]
    asked = any(
        x.line is line and x.noun in _PARTS and line.text[: x.start].strip(" .)").isdigit()
        for x in items
    )
    return asked or (len(items) >= ITEMS and bool(re.fullmatch(r"\d{1,2}\s[A-Z /]+", line.text)))
