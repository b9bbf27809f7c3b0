"""Windows for an appeal: "within 180 days of the date of this notice" as "180d notice"."""

from __future__ import annotations

import re

from docflow.terms.found import Found, as_digits

_NUMBERS = {
    "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45,
    "sixty": 60, "ninety": 90, "one hundred twenty": 120, "one hundred eighty": 180, "six": 6,
    "one": 1, "two": 2, "three": 3, "four": 4, "twelve": 12,
}  # fmt: skip
_NAMES = "|".join(sorted((re.escape(n).replace(r"\ ", " ") for n in _NUMBERS), key=len)[::-1])
_WINDOW = re.compile(
    rf"(?P<number>\b(?:{_NAMES})\b|(?<![\w.])[0-9OlI]{{1,3}})\s*(?:\(\s*(?P<again>\d{{1,3}})\s*\)\s*)?"
    r"[-\s]?(?P<kind>calendar|business|working)?[-\s]?(?P<unit>days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_UNITS = {"d": "d", "w": "wk", "m": "mo", "y": "yr"}
_RECEIPT = re.compile(
    r"\b(?:receiv\w*|receipt|get(?:ting)?)\s*(?:of\s*)?(?:this|the|your|our|a)?\s*"
    r"(?:\w+\s+){0,2}(?:notice|letter|decision|denial|determination|explanation|eob|statement)"
    r"|\b(?:the )?day you (?:receive|get)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"\b(?:date of (?:service|treatment)|service date|visit date)\b", re.I)
_PAPER = r"(?:letter|notice|decision|denial|determination|remit\w*|explanation|eob|notification)"
_NOTICE = re.compile(
    r"\b(?:dated?|mail(?:ing|ed)|postmark\w*|issu(?:ed?|ance))\b.{0,40}"
    rf"\b(?:{_PAPER}|statement|hereof|above|shown)\b"
    rf"|\b(?:this|the|our|your)\s+(?:initial |adverse )?{_PAPER}\b"
    r"|\b(?:remit\w*|notice|letter|mailing|decision) date\b",
    re.IGNORECASE,
)
_REACH = 130


def find_windows(text: str) -> tuple[Found, ...]:
    """Every window as number, unit and start: "180d notice", "60d receipt", "1yr service".

    Units are d (calendar days), bd (business days), wk, mo and yr. The start is "" where the words
    around do not say it ("180d").
    """
    found = []
    for match in _WINDOW.finditer(text):
        number = _number(match["number"])
        if not number or (match["again"] and int(match["again"]) != number):
            continue
        business = (match["kind"] or "").lower() in ("business", "working")
        unit = "bd" if business else _UNITS[match["unit"][0].lower()]
        start = trigger(text[match.end() : match.end() + _REACH])
        value = f"{number}{unit} {start}".strip()
        found.append(Found(value, match[0], *match.span(), not match["number"].isalnum()))
    return tuple(found)


def trigger(after: str) -> str:
    """What starts the window, by the words behind it: "receipt", "notice", "service" or ""."""
    sentence = re.split(r"[.;](?=\s|$)", after)[0]
    ends = {
        name: found.start()
        for name, pattern in (("receipt", _RECEIPT), ("notice", _NOTICE), ("service", _SERVICE))
        if (found := pattern.search(sentence))
    }
    return min(ends, key=lambda name: ends[name]) if ends else ""


def clean_window(text: str) -> str:
    """The first window in the text, such as "180d notice"; "" if there is none."""
    own = re.fullmatch(r"\s*([1-9]\d{0,2})(d|bd|wk|mo|yr)(?: (notice|receipt|service))?\s*", text)
    if own:
        return f"{own[1]}{own[2]}" + (f" {own[3]}" if own[3] else "")
    return next((found.value for found in find_windows(text)), "")


def _number(written: str) -> int:
    word = written.lower()
    if word in _NUMBERS:
        return _NUMBERS[word]
    digits = as_digits(written)
    return int(digits) if digits.isdigit() else 0
