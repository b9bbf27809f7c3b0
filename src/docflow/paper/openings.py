"""How the value begins that stands right behind a label without a colon."""

from __future__ import annotations

import re

_DATE = re.compile(r"\d{1,4}[-/.]|[A-Z][a-z]{2,8}\.? \d")
_NUMBER = re.compile(r"#?\s*[A-Z]{0,4}-?\d", re.I)
_PHONE = re.compile(r"[(#]?\s*\d|[A-Z{\[]\d{3}\)")
_SCHEDULE = re.compile(r"\d|once|twice|three|q\w|[bt]i?w", re.I)
_COUNT = re.compile(r"\d{1,3}\b")
ONE_LETTER = (re.compile(r"\(?\d{3}[-). ]"), re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d"))
"""What stands behind a label of one letter: a telephone; behind that of a birth date, a day."""
BRACKET = re.compile(r"[A-Za-z]\d{3}\)")
"""The opening bracket of an area code read as a letter: "C503) 555-0142"."""
OPENINGS = {
    **dict.fromkeys(("birth_date", "injury_date", "order_date", "sign_date"), _DATE),
    **dict.fromkeys(("date", "other_date"), _DATE),
    **dict.fromkeys(("phone", "fax", "phone_fax", "npi"), _PHONE),
    **dict.fromkeys(("member_id", "claim", "authorization", "group", "other_id"), _NUMBER),
    **dict.fromkeys(("frequency", "duration", "schedule"), _SCHEDULE),
    **dict.fromkeys(("minutes", "visits"), _COUNT),
    "diagnosis": re.compile(r"[A-TV-Z0]\s?\d[\dA-Z]"),
}
"""How the value begins that may stand right behind a label without a colon."""
VALUED = frozenset(noun for noun, opening in OPENINGS.items() if opening in (_DATE, _PHONE))
"""Nouns of which a label is followed by a value of their own kind or by nothing."""
_RUNS_ON = re.compile(
    r"^(?:is|are|was|were|has|have|had|will|should|must|may|can|and|or|of|to|for|by|with|in|on|"
    r"who|that|this|the|a|an|be|been|prefers?|reports?|continues?|needs?|requires?|states?)\b",
    re.I,
)
_REQUESTS = frozenset({"refer to", "referred to", "refer patient to", "referral to"})
"""What begins a sentence as well ("Refer to massage therapy ..."): then no name follows."""
_FREE = frozenset({"name", "payer", "signature", "heading", "organization"})
"""Nouns whose values readers may give in small letters."""


def opens_value(noun: str, rest: str) -> bool:
    """Whether the text right behind a label can be its value, so that no colon is needed."""
    opening = OPENINGS.get(noun)
    return opening is not None and bool(opening.match(rest))


def opens_text(noun: str, phrase: str, rest: str) -> bool:
    """Whether the words behind a label at the head of a line are its value, not more of them."""
    if _RUNS_ON.match(rest) or (len(rest.split()) > 9 and " " not in phrase):
        return False
    if phrase in _REQUESTS:
        return not rest[:1].islower()
    if phrase.endswith(" of"):
        return False
    return noun in _FREE or not rest[:1].islower()
