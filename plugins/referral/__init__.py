"""Referrals: who sends whom, covered by whom, for what, how often and how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docflow import Document, Reading, Settings, hookimpl

from .clinical import diagnoses, procedures
from .contact import letterhead, organizations, phones
from .coverage import days, identifiers, payers
from .kind import kind
from .people import npis, patient, prescriber, providers
from .plan import schedules, texts
from .view import View, view


@hookimpl
def docflow_extract(document: Document, settings: Settings) -> Iterable[Reading]:
    """Every field of a referral that stands on the document, and the document's kind."""
    views = tuple(view(document, page) for page in document.pages if page.words)
    if not views:
        return ()
    return tuple(_all(views, document))


def _all(views: Sequence[View], document: Document) -> Iterable[Reading]:
    today = document.received
    people = prescriber(views)
    heads = tuple(letterhead(v) for v in views)
    yield from kind(views)
    yield from patient(views)
    yield from providers(people)
    yield from npis(views, people)
    yield from phones(views, heads)
    yield from organizations(views, heads)
    yield from payers(views)
    yield from identifiers(views, today)
    yield from days(views, today)
    yield from diagnoses(views)
    yield from procedures(views)
    yield from schedules(views)
    yield from texts(views)
