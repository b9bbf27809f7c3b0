"""Reads X12 835 remittances (005010X221A1): each claim that is refused becomes a denial."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docflow import (
    Case,
    Document,
    Enclosure,
    FieldSpec,
    Finding,
    Page,
    Reading,
    Rule,
    Settings,
    Source,
    hookimpl,
)
from docflow.terms.denials import category_of, clean_denial_code

from .claims import Claim, Remittance, remittances
from .excerpt import NOTE, excerpts
from .segments import Segment, looks_like, segments
from .sheet import claim_pages, sent, summary_pages

_SURE, _DOUBTFUL = 0.99, 0.6
DOUBTS = "remittance.doubts"


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page | Enclosure] | None:
    """Read an 835 file, known by its first bytes.

    A file of one claim is laid out as paper. From a longer one, each claim that is refused in
    whole or in part comes as a file of its own, and the rest as one page. Raises UnreadableError
    where the file is cut off, is another transaction, or holds what is no amount or date.
    """
    with path.open("rb") as file:
        if not looks_like(file.read(16)):
            return None
    found = segments(path.read_bytes().decode("utf-8", "replace"))
    paid = remittances(found)
    claims = [(r, c) for r in paid for c in r.claims]
    if len(claims) == 1:
        return list(claim_pages(*claims[0], found))
    return [*summary_pages(paid), *excerpts(found, paid, folder)]


@hookimpl
def docflow_fields() -> Iterable[FieldSpec]:
    """Define what only a remittance can say of itself."""
    yield FieldSpec(
        DOUBTS,
        "The remittance disagrees with itself",
        lambda text: " ".join(text.split()),
        many=True,
        meaning="Totals or counts of the file that do not agree.",
    )


@hookimpl
def docflow_check(case: Case) -> Iterable[Finding]:
    """`remittance.unbalanced` for each place where the file disagrees with itself."""
    for doubt in case.values(DOUBTS):
        yield Finding(
            "remittance.unbalanced",
            "warning",
            f"The remittance disagrees with itself. {doubt} Compare it with the payment.",
            DOUBTS,
            Rule("A remittance balances at each level.", "005010X221A1, section 1.10.2.1"),
        )


@hookimpl
def docflow_extract(document: Document, settings: Settings) -> Iterable[Reading]:
    """What a remittance of one claim says; nothing where nothing is refused."""
    places = {
        word.text: Source(document.id, page.number, word.box)
        for page in document.pages
        if page.origin == "data"
        for word in page.words
    }
    text = sent(word for page in document.pages if page.origin == "data" for word in page.words)
    if not text:
        return ()
    paid = remittances(segments(text))
    claims = [(r, c) for r in paid for c in r.claims]
    if len(claims) != 1 or not claims[0][1].denied:
        return ()
    return tuple(_placed(*claims[0], places))


def _placed(paid: Remittance, claim: Claim, places: dict[str, Source]) -> Iterator[Reading]:
    """The readings, each with its segment; the amount is doubtful if the file does not add up."""
    yield Reading("document.kind", "denial", "", _SURE, None, ("835",))
    told = [s[2] for s in paid.head if s.name == "NTE" and s[1] == NOTE]
    for doubt in (*paid.doubts, *told):
        yield Reading(DOUBTS, doubt, "", _SURE, None, ("835",))
    for field, value, segment in _facts(paid, claim):
        doubtful = field == "denial.amount" and paid.doubts
        yield Reading(
            field,
            value,
            segment.written() if segment else "",
            _DOUBTFUL if doubtful else _SURE,
            places.get(segment.written()) if segment else None,
            ("835",),
        )


def _facts(paid: Remittance, claim: Claim) -> Iterator[tuple[str, str, Segment | None]]:
    yield from _parties(paid, claim)
    yield "claim.number", claim.head[7], claim.head
    refused = claim.refused
    lines = [s for s in claim.services if any(a in refused for a in s.adjustments)]
    for line in lines or claim.services:
        yield "procedure.codes", line.procedure, line.segment
    dates = [d for s in lines or claim.services for d in s.dates] or list(claim.dates)
    for day, segment in dates:
        yield "service.dates", day, segment
    codes = [(clean_denial_code(a.code), a.segment) for a in refused]
    remarks = [r for s in lines for r in s.remarks] + list(claim.remarks)
    for code, segment in [*codes, *remarks]:
        yield "denial.codes", clean_denial_code(code), segment
    why = refused[0].segment if refused else claim.head
    yield "denial.amount", f"{claim.withheld:.2f}", why
    category, _ = category_of(code for code, _ in [*codes, *remarks])
    if category:
        yield "denial.category", category, why


def _parties(paid: Remittance, claim: Claim) -> Iterator[tuple[str, str, Segment | None]]:
    payer, patient = paid.first("N1", "PR"), claim.named("QC")
    insured = claim.named("IL")
    day = paid.first("DTM", "405") or paid.first("BPR")
    if payer:
        yield "payer.name", payer[2], payer
    if patient:
        yield "patient.name", f"{patient[3]}, {patient[4]} {patient[5]}".strip(" ,"), patient
        member = insured if insured and insured[9] else patient
        yield "patient.member_id", member[9], member
    if day:
        written = day[2] if day.name == "DTM" else day[16]
        yield "denial.date", f"{written[:4]}-{written[4:6]}-{written[6:8]}", day
