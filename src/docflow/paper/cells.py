"""What ruled lines part and what they hold together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from docflow.model import Box, Mark
from docflow.paper.lines import STREAK


def walls_between(
    a: Box, b: Box, marks: Sequence[Mark], value: Literal["horizontal", "vertical"]
) -> bool:
    """Whether a printed rule of that direction parts two places along their whole shared side."""
    if value == "vertical":
        low, high = sorted((min(a.right, b.left), max(a.right, b.left)))
        near, far = min(a.middle[1], b.middle[1]), max(a.middle[1], b.middle[1])
        return any(
            m.kind == "rule"
            and m.value == value
            and m.box.height < STREAK
            and low <= m.box.middle[0] <= high
            and m.box.top <= near
            and m.box.bottom >= far
            for m in marks
        )
    upper, lower = (a, b) if a.top < b.top else (b, a)
    left, right = max(a.left, b.left), min(a.right, b.right)
    if left > right:
        left = right = max(left, right)
    return any(
        m.kind == "rule"
        and m.value == value
        and upper.middle[1] < m.box.middle[1] < lower.middle[1]
        and m.box.left <= left + 0.01
        and m.box.right >= min(right, left + 0.02) - 0.01
        for m in marks
    )
