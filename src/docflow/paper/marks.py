"""What stands on a page besides text: ruled lines, tick boxes, strokes, circles, codes."""

from __future__ import annotations

from docflow.model import Box, Mark, Page
from docflow.paper.circles import circles
from docflow.paper.codes import codes
from docflow.paper.rules import rules
from docflow.paper.strikes import strikes
from docflow.paper.ticks import ticks


def marks(page: Page) -> tuple[Mark, ...]:
    """All marks on a page whose words are known, kind by kind from top to bottom.

    Marks that the file itself carries, such as the tick boxes of a form, stand first, and none
    is found again in their place.
    """
    if page.image is None:
        return page.marks + _new(ticks(page), page.marks)
    return (
        *page.marks,
        *rules(page),
        *_new(ticks(page), page.marks),
        *strikes(page),
        *circles(page),
        *codes(page),
    )


def _new(found: tuple[Mark, ...], known: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in found if not any(_meet(mark.box, old.box) for old in known))


def _meet(one: Box, other: Box) -> bool:
    x, y = one.middle
    return (
        other.left - one.width <= x <= other.right + one.width
        and other.top - one.height <= y <= other.bottom + one.height
    )
