"""What stands on a page besides text: ruled lines, tick boxes, strokes through words."""

from __future__ import annotations

from docflow.model import Mark, Page
from docflow.paper.rules import rules
from docflow.paper.strikes import strikes
from docflow.paper.ticks import ticks


def marks(page: Page) -> tuple[Mark, ...]:
    """All marks on a page whose words are known, kind by kind from top to bottom."""
    if page.image is None:
        return ticks(page)
    return (*rules(page), *ticks(page), *strikes(page))
