"""North American telephone and fax numbers as ten digits."""

from __future__ import annotations

import re

import phonenumbers

from docflow.terms.found import DIGIT, Found, as_digits

_D3, _D4 = rf"{DIGIT}{{3}}", rf"{DIGIT}{{4}}"
_PHONE = re.compile(
    rf"(?<![0-9])(?:\+?\s?1[\s.\-]?)?(?:[\(\[{{]\s?)?(?P<area>{_D3})\s?[\)\]}}]?\s{{0,2}}[.\-–—/·]?\s{{0,2}}"
    rf"(?P<office>{_D3})\s?[.\-–—·]?\s?(?P<line>{_D4})(?![0-9])"
)
_MOST_LETTERS = 2


def clean_phone(text: str) -> str:
    """The ten digits of the first telephone number in the text, or ""."""
    return next((found.value for found in find_phones(text)), "")


def find_phones(text: str) -> tuple[Found, ...]:
    """Every number that can be dialled in North America, an extension not counted."""
    found = []
    for match in _PHONE.finditer(text):
        written = match["area"] + match["office"] + match["line"]
        value = as_digits(written)
        letters = sum(a != b for a, b in zip(written, value, strict=True))
        if letters > _MOST_LETTERS or match["area"].isalpha() or not _dialled(value):
            continue
        found.append(Found(value, match[0], match.start(), match.end(), letters > 0))
    return tuple(found)


def _dialled(digits: str) -> bool:
    """Whether the number has a possible shape: area and office begin with 2 to 9.

    An unassigned area code is let through: invented and new numbers stand on paper, too.
    """
    try:
        number = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number) and digits[0] > "1" and digits[3] > "1"
