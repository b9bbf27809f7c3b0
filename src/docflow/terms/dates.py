"""Dates as they are written in the United States: month first, or with the month's name."""

from __future__ import annotations

import re
from datetime import date

from docflow.terms.found import Found, as_digits

_MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
_D = r"[0-9OolI|]"
_FREE = r"(?:(?<![0-9])(?<![0-9][/.\-])|(?<=/20[0-9][0-9]-))"
_NUM = rf"(?:[0-3] [0-9]|(?:[0-9]|(?<![A-Za-z])[OolI|]){_D}?)"
_YEAR4 = r"[12lI|Zz] ?[90Oo] ?[0-9OolI|SB] ?[0-9OolI|SB]"
_YEAR = rf"(?P<year>{_YEAR4}|['’]?{_D}{_D}(?![^\s,;:()]?[0-9]|[$§&%#]))"
_SEP = r" ?[/.\-–—\\|lI,] ?"
_NAME = r"(?P<month>[A-Za-z][A-Za-z0-9]{2,9})"
_GAP = r"[\s,.\-–/]{0,3}"
_ORDINAL = r"(?: ?(?:st|nd|rd|th|\"))?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_FREE}(?P<year>{_YEAR4})(?P<s>{_SEP})(?P<month>{_NUM})(?P=s)(?P<day>{_NUM})(?![0-9])",
        rf"{_FREE}(?P<month>{_NUM})(?P<s>{_SEP})(?P<day>{_NUM})(?P<t>{_SEP}){_YEAR}",
        rf"(?<![A-Za-z]){_NAME}{_GAP}(?<![0-9])(?P<day>{_D}{{1,2}}){_ORDINAL}[\s,;:.\-–/]{{1,3}}{_YEAR}",
        rf"(?<![0-9])(?P<day>{_D}{{1,2}}){_ORDINAL}(?: day)?(?: of)?{_GAP}{_NAME}{_GAP}{_YEAR}",
        rf"(?<![A-Za-z])(?P<month>[a-z]{{3,9}})\.?(?P<day>[0-9]{{1,2}}){_ORDINAL},?(?P<year>{_YEAR4})",
        rf"{_FREE}(?P<month>{_D}{{2}}) {{1,3}}(?P<day>{_D}{{2}}) {{1,3}}(?P<year>{_YEAR4})(?!\d)",
    )
)
_BOXES = tuple(
    re.compile(form)
    for form in (
        r"\s*(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<year>(?:19|20)[0-9]{2})\s*",
        r"\s*(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})\s*",
    )
)
_FIRST_YEAR, _YEARS_AHEAD = 1900, 10
_SOME_DAY = date(2035, 12, 31)
"""Where nobody says what today is, a two-digit year above 45 is one of the last century."""


def clean_date(text: str) -> str:
    """The first date in the text as "2026-11-14", or "".

    Also reads the eight digits of a row of boxes, 11142026 or 20261114.
    """
    boxes = (box.fullmatch(text) for box in _BOXES)
    boxed = [_iso(*(int(m[k]) for k in ("year", "month", "day"))) for m in boxes if m]
    return next(filter(None, [*boxed, *(f.value for f in find_dates(text, _SOME_DAY))]), "")


def iso_date(value: str) -> date | None:
    """The day of a canonical "2026-11-04", None if it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def find_dates(text: str, today: date, *, past: bool = False) -> tuple[Found, ...]:
    """Every plausible date from 1900 to ten years ahead of `today`, in the order of the text.

    A two-digit year is the latest that this allows; with `past` (a birth date) none after today.
    `repaired` where letters stood for digits, a space lay inside a number, a separator was lost,
    or only day before month makes sense.
    """
    found: list[Found] = []
    for form in _FORMS:
        for match in form.finditer(text):
            candidate = _read(match, today, past)
            if candidate and not any(
                f.start < candidate.end and candidate.start < f.end for f in found
            ):
                found.append(candidate)
    return tuple(sorted(found, key=lambda f: f.start))


def _read(match: re.Match[str], today: date, past: bool) -> Found | None:
    parts = match.groupdict()
    month = _month(parts["month"])
    day, year = _number(parts["day"]), _number(parts["year"].strip("'’"))
    swapped = month > 12 >= day
    if swapped:
        month, day = day, month
    value = _iso(_full_year(year, today, past) if year < 100 else year, month, day)
    last = today.year if past else today.year + _YEARS_AHEAD
    if not value or not _FIRST_YEAR <= int(value[:4]) <= last:
        return None
    odd = any(parts.get(s, "/").strip() in ("", "l", "I", "|", "\\", ",") for s in "st")
    repaired = swapped or odd or _repaired(parts)
    return Found(value, match[0], match.start(), match.end(), repaired)


def _repaired(parts: dict[str, str]) -> bool:
    """Whether a number was not written in plain digits, or the month's name not in full."""
    for name in ("month", "day", "year"):
        written = parts[name].strip("'’")
        if name == "month" and not written[0].isdigit() and _named(written.lower()):
            continue
        if not written.isascii() or not written.isdigit():
            return True
    return False


def _month(written: str) -> int:
    """1 to 12 by number or by name, 0 if it is none; a name may have one letter misread."""
    number = _number(written)
    return number if number else _named(written.lower()) or _nearly(written.lower())


def _named(word: str) -> int:
    """The month that the word is or shortens (Sept, Nov), else 0."""
    return next(
        (n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), 0
    )


def _nearly(word: str) -> int:
    """The one month whose full name is nearly this word ("Novernber"), else 0."""
    from rapidfuzz.distance import Levenshtein

    near = [n for n, name in enumerate(_MONTHS, 1) if Levenshtein.distance(word, name) <= 2]
    return near[0] if len(near) == 1 and len(word) >= 6 else 0


def _number(written: str) -> int:
    digits = as_digits(written.replace(" ", ""))
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _full_year(two: int, today: date, past: bool) -> int:
    """The latest year with these last two digits that is not too far ahead."""
    last = today.year if past else today.year + _YEARS_AHEAD
    return last - (last - two) % 100


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
