"""Under which numbers somebody pays, and the days that identify a case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from docflow import Box, Reading
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.pairs import Pair
from docflow.paper.rows import on_row
from docflow.terms.dates import find_dates
from docflow.terms.names import credentials, is_name

from .cues import CONSENT, PAST
from .grammar import identifier, nothing
from .joint import insurance
from .people import PRESCRIBERS
from .view import View, said

_NUMBERS = {
    "member_id": "patient.member_id",
    "claim": "claim.number",
    "authorization": "authorization.number",
}
_DAYS = {
    "birth_date": "patient.birth_date",
    "injury_date": "injury.date",
    "order_date": "order.date",
}


_MEDICARE = re.compile(
    r"[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]"
    r"[0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}"
)
"""CMS, Understanding the Medicare Beneficiary Identifier (MBI) Format."""
_MEMBER = re.compile(r"\b(?:member|subscriber|participant|insured|enrollee|beneficiary)")
"""Who has a number of his own wherever he is asked for it."""
_SENDERS = frozenset({"referral no"})
"""Labels of numbers that an office gives its own orders, or an insurer, mostly with letters."""
SHORTEST = 7
"""Digits of the shortest number of a member that has no letters."""


def identifiers(views: Sequence[View], today: date) -> Iterator[Reading]:
    """Member, claim and authorization numbers under their labels."""
    for view in views:
        for pair in view.of(*_NUMBERS):
            number, fit = identifier(pair.text, today)
            if _of_employer(view, pair.label) or insurance(view, pair):
                continue
            if number and fit >= 0.6 and not nothing(number):
                odd = pair.label.phrase in _SENDERS and number.isdigit()
                odd = odd or (pair.label.noun == "member_id" and _odd(number))
                yield said(
                    _NUMBERS[pair.label.noun],
                    number,
                    pair.text,
                    view.source(pair.box),
                    0.3 if odd else 0.3 + 0.65 * pair.score * fit,
                    "label" if pair.label.likeness > 0.9 and not odd else "weak-label",
                )


def _odd(number: str) -> bool:
    """Whether a member's number looks like a policy's or a group's, or like a misread one.

    Too few digits; or a digit right before letters (2GP for ZGP), as only Medicare's have it.
    """
    bare = re.sub(r"[\s-]", "", number.upper())
    mixed = re.search(r"^\d+[A-Z]", bare) and not _MEDICARE.fullmatch(bare)
    return bool(mixed) or (bare.isdigit() and len(bare) < SHORTEST)


def _of_employer(view: View, label: Label) -> bool:
    """Whether a member's number is asked for in an employer's part: it is the firm's policy."""
    named = _MEMBER.search(label.phrase)
    return label.noun == "member_id" and not named and view.role(label) == "employer"


def days(views: Sequence[View], orders: Sequence[View], today: date) -> Iterator[Reading]:
    """Birth and injury dates, and the order's from the sheets that hold it.

    A bare "Date" is the order's unless a signature owns it.
    """
    for view in views:
        for pair in view.of("birth_date", "injury_date"):
            if pair.label.role not in ("holder", "another") and not _past(view, pair):
                yield from _day(view, pair, _DAYS[pair.label.noun], today, 0.35)
    for view in orders:
        for pair in view.of("order_date"):
            if pair.label.role not in ("holder", "another") and not _past(view, pair):
                yield from _day(view, pair, _DAYS[pair.label.noun], today, 0.35)
        for pair in view.of("date"):
            if not _of_signature(view, pair.label) and view.role(pair.label) not in (
                "recipient",
                "office",
            ):
                yield from _day(view, pair, "order.date", today, 0.28 if _high(pair) else 0.0)
    if not any(_asks_day(view, label) for view in orders for label in view.labels):
        yield from _letter_date(orders, today)


def _asks_day(view: View, label: Label) -> bool:
    """Whether a label asks for the day of the order, and not for that of a signature."""
    if label.noun == "date":
        return view.role(label) not in ("recipient", "office") and not _of_signature(view, label)
    return label.noun == "order_date"


