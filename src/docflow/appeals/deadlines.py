"""The last day for each denial, with how it was computed, by whose word, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from docflow.appeals.clock import UNITS, arrives_by, count
from docflow.appeals.denial import Denial, Fact, denials
from docflow.appeals.levels import levels
from docflow.appeals.roads import road
from docflow.appeals.sent import OUTCOME, SENT, steps
from docflow.model import AppealLevel, Case, Rule, Source
from docflow.terms.steps import Step

Kind = Literal["appeal", "decision", "resubmit"]
ASK_AFTER = 30
"""Days after sending at which a payer is asked whose time to decide nobody knows."""

LOST = ("upheld", "partly", "dismissed")
"""Results after which the next level may be asked for."""


@dataclass(frozen=True, slots=True)
class Day:
    """A last day and how it was found: in words, by a rule or at a place on paper.

    `certain` is false where a rule is not verified or a date is in doubt.
    """

    last: date
    how: str
    certain: bool
    rule: Rule | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day for an appeal of a level, for the payer's decision, or for a corrected claim.

    `safe` is the last business day that is not after it.
    """

    case: str
    denial: str
    kind: Kind
    level: int
    name: str
    day: Day
    safe: date

    def left(self, today: date) -> int:
        """Days that are left until the last day; negative when it is over."""
        return (self.day.last - today).days


def deadlines(case: Case, state: str = "") -> tuple[Deadline, ...]:
    """Every open deadline of a case, the most urgent first.

    `state` is the practice's, for its holidays.
    """
    found = []
    for denial in denials(case):
        known = levels(denial, case)
        for kind, level, day in _days(case, denial, known, state):
            name = "corrected claim" if kind == "resubmit" else level_name(known, level)
            safe = arrives_by(day.last, state)
            found.append(Deadline(case.id, denial.document, kind, level, name, day, safe))
    return tuple(sorted(found, key=lambda d: (d.day.last, d.denial, d.kind)))


def level_name(known: Sequence[AppealLevel], level: int) -> str:
    """What a level is called; plainly "appeal" where no rule names it."""
    return known[level - 1].name if len(known) >= level else "appeal"


def current_level(case: Case, denial: Denial) -> int:
    """The level that is to be written or waited for: 1, and one more for each that was lost."""
    return 1 + sum(step.word in LOST for step in steps(case, denial, OUTCOME))


def _days(
    case: Case, denial: Denial, known: Sequence[AppealLevel], state: str
) -> Iterator[tuple[Kind, int, Day]]:
    results = steps(case, denial, OUTCOME)
    level = current_level(case, denial)
    if any(step.word not in LOST for step in results):
        return
    pending = [step for step in steps(case, denial, SENT) if step.level == level]
    rule = known[level - 1] if len(known) >= level else None
    if pending:
        day = _decision(pending[-1], rule, denial.value("denial.stage")) if rule else None
        yield "decision", level, day or _ask(pending[-1])
    elif level > 1:
        if rule:
            yield "appeal", level, _next(results[-1], rule, state)
    else:
        for day in _first(denial, rule, state):
            yield "appeal", 1, day
        for day in _resubmit(denial, state):
            yield "resubmit", 1, day


def _first(denial: Denial, rule: AppealLevel | None, state: str) -> Iterator[Day]:
    """The day for the first answer: printed, by the printed window, or by the rule."""
    day = _printed(denial) or _by_window(denial, rule, state) or _by_rule(denial, rule, state)
    if day:
        yield day


def _printed(denial: Denial) -> Day | None:
    last, fact = denial.day("appeal.deadline"), denial.fact("appeal.deadline")
    if not last or not fact:
        return None
    return Day(last, "The notice prints this day.", not fact.review, source=fact.source)


def _by_window(denial: Denial, rule: AppealLevel | None, state: str) -> Day | None:
    """The window that the notice prints, from the day that starts it."""
    fact = denial.fact("appeal.window")
    window = _window(fact)
    if not window or not fact:
        return None
    presumed = rule.presumed_receipt_days if rule else 0
    start, since, sure = _start(denial, window[2] or "notice", presumed)
    last = count(start, window[0], window[1], state)
    how = f"The notice gives {window[0]} {window[1]}, counted from {since}."
    return Day(last, how, sure and not fact.review, source=fact.source)


