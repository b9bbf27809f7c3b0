"""The edge: settings for a command, and errors turned into one line and an exit code."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
import uuid
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import click

from docflow.errors import DocflowError
from docflow.settings import Settings, find_workspace, load_settings

LOG = "errors.log"


def settings_of(workspace: Path | None) -> Settings:
    """The settings of the workspace that was named or found; defaults where there is none."""
    return load_settings(find_workspace(str(workspace) if workspace else None))


def guarded(command: click.Command) -> int:
    """Run the command and return its exit code."""
    try:
        return command.main(standalone_mode=False) or 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except DocflowError as error:
        _say(str(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("stopped.")
        return 130
    except BrokenPipeError:  # whoever listened has heard enough; nothing may be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        _say(_logged(error))
        return 1


def _say(message: str) -> None:
    print(f"docflow: {' '.join(message.split())}", file=sys.stderr)


def _logged(error: Exception) -> str:
    """Log where it happened, without the exception's text: that may hold patient data."""
    number = uuid.uuid4().hex[:8]
    lines = [
        f"{datetime.now().isoformat(timespec='seconds')} {number} docflow {version('docflow')}"
    ]
    cause: BaseException | None = error
    while cause:
        lines.append(f"  {type(cause).__name__}")
        for frame in traceback.extract_tb(cause.__traceback__):
            lines.append(f"    {frame.filename}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    path = _log_file()
    try:
        with path.open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return (
            f"an unexpected error ({type(error).__name__}, id {number}); no log could be written."
        )
    return (
        f"an unexpected error, id {number}. Where it happened stands in {path}; please report it."
    )


def _log_file() -> Path:
    try:
        root = find_workspace()
    except DocflowError:
        root = None
    store = root / "store" if root else None
    return (store if store and store.is_dir() else Path(tempfile.gettempdir())) / LOG
