"""Diagnosis codes: billable on the day, on the side that is named, not excluding each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from docflow import Case, Field, Finding, Rule, Source
from docflow.terms import icd10

from .common import ASK, likely, ordered, received, us

CODES, WORDS = "diagnosis.codes", "diagnosis.text"
_MOST_NAMED = 6
_LIST = Rule(
    "A claim takes only codes of the list in force on the day of the order.",
    "ICD-10-CM tabular list of April 2026 (CDC), with the changes of 10/1/2026 from a copy",
    effective_from=date(2015, 10, 1),
)
_NOTES = Rule(
    "Codes that an Excludes1 note sets apart are not coded together unless they are unrelated.",
    "ICD-10-CM Official Guidelines, section I.A.12.a",
)
_SIDES = Rule("A code with a side names the side that is treated.", "ICD-10-CM Guidelines I.B.13")
_MEANING = Rule("A code means what the list says, whatever a guide says.", _LIST.source)


def diagnoses(case: Case) -> Iterator[Finding]:
    """icd10.invalid, icd10.laterality, icd10.description, icd10.excludes."""
    codes = likely(case, CODES)
    day = ordered(case) or received(case)
    for field in codes:
        words = words_beside(case, field)
        if not icd10.billable(field.value, day) and not _misread(field):
            yield _invalid(field, day)
        yield from _other_side(field, words)
        yield from _other_condition(field, words)
    for one, other in combinations(codes, 2):
        if icd10.excludes(one.value, other.value):
            yield _excluded(one.value, other)


def words_beside(case: Case, field: Field) -> str:
    """The diagnosis in words that belongs to a code: written with it or on its line.

    Where the order has one code and one diagnosis, they belong together wherever they stand.
    """
    written = " ".join(dict.fromkeys(r.text for r in field.readings))
    named = case.fields.get(WORDS, ())
    if len(named) == 1 and len(case.values(CODES)) == 1:
        beside = list(named)
    else:
        beside = [
            n for n in named if any(_together(r.source, n.best.source) for r in field.readings)
        ]
    return " ".join([written, *(n.value for n in beside)])


def _together(code: Source | None, words: Source | None) -> bool:
    """Whether two places are on one line of one page."""
    if not code or not words or (code.document, code.page) != (words.document, words.page):
        return False
    return words.box.top <= code.box.middle[1] <= words.box.bottom


def _misread(field: Field) -> bool:
    """Whether an unsure code is in no list: the desk is asked what stands there, first of all.

    Nor does a code end with the X that only keeps the place for its seventh character.
    """
    listed = icd10.known(field.value) or icd10.legacy(field.value)
    return field.review and (not listed or field.value.endswith("X"))


def _invalid(field: Field, day: date) -> Finding:
    code = field.value
    return Finding(
        "icd10.invalid",
        "error",
        f"{code}{_meaning(code)} {_reason(code, day)}. {_choices(code, day)}",
        CODES,
        _LIST,
        field.best.source,
    )


def _meaning(code: str) -> str:
    words = icd10.description(code)
    return f" ({words})" if words and icd10.known(code) else ""


def _reason(code: str, day: date) -> str:
    ended = icd10.dated(code, day)
    if ended:
        return f"cannot be billed since {us(ended)}"
    if icd10.legacy(code):
        return f"is an ICD-9 code ({icd10.description(code)}); ICD-9 ended on 9/30/2015"
    if icd10.known(code):
        return f"names a group; on {us(day)} a claim takes only a complete code of it"
    return "is not in the list of diagnosis codes"


def _choices(code: str, day: date) -> str:
    follow = icd10.successors(code, day)
    if not follow:
        return f"{ASK} for the right code."
    named = "; ".join(f"{c} ({icd10.description(c)})" for c in follow[:_MOST_NAMED])
    more = f"; {len(follow) - _MOST_NAMED} more" if len(follow) > _MOST_NAMED else ""
    return f"{ASK} which applies: {named}{more}."


def _other_side(field: Field, words: str) -> Iterator[Finding]:
    sides = icd10.laterality(field.value), icd10.side(words)
    if set(sides) in ({"left", "right"}, {"left", "both"}, {"right", "both"}):
        message = (
            f"{field.value} is for {_of(sides[0])}, the words beside it say {sides[1]}. "
            f"{ASK} which is right."
        )
        yield Finding("icd10.laterality", "error", message, CODES, _SIDES, field.best.source)


def _of(side: str) -> str:
    return "both sides" if side == "both" else f"the {side} side"


def _other_condition(field: Field, words: str) -> Iterator[Finding]:
    name = icd10.contradicted(field.value, words)
    if name:
        meant = " or ".join(icd10.families(name))
        message = (
            f"{field.value} is {icd10.description(field.value)}, the words beside it say {name} "
            f"({meant}). {ASK} which is meant."
        )
        yield Finding("icd10.description", "warning", message, CODES, _MEANING, field.best.source)


def _excluded(one: str, other: Field) -> Finding:
    message = (
        f"{one} and {other.value} exclude each other on one claim. {ASK} which is meant, or "
        "whether the two conditions are unrelated."
    )
    return Finding("icd10.excludes", "warning", message, CODES, _NOTES, other.best.source)
