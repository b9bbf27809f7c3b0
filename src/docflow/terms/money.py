"""Amounts of money in dollars and cents."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from docflow.terms.found import Found

_D = r"[0-9OolI]"
_WHOLE = rf"{_D}{{1,3}}(?:, ?{_D}{{3}})+|{_D}{{1,7}}"
_AMOUNT = re.compile(
    rf"(?<![\w.,/\-])(?P<sign>-|\()?\s?(?P<dollar>[$S]\s?)?(?P<whole>{_WHOLE})"
    rf"(?P<point>\s?[.,]\s?)(?P<cents>{_D}{{2}})(?![\w]|[.,/\-]\d)"
)
_ROUND = re.compile(r"\$\s?(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,7})(?![\w]|[.,/\-]\d)")
_LETTERS = str.maketrans("OolI", "0011")


def clean_amount(text: str) -> str:
    """Dollars and cents such as "1234.50" from "$1,234.50", "1,234.5" or "1234"; "" if none."""
    bare = re.sub(r"[$,\s]", "", text)
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        return next((found.value for found in find_amounts(text)), "")
    return f"{amount:.2f}" if amount.is_finite() and abs(amount) < 10_000_000 else ""


def find_amounts(text: str) -> tuple[Found, ...]:
    """Every amount with cents, or in whole dollars behind a dollar sign; a credit is negative."""
    found = []
    for match in _AMOUNT.finditer(text):
        whole = re.sub(r"[, ]", "", match["whole"]).translate(_LETTERS)
        value = f"{whole}.{match['cents'].translate(_LETTERS)}"
        odd = match["point"] != "." or f"{match['whole']}{match['cents']}".translate(_LETTERS) != (
            f"{match['whole']}{match['cents']}"
        )
        sign = "-" if match["sign"] else ""
        found.append(Found(f"{sign}{Decimal(value):.2f}", match[0], *match.span(), odd))
    for match in _ROUND.finditer(text):
        if not any(f.start < match.end() and match.start() < f.end for f in found):
            value = match["whole"].replace(",", "")
            found.append(Found(f"{Decimal(value):.2f}", match[0], *match.span()))
    return tuple(sorted(found, key=lambda f: f.start))
