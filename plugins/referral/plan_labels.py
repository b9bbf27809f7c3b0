"""The order's terms under their labels: "Frequency: 2x/week", a bare "6" under "Visits"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow import Reading
from docflow.paper.pairs import Pair
from docflow.paper.rows import on_row
from docflow.paper.runs import Run
from docflow.terms.schedule import clean_duration, clean_minutes, clean_visits, parse_schedule

from .choices import unlisted
from .cues import FORBIDS
from .plan_parts import NOUNS, PARTS, part_of, unmarked
from .rows import among_options, spared
from .view import View, said

_COUNTED = ("visits", "minutes", "duration")


def labelled(view: View) -> Iterator[Reading]:
    """What stands under the labels of an order's terms."""
    for pair in view.of(*NOUNS):
        if any(view.ticked(run.box) for run in pair.runs) or pair.label.role not in ("order", ""):
            continue
        if view.passage(pair.label.line).running and not pair.label.colon:
            continue
        bare = _bare(pair, view) if pair.label.noun in _COUNTED else None
        told = [bare] if bare is not None else _said(view, pair)
        unseen = among_options(pair.runs[0].box, view.options)
        yield from (unmarked(reading) if unseen else reading for reading in told)


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
        PARTS[noun], value, pair.text, view.source(pair.box), 0.35 + 0.65 * pair.score, "label"
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
        and x.noun in PARTS
        and x.noun != pair.label.noun
        and 0 <= x.box.left - run.box.right < 2 * run.box.height
        and on_row(x.box, run.box)
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
    for part in PARTS:
        value = getattr(schedule, part)
        if value and _fits(part, value, pair.label.noun):
            own = part == pair.label.noun or pair.label.noun == "schedule"
            score = base if own else base - 0.1
            yield part_of(schedule, part, view.source(pair.box), score, ground)


def _run(view: View, run: Run) -> str:
    """A run's text without the items of a printed list."""
    return spared(run.line, view.lines)[run.start : run.end]


def _fits(part: str, value: str, noun: str) -> bool:
    """Whether this label can say this part: a number of minutes is no length of treatment."""
    if noun == "minutes":
        return part == "minutes"
    return noun in ("schedule", "frequency", "duration") or not value.startswith("x")
