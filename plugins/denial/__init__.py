"""Reads notices of denial: letters in prose, explanations of benefits, notices with tick lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from docflow import Document, FieldSpec, Page, Reading, Settings, hookimpl
from docflow.terms.windows import clean_window

from .address import address
from .appeal import answer
from .identity import identity, labelled
from .kind import refusal
from .passage import Passage, Sheet, passage, seen, sheets
from .payer import payers
from .program import PROGRAMS, clean_program, clean_stage, program, stage
from .reason import why
from .services import services
from .table import tables


@hookimpl
def docflow_fields(settings: Settings) -> Iterable[FieldSpec]:
    """Define what only a notice of denial can say."""
    yield FieldSpec(
        "appeal.window",
        "Time to appeal",
        clean_window,
        meaning="The time that the notice gives for an appeal and what starts it: 180d notice.",
    )
    yield FieldSpec(
        "resubmit.window",
        "Time for a corrected claim",
        clean_window,
        meaning="The time that the notice gives for corrected claims: 12mo service.",
    )
    yield FieldSpec(
        "payer.program",
        "Line of business",
        clean_program,
        meaning=", ".join(sorted(PROGRAMS)),
    )
    yield FieldSpec(
        "denial.stage",
        "What was refused",
        clean_stage,
        meaning="claim: treatment that was given; prior_authorization: treatment asked for.",
    )
    yield FieldSpec(
        "denial.reason",
        "Reason in the payer's words",
        lambda text: " ".join(text.split()),
        meaning="The sentence of the notice that says why it is not paid, for quoting.",
    )


@hookimpl
def docflow_extract(document: Document, settings: Settings) -> Iterable[Reading]:
    """Say that a document is a denial, and what it refuses, why, and until when it can be answered.

    Nothing is said about a document that is no denial.
    """
    paper = replace(document, pages=tuple(p for p in document.pages if p.origin != "data"))
    sure = refusal(passage(paper, sheets(paper)).text)
    if not sure:
        return ()
    pages = sheets(replace(paper, pages=tuple(_marked(page) for page in paper.pages)))
    return tuple(_read(passage(paper, pages), pages, sure, document.received))


def _marked(page: Page) -> Page:
    """The page with its tick boxes and, where they are drawn and not scanned, its ruled lines."""
    from docflow.paper.rules import rules
    from docflow.paper.ticks import ticks

    if page.image is None:
        return page
    drawn = rules(page) if page.origin == "text" else ()
    return replace(page, marks=(*page.marks, *ticks(page), *drawn))


def _read(whole: Passage, pages: tuple[Sheet, ...], sure: float, today: date) -> Iterator[Reading]:
    yield seen("document.kind", "denial", "", sure, None, "words")
    found = labelled(pages, today)
    listed = [table for sheet in pages for table in tables(sheet, today)]
    known = [*identity(whole, found, today), *payers(whole, pages, found)]
    yield from known
    yield from services(whole, found, listed, today)
    yield from why(whole, pages, listed)
    yield from answer(whole, found, _notice(known), today)
    yield from address(whole)
    yield from program(whole)
    yield from stage(whole)


def _notice(known: Iterable[Reading]) -> date | None:
    dated = [r for r in known if r.field == "denial.date"]
    best = max(dated, key=lambda r: (r.confidence, r.value), default=None)
    return date.fromisoformat(best.value) if best else None
