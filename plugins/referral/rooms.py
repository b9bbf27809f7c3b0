"""The room that a label leaves for its value: the words in it, and where it may be blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docflow import Box, Word
from docflow.paper.labels import Label
from docflow.paper.places import Ground, places
from docflow.paper.rows import one_row
from docflow.paper.runs import Run

from .view import View

REACH = 2.0
"""How high the room below or above a label is, in heights of the label."""

ALIGNED = 0.012
"""Labels whose left ends differ by less, in widths of the page, stand in one column."""

BESIDE = 0.3
"""How wide the room beside a label is where nothing ends it, in widths of the page."""


def taken(view: View, label: Label) -> Iterator[tuple[Word, ...]]:
    """The words that may be the label's value: those paired with it, then those left free near it.

    Free are only words right of the label and on the side where values stand around it; below
    it, too, if nothing is paired with it.
    """
    paired = [pair for pair in view.pairs if pair.label is label]
    sides = {"right", _habit(view, label)} | (set() if paired else {"below"})
    for pair in paired:
        yield _words(pair.runs)
    owned = {run.place for pair in view.pairs for run in pair.runs}
    free = tuple(run for run in view.runs if run.place not in owned)
    for side, runs in places(label, Ground(view.labels, free, view.rules, view.tall)):
        near = [r for r in runs if side != "right" or r.box.left - label.box.right < BESIDE]
        if side in sides and near:
            yield _words(near)


def blank(view: View, label: Label) -> Box:
    """Where the value would stand if the room is blank: on the form's side, up to the next text."""
    left, top, right, bottom = label.box
    high = label.box.height
    side = "right" if label.colon else _habit(view, label)
    spots = [*(x.box for x in view.labels), *(x.box for x in view.runs)]
    after = [box.left for box in spots if box.left > right and one_row(label.box, box)]
    stop = min([*after, right + BESIDE])
    if side == "right":
        return Box(right, top - 0.5 * high, stop, bottom + 0.2 * high)
    if side == "below":
        return Box(left, bottom, stop, bottom + REACH * high)
    return Box(left, top - REACH * high, stop, top)


def _habit(view: View, label: Label) -> str:
    """The side of their labels on which most values stand: in the label's column, else anywhere."""
    column = [p for p in view.pairs if abs(p.label.box.left - label.box.left) < ALIGNED]
    common = Counter(pair.side for pair in column or view.pairs).most_common(1)
    return common[0][0] if common else "right"


def _words(runs: tuple[Run, ...] | list[Run]) -> tuple[Word, ...]:
    return tuple(w for run in runs for w in run.line.words if _holds(run.box, w.box))


def _holds(box: Box, word: Box) -> bool:
    return box.left <= word.middle[0] <= box.right
