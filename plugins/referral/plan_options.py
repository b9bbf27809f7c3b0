"""The order's terms as options that are ticked or circled: "2/wk", "8 wk"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow import Reading
from docflow.terms.schedule import parse_schedule

from .cues import AFTERWARDS
from .leads import counted, lead
from .options import Option
from .plan_parts import NOUNS, PARTS
from .view import View, said

_TWO = re.compile(r"(?<=[a-z])\W+(?=\d+x? ?[a-z])", re.I)
"""Between two options that name a number and a unit each: "12 wks 3 mos"."""


def ticked(view: View) -> Iterator[Reading]:
    """Options whose box is ticked: "2/wk", "8 wk"."""
    for option in view.options:
        schedule = parse_schedule(_chosen(view, option))
        score = _asked(view, option) if schedule else 0.0
        if schedule is None or not score:
            continue
        score = score if option.state == "on" else min(score, 0.4)
        for part, name in PARTS.items():
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
    if before is None or any(x.line is before and x.noun in NOUNS for x in view.labels):
        return 0.92
    if AFTERWARDS.search(before.text):
        return 0.0
    return 0.4 if before.text.rstrip().endswith((":", "?")) else 0.92
