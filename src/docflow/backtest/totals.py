"""What the rows amount to: by missing element, by payer, by prescriber; visits at risk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docflow.backtest.rows import Row

_RANKS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Share:
    """Referrals of one payer or prescriber: all, those that lack something, visits at risk.

    `most` is what most of those that lack something lack.
    """

    name: str
    referrals: int
    lacking: int
    visits: int
    most: str


@dataclass(frozen=True, slots=True)
class Element:
    """One finding's code: on how many referrals it stands, and visits at risk by it.

    It `blocks` billing, is `ours` where docflow could not tell, else to be looked at or, being an
    "info", planned for. Of `unstated` of the referrals nobody knows the visits.
    """

    code: str
    field: str
    severity: str
    referrals: int
    blocks: bool
    ours: bool
    visits: int
    unstated: int
    caveat: str


@dataclass(frozen=True, slots=True)
class Totals:
    """All that the report tells. `visits` are ordered; `at_risk` those on orders that lack.

    `unstated` of the lacking orders do not say how many visits.
    """

    documents: int
    unread: int
    referrals: int
    lacking: int
    doubted: int
    visits: int
    at_risk: int
    unstated: int
    elements: tuple[Element, ...]
    payers: tuple[Share, ...]
    prescribers: tuple[Share, ...]


def totals(rows: Iterable[Row]) -> Totals:
    """The totals of these rows; only referrals can lack something."""
    everything = tuple(rows)
    referrals = tuple(row for row in everything if row.referral)
    lacking = [row for row in referrals if row.lacks]
    return Totals(
        documents=len(everything),
        unread=sum(row.unread for row in everything),
        referrals=len(referrals),
        lacking=len(lacking),
        doubted=sum(row.doubted for row in referrals),
        visits=sum(row.visits for row in referrals),
        at_risk=sum(row.visits for row in lacking),
        unstated=sum(not row.visits for row in lacking),
        elements=_elements(referrals),
        payers=_shares(referrals, lambda row: row.payer_name or "no payer read"),
        prescribers=_shares(referrals, lambda row: row.prescriber or "no prescriber read"),
    )


def _elements(referrals: tuple[Row, ...]) -> tuple[Element, ...]:
    codes = sorted({f.code for row in referrals for f in row.findings})
    found = [_element(code, [r for r in referrals if r.has(code)]) for code in codes]
    return tuple(sorted(found, key=lambda e: (not e.blocks, -e.referrals, -e.visits, e.code)))


def _element(code: str, rows: list[Row]) -> Element:
    """What one code amounts to on the referrals that have it; the gravest speaks for all."""
    findings = [found for row in rows for found in row.findings if found.code == code]
    first = min(findings, key=lambda found: (_RANKS.index(found.severity), not found.caveat))
    blocked = [row for row in rows if code in row.lacks]
    return Element(
        code=code,
        field=first.field,
        severity=first.severity,
        referrals=len(rows),
        blocks=bool(blocked),
        ours=first.ours,
        visits=sum(row.visits for row in blocked),
        unstated=sum(not row.visits for row in blocked),
        caveat=first.caveat,
    )


def _shares(referrals: tuple[Row, ...], name_of: Callable[[Row], str]) -> tuple[Share, ...]:
    groups: dict[str, list[Row]] = {}
    for row in referrals:
        groups.setdefault(name_of(row), []).append(row)
    shares = [_share(name, rows) for name, rows in groups.items()]
    return tuple(sorted(shares, key=lambda s: (-s.visits, -s.lacking, -s.referrals, s.name)))


def _share(name: str, rows: list[Row]) -> Share:
    lacking = [row for row in rows if row.lacks]
    counted = Counter(code for row in lacking for code in row.lacks)
    most = min(counted, key=lambda code: (-counted[code], code), default="")
    return Share(name, len(rows), len(lacking), sum(row.visits for row in lacking), most)
