"""Which value belongs to which label: the place that fits best by kind, direction and distance.

A form keeps one habit: its values stand beside, below or above their labels. Values whose kind is
sure (dates, phones, codes) show the habit; the others follow it, and an empty place stays empty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from docflow.model import Box, Mark
from docflow.paper.cells import walls_between
from docflow.paper.labels import Label
from docflow.paper.lines import Line

Side = Literal["right", "below", "above"]
Fit = Callable[[str, str], float]
"""How well a text can be the value of a noun: 0 not at all, above `SURE` by its grammar."""

SURE = 0.8
FOREIGN = 0.3
"""What is left of a value's fit if it stands behind another label on its own line."""
MANY = frozenset({"diagnosis", "procedure", "history", "goals", "precautions"})
"""Nouns whose value may go on over several rows."""
LEAST = 0.12
"""A pair that scores less is none."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that is no label: `line.text[start:end]`."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.line.text[self.start : self.end]

    @property
    def box(self) -> Box:
        """Where they stand."""
        return self.line.span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the runs that hold its value, `margin` better than the next best choice."""

    label: Label
    runs: tuple[Run, ...]
    side: Side
    score: float
    margin: float

    @property
    def text(self) -> str:
        """The value's words, lines joined by line breaks."""
        return joined(self.runs)

    @property
    def box(self) -> Box:
        """Around all runs."""
        box = self.runs[0].box
        for run in self.runs[1:]:
            box = box.around(run.box)
        return box


def joined(runs: Sequence[Run]) -> str:
    """Runs as text: blanks between runs of one row, line breaks between rows."""
    text = runs[0].text
    for last, run in pairwise(runs):
        text += ("\n" if run.box.top > last.box.middle[1] else " ") + run.text
    return text


def runs(lines: Iterable[Line], labels: Sequence[Label]) -> tuple[Run, ...]:
    """What the labels leave of the lines, without the blanks, rules and boxes read as text."""
    by_line: dict[int, list[Label]] = {}
    for label in labels:
        by_line.setdefault(id(label.line), []).append(label)
    found = []
    for line in lines:
        at = 0
        for label in sorted(by_line.get(id(line), []), key=lambda x: x.start):
            found.append(_trimmed(line, at, label.start))
            at = label.end
        found.append(_trimmed(line, at, len(line.text)))
    return tuple(run for run in found if run is not None)


_EDGE = " \t_-–—.,;:|[](){}☐□☑☒✓✗•·=~*'\"“”‘’/\\"
_KEEP = "()[]."
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])[.)]")


def _trimmed(line: Line, start: int, end: int) -> Run | None:
    text = line.text
    while start < end and text[start] in _EDGE and not _opens(text, start):
        start += 1
    while end > start and text[end - 1] in _EDGE and text[end - 1] not in _KEEP:
        end -= 1
    said = any(c.isalnum() for c in text[start:end]) and not _NUMBERING.fullmatch(text[start:end])
    return Run(line, start, end) if said else None


def _opens(text: str, at: int) -> bool:
    return text[at] == "(" and ")" in text[at:]


@dataclass(frozen=True, slots=True)
class _Edge:
    label: Label
    runs: tuple[Run, ...]
    side: Side
    gap: float
    fit: float


def pairs(
    labels: Sequence[Label], found: Sequence[Run], marks: Sequence[Mark], fit: Fit, tall: float
) -> tuple[Pair, ...]:
    """Give each label the value that fits it best, each run to one noun at most.

    `tall` is the page's height over its width. A better label takes a run from a worse one.
    """
    places = [(label, label.box) for label in labels]
    spots = [(run, run.box) for run in found]
    edges = [
        edge
        for label, box in places
        for edge in _edges(label, box, places, spots, _Ground(marks, tall, fit))
    ]
    return _settled(edges, _scored(edges))


@dataclass(frozen=True, slots=True)
class _Ground:
    marks: Sequence[Mark]
    tall: float
    fit: Fit


_Places = Sequence[tuple[Label, Box]]
_Spots = Sequence[tuple[Run, Box]]


def _edges(
    label: Label, box: Box, places: _Places, spots: _Spots, ground: _Ground
) -> Iterable[_Edge]:
    for side, taken in (
        ("right", _right(label, box, places, spots, ground)),
        ("below", _below(label, box, places, spots, ground)),
        ("above", _above(label, box, places, spots, ground)),
    ):
        if not taken:
            continue
        fit, used = _best_part(label, taken, ground.fit)
        if side != "right" and any(_owned(run, places) for run in used):
            fit *= FOREIGN
        if fit > 0:
            yield _Edge(label, used, side, _gap(box, used[0].box, side, ground.tall), fit)  # type: ignore[arg-type]


def _owned(run: Run, places: _Places) -> bool:
    """Whether a run follows a label on its own line, and so is that label's before any other's."""
    return any(
        o.line is run.line and o.end <= run.start and (o.colon or o.end + 2 > run.start)
        for o, _ in places
    )


