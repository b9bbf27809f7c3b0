"""`docflow watch`: reads whatever arrives, until it is stopped."""

from __future__ import annotations

import signal
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import FrameType

import click

from docflow.cli.door import settings_of
from docflow.cli.logfile import logging_to
from docflow.watch import arrivals
from docflow.work import Event, attend
from docflow.workspace import Workspace, open_workspace, rhythm


@click.command()
@click.pass_obj
def watch(workspace: Path | None) -> None:
    """Watch the inbox: read what arrives, file it, write letters. Stop it with Ctrl-C.

    What it prints may end in a log, so it names cases and never patients.
    """
    signal.signal(signal.SIGTERM, _stop)
    with closing(open_workspace(settings_of(workspace))) as opened:
        for fault in opened.catalog.faults:
            click.echo(f"docflow: {fault.message}", err=True)
        click.echo(f"Watching {opened.inbox}. Stop with Ctrl-C; nothing gets lost.")
        batches = arrivals(opened.inbox, rhythm(opened))
        try:
            with logging_to(opened.store.folder), closing(batches):
                for event in attend(opened, batches):
                    _say(opened, event)
        except KeyboardInterrupt:
            click.echo("Stopped. What was not finished is taken up at the next start.")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(opened: Workspace, event: Event) -> None:
    words = _words(opened, event)
    if words:
        click.echo(f"{datetime.now():%H:%M:%S}  {words}")


def _words(opened: Workspace, event: Event) -> str:
    match event.kind:
        case "refused":
            return f"set aside: {event.reason} It lies in {opened.quarantine}."
        case "duplicate":
            return f"came again: a document of case {event.case}."
        case "trouble":
            return f"trouble: {event.reason} It is tried again."
        case "done":
            parts = (", ".join(event.errors), ", ".join(event.letters), event.reason)
            said = "; ".join(part for part in parts if part)
            return f"{event.case}: {event.verdict}" + (f" ({said})" if said else "")
        case _:
            return ""
