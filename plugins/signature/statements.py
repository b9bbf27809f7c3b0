"""Electronic signatures: a statement that says who signed, and when, or that nobody has yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from docflow import Box
from docflow.paper.lines import Line
from docflow.terms.dates import find_dates
from docflow.terms.names import credentials, is_name

from .spots import PRESCRIBERS, role_of

_SAYS = re.compile(
    r"(?:electronically|digitally|\be-?)\s*(?:signed|authenticated|approved|verified|finalized"
    r"|attested|certified|authori[sz]ed)\s*(?:and\s*\w+ed\s*)?(?:by)?"
    r"|(?:signed|authenticated|authori[sz]ed)\s*(?:electronically|digitally)\s*(?:by)?"
    r"|(?:electronic(?:ally)?|digital|\be-?)\s*signature\s*(?:of|by|:)"
    r"|\b(?:authenticated|finalized|attested|docusigned)\s*by\b"
    r"|(?<!\w)/e?s/",
    re.I,
)
_TIMED = re.compile(r"\bsigned(?: by)?\b\s*:?(?=.{5,60}?\b\d{1,2}:\d\d)", re.I)
"""A record's plain word for it, with the time of day that nobody writes by hand."""
_YET = re.compile(
    r"\b(?:not|never|unsigned|awaiting|pending|(?:must|should|to|can|may|will) be|until|unless|if"
    r"|please|requires?|needs?)\b",
    re.I,
)
"""Before such a statement: nobody has signed yet."""
_NOT_DONE = re.compile(r"\W*(?:not?|none|pending|awaiting|n/a|unsigned)\b", re.I)
"""Right behind it: nobody has signed yet."""
_UNSIGNED = re.compile(
    r"\bnot (?:yet )?(?:been )?(?:electronically |e-?)?(?:co-?)?(?:signed|authenticated)\b"
    r"|\bunsigned\b"
    r"|\b(?:pending|awaiting) (?:\w+ ){0,2}(?:co-?sign\w*|e-?sign\w*|signature|authentication)\b"
    r"|\b(?:co-?sign\w*|signature|authentication)(?: status)?\W{0,2}(?:is )?(?:pending|awaited)\b",
    re.I,
)
"""What a record says of itself until somebody signs it."""
_ASKS = re.compile(
    r"\b(?:if|when|unless|until|must|will|can(?:not)?|may|please|any|invalid|valid|returned?"
    r"|accept\w*|process\w*|forms?|requests?|orders?(?= (?:are|is|not)\b)|orders)\b",
    re.I,
)
"""What a form says of all papers, not of this one."""
_NAME_ENDS = re.compile(
    r"\s+(?:on|at|dated?)\b|\s*[|;@]|\s+-\s|\d|\bNPI\b|\b(?:date|time|signed)\b", re.I
)
_BLANK = re.compile(r"(?:by|of|:)$", re.I)
"""A statement that ends so wants the name behind it; one before it is printed for all."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an electronic statement says: who signed, when (both "" if it does not), where.

    `lettered`: the name has a prescriber's letters; `other`: somebody who is no prescriber
    signed. `day_box` is where the date stands. `plain`: it does not say that it is electronic.
    """

    name: str
    day: str
    day_text: str
    lettered: bool
    other: bool
    box: Box
    day_box: Box | None
    plain: bool = False


def statements(found: Sequence[Line], today: date) -> Iterator[Statement]:
    """Every electronic signature statement on a page; one may go on in the line below it.

    A plain one counts only with a prescriber's letters and a date.
    """
    for line in found:
        said = _SAYS.search(line.text)
        match = said or _TIMED.search(line.text)
        if match is None or _open_still(line.text, match):
            continue
        one = _statement(line, match, found, today)
        if said or (one.lettered and one.day):
            yield replace(one, plain=not said)


def _statement(line: Line, match: re.Match[str], found: Sequence[Line], today: date) -> Statement:
    """What the words around a statement's verb say."""
    below = next((other for other in found if _goes_on(line, other)), None)
    rest = line.text[match.end() :] + (" " + below.text if below else "")
    day = _day((line, below), today)
    head = _NAME_ENDS.split(rest.lstrip(" :.-"), 1)[0]
    if not is_name(head.strip(" ,:.-")) and day[0] and not _BLANK.search(match[0]):
        head = _before(line, match.start(), found)
    name, signer = _name(head), set(credentials(head))
    other = bool(signer) and not signer & PRESCRIBERS
    other = other or role_of(line.text.replace(match[0], "")) == "other"
    box = line.box.around(below.box) if below and not _complete(line, today) else line.box
    lettered = bool(name and signer & PRESCRIBERS)
    return Statement(name, day[0], day[1], lettered, other, box, day[2])


def _open_still(text: str, said: re.Match[str]) -> bool:
    """Whether the words around a statement say that nobody has signed yet."""
    before = re.split(r"[.;:|]", text[: said.start()])[-1]
    return bool(_YET.search(before) or _NOT_DONE.match(text[said.end() :]))


def unsigned(found: Sequence[Line]) -> Iterator[Line]:
    """The lines by which a record says of itself that its prescriber has not signed it."""
    for line in found:
        said = _UNSIGNED.search(line.text)
        if said and not _ASKS.search(line.text) and role_of(line.text) != "other":
            yield line


def _before(line: Line, start: int, found: Sequence[Line]) -> str:
    """The name with credentials that stands before a statement, in its line or in the one above."""
    head = line.text[:start].strip(" ;,.|-")
    if not head:
        head = next((other.text for other in found if _goes_on(other, line)), "")
    head = re.split(r":|\bby\b|[;|]", head, flags=re.I)[-1].strip(" ,.-")
    return head if credentials(head) else ""


def _goes_on(line: Line, other: Line) -> bool:
    """Whether a line stands right below another, at its left end."""
    gap = other.box.top - line.box.bottom
    return -0.3 * line.box.height < gap < 0.7 * line.box.height and (
        abs(other.box.left - line.box.left) < 0.02
    )


def _complete(line: Line, today: date) -> bool:
    return bool(find_dates(line.text, today))


def _name(head: str) -> str:
    """The name that some words are, "" if they are none."""
    head = head.strip(" ,:.-")
    return head if is_name(head) else ""


def _day(rows: Sequence[Line | None], today: date) -> tuple[str, str, Box | None]:
    for row in rows:
        for found in find_dates(row.text, today) if row else ():
            assert row is not None
            return found.value, found.text, row.span(found.start, found.end)
    return "", "", None
