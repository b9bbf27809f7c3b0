"""The words before a row of tick boxes, which say what its options answer."""

from __future__ import annotations

from docflow.paper.lines import Line

from .options import Option
from .view import View


def lead(view: View, option: Option) -> Line | None:
    """The nearest line before an option on its row that is no option's itself."""
    left, high = option.box.left, option.box.height
    row = [
        line
        for line in view.lines
        if line.box.right <= left
        and abs(line.box.middle[1] - option.box.middle[1]) < 0.6 * high
        and not any(other.holds(line.box) for other in view.options)
    ]
    return max(row, key=lambda line: line.box.right, default=None)
