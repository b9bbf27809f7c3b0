"""What was done and when, of which nothing was paid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from docflow import Reading
from docflow.terms.cpt import find_cpts
from docflow.terms.dates import find_dates
from docflow.terms.found import Found
from docflow.terms.icd10 import find_codes

from .amount import amount, open_amount, place
from .days import continues
from .identity import Labelled
from .loose import loose
from .passage import Passage, below, seen
from .table import Service, Table

Finder = Callable[[str], Sequence[Found]]
"""Finds the codes of one kind in a text."""

_SERVED = frozenset(
    {
        "date of service",
        "dates of service",
        "service date",
        "service dates",
        "dos",
        "treatment date",
    }
)
_VISITS = re.compile(
    r"\b(?:visits?|services?|treatments?|sessions?|care|therapy|charges?|procedures?|"
    r"dates? of service|"
    r"service dates?|dos|seen|treated)\b[^.]{0,60}?\b(?:on|of|for|dated|provided|rendered|between|"
    r"from)\b\s*$"
    r"|\b(?:bills?|claims?)\b[^.\d]{0,60}?\b(?:for|of|provided|rendered|between|from)\b\s*$"
    r"|\b(?:provided|rendered|furnished)\s(?:on|between|from)\s*$"
    r"|\b(?:dates?(?:\(s\))? of (?:service|treatment|visits?)|service dates?|dos)(?:\(s\))?\s?"
    r"(?:\([a-z ]*\)|under review|in question|at issue|reviewed|denied|billed)?\s?:?\s*$",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"\b(?:services?|care|treatments?|therapy|visits?|massages?)\s(?:that\s)?"
    r"(?:(?:you|the (?:patient|member))\s)?(?:received|had|got)(?:\son)?\s*$",
    re.IGNORECASE,
)
"""Before the day on which a person received care, as a claim is received on another."""
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
    listed = [s for table in seen_tables for s in table.services]
    if not listed:
        listed = [s for sheet in whole.sheets for s in loose(sheet, seen_tables, today)]
    lines = _refused(listed)
    yield from _dates(whole, found, lines, today)
    yield from _procedures(whole, found, lines)
    yield from _labelled_codes("diagnosis.codes", "diagnosis", find_codes, whole, found)
    yield from amount(whole, found, seen_tables, lines)


def _refused(lines: Sequence[Service]) -> list[Service]:
    """The lines that were not paid in full; all of them where no column says so."""
    refused = [line for line in lines if open_amount(line) != 0]
    return refused or list(lines)


def _dates(
    whole: Passage, found: Sequence[Labelled], lines: Sequence[Service], today: date
) -> Iterator[Reading]:
    given: dict[str, Reading] = {}
    for line in lines:
        days = _of(line)
        values = [d.value for d in days]
        for date_ in days:
            grounds = ["column", *(["twice"] if values.count(date_.value) > 1 else [])]
            sure = 0.95 * line.row.confidence(date_.start, date_.end)
            sure *= 0.8 if date_.repaired else 1.0
            where = place(whole, line, date_.start, date_.end)
            given.setdefault(
                date_.value,
                seen("service.dates", date_.value, date_.text, sure, where, *grounds),
            )
    told = list(given.values()) or list(_labelled_days(whole, found, today))
    yield from told or list(_told_dates(whole, today)) or _told_dates(whole.by_rows, today)


def _of(line: Service) -> Sequence[Found]:
    """The days of a line of service: the two ends of a range, or all of a list."""
    gaps = [line.row.text[a.end : b.start].strip() for a, b in pairwise(line.dates)]
    return line.dates if len(gaps) > 1 and set(gaps) <= {",", ";"} else line.dates[:2]


def _labelled_days(whole: Passage, found: Sequence[Labelled], today: date) -> Iterator[Reading]:
    """The dates behind a label for days of service, one behind the other."""
    given: set[str] = set()
    for item in (item for item in found if item.pair.label.phrase in _SERVED):
        text = _listing(item)
        days = find_dates(text, today)
        for at, day in enumerate(days):
            between = text[days[at - 1].end : day.start] if at else ""
            if at and not _NEXT.match(between):
                break
            if day.value not in given:
                given.add(day.value)
                sure = 0.95 * item.sure * (0.8 if day.repaired else 1.0)
                where = item.place(whole.document)
                yield seen("service.dates", day.value, day.text, sure, where, "label")


def _listing(item: Labelled) -> str:
    """A label's value with the lines below it in which its list goes on."""
    text, last = item.pair.text, item.pair.runs[-1].line
    while after := next((x for x in item.sheet.lines if below(last.box, x.box)), None):
        if not continues(item.sheet, after):
            break
        text, last = f"{text.rstrip(' ,')}, {after.text}", after
    return text


def _told_dates(whole: Passage, today: date) -> Iterator[Reading]:
    """Dates that a sentence or a label gives as those of the visits, one behind the other."""
    dates = find_dates(whole.text, today)
    given: set[str] = set()
    chain = False
    for i, date_ in enumerate(dates):
        between = whole.text[dates[i - 1].end : date_.start] if i else ""
        before = whole.text[max(0, date_.start - 110) : date_.start]
        visits = _VISITS.search(before) and not _NOT_VISITS.search(before)
        opens = bool(visits or _RECEIVED.search(before))
        chain = opens or (chain and bool(_NEXT.match(between)))
        if chain and date_.value not in given:
            given.add(date_.value)
            sure = 0.9 * whole.sure(date_.start, date_.end) * (0.8 if date_.repaired else 1)
            where = whole.source(date_.start, date_.end)
            yield seen("service.dates", date_.value, date_.text, sure, where, "sentence")


def _procedures(
    whole: Passage, found: Sequence[Labelled], lines: Sequence[Service]
) -> Iterator[Reading]:
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
        yield from list(_told_procedures(whole)) or _labelled_codes(
            "procedure.codes", "procedure", find_cpts, whole, found
        )


def _labelled_codes(
    field: str, noun: str, find: Finder, whole: Passage, found: Sequence[Labelled]
) -> Iterator[Reading]:
    """The codes behind a label for them, whatever words stand before the code."""
    given: set[str] = set()
    for item in (item for item in found if item.pair.label.noun == noun):
        for code in find(item.pair.text.split("\n")[0]):
            if code.value not in given:
                given.add(code.value)
                where = item.place(whole.document)
                yield seen(field, code.value, code.text, item.sure, where, "label")


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
