"""A payer and its rules, each with its dates and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement that somebody else made, and how far it can be trusted.

    `effective_from` and `effective_to` bound the days it holds for (inclusive; None: open).
    `verified` is the day somebody last read the source; `confidence` is "verified" only if the
    source itself was read, else "verify", and then every place that shows the rule says so.
    """

    text: str
    source: str
    effective_from: date | None = None
    effective_to: date | None = None
    verified: date | None = None
    confidence: Literal["verified", "verify"] = "verify"

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field that a payer wants on a referral, how badly, and by which rule."""

    field: str
    severity: Literal["error", "warning", "info"]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer pack's record: who it is, what it wants, until when.

    `limits` and `facts` hold numbers and texts by name (documented in docs/payers.md), each
    with its rule.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    program: str = ""
    state: str = ""
    requires: tuple[Requirement, ...] = ()
    limits: Mapping[str, tuple[tuple[float, Rule], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    facts: Mapping[str, tuple[tuple[str, Rule], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
