"""What kind of paper this is: a referral, or something that only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

from docflow import Box, Reading

from .cues import DENIAL, MANUAL, NEITHER, REFERRAL
from .view import View, said

_NEEDED = frozenset(
    "diagnosis frequency duration schedule visits procedure goals precautions minutes".split()
)
_SAID = frozenset({"diagnosis.codes", "procedure.codes", "order.frequency", "order.duration"})


def kind(views: Sequence[View], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The document's kind, "referral" and "other", each with its share of the signs.

    Signs of a denial count against both; how strongly a paper is one, its own plugin says.
    """
    text = "\n".join(line.text for view in views for line in view.lines)
    nouns = {label.noun for view in views for label in view.labels if label.likeness > 0.8}
    order = 1.2 * min(len(REFERRAL.findall(text)), 4) + 1.0 * bool(MANUAL.search(text))
    order += len(nouns & _NEEDED) + 1.2 * len({r.field for r in readings} & _SAID)
    denial = 1.6 * min(len(DENIAL.findall(text)), 9)
    other = 4.0 * len(NEITHER.findall(text)) + 1.5
    total = order + denial + other
    view = views[0]
    place = view.source(view.lines[0].box if view.lines else Box(0, 0, 1, 1))
    return (
        said("document.kind", "referral", "", place, order / total, "signs"),
        said("document.kind", "other", "", place, other / total, "signs"),
    )


def ordering(kinds: Sequence[Reading]) -> bool:
    """Whether the signs speak for a referral more than for all else together."""
    return next(r.confidence for r in kinds if r.value == "referral") > 0.4
