"""Procedure numbers (CPT and HCPCS) with plain words of our own: the official wording is licensed.

Source of the facts: fee schedules and payer pages named in `data/procedures.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from docflow.terms.found import Found, as_digits

_D = r"[0-9OoQlI|SB]"
_NOT_ZIP = r"(?-i:(?<!, [A-Z]{2} )(?<!,[A-Z]{2} )(?<!,[A-Z]{2})(?<!, [A-Z]{2}))"
_END = r"(?![0-9]|-[0-9]{4}|\.[0-9])"
_NUMBER = re.compile(rf"(?<![0-9.]){_NOT_ZIP}(9{_D}{{4}}|[SG][0-9]{{4}}){_END}", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?:cpt|hcpcs|procedures?|proc)(?:[\s.]*codes?)?[\s.:#]*(9{_D}{{4}}|[A-Z][0-9]{{4}}){_END}",
    re.IGNORECASE,
)


def clean_cpt(text: str) -> str:
    """The first procedure number in the text, five characters, or ""."""
    whole = re.fullmatch(rf"\s*(9{_D}{{4}}|[A-Za-z][0-9]{{4}})\s*", text)
    if whole:
        return whole[1][0].upper() + as_digits(whole[1][1:])
    return next((found.value for found in find_cpts(text)), "")


def find_cpts(text: str) -> tuple[Found, ...]:
    """Every procedure number that docflow has words for, and any that a label calls one.

    Elsewhere five digits may as well be a ZIP code (97124 is one of Oregon's).
    """
    found: dict[int, Found] = {}
    for pattern in (_LABELLED, _NUMBER):
        for match in pattern.finditer(text):
            written, (start, end) = match[1], match.span(1)
            value = written[0].upper() + as_digits(written[1:])
            if pattern is _LABELLED or value in _table():
                found.setdefault(start, Found(value, written, start, end, value != written.upper()))
    return tuple(found[start] for start in sorted(found))


def plain_words(code: str) -> str:
    """What the procedure is, in docflow's own words; "" if it is not in the table."""
    return _table().get(code, "")


@cache
def _table() -> dict[str, str]:
    text = (files("docflow.terms") / "data" / "procedures.csv").read_text(encoding="utf-8")
    return {row["code"]: row["words"] for row in csv.DictReader(text.splitlines())}
