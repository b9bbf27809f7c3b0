"""How well a text can be the value of a label, by the grammars of the terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial

from docflow.terms import cpt, dates, icd10, names, npi, phones, schedule

from .cues import FORBIDS, LIMIT

_DATED = frozenset({"birth_date", "injury_date", "order_date", "sign_date", "date", "other_date"})
_NUMBERED = frozenset({"member_id", "claim", "authorization", "group", "other_id"})
_ID = re.compile(r"#?\s*((?:[A-Z0-9]+[-/ .]?){0,4}[A-Z0-9]*\d[A-Z0-9]*(?:[-/.][A-Z0-9]+)*)", re.I)
_WORDY = re.compile(r"[^\W\d_]{2,}")
_NOTHING = re.compile(
    r"\W*(?:n/?a|none(?: (?:on file|listed|given|known))?|not (?:on file|given|provided|listed)|"
    r"nil|no|unknown|tbd|pending|same|see (?:above|below|attached)|not applicable|self|nka|"
    r"nkda|[-_./ ]*)\W*",
    re.I,
)


def nothing(text: str) -> bool:
    """Whether a place was filled with a word for "nothing"."""
    return bool(_NOTHING.fullmatch(text))


def fitter(today: date) -> Callable[[str, str], float]:
    """The judge of texts on the day that two-digit years are read by."""
    return partial(_fit, today)


@lru_cache(maxsize=4096)
def _fit(today: date, noun: str, text: str) -> float:
    if noun in _DATED:
        return _date(noun, text, today)
    if noun in _NUMBERED:
        return identifier(text, today)[1]
    judge = _JUDGES.get(noun)
    return judge(text) if judge else _prose(text)


def _date(noun: str, text: str, today: date) -> float:
    found = dates.find_dates(text, today, past=noun == "birth_date")
    if not found:
        return 0.0
    share = len(found[0].text) / max(len(text.strip()), 1)
    return 1.0 if share > 0.6 else 0.82 if found[0].start < 4 else 0.6


def identifier(text: str, today: date) -> tuple[str, float]:
    """The number in a text that can be a member's, claim's or authorization's, and how well."""
    line = text.split("\n", maxsplit=1)[0].strip()
    if phones.find_phones(line) and re.search(r"\d{3}[-.) ]+\d{3}[-. ]\d{4}", line):
        return "", 0.0
    if dates.find_dates(line, today) and not re.fullmatch(r"\d{8}", line):
        return "", 0.0
    if re.search(r"\d{1,2}/\d{1,2}/", line) or (icd10.clean_code(line) and "." in line):
        return "", 0.0
    match = _ID.match(line)
    if match is None or match.end() < 0.6 * len(line.split("  ")[0]):
        words = [w for w in line.split() if sum(c.isdigit() for c in w) >= 4]
        return (words[0], 0.6) if len(words) == 1 else ("", 0.0)
    number = match[1].strip()
    digits = sum(c.isdigit() for c in number)
    return (number, 0.95) if digits >= 5 else (number, 0.7) if digits >= 3 else ("", 0.0)


def _name(text: str) -> float:
    line = text.split("\n", maxsplit=1)[0]
    if names.is_name(line):
        return 0.75
    head = re.split(r"\s{2,}|[;(]|\bNPI\b|\d", line)[0]
    return 0.6 if head != line and names.is_name(head) else 0.0


def _phone(text: str) -> float:
    return 1.0 if phones.find_phones(text) else 0.0


def _npi(text: str) -> float:
    found = npi.find_npis(text)
    return 0.0 if not found else 1.0 if npi.valid_npi(found[0].value) else 0.9


def _codes(text: str) -> float:
    return 0.95 if icd10.find_codes(text) else _prose(text)


def _procedures(text: str) -> float:
    return 0.95 if cpt.find_cpts(text) else _prose(text)


def _schedule(*parts: str) -> Callable[[str], float]:
    def judge(text: str) -> float:
        said = schedule.parse_schedule(text)
        if said is None or FORBIDS.match(text) or LIMIT.match(text):
            return 0.0
        if any(getattr(said, part) for part in parts):
            return 0.95
        return 0.82 if said.ambiguous else 0.0

    return judge


def _counted(most: int, part: str) -> Callable[[str], float]:
    def judge(text: str) -> float:
        bare = re.match(r"\s*(\d{1,3})\b(?!\s*[:/.x]\s*\d)", text)
        if bare and 0 < int(bare[1]) <= most:
            return 0.9 if len(text.strip()) <= 12 else 0.5
        said = schedule.parse_schedule(text)
        return 0.9 if said and getattr(said, part) else 0.0

    return judge


def _duration(text: str) -> float:
    if re.fullmatch(r"\s*\d{1,2}\s*", text):
        return 0.6
    return _schedule("duration")(text)


def _payer(text: str) -> float:
    line = text.split("\n", maxsplit=1)[0]
    words = line.split()
    letters = sum(c.isalpha() for c in line)
    if (
        letters < 3
        or len(words) > 9
        or dates.clean_date(line)
        or letters < 0.5 * len(line.replace(" ", ""))
    ):
        return 0.45 if letters >= 3 and re.match(r"[A-Z][A-Za-z]{2,}", line) else 0.0
    return 0.6


def _prose(text: str) -> float:
    return 0.55 if len(_WORDY.findall(text)) >= 1 else 0.2


def _none(_text: str) -> float:
    return 0.0


_JUDGES: Mapping[str, Callable[[str], float]] = {
    "name": _name,
    "phone": _phone,
    "fax": _phone,
    "phone_fax": _phone,
    "npi": _npi,
    "payer": _payer,
    "organization": _payer,
    "diagnosis": _codes,
    "history": _codes,
    "procedure": _procedures,
    "schedule": _schedule("frequency", "duration", "visits"),
    "frequency": _schedule("frequency"),
    "duration": _duration,
    "visits": _counted(150, "visits"),
    "used_visits": _counted(150, "visits"),
    "minutes": _counted(240, "minutes"),
    "units": _counted(24, "visits"),
    "heading": _none,
}
