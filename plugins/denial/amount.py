"""How much of what was billed is not paid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from docflow import Reading, Source
from docflow.terms.denials import known
from docflow.terms.found import Found
from docflow.terms.money import find_amounts

from .identity import Labelled
from .loose import totals
from .passage import Passage, seen
from .table import Service, Table, codes_of

_NOT_PAID = re.compile(
    r"(?:total|amounts?|sum|charges?)\s(?:of\s)?(?:\w+\s){0,2}?"
    r"(?:not\s(?:paid|covered|allowed|payable|certified|approved)|denied|disallowed|in dispute"
    r"|disputed|non-?covered|returned|refused|unpaid)(?:\sis|\sof|\s?:|\swas)?"
    r"|total\s(?:amount|charges?|bill(?:ed)?)\s(?:of|is|was)"
    r"|(?:charges?|bills?|statement|which)\s(?:add(?:s|ed)? up|c[ao]me|amount(?:s|ed)?)\sto"
    r"|in the (?:total )?amount of|billed (?:amount|charges?)\s?(?:of|:)",
    re.IGNORECASE,
)
_SUM = re.compile(r"\b(?:total+ing|for a total of|totals)\b", re.IGNORECASE)
_IS_REFUSED = re.compile(
    r",?\s(?:is|are|was|were|has been|have been|will be|will)\s"
    r"(?:denied|disallowed|refused|not (?:be )?(?:paid|payable|covered|allowed))\b",
    re.IGNORECASE,
)
"""Right behind an amount: it is the one that is not paid."""
_REFUSES = re.compile(
    r"\b(?:denied|declin\w+|refus\w+|disallow\w+|not (?:be )?(?:paid|payable|covered)|no payment"
    r"|cannot|can not|unable)\b",
    re.IGNORECASE,
)
"""In the sentence of a sum: it is the one that is not paid."""

_ALONE = 0.6
"""How sure it is that the only amount of a notice is what it does not pay."""


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


def amount(
    whole: Passage,
    found: Sequence[Labelled],
    seen_tables: Sequence[Table],
    lines: Sequence[Service],
) -> Iterator[Reading]:
    """The total not paid: as it is printed, checked against the lines; else their sum."""
    total = sum((open_amount(line) for line in lines), Decimal(0))
    summed = f"{total:.2f}" if lines and total > 0 else ""
    printed = [*_labelled_totals(whole, found, seen_tables), *_totals(whole, seen_tables)]
    told = list(_told(whole)) or _told(whole.by_rows)
    given = _by_value((*printed, *told), summed)
    if not given and not summed:
        yield from _only(whole)
    if summed and not any("sum" in reading.grounds for reading in given.values()):
        yield _sum(whole, lines[0], summed)
    checked = any("sum" in reading.grounds for reading in given.values())
    doubt = 1.0 if checked or len(given) < 2 else 0.6
    yield from (replace(r, confidence=doubt * r.confidence) for r in given.values())


def _by_value(readings: Iterable[Reading], summed: str) -> dict[str, Reading]:
    """One reading for each amount, surer where the lines' sum says the same, and less if not."""
    given: dict[str, Reading] = {}
    for reading in readings:
        agrees = ["sum"] if reading.value == summed else []
        base = reading.confidence if not summed or agrees else 0.6 * reading.confidence
        sure = min(0.98, base + (0.1 if agrees else 0.0))
        old = given.get(reading.value)
        given[reading.value] = seen(
            reading.field, reading.value, reading.text, max(sure, old.confidence if old else 0),
            reading.source, *reading.grounds, *agrees, *(old.grounds if old else ()),
        )  # fmt: skip
    return given


def _sum(whole: Passage, first: Service, summed: str) -> Reading:
    """The sum of the lines where no total was read; nearly sure if a row of totals names it."""
    amounts = [found for _, found in first.amounts[:1]]
    where = place(whole, first, amounts[0].start, amounts[0].end) if amounts else None
    sure, grounds = (0.9, ("sum", "total")) if _totalled(whole, summed) else (0.7, ("sum",))
    return seen("denial.amount", summed, "", sure, where, *grounds)


def _totalled(whole: Passage, value: str) -> bool:
    """Whether a row that speaks of a total names this amount."""
    return any(
        re.search(r"\btotals?\b", row.text, re.I)
        and any(found.value == value for found in find_amounts(row.text))
        for sheet in whole.sheets
        for row in sheet.rows
    )


def _only(whole: Passage) -> Iterator[Reading]:
    """The one amount that a notice names at all: most likely what it does not pay."""
    named = [amount for amount in find_amounts(whole.text) if Decimal(amount.value) > 0]
    if len({amount.value for amount in named}) == 1:
        first = named[0]
        where = whole.source(first.start, first.end)
        yield seen("denial.amount", first.value, first.text, _ALONE, where, "alone")


def _labelled_totals(
    whole: Passage, found: Sequence[Labelled], seen_tables: Sequence[Table]
) -> Iterable[Reading]:
    """Amounts behind a label; what heads a column is a line's, not the claim's."""
    for item in found:
        if item.pair.label.noun == "not_paid" and not _heads(item, seen_tables):
            for amount in _above_zero(item.pair.text):
                where = item.place(whole.document)
                sure = 0.9 * item.pair.runs[0].line.confidence()
                yield seen("denial.amount", amount.value, amount.text, sure, where, "label")


def _above_zero(text: str) -> Sequence[Found]:
    """The first amount of a text, if it is one: of nothing refused nobody writes."""
    return [amount for amount in find_amounts(text)[:1] if Decimal(amount.value) > 0]


def _heads(item: Labelled, seen_tables: Sequence[Table]) -> bool:
    box = item.pair.label.box
    return any(
        table.sheet is item.sheet and any(column.box.holds(box) for column in table.columns)
        for table in seen_tables
    )


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
    for sheet in whole.sheets:
        for row, amount in totals(sheet, seen_tables):
            box = sheet.back.box(row.span(amount.start, amount.end))
            sure = 0.85 * row.confidence(amount.start, amount.end)
            where = Source(whole.document, sheet.page.number, box)
            yield seen("denial.amount", amount.value, amount.text, sure, where, "total")


def _told(whole: Passage) -> Iterable[Reading]:
    for amount in find_amounts(whole.text):
        if _IS_REFUSED.match(whole.text, amount.end):
            sure = 0.85 * whole.sure(amount.start, amount.end)
            where = whole.source(amount.start, amount.end)
            yield seen("denial.amount", amount.value, amount.text, sure, where, "sentence")
    named = [*_NOT_PAID.finditer(whole.text)]
    named += [m for m in _SUM.finditer(whole.text) if _REFUSES.search(whole.sentence(m.start()))]
    for match in named:
        amounts = find_amounts(whole.text[match.end() : match.end() + 30])
        if amounts and amounts[0].start <= 6:
            start, end = match.end() + amounts[0].start, match.end() + amounts[0].end
            sure = 0.85 * whole.sure(start, end)
            where = whole.source(start, end)
            yield seen("denial.amount", amounts[0].value, amounts[0].text, sure, where, "sentence")
