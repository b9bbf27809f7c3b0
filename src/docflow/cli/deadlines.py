"""`docflow deadlines`: the last days of all denials, the most urgent first, and for a calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from docflow import store
from docflow.appeals import Deadline
from docflow.appeals import deadlines as deadlines_of
from docflow.cli.door import settings_of
from docflow.workspace import case_of, open_workspace

WHAT = {"appeal": "appeal", "decision": "payer decides", "resubmit": "corrected claim"}


@click.command()
@click.option("--days", type=int, help="Only those within so many days.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a calendar file; it names cases, never patients.",
)
@click.pass_obj
def deadlines(workspace: Path | None, days: int | None, as_json: bool, ics: Path | None) -> None:
    """List every last day, how it was computed, and whether it has to be verified."""
    today = date.today()
    with closing(open_workspace(settings_of(workspace))) as opened:
        state = opened.settings.practice.state
        cases = (case_of(opened, name, today) for name in store.cases(opened.store))
        found = [d for case in cases for d in deadlines_of(case, state)]
    found.sort(key=lambda d: (d.day.last, d.case, d.denial))
    shown = [d for d in found if days is None or d.left(today) <= days]
    if ics:
        ics.write_bytes(calendar(found, datetime.now(UTC)))
    if as_json:
        for deadline in shown:
            click.echo(json.dumps(plain(deadline, today)))
    else:
        _table(shown, today)


def plain(deadline: Deadline, today: date) -> dict[str, Any]:
    """A deadline for programs."""
    day = deadline.day
    return {
        "case": deadline.case,
        "notice": deadline.denial[:8],
        "kind": deadline.kind,
        "level": deadline.level,
        "name": deadline.name,
        "last": day.last.isoformat(),
        "there_by": deadline.safe.isoformat(),
        "days_left": deadline.left(today),
        "certain": day.certain,
        "how": day.how,
        "rule": day.rule.text if day.rule else "",
        "source": day.rule.source if day.rule else "",
        "caveat": day.rule.caveat(today) if day.rule else "",
    }


def what(deadline: Deadline) -> str:
    """What has to be there by a day: "payer decides, redetermination", plainly "appeal"."""
    kind = WHAT[deadline.kind]
    return kind if deadline.name in kind else f"{kind}, {deadline.name}"


def calendar(found: Iterable[Deadline], now: datetime) -> bytes:
    """An .ics file with a day for each deadline and an alarm a week before."""
    from icalendar import Alarm, Calendar, Event

    feed = Calendar()
    feed.add("prodid", "-//docflow//deadlines//EN")
    feed.add("version", "2.0")
    for deadline in found:
        event = Event()
        verify = "" if deadline.day.certain else " (verify)"
        event.add("uid", f"{deadline.denial[:16]}-{deadline.kind}-{deadline.level}@docflow")
        event.add("dtstamp", now)
        event.add("dtstart", deadline.safe)
        event.add("dtend", deadline.safe + timedelta(days=1))
        event.add("summary", f"{deadline.case}: {what(deadline)}{verify}")
        event.add("description", deadline.day.how)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{deadline.case}: {deadline.name}")
        alarm.add("trigger", timedelta(days=-7))
        event.add_component(alarm)
        feed.add_component(event)
    return bytes(feed.to_ical())


def _table(found: list[Deadline], today: date) -> None:
    from rich.console import Console
    from rich.table import Table

    if not found:
        click.echo("No open deadline.")
        return
    table = Table(box=None, pad_edge=False)
    for head in ("Last day", "Left", "Case", "Notice", "What", "How"):
        table.add_column(head, no_wrap=head != "How")
    for deadline in found:
        left = deadline.left(today)
        style = "red" if left < 0 else "yellow" if left <= 7 else ""
        told = "over" if left < 0 else "today" if left == 0 else f"{left} days"
        rule = deadline.day.rule
        verify = "" if deadline.day.certain and not (rule and rule.caveat(today)) else " VERIFY"
        table.add_row(
            f"{deadline.day.last}",
            told,
            deadline.case,
            deadline.denial[:8],
            f"{what(deadline)}{verify}",
            deadline.day.how,
            style=style,
        )
    Console().print(table)
