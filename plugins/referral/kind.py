"""What kind of paper this is: a referral, or something that only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docflow import Box, Reading

from .cues import DENIAL, DISCLAIMS, NEITHER, REFERRAL, ROLE, TREATMENT
from .papers import strange
from .view import View, said

_NEEDED = frozenset(
    "diagnosis frequency duration schedule visits procedure goals precautions minutes".split()
)
_PLANNED = frozenset({"procedure.codes", "order.frequency", "order.duration", "order.visits"})
_ASKED = _PLANNED | {"diagnosis.codes", "order.session_minutes"}
"""Of what every order says something."""
_SAID = (_PLANNED - {"order.visits"}) | {"diagnosis.codes"}
_LOUD = 4.0
"""Points of another kind of paper that only a word which orders outweighs."""
_FORM = 3
"""Labels of a plan of treatment that make a form for one, whatever the treatment."""
_STRONG = 8.0
"""Points of an order whose patient was not read."""
_UNPROVEN = 0.6
"""The most that may speak for an order which lacks what every order has."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for an order, for a notice that refuses, and for any other paper.

    `whole`: all is there without which nothing is ordered.
    """

    order: float
    denial: float
    other: float
    whole: bool

    @property
    def shares(self) -> tuple[float, float]:
        """The shares of an order and of another paper among the signs."""
        total = self.order + self.denial + self.other
        order = self.order / total
        sure = order if self.whole else min(order, _UNPROVEN)
        return sure, 1 - sure - self.denial / total


def kind(views: Sequence[View], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The document's kind, "referral" and "other", each with its share of the signs.

    An order may come with other papers, so the sheet that speaks loudest for one counts. Signs
    of a denial count against both; how strongly a paper is one, its own plugin says.
    """
    parts = [_signs(views, readings)]
    if len(views) > 1:
        parts += (_signs((view,), _on(view, readings)) for view in views)
    order, other = max(part.shares for part in parts)
    view = views[0]
    place = view.source(view.lines[0].box if view.lines else Box(0, 0, 1, 1))
    return (
        said("document.kind", "referral", "", place, order, "signs"),
        said("document.kind", "other", "", place, other, "signs"),
    )


def ordering(kinds: Sequence[Reading]) -> bool:
    """Whether the signs speak for a referral more than for all else together."""
    return next(r.confidence for r in kinds if r.value == "referral") > 0.4


def _on(view: View, readings: Sequence[Reading]) -> list[Reading]:
    return [r for r in readings if r.source and r.source.page == view.number]


def _for_somebody(views: Sequence[View], fields: set[str]) -> bool:
    """Whether a patient is told, or has a place on the paper."""
    told = any(field.startswith("patient.") for field in fields)
    return told or any(label.role == "patient" for view in views for label in view.labels)


def _signs(views: Sequence[View], readings: Sequence[Reading]) -> _Signs:
    text = "\n".join(line.text for view in views for line in view.lines)
    nouns = {label.noun for view in views for label in view.labels if label.likeness > 0.8}
    fields = {reading.field for reading in readings}
    acts, therapy = len(REFERRAL.findall(ROLE.sub(" ", text))), bool(TREATMENT.search(text))
    order = 1.2 * min(acts, 4) + therapy + len(nouns & _NEEDED) + 1.2 * len(fields & _SAID)
    odd = max(strange(view.lines) for view in views)
    plan = nouns & (_NEEDED - {"diagnosis"})
    planned = bool(fields & _PLANNED or plan)
    somebody = order >= _STRONG or _for_somebody(views, fields)
    asked = fields | {r.value for r in readings if r.field == "document.unread"}
    denies = len(DISCLAIMS.findall(text))
    form = len(plan) >= _FORM or (therapy and somebody)
    return _Signs(
        order,
        1.6 * min(len(DENIAL.findall(text)), 9),
        4.0 * (len(NEITHER.findall(text)) + denies) + odd + 1.5,
        not denies and bool(asked & _ASKED) and form and (acts > 0 or (planned and odd < _LOUD)),
    )
