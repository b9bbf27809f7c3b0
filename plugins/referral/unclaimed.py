"""Days on the paper that nothing took: where one may be the day looked for, none is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from docflow import Box, Source
from docflow.paper.lines import Line
from docflow.paper.rows import one_row
from docflow.terms.dates import find_dates
from docflow.terms.found import Found

from .view import View

DAYS = frozenset({"patient.birth_date", "order.date"})
"""The fields that are days of which a form has one."""

GROWN = timedelta(days=10 * 365)
"""A day longer ago than this is hardly anything but somebody's birth."""

RECENT = timedelta(days=2 * 365)
"""No order is looked at that is older than this."""

BESIDE, ABOVE = 0.3, 1.6
"""How far a caption stands at most: in widths of the page, in heights of the line."""

OTHERS = frozenset("adjuster attorney contact employer history holder recipient supervisor".split())
"""Whose days are not the patient's or the order's; nor does the patient date an order."""

SIGNED = frozenset({"date", "sign_date"})
"""What asks for the day of a signature, which its own plugin reads."""

ANOTHER = re.compile(
    r"subscriber|insured|holder|spouse|guarant|parent|emergency|next|follow|re-?(?:exam|check|eval)"
    r"|appointment|return|surg|onset|symptom|collision|accident|injur|loss|seen|admi|discharg"
    r"|valid|until|through|expir|due|receiv|print|fax|page|rev\b|effective|x-?ray|mri|imag",
    re.I,
)
"""Words of captions and sentences that name a day of another kind or of another person."""


def unclaimed(
    field: str, views: Sequence[View], taken: Collection[str], today: date
) -> Source | None:
    """Where a day stands that may be this field's, and is the value of none: not in `taken`.

    A birth is told by its age; the day of an order only where it stands alone, for papers bear
    many days.
    """
    if field not in DAYS:
        return None
    others = OTHERS if field == "patient.birth_date" else OTHERS | {"patient"}
    for view in views:
        foreign = _foreign(view, others)
        for line in view.lines:
            found = [x for x in find_dates(line.text, today, past=True) if x.value not in taken]
            found = [x for x in found if _may_be(field, line.text, x, today)]
            if found and not _of_another(view, line, foreign):
                return view.source(line.span(found[0].start, found[0].end))
    return None


def _may_be(field: str, text: str, found: Found, today: date) -> bool:
    day = date.fromisoformat(found.value)
    if field == "patient.birth_date":
        return today - day > GROWN
    alone = not any(c.isalnum() for c in text[: found.start] + text[found.end :])
    return alone and today - RECENT < day <= today


def _foreign(view: View, roles: Collection[str]) -> list[Line]:
    """The lines whose label asks for another's day, and those with the answers."""
    others = [x for x in view.labels if view.role(x) in roles or x.noun in SIGNED]
    return [
        *(x.line for x in others),
        *(run.line for p in view.pairs if p.label in others for run in p.runs),
    ]


def _of_another(view: View, line: Line, foreign: Sequence[Line]) -> bool:
    """Whether a line's label, or what is printed around it, tells that its day is another."""
    if any(line is x for x in foreign):
        return True
    return any(ANOTHER.search(x.text) for x in (line, *_captions(view, line.box)))


def _captions(view: View, box: Box) -> Iterator[Line]:
    """The lines before a place in its row, and right above it."""
    for line in view.lines:
        before = one_row(line.box, box) and 0 < box.left - line.box.left < BESIDE
        shared = min(line.box.right, box.right) - max(line.box.left, box.left)
        over = 0 < box.middle[1] - line.box.middle[1] < ABOVE * box.height and shared > 0
        if before or over:
            yield line
