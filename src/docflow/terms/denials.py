"""Denial codes: group, claim adjustment reason (CARC) and remark (RARC), in our own plain words.

The official wordings are licensed by others; the table carries numbers, categories and words of
our own. A row whose certainty is "memory" was not read in a source and is shown as "verify".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from docflow.terms.found import DIGIT, Found, as_digits

CATEGORIES: dict[str, str] = {
    "medical_necessity": "not medically necessary",
    "no_authorization": "no authorization",
    "non_covered": "not a covered service",
    "benefit_limit": "benefit limit reached",
    "missing_information": "information is missing",
    "timely_filing": "filed too late",
    "duplicate": "duplicate claim",
    "bundled": "included in another service",
    "coding": "codes do not fit",
    "not_eligible": "not covered on that date",
    "other_payer": "another payer is responsible",
    "provider_type": "type of provider not paid",
}
"""The twelve reasons why a claim is not paid, and what they are called at the desk."""


Role = Literal["denial", "share", "contract", "effect", "remark"]


@dataclass(frozen=True, slots=True)
class DenialCode:
    """A code of the table.

    `role`: a denial, the patient's share (deductible), a contract's reduction, the effect of
    something else, or a remark. `category` is one of CATEGORIES, or "". `broad`: the code alone
    says little, so a remark code or the notice's own words decide.
    """

    code: str
    role: Role
    category: str
    broad: bool
    meaning: str
    certainty: Literal["seen", "memory"]


_CARC = rf"(?:[ABP] ?{DIGIT}{{1,2}}|{DIGIT}{{1,3}})"
_GROUPED = re.compile(
    r"(?<![A-Za-z0-9])(?P<group>CO|PR|OA|PI|(?:C ?[O0Q]|0A|P[1l|])(?=[ ]?[-–—]))"
    rf"[ ]?[-–—:./]?[ ]?(?P<number>{_CARC})"
    r"(?![A-Za-z0-9]|[.,/]\d)"
)
_REMARK = re.compile(
    rf"(?<![A-Za-z0-9])(?P<kind>MA|M|N)(?P<number>{DIGIT}{{1,3}})(?![A-Za-z0-9]|\.\d)"
)
_NAMED = re.compile(
    r"(?:\bCARC|(?:reason|adjustment|denial) codes?|\bANSI(?: codes?)?)(?![A-Z])\s*[:#]?\s*"
    rf"(?=\S{{0,3}}\d)(?P<number>{_CARC})(?![A-Za-z0-9]|[.,/]\d)",
    re.IGNORECASE,
)


@cache
def table() -> dict[str, DenialCode]:
    """Every code that we know something about."""
    path = files("docflow.terms") / "data" / "denial_codes.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {
        row["code"]: DenialCode(
            row["code"],
            row["role"],  # type: ignore[arg-type]
            row["category"],
            row["broad"] == "yes",
            row["meaning"],
            "seen" if row["certainty"] == "seen" else "memory",
        )
        for row in rows
    }


def clean_denial_code(text: str) -> str:
    """The code as CO-29, without a group as 29, a remark code as N130; "" if the text is none."""
    bare = re.sub(r"[\s.:]", "", text.strip().upper()).replace("–", "-").replace("—", "-")
    match = re.fullmatch(r"(?:(CO|PR|OA|PI|CR)-?)?([ABP]?\d{1,3})|((?:MA|M|N)\d{1,3})", bare)
    if not match:
        return ""
    if match[3]:
        return match[3]
    number = match[2].lstrip("0") or ""
    return f"{match[1]}-{number}" if match[1] and number else number


def parts(code: str) -> tuple[str, str]:
    """Group and number of a clean code: ("CO", "29"); the group is "" where none is given."""
    group, dash, number = code.partition("-")
    return (group, number) if dash else ("", code)


def known(code: str) -> DenialCode | None:
    """What the table says about a clean code, with or without its group."""
    return table().get(parts(code)[1])


def find_denial_codes(text: str) -> tuple[Found, ...]:
    """Group-and-reason codes ("CO-29", "PR 96"), named reason codes and known remark codes.

    Bare numbers count only behind their name ("CARC 29"); a column of bare numbers is for the
    one who knows the column.
    """
    found = [_grouped(match) for match in _GROUPED.finditer(text)]
    for match in _NAMED.finditer(text):
        number = as_digits(match["number"]) if match["number"][0] not in "ABP" else match["number"]
        start, end = match.span("number")
        found.append(Found(clean_denial_code(number), match["number"], start, end))
    for match in _REMARK.finditer(text):
        code = match["kind"] + as_digits(match["number"])
        if code in table():
            found.append(Found(code, match[0], *match.span(), code != match[0]))
    whole: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if item.value and (not whole or item.start >= whole[-1].end):
            whole.append(item)
    return tuple(whole)


def _grouped(match: re.Match[str]) -> Found:
    group = re.sub(r"[\s]", "", match["group"])
    group = {"C0": "CO", "CQ": "CO", "0A": "OA", "P1": "PI", "Pl": "PI", "P|": "PI"}.get(
        group, group
    )
    written = match["number"].replace(" ", "")
    letter = written[0] if written[0] in "ABP" and len(written) > 1 else ""
    number = letter + as_digits(written[len(letter) :])
    plain = not letter or parts(number)[1] in table()
    value = clean_denial_code(f"{group}-{number}") if plain else ""
    repaired = group != match["group"] or number != written
    return Found(value, match[0], *match.span(), repaired)


def category_of(codes: Iterable[str]) -> tuple[str, bool]:
    """The category that codes give, and whether it is firm.

    Adjustments that are no denial do not count. A broad code (96, 16, A1) yields to its remark
    codes. Firm: every code that counts points to the same category, and one that is not broad.
    """
    rows = [row for row in map(known, codes) if row and row.category]
    narrow = {r.category for r in rows if r.role == "denial" and not r.broad}
    remarks = {r.category for r in rows if r.role == "remark"}
    broad = {r.category for r in rows if r.role == "denial" and r.broad}
    for group in (narrow, remarks, broad):
        if len(group) == 1:
            category = next(iter(group))
            return category, group is not broad and not (group is remarks and len(broad) > 1)
        if group:
            return min(group), False
    return "", False
