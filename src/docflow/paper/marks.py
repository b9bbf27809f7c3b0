"""What stands on a page besides text: ruled lines and tick boxes."""

from __future__ import annotations

from docflow.model import Mark, Page
from docflow.paper.rules import rules
from docflow.paper.ticks import ticks


def marks(page: Page) -> tuple[Mark, ...]:
    """All marks on a page whose words are known, kind by kind from top to bottom."""
    ruled = rules(page) if page.image else ()
    return (*ruled, *ticks(page))
