"""The evaluation as one HTML page without scripts or links, with pictures of the worst errors."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from importlib.resources import files

from docflow.evaluation.outcomes import Outcome
from docflow.evaluation.tally import tallies

WORST = 60
"""So many errors are shown; those that nobody was asked about come first."""

_ORDER = {"silent": 0, "asked-wrong": 1, "missed": 2}


def worst(found: Sequence[Outcome]) -> list[Outcome]:
    """The errors that matter most: silent ones, then the surest of the wrong, then the missed."""
    wrong = [outcome for outcome in found if outcome.verdict in _ORDER]
    return sorted(wrong, key=lambda o: (_ORDER[o.verdict], -o.confidence, o.file, o.field))[:WORST]


def page(found: Sequence[Outcome], pictures: Mapping[Outcome, bytes], subject: str) -> str:
    """The page about these outcomes; `pictures` are PNGs of the places of some errors."""
    from jinja2 import Environment, StrictUndefined

    text = (files("docflow.evaluation") / "report.html.j2").read_text(encoding="utf-8")
    env = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    errors = [
        (outcome, base64.b64encode(pictures[outcome]).decode() if outcome in pictures else "")
        for outcome in worst(found)
    ]
    return env.from_string(text).render(
        subject=subject,
        all=tallies(found, lambda o: "all"),
        fields=tallies(found, lambda o: o.field),
        groups=tallies(found, lambda o: o.group or "no group"),
        errors=errors,
    )
