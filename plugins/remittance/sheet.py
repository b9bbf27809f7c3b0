"""A claim of a remittance on paper: what it says in words, and its segments as they were sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docflow import Box, Page, Word
from docflow.paper import Cell, typeset
from docflow.terms.denials import known

from .claims import Claim, Remittance, Service
from .segments import Segment

_LINES = 54
"""Segments on a page."""
_TOP, _LEFT, _STEP = 0.06, 0.06, 0.016
_GLYPH = 0.0085
"""Width of a character of the segments, as a share of the page."""

STATES = {
    "1": "processed as primary", "2": "processed as secondary", "3": "processed as tertiary",
    "4": "denied", "19": "processed as primary and forwarded",
    "20": "processed as secondary and forwarded", "21": "processed as tertiary and forwarded",
    "22": "reversal of an earlier payment", "23": "not this payer's claim, forwarded",
    "25": "estimate before treatment",
}  # fmt: skip


def claim_pages(paid: Remittance, claim: Claim, raw: Sequence[Segment]) -> tuple[Page, ...]:
    """The pages of one claim; the last ones hold the segments, each as one word."""
    return (*_data(typeset(_claim_rows(paid, claim))), *_as_sent(raw))


def summary_pages(paid: Iterable[Remittance]) -> tuple[Page, ...]:
    """One page for a remittance of which nothing is refused, or of several claims."""
    return _data(typeset(row for remittance in paid for row in _summary(remittance)))


def _data(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(replace(page, origin="data") for page in pages)


def sent(words: Iterable[Word]) -> str:
    """The segments that stand on pages, as a file again."""
    return "".join(word.text for word in words if word.text.endswith("~"))


def _claim_rows(paid: Remittance, claim: Claim) -> Iterable[list[Cell]]:
    payer = paid.first("N1", "PR")
    yield [Cell("Electronic remittance (X12 835): one claim")]
    yield [Cell("")]
    yield [Cell("Payer"), Cell(payer[2] if payer else "", 3)]
    yield [Cell("Claim"), Cell(claim.head[7] or claim.head[1], 3)]
    yield [Cell("State"), Cell(STATES.get(claim.head[2], claim.head[2]), 3)]
    yield [Cell("Charge"), Cell(str(claim.head.amount(3)))]
    yield [Cell("Paid"), Cell(str(claim.head.amount(4)))]
    yield [Cell("")]
    for line in claim.services:
        yield [Cell(text) for text in _line(line)]
    yield [Cell("")]
    for adjustment in claim.every:
        row = known(adjustment.code)
        meaning = row.meaning if row else "A code that docflow does not know."
        yield [Cell(adjustment.code), Cell(str(adjustment.amount)), Cell(meaning, 6)]
    for doubt in paid.doubts:
        yield [Cell(f"Look: {doubt}")]


def _line(line: Service) -> tuple[str, ...]:
    day = line.dates[0][0] if line.dates else ""
    codes = " ".join(a.code for a in line.adjustments)
    return (day, line.procedure, str(line.charge), str(line.paid), codes)


def _summary(paid: Remittance) -> Iterable[list[Cell]]:
    payer, total = paid.first("N1", "PR"), paid.first("BPR")
    yield [Cell("Electronic remittance (X12 835)")]
    yield [Cell("Payer"), Cell(payer[2] if payer else "", 3)]
    yield [Cell("Payment"), Cell(str(total.amount(2)) if total else "", 3)]
    for claim in paid.claims:
        state = STATES.get(claim.head[2], claim.head[2])
        yield [
            Cell(claim.head[7] or claim.head[1], 2),
            Cell(state, 2),
            Cell(str(claim.head.amount(3))),
            Cell(str(claim.head.amount(4))),
        ]
    for segment in paid.provider:
        for place in range(3, len(segment.elements) - 1, 2):
            reason = segment.parts(place)[0]
            kept = str(segment.amount(place + 1))
            yield [Cell("Adjustment of the provider", 2), Cell(reason, 2), Cell(kept)]
    for doubt in paid.doubts:
        yield [Cell(f"Look: {doubt}")]
    yield [Cell("")]


def _as_sent(raw: Sequence[Segment]) -> Iterable[Page]:
    for number in range(0, len(raw), _LINES):
        words = []
        for row, segment in enumerate(raw[number : number + _LINES]):
            text = segment.written()
            top = _TOP + row * _STEP
            right = min(0.98, _LEFT + len(text) * _GLYPH)
            words.append(Word(text, Box(_LEFT, top, right, top + 0.75 * _STEP)))
        yield Page(1, 612.0, 792.0, tuple(words), origin="data")
