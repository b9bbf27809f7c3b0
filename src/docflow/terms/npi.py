"""National Provider Identifiers: ten digits, the first 1 or 2, the last a check digit."""

from __future__ import annotations

import re

from docflow.terms.found import DIGIT, Found, as_digits

_GAP = r"[ .\-]?"
_NPI = re.compile(rf"(?<![0-9])[12lIi|Zz](?:{_GAP}{DIGIT}){{9}}(?![0-9])")
_MOST_LETTERS = 3


def clean_npi(text: str) -> str:
    """The ten digits of the only NPI-shaped number in the text, or "".

    A number whose check digit fails is kept: it is what stands on the paper, and a finding.
    """
    found = {npi.value for npi in find_npis(text)}
    return found.pop() if len(found) == 1 else ""


def valid_npi(npi: str) -> bool:
    """Whether the check digit is right (Luhn over 80840 and the number; CMS, 45 CFR 162.406)."""
    if not re.fullmatch(r"[12][0-9]{9}", npi):
        return False
    total = 24
    for place, digit in enumerate(reversed(npi)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def find_npis(text: str) -> tuple[Found, ...]:
    """Every NPI-shaped number, whether or not its check digit is right.

    Telephone numbers have ten digits too, but none begins with 1 or 2 less its country code;
    claim numbers may look alike, so a label or a right check digit has to decide.
    """
    found = []
    for match in _NPI.finditer(text):
        bare = re.sub(r"[ .\-]", "", match[0])
        value = as_digits(bare)
        letters = sum(a != b for a, b in zip(bare, value, strict=True))
        if letters > _MOST_LETTERS or _inside_a_word(text, match, bare):
            continue
        repaired = letters > 0 or bare != match[0]
        found.append(Found(value, match[0], match.start(), match.end(), repaired))
    return tuple(found)


def _inside_a_word(text: str, match: re.Match[str], bare: str) -> bool:
    """Whether the match begins or ends with letters that belong to a neighbouring word."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return (before.isalpha() and bare[0].isalpha()) or (after.isalpha() and bare[-1].isalpha())
