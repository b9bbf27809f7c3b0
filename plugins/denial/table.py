"""The lines of service on a notice: which date, which procedure, how much, why not paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from docflow import Box, Word
from docflow.paper.lines import Line
from docflow.terms.cpt import find_cpts
from docflow.terms.dates import find_dates
from docflow.terms.denials import find_denial_codes, known
from docflow.terms.found import Found
from docflow.terms.money import find_amounts

from .passage import Sheet

_HEADS = {
    "date": "date dates date(s) dos from thru to through from-thru from/to begin end serv service "
    "fromdate todate",
    "code": "code cpt cpt/hcpcs proc proc/mod procedure hcpcs proc. svc",
    "units": "units qty unit quantity units/qty days/units unt",
    "charge": "billed charge charges charged submitted billed",
    "allowed": "allowed allowable approved eligible",
    "paid": "paid payment payable benefit",
    "share": "deduct deductible coins coinsurance copay co-pay copayment",
    "denied": "adj denied disallowed ineligible non-covered noncovered excluded reduction "
    "adjustment adjustments adjusted noncov",
    "reason": "ansi reason reasons remark remarks rmk rmks codes carc rarc grp/rc msg message note "
    "notes explanation eob ex expl grp group gp",
}
_PHRASES = {
    "adj code": "reason", "adj codes": "reason", "adj reason": "reason", "adj. code": "reason",
    "reason code": "reason", "reason codes": "reason", "remark code": "reason",
    "remark codes": "reason", "denial code": "reason", "group code": "reason",
    "ansi code": "reason",
    "not covered": "denied", "not paid": "denied", "not allowed": "denied", "adj amt": "denied",
    "adj amount": "denied", "adjustment amount": "denied", "amount denied": "denied",
    "denied amount": "denied", "amount not covered": "denied", "non covered": "denied",
    "provider adj": "denied", "billed amount": "charge", "amount billed": "charge",
    "total charge": "charge", "charge amount": "charge", "amount charged": "charge",
    "amount paid": "paid", "paid amount": "paid", "plan paid": "paid", "we paid": "paid",
    "allowed amount": "allowed", "amount allowed": "allowed", "patient resp": "share",
    "patient responsibility": "share", "service date": "date", "serv date(s)": "date",
    "date of service": "date", "dates of service": "date", "service code": "code",
    "procedure code": "code", "proc code": "code", "place of service": "", "dx code": "",
    "diagnosis code": "", "type of service": "", "revenue code": "", "rev code": "",
    "date received": "", "received date": "", "date processed": "", "processed date": "",
    "process date": "", "date paid": "", "paid date": "", "payment date": "", "check date": "",
    "date of birth": "", "birth date": "", "date of injury": "", "injury date": "",
    "date of loss": "", "statement date": "", "due date": "", "date issued": "", "date billed": "",
    "date mailed": "", "notice date": "", "date submitted": "", "total charges": "charge",
    "you billed": "charge", "not certified": "denied", "plan pays": "paid",
    "plan allows": "allowed",
}  # fmt: skip
_LEAST_HEADS = 3
_GAP = 0.015
"""The gap between two columns, as a share of the page's width."""
_TOTAL = re.compile(
    r"^\W*(?:claim |grand |line |page |sub)?-?totals?\b|^\W*totals?[:\s]", re.IGNORECASE
)
_REACH = 0.055
"""How far under the last line of a table the next one may stand, as a share of the page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header: what it holds, and where the header stands."""

    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Service:
    """One line of service. Amounts are by column; `codes` is the text of the reason columns."""

    sheet: Sheet
    row: Line
    dates: tuple[Found, ...]
    procedures: tuple[Found, ...]
    amounts: tuple[tuple[str, Found], ...]
    codes: tuple[str, ...]

    def amount(self, kind: str) -> str:
        """The amount in the first column of this kind, or ""."""
        return next((found.value for name, found in self.amounts if name == kind), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A header, its lines of service and, where there is one, its row of totals."""

    sheet: Sheet
    columns: tuple[Column, ...]
    services: tuple[Service, ...]
    total: Service | None


def tables(sheet: Sheet, today: date) -> Iterator[Table]:
    """Every table of services on a page."""
    rows = sheet.rows
    at = 0
    while at < len(rows):
        columns = header(rows[at])
        if not columns:
            at += 1
            continue
        services, total, at = _body(sheet, rows, at + 1, columns, today)
        if services:
            yield Table(sheet, columns, tuple(services), total)


def header(row: Line) -> tuple[Column, ...]:
    """The columns that a row names, if it is the header of a table of services."""
    words = row.words
    found = []
    at = named = 0
    while at < len(words):
        size, kind = next(
            ((n, k) for n in (3, 2, 1) if (k := _kind(_together(words[at : at + n]))) is not None),
            (1, None),
        )
        if kind is not None:
            box = words[at].box
            for word in words[at + 1 : at + size]:
                box = box.around(word.box)
            found.append(Column(kind, box))
        named += size if kind is not None else 0
        at += size
    kinds = {column.kind for column in found} - {""}
    bodied = kinds & {"charge", "paid", "allowed", "denied"} and kinds & {"date", "code"}
    clear = named >= 0.6 * len(words) and not any(re.search(r"\d\d", w.text) for w in words)
    return tuple(found) if len(kinds) >= _LEAST_HEADS and bodied and clear else ()


def _together(words: Sequence[Word]) -> Sequence[Word]:
    """The words, if no gap between columns parts them."""
    near = all(b.box.left - a.box.right < _GAP for a, b in pairwise(words))
    return words if near else ()


def _kind(words: Sequence[object]) -> str | None:
    """What these words head; "" for a column that holds nothing of ours, None for no header."""
    if not words:
        return None
    texts = [re.sub(r"[^a-z/().-]", "", getattr(word, "text", "").lower()) for word in words]
    if not all(texts):
        return None
    phrase = " ".join(texts)
    if phrase in _PHRASES or phrase.strip(".") in _PHRASES:
        return _PHRASES.get(phrase, _PHRASES.get(phrase.strip("."), ""))
    if len(texts) > 1:
        return None
    return _head(texts[0].strip(".-"))


@lru_cache(maxsize=512)
def _head(word: str) -> str | None:
    """What a word heads, one letter of a longer one misread."""
    from rapidfuzz.distance import Levenshtein

    known = _head_words()
    if word in known or len(word) < 5:
        return known.get(word)
    near = {kind for w, kind in known.items() if len(w) > 4 and Levenshtein.distance(w, word) == 1}
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=1)
def _head_words() -> dict[str, str]:
    return {word: kind for kind, words in _HEADS.items() for word in words.split()}


def _body(
    sheet: Sheet, rows: Sequence[Line], at: int, columns: tuple[Column, ...], today: date
) -> tuple[list[Service], Service | None, int]:
    """The lines of service under a header, the totals, and the row behind them."""
    services: list[Service] = []
    last = columns[0].box.bottom
    while at < len(rows) and rows[at].box.top - last < _REACH:
        row = rows[at]
        service = _service(sheet, row, columns, today)
        if _TOTAL.match(row.text) and service.amounts:
            return services, service, at + 1
        if service.dates or (service.procedures and service.amounts):
            services.append(service)
        elif services and service.procedures and not (service.amounts or service.codes):
            services[-1] = _wrapped(services[-1], service)
        elif services and not service.codes:
            break
        last = row.box.bottom
        at += 1
    return services, None, at


def _service(sheet: Sheet, row: Line, columns: tuple[Column, ...], today: date) -> Service:
    amounts = []
    for found in find_amounts(row.text):
        column = _column(row.span(found.start, found.end), columns, _MONEY)
        if column:
            amounts.append((column.kind, found))
    reasons = [c for c in columns if c.kind == "reason"]
    codes = tuple(text for column in reasons if (text := _under(row, column, columns)))
    return Service(
        sheet,
        row,
        _served(row, columns, today),
        find_cpts(row.text),
        tuple(amounts),
        codes,
    )


def _wrapped(service: Service, below: Service) -> Service:
    """A line of service whose cell of the procedure goes on in a line below it."""
    row = Line.of((*service.row.words, *below.row.words))
    codes = service.procedures or find_cpts(row.text)
    return replace(service, row=row, procedures=codes) if codes else service


def _served(row: Line, columns: Sequence[Column], today: date) -> tuple[Found, ...]:
    """The dates of a row that stand nearer to a column of dates of service than to another's."""
    dates = find_dates(row.text, today)
    kept = []
    for day in dates:
        box = row.span(day.start, day.end)
        nearest = min(columns, key=lambda column: _away(box, column.box))
        if nearest.kind or _away(box, nearest.box) >= _NEAR:
            kept.append(day)
    return tuple(kept)


_NEAR = 0.04
"""How far a value may stand from its header's middle or edge, as a share of the page's width."""
_MONEY = frozenset({"charge", "allowed", "paid", "share", "denied"})


def _column(box: Box, columns: Sequence[Column], kinds: frozenset[str]) -> Column | None:
    """The column that a value stands in: the nearest by middle or by either edge."""
    near = [(_away(box, c.box), i) for i, c in enumerate(columns) if c.kind in kinds]
    if not near:
        return None
    away, index = min(near)
    return columns[index] if away < _NEAR else None


def _away(a: Box, b: Box) -> float:
    return min(abs(a.middle[0] - b.middle[0]), abs(a.left - b.left), abs(a.right - b.right))


def _under(row: Line, column: Column, columns: Sequence[Column]) -> str:
    """The words of a row that stand in a column of reasons."""
    others = [c.box for c in columns if c is not column]
    words = []
    for word in row.words:
        own = _away(word.box, column.box)
        rival = min((_away(word.box, box) for box in others), default=1.0)
        if own < rival and own < 0.06 and not find_amounts(word.text):
            words.append(word.text)
    return " ".join(words)


def codes_of(line: Service) -> list[Found]:
    """Grouped codes anywhere on the line; bare numbers only in a column of reasons.

    Where codes stand with their groups, a bare number in a cell without one is no code: cells of
    narrow columns are easily taken for their neighbours'.
    """
    text = line.row.text
    found = list(find_denial_codes(text))
    grouped = any("-" in code.value for code in found)
    for column in line.codes:
        if grouped and not find_denial_codes(column):
            continue
        for bare in re.finditer(r"(?<![\w.-])(?:[ABP]?\d{1,3})(?![\w.-])", column):
            row = known(bare[0].lstrip("0"))
            at = text.rfind(bare[0])
            if row and at >= 0 and not any(f.start <= at < f.end for f in found):
                found.append(Found(row.code, bare[0], at, at + len(bare[0])))
    return found
