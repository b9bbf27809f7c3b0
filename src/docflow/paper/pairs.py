"""Which value belongs to which label: the place that fits best by kind, direction and distance.

A form keeps one habit: its values stand beside, below or above their labels. Values whose kind is
sure (dates, phones, codes) show the habit; the others follow it, and an empty place stays empty.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docflow.model import Box, Mark
from docflow.paper.labels import Label
from docflow.paper.places import Ground, Side, blanks, fills, places
from docflow.paper.runs import Run, joined

Fit = Callable[[str, str], float]
"""How well a text can be the value of a noun: 0 not at all, from `SURE` on by its grammar."""

SURE = 0.8
FOREIGN = 0.3
"""What is left of a value's fit if it stands behind another label on its own line."""
LEAST = 0.12
"""A pair that scores less is none."""
MANY = frozenset({"diagnosis", "procedure", "history", "goals", "precautions"})
"""Nouns whose value may go on over several rows."""
HEAD = 0.6
"""The habit of rows that begin with a cell for their label."""
ABBREVIATED = 3
"""A word of so many capitals is an abbreviation in any style: "NPI", "DOB"."""
_SHARED = frozenset({"name", "payer", "signature"})
"""Nouns that a heading over a value and a caption under it may both ask for."""
_EVEN: dict[Side, float] = {"right": 0.5, "below": 0.3, "above": 0.1}
"""The habit of forms at large."""


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


@dataclass(frozen=True, slots=True)
class _Edge:
    """A possible pair: `gap` in label heights, `fit` by the value's kind.

    `under`: the label stands under a line to write on. `head`: it fills a cell of its own, and the
    value in the next one is the only one that it can have.
    """

    label: Label
    runs: tuple[Run, ...]
    side: Side
    gap: float
    fit: float
    under: bool
    head: bool


_Vote = tuple[Label, Side, float]


def pairs(
    labels: Sequence[Label], runs: Sequence[Run], marks: Sequence[Mark], fit: Fit, tall: float
) -> tuple[Pair, ...]:
    """Give each label the value that fits it best, each run to one noun at most.

    `tall` is the page's height over its width. A better label takes a run from a worse one.
    """
    ground = Ground(labels, runs, marks, tall)
    edges = [edge for label in labels for edge in _edges(label, ground, fit)]
    return _settled(edges, _scored(edges))


def _edges(label: Label, ground: Ground, fit: Fit) -> Iterable[_Edge]:
    under = any(blanks(label, ground))
    found = list(places(label, ground))
    head = len(found) == 1 and fills(label, ground)
    for side, taken in found:
        likely, used = _best_part(label, taken, fit)
        if side != "right" and any(_owned(run, ground.labels) for run in used):
            likely *= FOREIGN
        if likely > 0:
            gap = _gap(label.box, used[0].box, side, ground.tall)
            yield _Edge(label, used, side, gap, likely, under, head and side == "right")


def _best_part(label: Label, taken: Sequence[Run], fit: Fit) -> tuple[float, tuple[Run, ...]]:
    """How well the runs fit together or, where a kind is sure, the first that does alone."""
    whole = fit(label.noun, joined(taken))
    if len(taken) > 1 and label.noun not in MANY:
        for run in taken:
            if fit(label.noun, run.text) >= max(SURE, whole):
                return fit(label.noun, run.text), (run,)
    return whole, tuple(taken)


def _owned(run: Run, labels: Sequence[Label]) -> bool:
    """Whether a run follows a label on its own line, and so is that label's before any other's."""
    return any(
        o.line is run.line and o.end <= run.start and (o.colon or o.end + 2 > run.start)
        for o in labels
    )


def _gap(label: Box, value: Box, side: Side, tall: float) -> float:
    if side == "right":
        return max(0.0, value.left - label.right) / (label.height * tall)
    if side == "below":
        return max(0.0, value.top - label.bottom) / label.height
    return max(0.0, label.top - value.bottom) / label.height


def _scored(edges: Sequence[_Edge]) -> list[float]:
    """Each edge's score: how well the value fits, times the habit of the labels around."""
    votes = _votes(edges)
    scores = []
    for edge in edges:
        habit = _habit(edge, votes)
        if edge.fit >= SURE:
            least = 0.45 if _behind(edge) else 0.15
            habit = least + (1 - least) * math.sqrt(habit)
        near = 1 / (1 + 0.08 * max(0.0, edge.gap - 1.0))
        if edge.head:
            habit, near = max(habit, HEAD), 1.0
        scores.append(edge.fit * habit * near * edge.label.likeness)
    return scores


