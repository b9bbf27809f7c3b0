"""Reads notices of denial: letters in prose, explanations of benefits, notices with tick lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from docflow import (
    Case,
    Document,
    Enclosure,
    FieldSpec,
    Finding,
    Reading,
    Rule,
    Settings,
    hookimpl,
)
from docflow.terms.windows import clean_window

from .address import address
from .appeal import answer
from .claims import Share, shares
from .days import apart, days
from .excerpt import excerpts
from .identity import Labelled, identity, labelled
from .kind import refusal
from .passage import Passage, Sheet, passage, seen, sheets
from .payer import payers
from .program import PROGRAMS, clean_program, clean_stage, program, stage
from .reason import why
from .services import services
from .table import tables

PARTS = "denial.parts"


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
        PARTS,
        "Claims on one paper",
        lambda text: " ".join(text.split()),
        many=True,
        meaning="Claim and patient of each, where one paper decides several that were not parted.",
    )
    yield FieldSpec(
        "denial.reason",
        "Reason in the payer's words",
        lambda text: " ".join(text.split()),
        meaning="The sentence of the notice that says why it is not paid, for quoting.",
    )


@hookimpl
def docflow_extract(document: Document, settings: Settings) -> Iterable[Reading | Enclosure]:
    """Say that a document is a denial, and what it refuses, why, and until when it can be answered.

    Nothing is said about a document that is no denial. One that decides several claims is parted,
    so that each becomes a document of its own.
    """
    paper = replace(document, pages=tuple(p for p in document.pages if p.origin != "data"))
    pages = sheets(paper)
    sure = refusal(passage(paper, pages).text)
    if not sure:
        return ()
    found = labelled(pages, document.received)
    parts, clear = shares(pages, found, document.received)
    if not parts:
        return tuple(_read(passage(paper, pages), pages, sure, document.received))
    if clear and all(page.image is not None for page in paper.pages):
        other = seen("document.kind", "other", "", 0.99, None, "parts")
        return (other, *excerpts(parts, pages, document.received))
    return tuple(_shared(passage(paper, pages), pages, found, parts, sure, document.received))


def _read(whole: Passage, pages: tuple[Sheet, ...], sure: float, today: date) -> Iterator[Reading]:
    yield seen("document.kind", "denial", "", sure, whole.source(0, 1), "words")
    found = labelled(pages, today)
    listed = [table for sheet in pages for table in tables(sheet, today)]
    done = list(services(whole, found, listed, today))
    known = [*identity(whole, found, today), *payers(whole, pages, found)]
    known += apart(days(whole, found, today), done)
    yield from known
    yield from done
    yield from why(whole, pages, listed)
    yield from answer(whole, found, _notice(known), today)
    yield from address(whole)
    yield from program(whole)
    yield from stage(whole)


def _shared(
    whole: Passage, pages: tuple[Sheet, ...], found: Sequence[Labelled], parts: Sequence[Share],
    sure: float, today: date,
) -> Iterator[Reading]:  # fmt: skip
    """What holds for all claims of a sheet that could not be parted; nobody's own facts."""
    yield seen("document.kind", "denial", "", sure, whole.source(0, 1), "words")
    for part in parts:
        told = " | ".join(filter(None, (part.claim, part.patient)))
        yield seen(PARTS, told, "", 0.9, None, "parts")
    dated = [r for r in days(whole, found, today) if r.field == "denial.date"]
    yield from dated
    yield from payers(whole, pages, found)
    yield from answer(whole, found, _notice(dated), today)
    yield from address(whole)


@hookimpl
def docflow_check(case: Case) -> Iterable[Finding]:
    """`denial.several-claims` for a sheet of which nobody can say what is whose."""
    told = case.values(PARTS)
    if len(told) > 1:
        yield Finding(
            "denial.several-claims",
            "error",
            f"One paper of this case decides {len(told)} claims ({'; '.join(told)}) and they could "
            "not be told apart. For each, cover the others on a copy, and drop the copies in.",
            PARTS,
            Rule("What is written about one claim is no fact of another.", "docflow"),
        )


def _notice(known: Iterable[Reading]) -> date | None:
    dated = [r for r in known if r.field == "denial.date"]
    best = max(dated, key=lambda r: (r.confidence, r.value), default=None)
    return date.fromisoformat(best.value) if best else None
