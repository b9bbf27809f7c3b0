"""Arguments of law: only where line of business, state, level, category and dates all fit.

What nobody verified is never printed: the desk is told that it might apply.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from docflow.appeals.denial import Denial
from docflow.appeals.points import File
from docflow.model import Finding, Rule
from docflow.terms.dates import iso_date

RECEIVED = "claim.received_date"
"""The day on which the payer received the claim, where somebody knows it."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A sentence of law with its rule, and what has to be so for it to be said."""

    categories: frozenset[str]
    program: str
    state: str
    level: int
    later_than: int
    rule: Rule


def arguments(file: File, level: int) -> tuple[Argument, ...]:
    """The verified arguments that fit a notice at a level."""
    return tuple(a for a in _fitting(file, level) if a.rule.confidence == "verified")


def unverified(file: File, level: int) -> tuple[Finding, ...]:
    """Arguments that would fit if they hold: for somebody to verify, never for a letter."""
    return tuple(
        Finding(
            "appeal.argument-unverified",
            "info",
            f"This might apply, but nobody has verified it: {a.rule.text}",
            "denial.category",
            a.rule,
        )
        for a in _fitting(file, level)
        if a.rule.confidence != "verified"
    )


def _fitting(file: File, level: int) -> Iterator[Argument]:
    denial = file.denial
    day = denial.day("denial.date")
    for argument in _table():
        if (
            day
            and argument.level == level
            and denial.value("denial.category") in argument.categories
            and argument.program == _program(denial)
            and argument.state in ("", denial.state)
            and argument.rule.holds(day)
            and _late(argument, file, day)
        ):
            yield argument


def _program(denial: Denial) -> str:
    """The program if it is beyond doubt.

    A commercial plan's law depends on the kind of plan, so the notice itself has to name it.
    """
    fact = denial.fact("payer.program")
    if fact:
        return "" if fact.review else fact.value
    return "" if denial.program == "commercial" else denial.program


def _late(argument: Argument, file: File, notice: date) -> bool:
    if not argument.later_than:
        return True
    received = iso_date(file.value(RECEIVED))
    return received is not None and (notice - received).days > argument.later_than


@cache
def _table() -> tuple[Argument, ...]:
    path = files("docflow.terms") / "data" / "appeal_arguments.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(map(_argument, rows))


def _argument(row: dict[str, Any]) -> Argument:
    verified = _day(row["verified"])
    rule = Rule(
        row["text"],
        row["source"],
        _day(row["effective_from"]),
        _day(row["effective_to"]),
        verified,
        "verified" if verified else "verify",
    )
    return Argument(
        frozenset(row["categories"].split()),
        row["program"],
        row["state"],
        int(row["level"]),
        int(row["later_than"] or 0),
        rule,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
