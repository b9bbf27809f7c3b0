"""A payer and its rules, each with its dates and its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["error", "warning", "info"]
"""An error blocks letters."""

LIMITS = (
    "minutes.per_visit",
    "order.max_age_days",
    "units.per_day",
    "visits.free_of_authorization",
    "visits.per_order",
    "visits.per_year",
    "visits.with_form",
)
"""Every name that a `Limit` can have."""

PROGRAMS = (
    "auto_pip",
    "commercial",
    "feca",
    "fehb",
    "hsa_fsa",
    "medicaid",
    "medicare",
    "medicare_advantage",
    "tricare",
    "va",
    "workers_comp",
)
"""Every line of business that a `Payer` can have."""


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

    def caveat(self, today: date, stale_days: int = 365) -> str:
        """What must be said wherever the rule is shown; "" if it can be relied on."""
        if self.effective_to is not None and self.effective_to < today:
            return f"no longer in force since {self.effective_to.isoformat()}"
        if self.confidence != "verified" or self.verified is None:
            return "not verified: check it with the payer"
        age = (today - self.verified).days
        return f"last verified {age} days ago: check it again" if age > stale_days else ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field that a payer wants on a referral, how badly, and by which rule."""

    field: str
    severity: Severity
    rule: Rule


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the payer sets. `name` is one of LIMITS."""

    name: str
    value: float
    rule: Rule


@dataclass(frozen=True, slots=True)
class Prescribers:
    """Whose order the payer accepts, by licence: "NP" takes in ARNP and FNP-BC, "PA" PA-C."""

    credentials: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Authorization:
    """How prior authorization is asked for: the channel, and the form if there is one."""

    channel: str
    form: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the office owes the payer, after so many visits or days, whichever is first."""

    name: str
    rule: Rule
    visits: int | None = None
    days: int | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class CodeRule:
    """A rule about procedure codes.

    pair: `codes` on one day need a `modifier`; modifier: each of `codes` needs `modifier`;
    units: at most `units` of each of `codes` a day; never: `codes` are not payable.
    """

    kind: Literal["pair", "modifier", "units", "never"]
    codes: tuple[str, ...]
    rule: Rule
    modifier: str = ""
    units: int | None = None


@dataclass(frozen=True, slots=True)
class AppealLevel:
    """One level of appeal: its name, its window, and what starts the clock."""

    name: str
    window: int
    unit: Literal["calendar days", "business days", "months", "years"]
    counted_from: Literal["notice", "receipt", "remittance", "final denial"]
    rule: Rule
    presumed_receipt_days: int = 0
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Something the payer never pays, whatever the paper says: an error, with what to do.

    `billers`: only where the practice's own credentials are all among these; empty: always.
    `codes`: only where one of these procedures is ordered; empty: whatever is ordered.
    """

    code: str
    message: str
    rule: Rule
    billers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to send what: "appeals", "claims", "authorization"."""

    purpose: str
    rule: Rule
    fax: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer pack's record: who it is, what it wants, until when.

    `aliases` are other names that stand on paper. `program` is the line of business, one of
    PROGRAMS. `generic`: the pack also binds every other payer of its program (and of its state,
    where it has one). `letters` maps a letter's name to the payer's own variant of it.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    program: str = ""
    state: str = ""
    generic: bool = False
    requires: tuple[Requirement, ...] = ()
    limits: tuple[Limit, ...] = ()
    prescribers: tuple[Prescribers, ...] = ()
    authorizations: tuple[Authorization, ...] = ()
    duties: tuple[Duty, ...] = ()
    code_rules: tuple[CodeRule, ...] = ()
    appeals: tuple[AppealLevel, ...] = ()
    stops: tuple[Stop, ...] = ()
    contacts: tuple[Contact, ...] = ()
    letters: tuple[tuple[str, str], ...] = ()

    def limit(self, name: str, day: date) -> Limit | None:
        """The limit of that name in force on that day."""
        return next((x for x in self.limits if x.name == name and x.rule.holds(day)), None)
