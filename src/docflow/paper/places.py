"""Where the value of a label may stand: right of it, below it, or above it on the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from docflow.model import Box, Mark
from docflow.paper.cells import cell, walls_between
from docflow.paper.labels import Label
from docflow.paper.rows import one_row, shared
from docflow.paper.runs import Run

Side = Literal["right", "below", "above"]

APART = 7.0
"""Runs on one row further apart than this many label heights are different values."""
ROOM = 2.2
"""A cell this many label heights high holds the value under its label."""
COLUMN = 9.3
"""A value below or above its label begins at most this many label heights further right."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A page as the search sees it. `tall` is its height over its width."""

    labels: Sequence[Label]
    runs: Sequence[Run]
    marks: Sequence[Mark]
    tall: float

    def em(self, label: Label) -> float:
        """A label's height as a share of the page's width."""
        return label.box.height * self.tall


def places(label: Label, ground: Ground) -> Iterable[tuple[Side, list[Run]]]:
    """The runs that may be the label's value, for each side where there are any."""
    home = _home(label, ground)
    sides: tuple[tuple[Side, list[Run]], ...] = (
        ("right", _right(label, ground)),
        ("below", _below(label, ground, home)),
        ("above", _above(label, ground)),
    )
    return [(side, taken) for side, taken in sides if taken]


def _home(label: Label, ground: Ground) -> Box | None:
    """The ruled cell that holds the label and has room for its value; a table's head has none."""
    home = cell(label.box, ground.marks)
    roomy = home is not None and home.height > ROOM * label.box.height
    return home if roomy else None


def fills(label: Label, ground: Ground) -> bool:
    """Whether a label fills a ruled cell of its own, as the head of a row or a column does."""
    own = cell(label.box, ground.marks) if label.alone else None
    return own is not None and own.height <= ROOM * label.box.height


def _beside(box: Box, runs: Sequence[Run]) -> list[Run]:
    """The runs on a label's row; handwriting on the line may stand a little higher."""
    near = [run for run in runs if shared(box, run.box) > 0.2]
    level = [run for run in near if one_row(box, run.box)]
    return level or [run for run in near if run.box.middle[1] < box.middle[1]]


def _right(label: Label, ground: Ground) -> list[Run]:
    """The runs at the right on the same row, up to the next label or upright rule.

    A label that fills its cell may have its value in the next cell.
    """
    box, em = label.box, ground.em(label)
    others = [
        o.box.left
        for o in ground.labels
        if o is not label and one_row(box, o.box) and o.box.left > box.left + 0.2 * em
    ]
    stop = min(others, default=1.0)
    ahead = [run for run in ground.runs if box.right - 0.5 * em <= run.box.left < stop]
    taken: list[Run] = []
    edge = box
    for run in sorted(_beside(box, ahead), key=lambda r: r.box.left):
        wall = walls_between(edge, run.box, ground.marks, "vertical")
        if (wall and (taken or not label.alone)) or (
            taken and run.box.left - edge.right > APART * em
        ):
            break
        taken.append(run)
        edge = run.box
    return taken


def _window(label: Label, ground: Ground, slack: float) -> tuple[float, float]:
    """Where a value below or above begins: in the label's column, numbering included.

    The column ends at the next text on the label's row, and soon in any case.
    """
    box, em = label.box, ground.em(label)
    spots = [*(x.box for x in ground.labels), *(x.box for x in ground.runs)]
    rights = [b.left for b in spots if b.left > box.right and one_row(box, b)]
    limit = max(box.right, min([*rights, box.left + COLUMN * em]) - 0.3 * em)
    return (label.line.box.left if _opens(label, ground) else box.left) - slack * em, limit


def _opens(label: Label, ground: Ground) -> bool:
    """Whether nothing but numbering or a word or two stand before a label: "3. PATIENT'S DOB"."""
    before = label.line.text[: label.start]
    others = [x for x in ground.labels if x.line is label.line and x.end <= label.start]
    few = len(before.split()) <= 3 and sum(map(str.isdigit, before)) <= 2
    return not any(c.isalpha() for c in before) or (few and not others)


def _below(label: Label, ground: Ground, home: Box | None) -> list[Run]:
    """The runs under the label, row by row, until a label, a rule or a wide gap."""
    box, em = label.box, ground.em(label)
    left, limit = _window(label, ground, 1.5)
    floor = min(_floor(label, ground, left, limit), home.bottom if home else 1.0)
    under = [r for r in ground.runs if _under(box, r.box) and left <= r.box.left < limit]
    taken: list[Run] = []
    edge = box
    for run in sorted(under, key=lambda r: (r.box.middle[1], r.box.left)):
        spot = run.box
        reach = (1.1 if taken else 2.6) * max(box.height, spot.height)
        if spot.middle[1] > floor or spot.top - edge.bottom > reach:
            break
        if taken and one_row(edge, spot) and spot.left - edge.right > 3 * em:
            continue
        ruled = walls_between(edge, spot, ground.marks, "horizontal")
        if taken and ruled and not one_row(edge, spot):
            break
        taken.append(run)
        edge = spot
    return taken


def _floor(label: Label, ground: Ground, left: float, limit: float) -> float:
    """The top of the next label below in the same column."""
    box = label.box
    start = box.left - ground.em(label)
    below = [o.box for o in ground.labels if o.box.top > box.top + 0.55 * box.height]
    return min(
        (b.top for b in below if b.right > left and min(b.right, limit) > max(b.left, start)),
        default=1.0,
    )


def _under(box: Box, spot: Box) -> bool:
    """Whether a place lies lower; tall handwriting may reach up into the label's row."""
    return spot.middle[1] > box.bottom - 0.1 * box.height and spot.bottom > box.bottom


def blanks(label: Label, ground: Ground) -> Iterable[Box]:
    """The line to write on right above a caption that is alone under it."""
    spot = label.box
    row = [x.box.middle[0] for x in ground.labels if x is not label and one_row(x.box, spot)]
    for mark in ground.marks:
        box = mark.box
        level = mark.kind == "rule" and mark.value == "horizontal"
        near = -0.3 < (spot.top - box.bottom) / spot.height < 1.2
        alone = not any(box.left < middle < box.right for middle in row)
        if level and near and alone and box.left < spot.middle[0] < box.right:
            yield box


def _above(label: Label, ground: Ground) -> list[Run]:
    """The row right above a label that stands under its line; never for a label with a colon."""
    if label.colon or not label.alone:
        return []
    box = label.box
    left, limit = _window(label, ground, 2.0)
    for line in blanks(label, ground):
        centred = abs(line.middle[0] - box.middle[0]) < 0.1 * line.width
        left = line.left - 0.5 * ground.em(label) if centred else left
        limit = line.right if centred else min(limit, line.right)
    over = [
        run
        for run in ground.runs
        if run.box.bottom < box.bottom - 0.45 * box.height
        and left <= run.box.left < limit
        and box.top - run.box.bottom < 1.7 * max(box.height, run.box.height)
    ]
    if not over:
        return []
    near = max(over, key=lambda r: (r.box.middle[1], -r.box.left)).box
    between = [
        o.box
        for o in ground.labels
        if o is not label and near.middle[1] < o.box.middle[1] < box.middle[1]
    ]
    if any(b.left < limit and b.right > box.left for b in between):
        return []
    return sorted((run for run in over if one_row(near, run.box)), key=lambda r: r.box.left)
