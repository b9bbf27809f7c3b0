"""One claim of a remittance as a file of its own, so that it becomes a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docflow import Enclosure

from .claims import Claim, Remittance
from .segments import Marks, Segment

NOTE = "DOUBT"
"""The kind of note with which an excerpt carries where its whole file disagrees with itself."""


def excerpts(
    found: Sequence[Segment], paid: Sequence[Remittance], folder: Path
) -> Iterator[Enclosure]:
    """A file for each claim that refuses something, with its transaction's own header."""
    number = 0
    for remittance in paid:
        for claim in remittance.claims:
            number += 1
            if claim.denied:
                path = folder / f"claim-{number:04}.835"
                text = "\n".join(s.written() for s in one_claim(found, remittance, claim))
                path.write_text(text + "\n", encoding="utf-8")
                yield Enclosure(path, f"claim {number:04}.835")


def one_claim(found: Sequence[Segment], paid: Remittance, claim: Claim) -> Iterator[Segment]:
    """The segments of a transaction with this claim only; the payment is the claim's own."""
    envelope = [s for s in found if s.name in ("ISA", "GS")]
    notes = [_made("NTE", NOTE, doubt) for doubt in paid.doubts]
    head = [_only(s, claim) for s in paid.head]
    body = [*head[:2], *notes, *head[2:], _made("LX", "1"), *claim.segments]
    yield from (replace(s, elements=tuple(_usual(s))) for s in envelope)
    yield from body
    control = paid.head[0][2]
    yield _made("SE", str(len(body) + 1), control)
    if envelope:
        yield _made("GE", "1", envelope[-1][6])
        yield _made("IEA", "1", envelope[0][13])


def _usual(segment: Segment) -> Iterator[str]:
    """The header names the separators that the excerpt is written with."""
    for place, element in enumerate(segment.elements):
        yield ":" if segment.name == "ISA" and place == 16 else element


def _only(segment: Segment, claim: Claim) -> Segment:
    if segment.name != "BPR":
        return segment
    elements = (*segment.elements[:2], str(claim.head.amount(4)), *segment.elements[3:])
    return replace(segment, elements=elements)


def _made(*elements: str) -> Segment:
    return Segment(elements, 0, Marks())
