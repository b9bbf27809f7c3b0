"""Referrals: who sends whom, covered by whom, for what, how often and how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docflow import Document, Reading, Settings, hookimpl
from docflow.paper.lines import lines
from docflow.terms.reasons import REFUSAL, refusing

from .clinical import diagnoses, procedures
from .contact import phones
from .coverage import days, identifiers
from .goals import texts
from .guesses import guesses
from .kind import kind, ordering
from .letterhead import organizations
from .patients import patient
from .payer import payers
from .people import candidates, npis, providers, ranked
from .plan import schedules
from .roster import told_apart
from .sheets import order_sheets
from .unread import unread
from .view import View, view


@hookimpl
def docflow_extract(document: Document, settings: Settings) -> tuple[Reading, ...]:
    """Every field of a referral that stands on the document, and the document's kind.

    Papers of other kinds carry names and numbers, too; of them only the kind is told. Nothing is
    said about a notice that refuses payment: its dates, phones and codes are no order's.
    """
    text = "\n".join(line.text for page in document.pages for line in lines(page))
    if refusing(text) >= REFUSAL:
        return ()
    views = tuple(
        view(document, page) for page in document.pages if page.words and page.origin != "data"
    )
    if not views:
        return ()
    sure = tuple(_readings(views, document.received))
    told = (*sure, *guesses(views, sure, document.received))
    readings = (*told, *unread(order_sheets(views), told, document))
    kinds = kind(views, readings)
    return (*kinds, *readings) if ordering(kinds) else kinds


def _readings(views: Sequence[View], today: date) -> Iterator[Reading]:
    orders = order_sheets(views)
    people = ranked(told_apart(candidates(orders)))
    yield from patient(views)
    yield from providers(people)
    yield from npis(orders, people)
    yield from phones(views, orders)
    yield from organizations(orders)
    yield from payers(views)
    yield from identifiers(views, today)
    yield from days(views, orders, today)
    yield from diagnoses(orders)
    yield from procedures(orders)
    yield from schedules(orders)
    yield from texts(orders)
