"""Places that ask for an insurer and a member's number at once: "Insurance / ID"."""

from __future__ import annotations

import re

from docflow.paper.pairs import Pair
from docflow.paper.rows import on_row

from .view import View

NOUNS = ("payer", "member_id", "other_id")
"""What such a label passes for: its first word, its last, or an insurer's own number."""
_JOINT = re.compile(
    r"\b(?:insur\w*|ins|payer|payor|plan|carrier|coverage)\b\.?(?:\s(?:co|company|name)\b\.?)?\s*"
    r"(?:[/&+,]|and\b)\s*(?:(?:member|policy|subscriber)\b)?\W*(?:id\b|no\b|number|#)",
    re.I,
)
_BOTH = re.compile(
    r"(?P<name>[^\W\d_].*?)[\s/|,;:#]+(?:(?:id|member|policy|no|[1l])\b\W*)*"
    r"(?P<number>(?=\S*\d{4})[A-Z0-9-]{6,})(?:[\s/|,;]+(?:group\W*)?\w*\d\w*)?\W*",
    re.I,
)


def insurance(view: View, pair: Pair) -> tuple[str, str] | None:
    """The insurer's name and the member's number at a label that asks for both, if both stand."""
    asked = pair.label.noun in NOUNS and _JOINT.search(pair.label.text)
    both = _BOTH.fullmatch(_written(view, pair)) if asked else None
    return (both["name"].strip(" /|,;:"), both["number"].upper()) if both else None


def _written(view: View, pair: Pair) -> str:
    """All that stands at a label: its row up to the next label, else its value's first line."""
    spot = pair.label.box
    if pair.side != "right":
        return pair.runs[0].text
    others = [x.box.left for x in view.labels if on_row(x.box, spot) and x.box.left > spot.right]
    end = min(others, default=1.0)
    row = [r for r in view.runs if on_row(r.box, spot) and spot.right < r.box.left + 0.01 < end]
    return " / ".join(run.text for run in sorted(row, key=lambda run: run.box.left))
