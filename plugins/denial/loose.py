"""Lines of service that stand in no table: a date, a procedure and an amount on one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from docflow.paper.lines import Line
from docflow.terms.cpt import find_cpts
from docflow.terms.dates import find_dates
from docflow.terms.found import Found
from docflow.terms.money import find_amounts

from .passage import Sheet
from .table import Service, Table

_KINDS = (
    (
        "denied",
        re.compile(r"(?:denied|disallowed|unpaid|not\s?(?:paid|covered))\W*$", re.I),
    ),
    ("paid", re.compile(r"(?:paid|payment|pays)\W*$", re.I)),
    ("allowed", re.compile(r"(?:allowed|allowable|approved)\W*$", re.I)),
    ("charge", re.compile(r"(?:billed|charged?s?|fee|amount)\W*$", re.I)),
)
"""What an amount is by the word before it."""
_RANGE = frozenset({"", "-", "–", "—", "to", "thru", "through"})
_LEAD, _WORDS = 24, 8
"""Letters before the first date or code of a line of service, and words on all of it."""
_TOTALS = re.compile(r"^\W*(?:grand |claim )?totals?\b", re.IGNORECASE)


def loose(sheet: Sheet, listed: Sequence[Table], today: date) -> Iterator[Service]:
    """The lines of service of a sheet outside its tables."""
    tabled = {id(line.row) for table in listed for line in table.services}
    for row in sheet.rows:
        days, codes = find_dates(row.text, today), find_cpts(row.text)
        sums = tuple(named_amounts(row))
        if id(row) not in tabled and days and codes and sums and _listed(row, days, codes):
            yield Service(sheet, row, _leading(row, days), codes, sums, ())


def _leading(row: Line, days: Sequence[Found]) -> tuple[Found, ...]:
    """The first day of a row and the one that closes its range: others tell what else happened."""
    between = row.text[days[0].end : days[1].start].strip() if len(days) > 1 else "."
    return tuple(days[:2]) if between.lower() in _RANGE else tuple(days[:1])


def _listed(row: Line, days: Sequence[Found], codes: Sequence[Found]) -> bool:
    """Whether a row lists a service rather than being a line of running text."""
    first = min(days[0].start, codes[0].start)
    return first <= _LEAD and len(re.findall(r"[A-Za-z]{3,}", row.text)) <= _WORDS


def named_amounts(row: Line) -> Iterator[tuple[str, Found]]:
    """The amounts of a row, each as what the word before it says; a charge where none does."""
    for amount in find_amounts(row.text):
        before = row.text[max(0, amount.start - 16) : amount.start]
        kind = next((kind for kind, pattern in _KINDS if pattern.search(before)), "charge")
        yield kind, amount


def totals(sheet: Sheet, listed: Sequence[Table]) -> Iterator[tuple[Line, Found]]:
    """What is not paid by a row of totals that names its amounts and stands under no header."""
    tabled = {id(table.total.row) for table in listed if table.total}
    for row in sheet.rows:
        if _TOTALS.match(row.text) and id(row) not in tabled:
            yield from ((row, amount) for kind, amount in named_amounts(row) if kind == "denied")