def _best_part(label: Label, taken: Sequence[Run], fit: Fit) -> tuple[float, tuple[Run, ...]]:
    """How well the runs fit together or, where a kind is sure, the first that does alone."""
    whole = fit(label.noun, joined(taken))
    if len(taken) > 1 and label.noun not in MANY:
        for run in taken:
            if fit(label.noun, run.text) >= max(SURE, whole):
                return fit(label.noun, run.text), (run,)
    return whole, tuple(taken)


def _gap(label: Box, value: Box, side: Side, tall: float) -> float:
    """The distance between label and value in label heights."""
    if side == "right":
        return max(0.0, value.left - label.right) / (label.height * tall)
    if side == "below":
        return max(0.0, value.top - label.bottom) / label.height
    return max(0.0, label.top - value.bottom) / label.height


def _shared(a: Box, b: Box) -> float:
    """How much of the lower one's height two boxes share."""
    return (min(a.bottom, b.bottom) - max(a.top, b.top)) / max(min(a.height, b.height), 1e-6)


def _one_row(a: Box, b: Box) -> bool:
    return _shared(a, b) > 0.42


def _beside(box: Box, spots: Iterable[tuple[Run, Box]]) -> list[tuple[Run, Box]]:
    """The runs on a label's row; handwriting on the line may stand a little higher."""
    near = [(run, spot) for run, spot in spots if _shared(box, spot) > 0.2]
    level = [x for x in near if _one_row(box, x[1])]
    return level or [x for x in near if x[1].middle[1] < box.middle[1]]


def _right(label: Label, box: Box, places: _Places, spots: _Spots, ground: _Ground) -> list[Run]:
    """The runs at the right on the same row, up to the next label or upright rule."""
    em = box.height * ground.tall
    stop = min(
        (
            b.left
            for o, b in places
            if o is not label and _one_row(box, b) and b.left > box.left + 0.2 * em
        ),
        default=1.0,
    )
    ahead = [(run, spot) for run, spot in spots if box.right - 0.5 * em <= spot.left < stop]
    row = sorted(_beside(box, ahead), key=lambda x: x[1].left)
    taken: list[Run] = []
    edge = box
    for run, spot in row:
        if walls_between(edge, spot, ground.marks, "vertical") and (taken or not label.alone):
            break
        if taken and spot.left - edge.right > 7 * em:
            break
        taken.append(run)
        edge = spot
    return taken


def _limit(box: Box, places: _Places, spots: _Spots, em: float) -> float:
    """Where the column of a label ends: at the next text on its row, and soon in any case."""
    rights = [b.left for _, b in (*places, *spots) if b.left > box.right and _one_row(box, b)]
    return max(box.right, min([*rights, box.left + 9.3 * em]) - 0.3 * em)


def _edge(label: Label, box: Box) -> float:
    """Where a label's line begins, its numbering included."""
    before = label.line.text[: label.start]
    return box.left if any(c.isalpha() for c in before) else label.line.box.left


def _below(label: Label, box: Box, places: _Places, spots: _Spots, ground: _Ground) -> list[Run]:
    """The runs under the label, row by row, until a label or a wide gap."""
    em = box.height * ground.tall
    limit = _limit(box, places, spots, em)
    window = (_edge(label, box) - 1.5 * em, limit)
    under = sorted(
        ((run, spot) for run, spot in spots if _under(box, spot) and _inside(spot, window)),
        key=lambda x: (x[1].middle[1], x[1].left),
    )
    blocks = [
        b.top
        for _, b in places
        if b.top > box.top + 0.55 * box.height
        and b.left < limit
        and b.right > window[0]
        and min(b.right, limit) - max(b.left, box.left - em) > 0
    ]
    floor = min(blocks, default=1.0)
    taken: list[Run] = []
    edge = box
    for run, spot in under:
        reach = (2.6 if not taken else 1.1) * max(box.height, spot.height)
        if spot.top - edge.bottom > reach or spot.middle[1] > floor:
            break
        if taken and _one_row(edge, spot) and spot.left - edge.right > 3 * em:
            continue
        if (
            taken
            and not _one_row(edge, spot)
            and walls_between(edge, spot, ground.marks, "horizontal")
        ):
            break
        taken.append(run)
        edge = spot
    return taken


def _under(box: Box, spot: Box) -> bool:
    """Whether a place lies lower; tall handwriting may reach up into the label's row."""
    return spot.middle[1] > box.bottom - 0.1 * box.height and spot.bottom > box.bottom


def _inside(spot: Box, window: tuple[float, float]) -> bool:
    """Whether a run stands in the label's column: it begins there and not far to the right."""
    return window[0] <= spot.left < window[1]


