"""The levels of appeal that bind a denial: the payer's own pack, else the table of its program."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from docflow.appeals.denial import Denial
from docflow.model import AppealLevel, Case, Rule

_US_STATES_FIRST = ("workers_comp", "auto_pip")
"""Programs that are a state's own: without the state's row nothing is said."""


def levels(denial: Denial, case: Case) -> tuple[AppealLevel, ...]:
    """The levels in their order, as they stood on the day of the notice; empty if unknown.

    The program that the notice names outranks the payer's usual one.
    """
    day = denial.day("denial.date") or denial.received
    packs = [p for p in case.packs if not denial.program or p.program == denial.program]
    for pack in packs:
        held = _held(pack.appeals, day)
        if held:
            return held
    return _held(_of_program(denial.program, denial.state), day)


def _held(found: Iterable[AppealLevel], day: date) -> tuple[AppealLevel, ...]:
    return tuple(level for level in found if level.rule.holds(day))


def _of_program(program: str, state: str) -> Sequence[AppealLevel]:
    table = _table()
    own = table.get((program, state), ())
    return own if own or program in _US_STATES_FIRST else table.get((program, ""), ())


@cache
def _table() -> dict[tuple[str, str], tuple[AppealLevel, ...]]:
    path = files("docflow.terms") / "data" / "appeal_windows.csv"
    found: dict[tuple[str, str], tuple[AppealLevel, ...]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        key = (row["program"], row["state"])
        found[key] = (*found.get(key, ()), _level(row))
    return found


def _level(row: dict[str, Any]) -> AppealLevel:
    verified = _day(row["verified"])
    rule = Rule(
        row["text"],
        row["source"],
        _day(row["effective_from"]),
        _day(row["effective_to"]),
        verified,
        "verified" if verified else "verify",
    )
    return AppealLevel(
        row["level"],
        int(row["window"]),
        row["unit"],
        row["counted_from"],
        rule,
        int(row["presumed"]),
        row["decision"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