def _by_rule(denial: Denial, rule: AppealLevel | None, state: str) -> Day | None:
    """The first level's window by the payer's pack or its program."""
    if rule is None:
        return None
    start, since, sure = _start(denial, rule.counted_from, rule.presumed_receipt_days)
    last = count(start, rule.window, rule.unit, state)
    how = f"The notice prints no time. By rule {rule.window} {rule.unit}, counted from {since}."
    return Day(last, how, sure and rule.rule.confidence == "verified", rule.rule)


def _window(fact: Fact | None) -> tuple[int, str, str] | None:
    """Number, unit and start of a window such as "180d notice"."""
    match = re.fullmatch(r"(\d+)(d|bd|wk|mo|yr)(?: (\w+))?", fact.value) if fact else None
    return (int(match[1]), UNITS[match[2]], match[3] or "") if match else None


def _start(denial: Denial, counted_from: str, presumed: int) -> tuple[date, str, bool]:
    """The day that starts a window, in words, and whether it is sure.

    Receipt is presumed some days after the notice where a rule says so, and never later than it
    came in here. Where no rule presumes it, the notice's own day is taken: the true last day may
    be later, never earlier.
    """
    notice, fact = denial.day("denial.date"), denial.fact("denial.date")
    if not notice or not fact:
        came = denial.received
        return came, f"the day it came in here, {came}: the date of the notice is unknown", False
    sure = not fact.review
    if counted_from != "receipt":
        return notice, f"the date of the notice, {notice}", sure
    if presumed:
        day = min(notice + timedelta(days=presumed), max(notice, denial.received))
        return day, f"receipt, presumed {presumed} days after the notice of {notice}", sure
    return notice, f"the date of the notice, {notice}, for no day of receipt is proven", sure


def _resubmit(denial: Denial, state: str) -> Iterator[Day]:
    """The last day for a corrected claim, where the notice prints the time for it."""
    fact, visits = denial.fact("resubmit.window"), denial.values("service.dates")
    window = _window(fact)
    if road(denial).way != "correct" or not fact or not window or not visits:
        return
    first = date.fromisoformat(visits[0])
    how = (
        f"The notice gives {window[0]} {window[1]} for corrected claims, "
        f"counted from the first visit, {first}."
    )
    last = count(first, window[0], window[1], state)
    yield Day(last, how, not fact.review, source=fact.source)


def _next(result: Step, rule: AppealLevel, state: str) -> Day:
    """The day for the next level, after a level was lost."""
    how = (
        f"By rule {rule.window} {rule.unit}, counted from the decision of {result.day}. "
        "If the decision prints a day of its own, that day counts."
    )
    return Day(count(result.day, rule.window, rule.unit, state), how, False, rule.rule)


def _decision(sent: Step, rule: AppealLevel, stage: str) -> Day | None:
    """The day by which the payer has to decide, where a rule sets one."""
    days = decision_days(rule.decision, stage)
    if not days:
        return None
    how = f"Sent on {sent.day}; by rule the payer decides within {days} days."
    last = count(sent.day, days, "calendar days")
    return Day(last, how, rule.rule.confidence == "verified", rule.rule)


def _ask(sent: Step) -> Day:
    """The day to ask the payer on, where no rule says until when it decides."""
    how = f"Sent on {sent.day}; no rule is known for when the payer decides. Ask by this day."
    return Day(sent.day + timedelta(days=ASK_AFTER), how, False)


def decision_days(text: str, stage: str = "") -> int:
    """The days that a level's rule gives the payer; those for services given where it differs.

    "30 days before service, 60 after, 72 hours if urgent" is 60, and 30 where treatment was asked
    for in advance. 0 where the rule sets none.
    """
    first = re.search(r"(\d+) days?", text)
    after = re.search(r"(\d+) (?:days? )?(?:after|for payment)", text)
    chosen = first if stage == "prior_authorization" or not after else after
    return int(chosen[1]) if chosen else 0
