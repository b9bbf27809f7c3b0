"""What an appeal letter prints: the notice, the reason, the points, the exhibits, what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from docflow.appeals import words
from docflow.appeals.arguments import Argument, arguments
from docflow.appeals.deadlines import Deadline, level_name
from docflow.appeals.denial import Denial, Fact
from docflow.appeals.exhibits import Exhibit
from docflow.appeals.levels import levels
from docflow.appeals.points import File, Point, cite, points
from docflow.appeals.sent import OUTCOME, steps
from docflow.letters import COMPUTED, Entry, flat, plain
from docflow.letters.wording import long_date, worded
from docflow.model import AppealLevel, Field, Printed
from docflow.terms.addresses import address_lines
from docflow.terms.dates import iso_date
from docflow.terms.denials import known

_LOST = {
    "upheld": "upheld it",
    "partly": "changed it only in part",
    "dismissed": "left it as it was",
}
"""What a lost appeal did to the denial."""

_OF_NOTICE = ("claim.number", "denial.amount", "appeal.fax", "payer.name")
"""Fields of which a case with several notices has several values."""


def entries(file: File, level: int, due: Deadline | None) -> dict[str, Entry]:
    """The entries of an appeal letter for one notice at one level; what is not known lacks."""
    denial, case = file.denial, file.case
    rows = points(file)
    law = arguments(file, level)
    made = {
        "appeal_level": _text("appeal_level", _level(levels(denial, case), level)),
        "appeal_address": _fact(denial, "appeal.address", _envelope),
        "appeal_why": _why(denial),
        "appeal_notice": _fact(denial, "denial.date", _day),
        "appeal_before": _before(file),
        "appeal_visits": _visits(denial),
        "appeal_quote": _quote(denial),
        "appeal_points": Entry([_row(point) for point in rows], _of_points(rows)),
        "appeal_law": Entry([_rule(a) for a in law], _of_law(law)),
        "appeal_ask": _text("appeal_ask", words.asked(denial, bool(file.shown("authorization")))),
        "appeal_due": _text("appeal_due", _in_time(due, case.today)),
        "appeal_expedited": _urgent(file),
        "appeal_exhibits": listed(file.exhibits),
        "procedure_codes": _codes(denial),
        **{flat(field): _fact(denial, field, _worded(field)) for field in _OF_NOTICE},
    }
    return {name: entry for name, entry in made.items() if entry.value}


def listed(shown: Sequence[Exhibit], pages: Mapping[str, str] | None = None) -> Entry:
    """The table of exhibits; `pages` says how long each is, by mark."""
    numbers = pages or {}
    rows = [
        {"mark": e.mark, "title": plain(e.title), "pages": numbers.get(e.mark, "")} for e in shown
    ]
    said = tuple(Printed("appeal_exhibits", f"{e.mark}: {e.title}", COMPUTED) for e in shown)
    return Entry(rows, said)


def _worded(field: str) -> Callable[[str], str]:
    return lambda value: worded(field, value)


def _codes(denial: Denial) -> Entry:
    said = denial.every("procedure.codes")
    return Entry(list(denial.values("procedure.codes")), tuple(map(_printed, said)))


def _text(name: str, text: str) -> Entry:
    return Entry(plain(text), (Printed(name, text, COMPUTED),)) if text else Entry("")


def _fact(denial: Denial, field: str, words: Callable[[str], str | None]) -> Entry:
    fact = denial.fact(field)
    text = words(fact.value) if fact else ""
    return Entry(plain(text), (_printed(fact),)) if fact and text else Entry("")


def _printed(fact: Fact) -> Printed:
    return Printed(fact.field, fact.value, fact.by or COMPUTED, fact.source)


def _day(value: str) -> str:
    day = iso_date(value)
    return long_date(day) if day else ""


def _why(denial: Denial) -> Entry:
    """What was denied and on what ground; that treatment was only asked for has to be sure."""
    text = words.ground(denial)
    used = [denial.fact("denial.category"), denial.fact("denial.stage") if text else None]
    stage = words.before(denial)
    said = tuple(_printed(f) for f in used if f and (stage or f.field != "denial.stage"))
    return Entry(plain(text), said) if text else Entry("")


def _before(file: File) -> Entry:
    """What became of the last appeal, where one was decided."""
    lost = [s for s in steps(file.case, file.denial, OUTCOME) if s.word in _LOST]
    if not lost:
        return Entry("")
    said = f"Your decision of {long_date(lost[-1].day)} on our appeal {_LOST[lost[-1].word]}."
    return Entry(plain(said), (Printed(OUTCOME, lost[-1].value, COMPUTED),))


def _visits(denial: Denial) -> Entry:
    said = denial.every("service.dates")
    text = words.days(day for fact in said if (day := iso_date(fact.value)))
    if not text and words.before(denial):
        return _text("appeal_visits", "Not yet given")
    return Entry(plain(text), tuple(map(_printed, said)))


def _quote(denial: Denial) -> Entry:
    """The payer's own sentence; else its codes in our plain words, which are no quotation."""
    fact = denial.fact("denial.reason")
    if fact and not fact.review:
        return Entry(plain(f"It says: “{fact.value.strip()}”"), (_printed(fact),))
    codes = [f for f in denial.every("denial.codes") if not f.review]
    told = [f"{f.value}: {_meaning(f.value)}" if _meaning(f.value) else f.value for f in codes]
    text = f"It gives code {'; '.join(told)}." if told else ""
    return Entry(plain(text), tuple(map(_printed, codes)))


def _level(known: Sequence[AppealLevel], level: int) -> str:
    """What the level is called, where a rule names it."""
    text = level_name(known, level) if len(known) >= level else ""
    return text[:1].upper() + text[1:]


def _envelope(value: str) -> str:
    return "\n".join(address_lines(value))


def _meaning(code: str) -> str:
    row = known(code)
    return row.meaning[:1].lower() + row.meaning[1:].rstrip(".") if row else ""


def _row(point: Point) -> dict[str, str]:
    """A point; the mark of an exhibit is never parted from its word."""
    return {
        "head": plain(point.head),
        "text": re.sub(r"(Exhibits?) ", "\\1\u00a0", plain(point.text)),
    }


def _of_points(rows: Iterable[Point]) -> tuple[Printed, ...]:
    return tuple(_believed(field) for point in rows for field in point.facts)


def _believed(field: Field) -> Printed:
    return Printed(field.name, field.value, field.best.by or COMPUTED, field.best.source)


def _rule(argument: Argument) -> dict[str, str]:
    return {"text": plain(argument.rule.text), "source": plain(argument.rule.source)}


def _of_law(law: Iterable[Argument]) -> tuple[Printed, ...]:
    return tuple(Printed("appeal_law", a.rule.text, a.rule.source) for a in law)


def _in_time(due: Deadline | None, today: date) -> str:
    """That the letter is in time, where the last day is certain and not over."""
    if due is None or due.kind != "appeal" or not due.day.certain or due.left(today) < 0:
        return ""
    return f"This appeal is in time: the last day is {long_date(due.day.last)}."


def _urgent(file: File) -> Entry:
    """An expedited decision is asked for only with a clinician's statement on file."""
    shown = file.shown("clinician-statement")
    if not shown:
        return Entry("")
    text = (
        "We ask for an expedited decision. The clinician's statement that the usual time could "
        f"seriously harm the patient is enclosed{cite(shown)}."
    )
    return _text("appeal_expedited", text)
