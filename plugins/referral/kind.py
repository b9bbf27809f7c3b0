"""What kind of paper this is: a referral, or something that only looks like one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docflow import Box, Reading

from .cues import DENIAL, MANUAL, NEITHER, REFERRAL
from .view import View, said

_NEEDED = frozenset(
    "diagnosis frequency duration schedule visits procedure goals precautions minutes".split()
)


def kind(views: Sequence[View]) -> Iterator[Reading]:
    """The document's kind with the share of the signs that speak for it."""
    text = "\n".join(line.text for view in views for line in view.lines)
    if not text.strip():
        return
    nouns = {label.noun for view in views for label in view.labels if label.likeness > 0.8}
    order = 1.2 * min(len(REFERRAL.findall(text)), 4) + 1.0 * bool(MANUAL.search(text))
    order += 1.0 * len(nouns & _NEEDED)
    denial = 1.6 * min(len(DENIAL.findall(text)), 9)
    other = 4.0 * len(NEITHER.findall(text)) + 1.5
    total = order + denial + other
    view = views[0]
    place = view.source(view.lines[0].box if view.lines else Box(0, 0, 1, 1))
    yield said("document.kind", "referral", "", place, order / total, "signs")
    yield said("document.kind", "other", "", place, other / total, "signs")