def _past(view: View, pair: Pair) -> bool:
    """Whether a date in running text is told of the past: "The prior order dated ..."."""
    passage, label = view.passage(pair.label.line), pair.label
    if not passage.running:
        return False
    start, end = passage.sentence(passage.at(label.line, label.start))
    return bool(PAST.search(passage.text[start:end]))


def _high(pair: Pair) -> bool:
    """Whether a bare "Date" stands where an order's does: a signature's stands low on a page."""
    return _high_label(pair.label)


def _high_label(label: Label) -> bool:
    return label.box.top < 0.5


def _day(view: View, pair: Pair, name: str, today: date, base: float) -> Iterator[Reading]:
    for run in pair.runs:
        found = find_dates(run.text, today, past=name == "patient.birth_date")
        if found and (name != "order.date" or _recent(found[0].value, today)):
            one = found[0]
            box = run.line.span(run.start + one.start, run.start + one.end)
            grounds = ["label" if base > 0.3 else "weak-label"]
            odd = one.repaired or bool(re.match(r"(?:1[3-9]|[23]\d)[/.-]\d{1,2}[/.-]", one.text))
            grounds += ["repaired"] if odd else []
            ahead = name != "patient.birth_date" and one.value > today.isoformat()
            base -= 0.3 * odd + 0.4 * ahead
            yield said(
                name, one.value, one.text, view.source(box), base + 0.62 * pair.score, *grounds
            )
            return


def _recent(value: str, today: date) -> bool:
    """Whether a day can be an order's: at most four years ago, not far ahead."""
    return -62 < (today - date.fromisoformat(value)).days < 4 * 366


def _of_signature(view: View, label: Label) -> bool:
    """Whether a bare "Date" belongs to a signature: on its row, or right above or below it."""
    spot = label.box
    for other in view.labels:
        if other.noun != "signature" and not _signs_over(view, other):
            continue
        box = other.box
        rows = (spot.middle[1] - box.middle[1]) / spot.height
        beside = abs(rows) < 1.2
        stacked = abs(box.left - spot.left) < 0.04 and 0 < rows < 4.5
        if beside or stacked:
            return True
    return any(_signer(line, spot) or _consent(line, spot) for line in view.lines)


def _signs_over(view: View, label: Label) -> bool:
    """Whether a person's title is the caption of a line to sign on.

    No typed name is the prescriber's; a patient's or a worker's may be read from the signature.
    """
    caption = label.noun == "name" and label.role and label.alone and not label.colon
    if not caption or _high_label(label):
        return False
    named = label.role == "provider" and any(p.label is label for p in view.pairs)
    return not named


def _consent(line: Line, spot: Box) -> bool:
    """Whether somebody's consent or receipt is signed before the date on its row."""
    same_row = on_row(line.box, spot, share=0.8)
    return same_row and line.box.right < spot.left and bool(CONSENT.search(line.text))


def _signer(line: Line, spot: Box) -> bool:
    """Whether a prescriber's printed name stands before the date on its row."""
    box = line.box
    same_row = on_row(spot, box, share=0.8) and box.right < spot.left
    head = re.split(r"\s{2,}|\bNPI\b", line.text)[0]
    return same_row and bool(set(credentials(head)) & PRESCRIBERS) and is_name(head)


def _letter_date(views: Sequence[View], today: date) -> Iterator[Reading]:
    """The date that stands alone on a line near the head of a letter.

    What asks for something else does not take it away, as the second line of a letterhead may.
    """
    for view in views:
        sure = (pair for pair in view.pairs if pair.score > 0.5 or "date" in pair.label.noun)
        taken = {id(run.line) for pair in sure for run in pair.runs}
        for line in view.lines if any(p.running for p in view.passages) else ():
            found = find_dates(line.text, today)
            alone = found and len(found[0].text) >= 0.8 * len(line.text.strip())
            free = alone and id(line) not in taken and line.box.top < 0.4
            if free and _recent(found[0].value, today):
                yield said(
                    "order.date",
                    found[0].value,
                    found[0].text,
                    view.source(line.box),
                    0.8 if _greeted(view, line) else 0.7,
                    "letter-date",
                )
                return


def _greeted(view: View, line: Line) -> bool:
    """Whether a letter greets its reader below a line, so that a date there is the letter's."""
    return any(x.phrase == "dear" and x.box.top > line.box.bottom for x in view.labels)