def _above(label: Label, box: Box, places: _Places, spots: _Spots, ground: _Ground) -> list[Run]:
    """The row right above a label that stands under its line; never for a label with a colon."""
    if label.colon or not label.alone:
        return []
    em = box.height * ground.tall
    limit = _limit(box, places, spots, em)
    over = sorted(
        (
            (run, spot)
            for run, spot in spots
            if spot.bottom < box.bottom - 0.45 * box.height
            and _inside(spot, (_edge(label, box) - 2 * em, limit))
            and box.top - spot.bottom < 1.7 * max(box.height, spot.height)
        ),
        key=lambda x: (-x[1].middle[1], x[1].left),
    )
    if not over:
        return []
    near = over[0][1]
    barred = any(
        near.middle[1] < b.middle[1] < box.middle[1] and b.left < limit and b.right > box.left
        for o, b in places
        if o is not label
    )
    return (
        []
        if barred
        else sorted((run for run, spot in over if _one_row(near, spot)), key=lambda r: r.box.left)
    )


def _scored(edges: Sequence[_Edge]) -> list[float]:
    """Each edge's score: how well the value fits, times the habit of the labels around."""
    votes = _votes(edges)
    scores = []
    for edge in edges:
        habit = _habit(edge, votes)
        near = 1 / (1 + 0.08 * max(0.0, edge.gap - 1.0))
        if edge.fit >= SURE:
            least = 0.45 if _behind(edge) else 0.15
            score = edge.fit * (least + (1 - least) * math.sqrt(habit)) * near
        else:
            score = edge.fit * habit * near
        scores.append(score * edge.label.likeness)
    return scores


def _behind(edge: _Edge) -> bool:
    """Whether the value stands right behind its label on one line."""
    return edge.side == "right" and edge.runs[0].line is edge.label.line


_Vote = tuple[Box, Side, float]


def _votes(edges: Sequence[_Edge]) -> list[_Vote]:
    """Where values of sure kinds stand; one that fits on two sides says little."""
    by_label: dict[int, list[_Edge]] = {}
    for edge in edges:
        if edge.fit >= SURE:
            by_label.setdefault(id(edge.label), []).append(edge)
    return [
        (edge.label.box, edge.side, 1.0 if len(several) == 1 else 0.25)
        for several in by_label.values()
        for edge in several
    ]


_EVEN: dict[Side, float] = {"right": 0.5, "below": 0.3, "above": 0.1}


def _habit(edge: _Edge, votes: Sequence[_Vote]) -> float:
    """The share of the neighbourhood's votes that say "on this side"."""
    box = edge.label.box
    total = 0.6
    said = 0.6 * _EVEN[edge.side]
    if edge.label.colon:
        said, total = said + (0.9 if edge.side == "right" else 0.35), total + 1.3
    if edge.label.alone and _long(edge.label):
        said, total = said + (1.6 if edge.side == "below" else 0.2), total + 1.8
    for other, side, weight in votes:
        pull = weight * _kinship(box, other)
        total += pull
        if side == edge.side:
            said += pull
    return said / total


def _long(label: Label) -> bool:
    """Whether the label is a question or a sentence, which leaves no room beside it."""
    return "?" in label.text or len(label.text.split()) >= 5


def _kinship(a: Box, b: Box) -> float:
    """How likely two labels are set in one style: near, aligned, of one size."""
    away = abs(a.middle[1] - b.middle[1])
    aligned = abs(a.left - b.left) < 0.012 or away < 0.4 * a.height
    size = min(a.height, b.height) / max(a.height, b.height, 1e-6)
    return math.exp(-away / 0.12) * (1.0 if aligned else 0.25) * size**3


def _settled(edges: Sequence[_Edge], scores: Sequence[float]) -> tuple[Pair, ...]:
    """The best pair first, then the best of what that leaves, and so on."""
    order = sorted(range(len(edges)), key=lambda i: (-scores[i], edges[i].label.box))
    owner: dict[tuple[int, int], Label] = {}
    done: set[int] = set()
    chosen = []
    for i in order:
        edge = edges[i]
        if scores[i] < LEAST or id(edge.label) in done:
            continue
        free = tuple(r for r in edge.runs if _open(owner.get(_key(r)), edge.label))
        if not free or (len(free) < len(edge.runs) and edge.fit >= SURE):
            continue
        done.add(id(edge.label))
        for run in free:
            owner[_key(run)] = edge.label
        rival = _rival(i, edges, scores)
        chosen.append(Pair(edge.label, free, edge.side, scores[i], scores[i] - rival))
    return tuple(sorted(chosen, key=lambda p: (p.label.box.top, p.label.box.left)))


def _open(owner: Label | None, label: Label) -> bool:
    """Whether a run is free, or a heading over it says the same as the label under it."""
    if owner is None:
        return True
    same = owner.noun == label.noun and owner.noun in ("name", "payer", "signature")
    return same and (owner.role == label.role or "" in (owner.role, label.role))


def _key(run: Run) -> tuple[int, int]:
    return id(run.line), run.start


def _rival(i: int, edges: Sequence[_Edge], scores: Sequence[float]) -> float:
    """The best score of another reading of this label, or of another noun for this value."""
    mine = edges[i]
    keys = {_key(r) for r in mine.runs}
    return max(
        (
            scores[j]
            for j, other in enumerate(edges)
            if j != i
            and (
                other.label is mine.label
                or (other.label.noun != mine.label.noun and keys & {_key(r) for r in other.runs})
            )
        ),
        default=0.0,
    )