def _behind(edge: _Edge) -> bool:
    """Whether the value stands right behind its label on one line."""
    return edge.side == "right" and edge.runs[0].line is edge.label.line


def _votes(edges: Sequence[_Edge]) -> list[_Vote]:
    """Where values of sure kinds stand; one that fits on two sides says little."""
    by_label: dict[int, list[_Edge]] = {}
    for edge in edges:
        if edge.fit >= SURE:
            by_label.setdefault(id(edge.label), []).append(edge)
    return [
        (edge.label, edge.side, 1.0 if len(several) == 1 and not _odd(edge) else 0.25)
        for several in by_label.values()
        for edge in several
    ]


def _odd(edge: _Edge) -> bool:
    """Whether a value stands over a label that points to what follows."""
    return edge.label.colon and edge.side == "above"


def _habit(edge: _Edge, votes: Sequence[_Vote]) -> float:
    """The share of the neighbourhood's votes that say "on this side"."""
    total, said = 0.6, 0.6 * _EVEN[edge.side]
    if edge.label.colon:
        said, total = said + (0.9 if edge.side == "right" else 0.35), total + 1.3
    if edge.label.alone and _long(edge):
        said, total = said + (1.6 if edge.side == "below" else 0.2), total + 1.8
    if edge.label.alone and _captioned(edge.label):
        said, total = said + (1.6 if edge.side == "above" else 0.2), total + 1.8
    for other, side, weight in votes:
        pull = weight * _kinship(edge.label, other)
        total += pull
        said += pull if side == edge.side else 0.0
    return said / total


def _long(edge: _Edge) -> bool:
    """Whether the label is a question or a sentence over its value, for no room is beside it."""
    text = edge.label.text
    return "?" in text or (len(text.split()) >= 5 and not edge.under)


def _captioned(label: Label) -> bool:
    """Whether the label's line stands in parentheses, as the name of the place above it does."""
    text = label.line.text.strip()
    return text.startswith("(") and text.endswith(")")


def _kinship(one: Label, other: Label) -> float:
    """How likely two labels are set in one style: near, aligned, of one size, in capitals."""
    a, b = one.box, other.box
    away = abs(a.middle[1] - b.middle[1])
    aligned = abs(a.left - b.left) < 0.012 or away < 0.4 * a.height
    size = min(a.height, b.height) / max(a.height, b.height, 1e-6)
    alike = {_capitals(one), _capitals(other)} != {True, False}
    return math.exp(-away / 0.12) * (1 if aligned else 0.25) * (1 if alike else 0.4) * size**3


def _capitals(label: Label) -> bool | None:
    """Whether a label is set in capitals, as headings are; None for an abbreviation."""
    word = label.text.split()[0]
    return word.isupper() if len(word) > ABBREVIATED else None


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
        free = tuple(r for r in edge.runs if _open(owner.get(r.place), edge.label))
        if not free or (len(free) < len(edge.runs) and edge.fit >= SURE):
            continue
        done.add(id(edge.label))
        owner |= {run.place: edge.label for run in free}
        margin = scores[i] - _rival(i, edges, scores)
        chosen.append(Pair(edge.label, free, edge.side, scores[i], margin))
    return tuple(sorted(chosen, key=lambda p: (p.label.box.top, p.label.box.left)))


def _open(owner: Label | None, label: Label) -> bool:
    """Whether a run is free, or a heading over it says the same as the label under it."""
    if owner is None:
        return True
    same = owner.noun == label.noun and owner.noun in _SHARED
    return same and (owner.role == label.role or "" in (owner.role, label.role))


def _rival(i: int, edges: Sequence[_Edge], scores: Sequence[float]) -> float:
    """The best score of another reading of this label, or of another noun for this value."""
    mine = edges[i]
    taken = {run.place for run in mine.runs}
    rivals = [
        scores[j]
        for j, other in enumerate(edges)
        if (other.label is mine.label and j != i)
        or (other.label.noun != mine.label.noun and taken & {run.place for run in other.runs})
    ]
    return max(rivals, default=0.0)
