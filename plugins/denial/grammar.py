"""How well a text can be the value of a label on a notice, and the value in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

from docflow.terms import dates, ids, insurers, money, names, phones

DATED = frozenset(
    "notice_date deadline birth_date injury_date order_date sign_date date other_date".split()
)
NUMBERED = frozenset({"member_id", "claim", "authorization", "group", "other_id"})
_ID = re.compile(r"#?\s*((?:[A-Z]{1,5}[- ]?)?\d[A-Z0-9]*(?:[-/][A-Z0-9]+)*|[A-Z0-9]*\d[A-Z0-9-]*)")
_LEAD = re.compile(
    r"^(?:(?:our|your|the|re|patient|member|participant|insured|claimant|enrollee|subscriber|mr|"
    r"mrs|ms|"
    r"injured (?:worker|person|party)|beneficiary|employee|dependent|name|is|client|"
    r"for)\b[\s:.,]*)+",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "adjuster agent all appeals application attention attorney benefits board care claim claims "
    "coverage "
    "customer dear department dept determination director doctor employee enrollee examiner final "
    "first gentlemen initial insurance insured level local manager medical member members office "
    "on "
    "box operations p.o po party patient person physician policy provider reference "
    "representative request "
    "responsibility review reviewer same self services signature sincerely sir specialist "
    "supervisor team totals truly trustees unit utilization whom write-off yours".split()
)
_PLACE = re.compile(
    r",\s*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b\W*$"
)
_SENTENCE = re.compile(r"^[a-z]|^(?:An?|The|This|Your|Our)\s|\s(?:by|and|or|is|was|on|in|to)\s")
"""What no name has: the beginning of a sentence, or its small words."""
_END = re.compile(r"\s{2,}|[;:(|]|\S*\d|\bDOB\b|\bID\b|\bClaim\b|\bMember\b", re.IGNORECASE)


def fitter(today: date) -> Callable[[str, str], float]:
    """The judge of texts on the day that two-digit years are read by."""
    return partial(_fit, today)


@lru_cache(maxsize=4096)
def _fit(today: date, noun: str, text: str) -> float:
    if noun in DATED:
        found = dates.find_dates(text, today, past=noun == "birth_date")
        return 0.0 if not found else 1.0 if found[0].start < 4 else 0.6
    if noun in NUMBERED:
        wanted = noun not in ("group", "other_id")
        return (0.9 if wanted else 0.6) if number(text, today) else 0.0
    if noun == "name":
        return 0.82 if person(text) else 0.0
    if noun == "payer":
        return max(insurers.insurer_like(text.split("\n")[0]), 0.3 if _worded(text) else 0.0)
    if noun in ("phone", "fax", "phone_fax"):
        return 0.9 if phones.find_phones(text) else 0.0
    if noun == "not_paid":
        return 0.9 if money.find_amounts(text) else 0.0
    return 0.25 if len(text) < 200 else 0.0


def _worded(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][\w&.,' -]{2,60}", text.split("\n")[0])) and not re.search(
        r"\d{3}", text
    )


def number(text: str, today: date) -> str:
    """The identifying number at the head of a text, or ""."""
    line = text.split("\n", maxsplit=1)[0].strip()
    if phones.find_phones(line[:16]) and re.match(r"\(?\d{3}\)?[-. ]\d{3}[-. ]", line):
        return ""
    if any(found.start < 3 for found in dates.find_dates(line, today)):
        return ""
    match = _ID.match(line)
    value = ids.clean_id(match[1]) if match else ""
    return value if sum(c.isdigit() for c in value) >= 4 else ""


def person(text: str) -> str:
    """The name of a person at the head of a text, as it stands there; or ""."""
    line = _LEAD.sub("", text.split("\n", maxsplit=1)[0].strip())
    line = _END.split(line, maxsplit=1)[0].strip(" ,.-–—")
    if _PLACE.search(line):
        return ""
    head = line.split(",")[0]
    for part in (head, line) if len(head.split()) > 1 else (line,):
        words = [w.lower().strip(".,") for w in part.split()]
        if names.is_name(part) and not _NOBODY & set(words) and len(words) <= 5:
            return "" if _SENTENCE.search(part) else part
    return ""
