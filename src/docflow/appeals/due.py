"""What a person must know about the denials of a case: the road, the last day, what is late."""

from __future__ import annotations

from datetime import date

from docflow.appeals.deadlines import LOST, Deadline, deadlines
from docflow.appeals.denial import Denial, denials
from docflow.appeals.roads import road
from docflow.appeals.sent import OUTCOME, steps
from docflow.model import Case, Finding

SOON = 7
"""Days before the last day from which it is told."""


def due(case: Case, state: str = "") -> tuple[Finding, ...]:
    """The road of each denial, and each deadline that is over, near, or unknown."""
    if not any(entry.kind == "denial" for entry in case.documents):
        return ()
    open_days = deadlines(case, state)
    found = [_way(denial) for denial in denials(case)]
    found += [f for d in open_days if (f := _late(d, case.today))]
    known = {d.denial for d in open_days}
    for denial in denials(case):
        if denial.document not in known and _answers(denial):
            found += [_lost(case, denial) or _unknown(denial)] if _open(case, denial) else []
    return tuple(found)


def _open(case: Case, denial: Denial) -> bool:
    """Whether it was not won or given up."""
    return all(step.word in LOST for step in steps(case, denial, OUTCOME))


def _lost(case: Case, denial: Denial) -> Finding | None:
    """A level was lost and no rule names the next one."""
    results = steps(case, denial, OUTCOME)
    if not results:
        return None
    message = (
        f"The decision of {results[-1].day} ({results[-1].word}) leaves something open, and no "
        "rule is known for the next level. Read the decision: it has to say where to turn and "
        "until when. Put that day into your calendar."
    )
    return Finding("appeal.next-unknown", "warning", message, "appeal.outcome")


def _answers(denial: Denial) -> bool:
    return road(denial).way in ("appeal", "unknown")


def _way(denial: Denial) -> Finding:
    found = road(denial)
    fact = denial.fact("denial.category") or denial.fact("denial.codes")
    message = f"Road: {found.name}. {found.step}"
    return Finding("denial.road", "info", message, "denial.category", found.rule,
                   fact.source if fact else None)  # fmt: skip


def _late(deadline: Deadline, today: date) -> Finding | None:
    """Overdue or due within a week; for a decision of the payer, only overdue."""
    left, day = deadline.left(today), deadline.day
    what = {"appeal": f"the {deadline.name}", "resubmit": "the corrected claim"}.get(deadline.kind)
    if what is None:
        return _undecided(deadline) if left < 0 else None
    if left > SOON:
        return None
    if left < 0:
        code, told = "appeal.overdue", f"The last day for {what} was {day.last}."
        todo = "Ask for a later day with the reason of the delay, or let it go."
    else:
        code, told = "appeal.due-soon", f"The last day for {what} is {day.last}."
        todo = f"It has to be there by {deadline.safe}."
    verify = "" if day.certain else " Verify the day: it is not certain."
    message = f"{told} {day.how} {todo}{verify}"
    return Finding(code, "warning", message, "appeal.deadline", day.rule, day.source)


def _undecided(deadline: Deadline) -> Finding:
    message = (
        f"The payer's decision was due on {deadline.day.last}. {deadline.day.how} "
        "Call the payer, and note what they say."
    )
    return Finding("appeal.undecided", "warning", message, "appeal.sent", deadline.day.rule, None)


def _unknown(denial: Denial) -> Finding:
    fact = denial.fact("denial.date")
    message = (
        "The notice prints no last day for an appeal and no rule is known for this payer. "
        "Ask the payer and enter the day: docflow confirm CASE appeal.deadline DATE."
    )
    return Finding("appeal.deadline-unknown", "warning", message, "appeal.deadline", None,
                   fact.source if fact else None)  # fmt: skip
