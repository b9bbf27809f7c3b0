"""The days that name a case, above all the one on which a notice was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from docflow import Reading
from docflow.paper.lines import Line
from docflow.terms.dates import find_dates
from docflow.terms.found import Found

from .identity import Labelled
from .passage import Passage, Sheet, below, high, seen

_LETTER_DATES = frozenset(
    {"date of letter", "letter date", "dated", "issued", "issued on", "date issued", "date printed"}
)
_REVIEWED = frozenset(
    {
        "reviewed on",
        "reviewed",
        "date reviewed",
        "date of review",
        "review date",
        "review completed",
    }
)
"""Labels of the day on which a bill was judged: that of the notice, where it has no other."""
_STAND_ALONE = re.compile(r"^\W*(?:date[d:\s]*)?\W*$", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:notice|letter|determination|decision|explanation|denial)\s(?:is\s)?(?:dated|"
    r"issued(?: on)?|of)\s$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\brec(?:eived|'d|d)\b|\bfax\b|\bpage\b|\bp\.\s?\d|\d{1,2}:\d{2}", re.IGNORECASE
)
_DAY = re.compile(r"\W*\d{1,2}\W\d{1,2}\W\d{2,4}\W*")
_INDENT = 0.02
"""What may stand before a label that opens a line, as a share of the page's width."""
_OLDEST = timedelta(days=730)
"""How long before its arrival a notice was written at most, where no label says so."""


def days(whole: Passage, found: Sequence[Labelled], today: date) -> Iterator[Reading]:
    """The patient's birth, the injury, and the day on which the notice was written."""
    yield from _labelled_dates("patient.birth_date", {"birth_date"}, whole, found, today)
    yield from _labelled_dates("injury.date", {"injury_date"}, whole, found, today)
    notice = list(_labelled_dates("denial.date", {"notice_date"}, whole, found, today))
    yield from notice or _letter_date(whole, found, today)


def apart(found: Iterable[Reading], done: Iterable[Reading]) -> Iterator[Reading]:
    """The days, the notice's in doubt where it is one of the services that it refuses."""
    served = {reading.value for reading in done if reading.field == "service.dates"}
    for reading in found:
        doubtful = reading.field == "denial.date" and reading.value in served
        yield replace(reading, confidence=0.5 * reading.confidence) if doubtful else reading


def _labelled_dates(
    field: str, nouns: set[str], whole: Passage, found: Sequence[Labelled], today: date
) -> Iterator[Reading]:
    best: dict[str, tuple[float, Labelled]] = {}
    for item in found:
        label = item.pair.label
        if label.noun not in nouns or label.role == "holder":
            continue
        for date_ in find_dates(item.pair.text, today, past=field != "denial.date")[:1]:
            sure = item.sure * (0.8 if date_.repaired else 1.0)
            if date_.value not in best or best[date_.value][0] < sure:
                best[date_.value] = (sure, item)
    yield from _ranked_dates(field, best, whole, today)


def _ranked_dates(
    field: str, best: dict[str, tuple[float, Labelled]], whole: Passage, today: date
) -> Iterator[Reading]:
    order = sorted(best.items(), key=lambda x: (-x[1][0], x[0]))
    for value, (sure, item) in order[:2]:
        doubt = 0.6 if len(order) > 1 else 1.0
        again = sum(found.value == value for found in find_dates(whole.text, today)) > 1
        grounds = ["label", *(["twice"] if again else [])]
        yield seen(
            field, value, item.pair.text.split("\n")[0],
            min(0.98, sure + (0.06 if again else 0)) * doubt, item.place(whole.document), *grounds,
        )  # fmt: skip


def _letter_date(whole: Passage, found: Sequence[Labelled], today: date) -> Iterator[Reading]:
    """The date under the letterhead; else one that a sentence calls the notice's date."""
    for item in found:
        label = item.pair.label
        bare = label.noun == "date" and high(item.pair.box.top, item.sheet)
        own = label.phrase in _LETTER_DATES or (
            label.phrase in _REVIEWED and not _dated_above(whole, item, today)
        )
        if (bare or own) and _opens(item):
            for date_ in find_dates(item.pair.text, today)[:1]:
                at = item.place(whole.document)
                yield seen("denial.date", date_.value, date_.text, 0.9 * item.sure, at, "label")
                return
    for test in (_stands_alone, _is_told):
        lone = {
            day.value: day
            for day in reversed(find_dates(whole.text, today))
            if test(whole, day.start, day.end)
            and day.value >= (today - _OLDEST).isoformat()
            and not _taken(whole, found, day)
        }
        for day in list(reversed(lone.values()))[:2]:
            sure = 0.93 * whole.sure(day.start, day.end) * (0.85 if day.repaired else 1)
            sure *= 1.0 if len(lone) == 1 and test is _stands_alone else 0.6
            place = whole.source(day.start, day.end)
            yield seen("denial.date", day.value, day.text, sure, place, "letterhead")
        if lone:
            return


def _dated_above(whole: Passage, item: Labelled, today: date) -> bool:
    """Whether a date under the letterhead stands above a label."""
    return any(
        _stands_alone(whole, day.start, day.end)
        and whole.on(day.start, day.end)[0].line.box.top < item.pair.label.box.top
        for day in find_dates(whole.text, today)
    )


def _opens(item: Labelled) -> bool:
    """Whether a label opens its line: within a sentence it dates what the sentence is about."""
    box = item.pair.label.box
    lines = [line for line in item.sheet.lines if line.box.holds(box)]
    return all(line.box.left > box.left - _INDENT for line in lines)


def _taken(whole: Passage, found: Sequence[Labelled], date_: Found) -> bool:
    """Whether a date stands behind a label that says of what else it is the day."""
    pieces = whole.on(date_.start, date_.end)
    if not pieces:
        return False
    piece = pieces[0]
    box = piece.line.span(max(0, date_.start - piece.start), date_.end - piece.start)
    return any(
        item.sheet is piece.sheet
        and item.pair.label.noun not in ("date", "notice_date")
        and item.pair.label.phrase not in _LETTER_DATES
        and item.pair.box.holds(box)
        for item in found
    )


def _stands_alone(whole: Passage, start: int, end: int) -> bool:
    """Whether a date is all that its line says, high on the first page."""
    pieces = whole.on(start, end)
    if len(pieces) != 1 or not high(pieces[0].line.box.top, pieces[0].sheet):
        return False
    line, at = pieces[0].line, pieces[0].start
    if continues(pieces[0].sheet, line) or _listed(pieces[0].sheet, line):
        return False
    rest = line.text[: start - at] + line.text[end - at :]
    return bool(_STAND_ALONE.match(rest)) and not _STAMP.search(rest)


def continues(sheet: Sheet, line: Line) -> bool:
    """Whether a line goes on with a list of days that the line above it leaves open."""
    above = [x for x in sheet.lines if below(x.box, line.box)]
    return any(re.search(r"\d\s*(?:,|;|-|–|and|&|through|to)$", x.text) for x in above)


def _listed(sheet: Sheet, line: Line) -> bool:
    """Whether a line of a date alone stands in a column of such lines."""
    return any(
        (below(x.box, line.box) or below(line.box, x.box)) and _DAY.fullmatch(x.text)
        for x in sheet.lines
    )


def _is_told(whole: Passage, start: int, end: int) -> bool:
    return bool(_DATED.search(whole.text[max(0, start - 60) : start]))
