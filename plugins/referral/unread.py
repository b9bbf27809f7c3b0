"""Values that are not missing but unread: something stands in their place, or the page is bad.

"Missing" would send the desk to the prescriber for what lies on the paper before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docflow import Document, Reading
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.strangers import strangers

from .grammar import fitter
from .rooms import blank, taken
from .traces import trace
from .unclaimed import unclaimed
from .view import View, said

FIELD = "document.unread"
ASKED: Mapping[str, tuple[str, ...]] = {
    "authorization.number": ("authorization",),
    "claim.number": ("claim",),
    "diagnosis.codes": ("diagnosis",),
    "injury.date": ("injury_date",),
    "order.date": ("order_date", "sign_date", "date"),
    "order.duration": ("duration", "schedule"),
    "order.frequency": ("frequency", "schedule"),
    "patient.birth_date": ("birth_date",),
    "patient.member_id": ("member_id",),
    "patient.name": ("name",),
    "payer.name": ("payer",),
    "provider.npi": ("npi",),
}
"""The nouns of the labels that ask for each field."""

OURS = frozenset({"", "order", "patient", "provider"})
"""The parts of a form that hold the order's own values."""

PARTS = {"name": "patient", "npi": "provider"}
"""What means nothing without its part: everybody has a name."""

SURE = 0.9
"""That something stands there is sure; what it says is not known."""

WEAK = 0.8
"""A word less certain than this may have been another word."""

POOR = 0.12
"""From this share of weak letters on, a label that nobody saw may well be there."""


def unread(
    views: Sequence[View], readings: Sequence[Reading], document: Document
) -> Iterator[Reading]:
    """The fields of which nobody can say that they are missing, each with its place if known.

    Where a label asks for the field, what stands at its place decides; else a day that nothing
    took, and the state of the pages.
    """
    have = {reading.field for reading in readings}
    poor = _poor(views)
    for field, nouns in ASKED.items():
        if field in have:
            continue
        asked = [(v, x) for v in views for x in v.labels if x.noun in nouns and _ours(v, x)]
        found = next((r for v, x in asked if (r := _at(v, x, field, document))), None)
        seen = {reading.value for reading in readings}
        loose = None if found else unclaimed(field, views, seen, document.received)
        if found:
            yield found
        elif loose:
            yield said(FIELD, field, "", loose, SURE, "loose")
        elif poor and not asked:
            yield Reading(FIELD, field, "", SURE, None, ("poor",))


def _ours(view: View, label: Label) -> bool:
    role = view.role(label)
    return role == PARTS[label.noun] if label.noun in PARTS else role in OURS


def _at(view: View, label: Label, field: str, document: Document) -> Reading | None:
    """What stands at the label's place and may be the value: words, or ink without any."""
    for words in taken(view, label):
        if trace(label.noun, words, view.options, fitter(document.received)):
            return said(FIELD, field, "", view.source(Line.of(words).box), SURE, "label")
    page = next(page for page in document.pages if page.number == view.number)
    room = blank(view, label)
    where = view.source(room)
    ink = any(where.box.holds(box) for box in strangers(page))
    return said(FIELD, field, "", where, SURE, "ink") if ink else None


def _poor(views: Sequence[View]) -> bool:
    """Whether so much of the sheets is weakly read that a whole label may be lost on them."""
    words = [word for view in views for line in view.lines for word in line.words]
    weak = sum(len(word.text) for word in words if word.confidence < WEAK)
    return weak > POOR * sum(len(word.text) for word in words)
