"""X12 segments: a strict reader of interchanges that carry 835 transactions.

No maintained parser was fit: those on PyPI are abandoned, or lenient where a wrong total must be
refused. The syntax is small: ASC X12.5 envelopes, implementation guide 005010X221A1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from docflow import UnreadableError

KNOWN = frozenset(
    "ISA GS ST BPR NTE TRN CUR REF DTM N1 N2 N3 N4 PER RDM LX TS3 TS2 CLP CAS NM1 MIA MOA AMT QTY "
    "SVC LQ PLB SE GE IEA TA1".split()
)
"""The segments of an 835 and its envelope; others are told as a doubt."""
_ISA = 106
"""The header has a fixed length; its last characters are the separators."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The separators of elements, of their parts, and of segments."""

    element: str = "*"
    part: str = ":"
    end: str = "~"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its elements, the first of which is its name, and its number in the file."""

    elements: tuple[str, ...]
    number: int
    marks: Marks

    @property
    def name(self) -> str:
        """BPR, CLP, CAS ..."""
        return self.elements[0]

    def __getitem__(self, place: int) -> str:
        """The element at a place as X12 counts, "" where there is none."""
        return self.elements[place].strip() if place < len(self.elements) else ""

    def parts(self, place: int) -> tuple[str, ...]:
        """The parts of a composite element."""
        return tuple(self[place].split(self.marks.part))

    def amount(self, place: int) -> Decimal:
        """The element as an amount, 0 where it is empty. Raises UnreadableError."""
        text = self[place]
        try:
            value = Decimal(text or "0")
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise self.wrong(f"{place:02} is no amount")
        return value

    def wrong(self, what: str) -> UnreadableError:
        """The refusal of the file for this segment."""
        return UnreadableError(
            f"The remittance is damaged at segment {self.number} ({self.name}): {what}. "
            "Ask the payer or the clearinghouse to send the file again."
        )

    def written(self) -> str:
        """The segment with the usual separators."""
        parts = (element.replace(self.marks.part, ":") for element in self.elements)
        return "*".join(parts) + "~"


def looks_like(head: bytes) -> bool:
    """Whether a file begins as an interchange or as a bare transaction."""
    bare = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return (bare[:3] == b"ISA" and not bare[3:4].isalnum()) or bare[:7] == b"ST*835*"


def segments(text: str) -> tuple[Segment, ...]:
    """The segments of a file. Raises UnreadableError with the reason if it is none or broken."""
    bare = text.lstrip("\ufeff \r\n\t")
    marks = _marks(bare)
    found = []
    for number, raw in enumerate(_split(bare, marks), 1):
        found.append(Segment(tuple(raw.split(marks.element)), number, marks))
    _check_kind(found)
    return tuple(found)


def _split(text: str, marks: Marks) -> list[str]:
    pieces = [piece.strip("\r\n\t ") for piece in text.split(marks.end)]
    if pieces and pieces[-1]:
        raise UnreadableError(
            "The remittance is cut off: its last segment has no end. Ask for the file again."
        )
    return [piece for piece in pieces if piece]


def _marks(text: str) -> Marks:
    if text.startswith("ISA"):
        if len(text) < _ISA:
            raise UnreadableError("The remittance is cut off in its header. Ask for it again.")
        marks = Marks(text[3], text[104], text[105])
        if len({*(marks.element, marks.part, marks.end)}) < 3 or marks.element.isalnum():
            raise UnreadableError("The header of the remittance does not name its separators.")
        return replace(marks, end="\n") if marks.end in "\r\n" else marks
    return Marks(part=">" if "HC>" in text else ":", end="~" if "~" in text else "\n")


def _check_kind(found: list[Segment]) -> None:
    kinds = {segment[1] for segment in found if segment.name == "ST"}
    if not kinds:
        raise UnreadableError("The file holds no transaction. Ask for the remittance again.")
    if kinds != {"835"}:
        raise UnreadableError(
            f"This is an X12 {'/'.join(sorted(kinds))} file, not a remittance (835). "
            "Drop the remittance that the payer sent back."
        )
    opened = sum(segment.name == "ST" for segment in found)
    closed = sum(segment.name == "SE" for segment in found)
    if opened != closed:
        raise UnreadableError(
            "The remittance is cut off: a transaction has no end. Ask for the file again."
        )
