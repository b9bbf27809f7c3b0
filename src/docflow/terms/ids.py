"""Numbers that payers give: members, claims, authorizations."""

from __future__ import annotations

import re

_LABEL = re.compile(r"^(?:(?:id|no|nr|num|number|#)(?![a-z0-9])[\s.:#]*)+", re.IGNORECASE)
_LONGEST = 30


def clean_id(text: str) -> str:
    """A member, claim or authorization number: capitals, digits, dashes; "" if it has no digit.

    Letters and digits are never exchanged: payers use both, and no check digit decides.
    """
    number = _LABEL.sub("", text.strip()).upper()
    number = re.sub(r"[–—]", "-", number)
    number = re.sub(r"[^A-Z0-9\-/]", "", number).strip("-/")
    if len(number) > _LONGEST or not re.search(r"[0-9]", number):
        return ""
    return number if number == number.strip("-/") else ""
