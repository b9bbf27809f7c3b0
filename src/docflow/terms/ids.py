"""Numbers that payers give: members, claims, authorizations."""

from __future__ import annotations

import re

_LABEL = re.compile(r"^(?:ID|NO|NR|NUM|NUMBER)(?![A-Z0-9])")
_LONGEST = 30


def clean_id(text: str) -> str:
    """A member, claim or authorization number: capitals, digits, dashes; "" if it has no digit.

    Letters and digits are never exchanged: payers use both, and no check digit decides.
    """
    number = _bare(_bare(text).replace(" ", ""))
    return number if len(number) <= _LONGEST and re.search(r"[0-9]", number) else ""


def _bare(text: str) -> str:
    """Capitals, digits, dashes and single blanks, without "No.", "ID" or "#" in front."""
    number = re.sub(r"[^A-Z0-9\-/]+", " ", re.sub(r"[–—]", "-", text).upper()).strip(" -/")
    while (shorter := _LABEL.sub("", number).strip(" -/")) != number:
        number = shorter
    return number
