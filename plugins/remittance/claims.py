"""What an 835 says: transactions, claims, services, adjustments, and whether they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from docflow import UnreadableError
from docflow.terms.denials import known

from .segments import KNOWN, Segment

_CENT = Decimal("0.005")
_DENIED, _REVERSAL = "4", "22"
"""States of a claim (CLP02)."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount that was not paid, with group and reason: CO, 29."""

    group: str
    reason: str
    amount: Decimal
    segment: Segment

    @property
    def code(self) -> str:
        """CO-29."""
        return f"{self.group}-{self.reason}"

    @property
    def refuses(self) -> bool:
        """Whether it is a denial, and no write-off, patient's share or other effect.

        A code that nobody knows counts as one: a person must look.
        """
        row = known(self.code)
        return self.amount > 0 and (row is None or row.role == "denial")


@dataclass(frozen=True, slots=True)
class Service:
    """One line of service."""

    segment: Segment
    dates: tuple[tuple[str, Segment], ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[tuple[str, Segment], ...] = ()

    @property
    def procedure(self) -> str:
        """The code without its qualifier and modifiers: 97124."""
        parts = self.segment.parts(1)
        return parts[1] if len(parts) > 1 else ""

    @property
    def charge(self) -> Decimal:
        """What was billed."""
        return self.segment.amount(2)

    @property
    def paid(self) -> Decimal:
        """What was paid."""
        return self.segment.amount(3)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with everything said about it; `segments` are its own, from CLP on."""

    segments: tuple[Segment, ...]
    services: tuple[Service, ...]
    adjustments: tuple[Adjustment, ...]
    dates: tuple[tuple[str, Segment], ...]
    remarks: tuple[tuple[str, Segment], ...]

    @property
    def head(self) -> Segment:
        """CLP: account, status, charge, paid, share, payer's number."""
        return self.segments[0]

    @property
    def every(self) -> tuple[Adjustment, ...]:
        """The adjustments of the claim and of its services."""
        return (*self.adjustments, *(a for line in self.services for a in line.adjustments))

    @property
    def refused(self) -> tuple[Adjustment, ...]:
        """The adjustments that are denials; none on a reversal.

        On a claim that its status calls denied, all of them where none is a denial by its code.
        """
        if self.head[2] == _REVERSAL:
            return ()
        by_code = tuple(a for a in self.every if a.refuses)
        whole = self.head[2] == _DENIED and not by_code
        return tuple(a for a in self.every if a.amount > 0) if whole else by_code

    @property
    def denied(self) -> bool:
        """Whether anything is refused: by a code, or by the claim's state without any code."""
        return bool(self.refused) or (self.head[2] == _DENIED and not self.head.amount(4))

    @property
    def withheld(self) -> Decimal:
        """How much is refused; all that was not paid where no code says."""
        if self.refused:
            return sum((a.amount for a in self.refused), Decimal(0))
        return self.head.amount(3) - self.head.amount(4)

    def named(self, kind: str) -> Segment | None:
        """The NM1 of this kind: QC patient, IL insured, 82 who treated."""
        return next((s for s in self.segments if s.name == "NM1" and s[1] == kind), None)


@dataclass(frozen=True, slots=True)
class Remittance:
    """One transaction: `head` are its segments before the first claim."""

    head: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    provider: tuple[Segment, ...]
    doubts: tuple[str, ...] = field(default=())

    def first(self, name: str, kind: str = "") -> Segment | None:
        """The first segment of the head with this name and first element."""
        return next((s for s in self.head if s.name == name and (not kind or s[1] == kind)), None)


def remittances(found: Sequence[Segment]) -> tuple[Remittance, ...]:
    """The transactions of a file. Raises UnreadableError where one cannot be understood."""
    opened = [i for i, s in enumerate(found) if s.name == "ST"]
    closed = [i for i, s in enumerate(found) if s.name == "SE"]
    if any(a > b for a, b in zip(opened, closed, strict=True)):
        raise UnreadableError("The remittance is out of order. Ask for the file again.")
    return tuple(_transaction(found[a : b + 1]) for a, b in zip(opened, closed, strict=True))


def _transaction(found: Sequence[Segment]) -> Remittance:
    starts = [i for i, s in enumerate(found) if s.name == "CLP"]
    stop = next((i for i, s in enumerate(found) if s.name == "PLB"), len(found) - 1)
    first = min([i for i, s in enumerate(found) if s.name in ("LX", "CLP")] or [stop])
    head = tuple(found[:first])
    names = {s.name for s in head}
    for needed, what in (("BPR", "how much was paid"), ("N1", "who paid")):
        if needed not in names:
            raise found[0].wrong(f"the transaction does not say {what}")
    bounds = [*starts, stop]
    claims = tuple(_claim(_own(found[a:b])) for a, b in pairwise(bounds))
    provider = tuple(s for s in found[stop:] if s.name == "PLB")
    return Remittance(head, claims, provider, tuple(_doubts(found, head, claims, provider)))


def _own(found: Sequence[Segment]) -> tuple[Segment, ...]:
    """A claim's own segments: up to the header of the next group of claims."""
    end = next((i for i, s in enumerate(found) if s.name in ("LX", "TS3", "N1", "SE")), len(found))
    return tuple(found[:end])


def _claim(found: tuple[Segment, ...]) -> Claim:
    if not found[0][1] or not found[0][2]:
        raise found[0].wrong("account or status of the claim is missing")
    starts = [i for i, s in enumerate(found) if s.name == "SVC"]
    top = found[: starts[0]] if starts else found
    services = tuple(_service(found[a:b]) for a, b in pairwise([*starts, len(found)]))
    return Claim(
        found, services, tuple(_adjustments(top)), tuple(_dates(top)), tuple(_remarks(top))
    )


def _service(found: Sequence[Segment]) -> Service:
    return Service(
        found[0], tuple(_dates(found)), tuple(_adjustments(found)), tuple(_remarks(found))
    )


def _adjustments(found: Sequence[Segment]) -> Iterator[Adjustment]:
    """Up to six triples of reason, amount and quantity stand in one CAS."""
    for segment in found:
        if segment.name != "CAS":
            continue
        if segment[1] not in ("CO", "PR", "OA", "PI", "CR"):
            raise segment.wrong("the adjustment has no known group")
        for place in range(2, len(segment.elements), 3):
            if segment[place]:
                yield Adjustment(segment[1], segment[place], segment.amount(place + 1), segment)


def _dates(found: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Dates of service: 472 a day, 150 to 151 a service's and 232 to 233 a claim's period."""
    for segment in found:
        if segment.name == "DTM" and segment[1] in ("472", "150", "151", "232", "233"):
            day = segment[2]
            if len(day) != 8 or not day.isdigit():
                raise segment.wrong("the date is none")
            yield f"{day[:4]}-{day[4:6]}-{day[6:]}", segment


def _remarks(found: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Remark codes of lines (LQ*HE) and of claims (MOA, MIA)."""
    places = {"MOA": range(3, 8), "MIA": (5, 20, 21, 22, 23)}
    for segment in found:
        if segment.name == "LQ" and segment[1] == "HE" and segment[2]:
            yield segment[2], segment
        for place in places.get(segment.name, ()):
            if segment[place]:
                yield segment[place], segment


def _doubts(
    found: Sequence[Segment],
    head: Sequence[Segment],
    claims: Sequence[Claim],
    provider: Sequence[Segment],
) -> Iterator[str]:
    """Where the file disagrees with itself."""
    counted, told = len(found), found[-1][1]
    if told != str(counted):
        yield f"It says it has {told} segments and has {counted}."
    for segment in found:
        if segment.name not in KNOWN:
            yield f"Segment {segment.number} is of an unknown kind and was left out."
    if found[0][2] != found[-1][2]:
        yield "Its beginning and its end carry different control numbers."
    for number, claim in enumerate(claims, 1):
        yield from (f"Claim {number}: {what}" for what in unbalanced(claim))
    paid = next(s for s in head if s.name == "BPR").amount(2)
    total = sum((c.head.amount(4) for c in claims), Decimal(0))
    kept = sum((s.amount(p) for s in provider for p in range(4, len(s.elements), 2)), Decimal(0))
    if abs(total - kept - paid) > _CENT:
        yield f"The payment is {paid}; claims less provider adjustments make {total - kept}."


def unbalanced(claim: Claim) -> Iterator[str]:
    """What does not add up in a claim: charge less adjustments is what was paid."""
    charge, paid = claim.head.amount(3), claim.head.amount(4)
    kept = sum((a.amount for a in claim.every), Decimal(0))
    if abs(charge - kept - paid) > _CENT:
        yield f"charge {charge} less adjustments {kept} is not what was paid, {paid}."
    for place, line in enumerate(claim.services, 1):
        rest = line.charge - sum((a.amount for a in line.adjustments), Decimal(0))
        if abs(rest - line.paid) > _CENT:
            yield f"service {place}: charge {line.charge} does not come to {line.paid} paid."
