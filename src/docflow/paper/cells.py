"""What ruled lines part and what they hold together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from docflow.model import Box, Mark
from docflow.paper.lines import streak

NEAR = 0.004
"""Rules end and text begins within this share of the page of where they should."""


def walls_between(
    a: Box, b: Box, marks: Sequence[Mark], value: Literal["horizontal", "vertical"]
) -> bool:
    """Whether a printed rule of that direction parts two places along their whole shared side."""
    if value == "vertical":
        return any(_upright_between(a, b, rule) for rule in _rules(marks, value))
    return any(_level_between(a, b, rule) for rule in _rules(marks, value))


def _rules(marks: Sequence[Mark], value: str) -> list[Box]:
    return [m.box for m in marks if m.kind == "rule" and m.value == value and not streak(m.box)]


def _upright_between(a: Box, b: Box, rule: Box) -> bool:
    low, high = sorted((min(a.right, b.left), max(a.right, b.left)))
    near, far = sorted((a.middle[1], b.middle[1]))
    return low <= rule.middle[0] <= high and rule.top <= near and rule.bottom >= far


def _level_between(a: Box, b: Box, rule: Box) -> bool:
    upper, lower = (a, b) if a.top < b.top else (b, a)
    left, right = max(a.left, b.left), min(a.right, b.right)
    right = max(left, min(right, left + 0.02))
    between = upper.middle[1] < rule.middle[1] < lower.middle[1]
    return between and rule.left <= left + 0.01 and rule.right >= right - 0.01


def cell(box: Box, marks: Sequence[Mark]) -> Box | None:
    """The closed ruled cell that a place stands in, None where a side is open."""
    x, y = box.middle
    upright = [r for r in _rules(marks, "vertical") if r.top - NEAR <= y <= r.bottom + NEAR]
    level = [r for r in _rules(marks, "horizontal") if r.left - NEAR <= x <= r.right + NEAR]
    left = max((r.middle[0] for r in upright if r.middle[0] < box.left + NEAR), default=None)
    right = min((r.middle[0] for r in upright if r.middle[0] > box.right - NEAR), default=None)
    top = max((r.middle[1] for r in level if r.middle[1] < y), default=None)
    bottom = min((r.middle[1] for r in level if r.middle[1] > y), default=None)
    if left is None or right is None or top is None or bottom is None:
        return None
    return Box(left, top, right, bottom)
