"""Postal addresses in the United States: a PO box or a street, a place, a state and a ZIP code."""

from __future__ import annotations

import re

from docflow.terms.found import Found

STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY"
).split()
_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
_END = re.compile(
    rf"[A-Za-z.][,.\s]\s*(?:{'|'.join(STATES)}|{_NAMES})[.,]?\s*\d{{5}}(?:\s?[-–—]\s?\d{{4}})?(?!\d)"
)
_BOX = re.compile(r"\b(?:P\.?\s?O\.?|Post\s?Office)\s?(?:Box|Drawer)\s?#?\s?\d[\d-]*", re.I)
_STREET = re.compile(
    r"(?<![\d-])\d{1,6}[A-Z]?\s+(?:[A-Za-z0-9.'’#-]+\s+){0,4}?(?:St|Street|Ave?|Avenue|Rd|Road|"
    r"Blvd|Boulevard|Dr|Drive|Way|Lane|Ln|Pkwy|Parkway|Plaza|Pl|Place|Hwy|Highway|Ct|Court|Cir|"
    r"Circle|Loop|Sq|Square|Ter|Terrace|Trail|Center|Centre|Broadway)\b",
    re.IGNORECASE,
)
_REACH = 110
"""How far before its ZIP code an address can begin."""
_STOP = re.compile(r"\d{5}\s*(?:\n|$)|\n\n|[;:|]|\b\d{3}[-.]\d{4}\b|[a-z]{3,}\.\s+[A-Z]")
"""What does not stand inside an address."""


def clean_address(text: str) -> str:
    """The address on one line, its parts behind commas: PO Box 12, Boise, ID 83701."""
    lines = (line.strip(" ,;|") for line in text.splitlines())
    joined = ", ".join(line for line in lines if line)
    boxed = re.sub(r"\bP\.?\s?O\.?\s?Box\s?#?\s?(?=\d)", "PO Box ", joined, flags=re.IGNORECASE)
    placed = re.sub(rf"(?<=[a-z])[,.]?\s*({'|'.join(STATES)})[.,]?\s*(\d{{5}})", r", \1 \2", boxed)
    parted = re.sub(r"\s*(PO Box \d[\d-]*)\s*", r", \1, ", placed)
    spaced = re.sub(r"\s*,[\s,]*", ", ", " ".join(parted.split()))
    return re.sub(r"(\d{5})\s?[-–—]\s?(\d{4})$", r"\1-\2", spaced).strip(" ,;:|")


def find_addresses(text: str) -> tuple[Found, ...]:
    """Every address that begins with a PO box or a street and ends with a ZIP code.

    A line's end in it counts as a comma.
    """
    found: list[Found] = []
    for end in _END.finditer(text):
        first = max(end.start() - _REACH, found[-1].end if found else 0)
        start = _start(text, first, end.start() + 1)
        if start is not None:
            written = text[start : end.end()]
            found.append(Found(clean_address(written), written, start, end.end()))
    return tuple(found)


def address_lines(value: str) -> tuple[str, ...]:
    """An address as it is written on an envelope: the place with state and ZIP code at the foot."""
    parts = value.split(", ")
    if len(parts) < 2 or not re.fullmatch(r"[A-Z][A-Za-z ]+ \d{5}(?:-\d{4})?", parts[-1]):
        return tuple(parts)
    return (*parts[:-2], f"{parts[-2]}, {parts[-1]}")


def _start(text: str, first: int, last: int) -> int | None:
    """Where the address begins whose place begins before `last`."""
    window = text[first:last]
    begins = (m for pattern in (_BOX, _STREET) for m in pattern.finditer(window))
    starts = [m.start() for m in begins if not _STOP.search(window[m.end() :])]
    return first + min(starts) if starts else None
