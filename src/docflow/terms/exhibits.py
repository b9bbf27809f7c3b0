"""Kinds of exhibits, and how one that a biller added is kept."""

from __future__ import annotations

import re

KINDS: dict[str, str] = {
    "denial": "Notice of denial",
    "referral": "Prescription",
    "plan": "Treatment plan",
    "lmn": "Letter of medical necessity, signed",
    "progress-note": "Progress note",
    "chart-note": "Chart note",
    "authorization": "Authorization",
    "proof-of-filing": "Proof of timely filing",
    "policy": "Plan or policy language",
    "eligibility": "Proof of eligibility",
    "ledger": "Ledger of visits",
    "primary-eob": "Explanation of the other payer",
    "clinician-statement": "Clinician's statement",
    "license": "License or credentials",
    "correspondence": "Correspondence",
    "proof-of-sending": "Proof of sending",
    "other": "Document",
}
"""Kinds of exhibits in the order in which they stand in a packet, and their plain titles."""

_ADDED = re.compile(r"([a-z-]+) ([0-9a-f]{64})(?: (.{1,80}))?")


def added(text: str) -> tuple[str, str, str] | None:
    """Kind, file (SHA-256 in hex) and title of an added exhibit; None if the text is none."""
    match = _ADDED.fullmatch(" ".join(text.split()))
    return (match[1], match[2], match[3] or "") if match and match[1] in KINDS else None


def clean_added(text: str) -> str:
    """The canonical value of an added exhibit, or ""."""
    return " ".join(filter(None, added(text) or ()))
