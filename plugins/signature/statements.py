"""Electronic signatures: a statement that says who signed, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docflow import Box
from docflow.paper.lines import Line
from docflow.terms.dates import find_dates
from docflow.terms.names import credentials, is_name

from .spots import PRESCRIBERS, role_of

_SAYS = re.compile(
    r"(?:electronically|digitally|\be-?)\s*(?:signed|authenticated|approved|verified|finalized"
    r"|attested|certified)\s*(?:and\s*\w+ed\s*)?(?:by)?"
    r"|(?:signed|authenticated)\s*(?:electronically|digitally)\s*(?:by)?"
    r"|electronic(?:ally)?\s*signature\s*(?:of|by|:)"
    r"|\b(?:authenticated|finalized|attested)\s*by\b"
    r"|(?<!\w)/s/",
    re.I,
)
_YET = re.compile(
    r"\b(?:not|never|unsigned|awaiting|pending|(?:must|should|to|can|may|will) be|until|unless|if"
    r"|please|requires?|needs?)\b",
    re.I,
)
"""Before such a statement: nobody has signed yet."""
_NAME_ENDS = re.compile(
    r"\s+(?:on|at|dated?)\b|\s*[|;@]|\s+-\s|\d|\bNPI\b|\b(?:date|time|signed)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What an electronic statement says: who signed, when (both "" if it does not), where.

    `other`: somebody who is no prescriber signed. `day_box` is where the date stands.
    """

    name: str
    day: str
    day_text: str
    other: bool
    box: Box
    day_box: Box | None


def statements(found: Sequence[Line], today: date) -> Iterator[Statement]:
    """Every electronic signature statement on a page; one may go on in the line below it."""
    for line in found:
        match = _SAYS.search(line.text)
        if match is None or _YET.search(re.split(r"[.;:|]", line.text[: match.start()])[-1]):
            continue
        below = next((other for other in found if _goes_on(line, other)), None)
        rest = line.text[match.end() :] + (" " + below.text if below else "")
        name = _name(rest)
        day = _day((line, below), today)
        signer = set(credentials(_NAME_ENDS.split(rest.lstrip(" :.-"), 1)[0]))
        other = bool(signer) and not signer & PRESCRIBERS
        other = other or role_of(line.text.replace(match[0], "")) == "other"
        box = line.box.around(below.box) if below and not _complete(line, today) else line.box
        yield Statement(name, day[0], day[1], other, box, day[2])


def _goes_on(line: Line, other: Line) -> bool:
    """Whether a line stands right below another, at its left end."""
    gap = other.box.top - line.box.bottom
    return -0.3 * line.box.height < gap < 0.7 * line.box.height and (
        abs(other.box.left - line.box.left) < 0.02
    )


def _complete(line: Line, today: date) -> bool:
    return bool(find_dates(line.text, today))


def _name(rest: str) -> str:
    """The name that the statement goes on with, "" if none does."""
    head = _NAME_ENDS.split(rest.lstrip(" :.-"), 1)[0].strip(" ,:.-")
    return head if is_name(head) else ""


def _day(rows: Sequence[Line | None], today: date) -> tuple[str, str, Box | None]:
    for row in rows:
        for found in find_dates(row.text, today) if row else ():
            assert row is not None
            return found.value, found.text, row.span(found.start, found.end)
    return "", "", None
