"""What was done, when, for how much, and by which codes it was not paid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from docflow import Reading, Source
from docflow.terms.cpt import find_cpts
from docflow.terms.dates import find_dates
from docflow.terms.denials import known
from docflow.terms.money import find_amounts

from .identity import Labelled
from .passage import Passage, seen
from .table import Service, Table, codes_of

_NOT_PAID = re.compile(
    r"(?:total|amounts?|sum|charges?)\s(?:of\s)?(?:\w+\s){0,2}?"
    r"(?:not\s(?:paid|covered|allowed|payable)|denied|disallowed|in dispute|non-?covered)"
    r"(?:\sis|\sof|\s?:|\swas)?|total\s(?:amount|charges?|bill(?:ed)?)\s(?:of|is|was)"
    r"|in the (?:total )?amount of|billed (?:amount|charges?)\s?(?:of|:)",
    re.IGNORECASE,
)
_VISITS = re.compile(
    r"\b(?:visits?|services?|treatments?|sessions?|care|therapy|charges?|bills?|claims?|procedures?|"
    r"dates? of service|"
    r"service dates?|dos|seen|treated)\b[^.]{0,60}?\b(?:on|of|for|dated|provided|rendered|between|"
    r"from)\b\s*$"
    r"|\b(?:dates?(?:\(s\))? of (?:service|treatment|visits?)|service dates?|dos)(?:\(s\))?\s?"
    r"(?:\([a-z ]*\))?\s?:?\s*$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"^\s*(?:,|;|and|&|,\s*and|through|thru|to|-|–|—|until)\s*$", re.IGNORECASE)
_NOT_VISITS = re.compile(
    r"(?:(?:received|submitted|sent|mailed|filed|processed|reviewed|decided|denied|issued|called"
    r"|requested|signed|arrived|entered|closed)(?:\s(?:us|it|this|by\sus))?(?:\s(?:on|by|of))?"
    r"|request|notice|letter|dated|birth|loss|injury|effective)\W*$",
    re.I,
)
_PROCEDURE = re.compile(r"(?:procedure|cpt|code|service|hcpcs)\w*\W{0,3}$", re.IGNORECASE)


def services(
    whole: Passage, found: Sequence[Labelled], seen_tables: Sequence[Table], today: date
) -> Iterator[Reading]:
    """Dates of service, procedures, the amount not paid and its codes."""
    lines = _refused([s for table in seen_tables for s in table.services])
    yield from _dates(whole, found, lines, today)
    yield from _procedures(whole, lines)
    yield from _amount(whole, found, seen_tables, lines)


def _refused(lines: Sequence[Service]) -> list[Service]:
    """The lines that were not paid in full; all of them where no column says so."""
    refused = [line for line in lines if open_amount(line) != 0]
    return refused or list(lines)


def open_amount(line: Service) -> Decimal:
    """What of a line is refused: its denied column, else its charge if nothing was paid."""
    denied, charge = line.amount("denied"), line.amount("charge")
    if denied:
        return _without_contract(line, Decimal(denied))
    paid = line.amount("paid") or line.amount("allowed")
    if charge and paid:
        return Decimal(charge) if Decimal(paid) == 0 else Decimal(0)
    return Decimal(charge) if charge else Decimal(-1)


def _without_contract(line: Service, denied: Decimal) -> Decimal:
    """Nothing, where all codes of the line only write off or share."""
    rows = [known(f.value) for f in codes_of(line)]
    harmless = rows and all(row and row.role in ("contract", "share", "effect") for row in rows)
    return Decimal(0) if harmless else denied


def place(whole: Passage, line: Service, start: int, end: int) -> Source:
    """Where a part of a line of service stands on the upright page."""
    box = line.sheet.back.box(line.row.span(start, end))
    return Source(whole.document, line.sheet.page.number, box)


def _dates(
    whole: Passage, found: Sequence[Labelled], lines: Sequence[Service], today: date
) -> Iterator[Reading]:
    given: dict[str, Reading] = {}
    for line in lines:
        values = [d.value for d in line.dates[:2]]
        for date_ in line.dates[:2]:
            grounds = ["column", *(["twice"] if values.count(date_.value) > 1 else [])]
            sure = 0.95 * line.row.confidence(date_.start, date_.end)
            sure *= 0.8 if date_.repaired else 1.0
            where = place(whole, line, date_.start, date_.end)
            given.setdefault(
                date_.value,
                seen("service.dates", date_.value, date_.text, sure, where, *grounds),
            )
    yield from given.values() if given else _told_dates(whole, today)


def _told_dates(whole: Passage, today: date) -> Iterator[Reading]:
    """Dates that a sentence or a label gives as those of the visits, one behind the other."""
    dates = find_dates(whole.text, today)
    given: set[str] = set()
    chain = False
    for i, date_ in enumerate(dates):
        between = whole.text[dates[i - 1].end : date_.start] if i else ""
        before = whole.text[max(0, date_.start - 110) : date_.start]
        opens = _VISITS.search(before) and not _NOT_VISITS.search(before)
        chain = bool(opens) or (chain and bool(_NEXT.match(between)))
        if chain and date_.value not in given:
            given.add(date_.value)
            sure = 0.9 * whole.sure(date_.start, date_.end) * (0.8 if date_.repaired else 1)
            where = whole.source(date_.start, date_.end)
            yield seen("service.dates", date_.value, date_.text, sure, where, "sentence")


def _procedures(whole: Passage, lines: Sequence[Service]) -> Iterator[Reading]:
    given: set[str] = set()
    counts = [f.value for line in lines for f in line.procedures[:1]]
    for line in lines:
        for code in line.procedures[:1]:
            if code.value not in given:
                given.add(code.value)
                again = ["twice"] if counts.count(code.value) > 1 else []
                sure = 0.95 * line.row.confidence(code.start, code.end)
                where = place(whole, line, code.start, code.end)
                yield seen("procedure.codes", code.value, code.text, sure, where, "column", *again)
    if not given:
        yield from _told_procedures(whole)


def _told_procedures(whole: Passage) -> Iterator[Reading]:
    """Procedures that running text names behind a word for them."""
    given: set[str] = set()
    for code in find_cpts(whole.text):
        before = whole.text[max(0, code.start - 30) : code.start]
        if _PROCEDURE.search(before) and code.value not in given:
            given.add(code.value)
            sure = 0.85 * whole.sure(code.start, code.end)
            where = whole.source(code.start, code.end)
            yield seen("procedure.codes", code.value, code.text, sure, where, "label")


def _amount(
    whole: Passage,
    found: Sequence[Labelled],
    seen_tables: Sequence[Table],
    lines: Sequence[Service],
) -> Iterator[Reading]:
    """The total not paid: as it is printed, checked against the lines; else their sum."""
    total = sum((open_amount(line) for line in lines), Decimal(0))
    summed = f"{total:.2f}" if lines and total > 0 else ""
    given: dict[str, Reading] = {}
    for reading in (*_labelled_totals(whole, found), *_totals(whole, seen_tables), *_told(whole)):
        agrees = ["sum"] if reading.value == summed else []
        base = reading.confidence if not summed or agrees else 0.6 * reading.confidence
        sure = min(0.98, base + (0.1 if agrees else 0.0))
        old = given.get(reading.value)
        better = seen(
            reading.field, reading.value, reading.text, max(sure, old.confidence if old else 0),
            reading.source, *reading.grounds, *agrees, *(old.grounds if old else ()),
        )  # fmt: skip
        given[reading.value] = better
    if not given and summed:
        first = lines[0].amounts[0][1] if lines[0].amounts else None
        where = place(whole, lines[0], first.start, first.end) if first else None
        yield seen("denial.amount", summed, "", 0.7, where, "sum")
    yield from given.values()


def _labelled_totals(whole: Passage, found: Sequence[Labelled]) -> Iterable[Reading]:
    for item in found:
        if item.pair.label.noun == "not_paid":
            for amount in find_amounts(item.pair.text)[:1]:
                where = item.place(whole.document)
                sure = 0.9 * item.pair.runs[0].line.confidence()
                yield seen("denial.amount", amount.value, amount.text, sure, where, "label")


def _totals(whole: Passage, seen_tables: Sequence[Table]) -> Iterable[Reading]:
    for table in seen_tables:
        total = table.total
        for kind in ("denied", "charge") if total else ():
            match = next((a for name, a in total.amounts if name == kind), None) if total else None
            if total and match:
                where = place(whole, total, match.start, match.end)
                sure = 0.85 * total.row.confidence(match.start, match.end)
                yield seen("denial.amount", match.value, match.text, sure, where, "total")
                break


def _told(whole: Passage) -> Iterable[Reading]:
    for match in _NOT_PAID.finditer(whole.text):
        amounts = find_amounts(whole.text[match.end() : match.end() + 30])
        if amounts and amounts[0].start <= 6:
            start, end = match.end() + amounts[0].start, match.end() + amounts[0].end
            sure = 0.85 * whole.sure(start, end)
            where = whole.source(start, end)
            yield seen("denial.amount", amounts[0].value, amounts[0].text, sure, where, "sentence")
