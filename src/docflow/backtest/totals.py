"""What the rows amount to: by missing element, by payer, by prescriber; visits at risk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docflow.backtest.rows import Row


@dataclass(frozen=True, slots=True)
class Share:
    """Referrals of one payer or prescriber: all, those that lack something, visits at risk."""

    name: str
    referrals: int
    lacking: int
    visits: int


@dataclass(frozen=True, slots=True)
class Element:
    """One finding's code: on how many referrals it stands, whether it blocks, visits at risk."""

    code: str
    referrals: int
    blocks: bool
    visits: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All that the report tells. `visits` are ordered; `at_risk` those on orders that lack."""

    documents: int
    unread: int
    referrals: int
    lacking: int
    doubted: int
    visits: int
    at_risk: int
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
        elements=_elements(referrals),
        payers=_shares(referrals, lambda row: row.payer_name or "no payer read"),
        prescribers=_shares(referrals, lambda row: row.prescriber or "no prescriber read"),
    )


def _elements(referrals: tuple[Row, ...]) -> tuple[Element, ...]:
    found = []
    for code in sorted({f.code for row in referrals for f in row.findings}):
        has = [row for row in referrals if any(f.code == code for f in row.findings)]
        blocked = [row for row in has if code in row.lacks]
        found.append(Element(code, len(has), bool(blocked), sum(row.visits for row in blocked)))
    return tuple(sorted(found, key=lambda e: (not e.blocks, -e.referrals, e.code)))


def _shares(referrals: tuple[Row, ...], name_of: Callable[[Row], str]) -> tuple[Share, ...]:
    groups: dict[str, list[Row]] = {}
    for row in referrals:
        groups.setdefault(name_of(row), []).append(row)
    shares = [
        Share(
            name,
            len(rows),
            sum(bool(row.lacks) for row in rows),
            sum(row.visits for row in rows if row.lacks),
        )
        for name, rows in groups.items()
    ]
    return tuple(sorted(shares, key=lambda s: (-s.visits, -s.lacking, -s.referrals, s.name)))
