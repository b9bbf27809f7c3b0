"""What can go wrong, each with its exit code.

DocflowError                    10
├── SettingsError               11   docflow.toml says something that cannot be
├── PluginError                 12   a plugin does not load or breaks a promise
├── TemplateError               13   a letter's template asks for what nobody knows
├── StoreError                  14   the store is missing, locked or of another version
├── UnreadableError             15   a file that cannot be read, with the reason
├── NotFoundError               16   no such case, document, letter, field or plugin
├── BlockedError                17   a final letter is refused; says what blocks it
└── UsageError                  18   a value that makes no sense where it was given

A message is one or two sentences for the person at the desk: what is wrong, what to do.
It never holds patient data: it names things by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class DocflowError(Exception):
    """Anything docflow says in one line instead of a traceback."""

    exit_code = 10


class SettingsError(DocflowError):
    """docflow.toml, or the folders it names, cannot be used as they are."""

    exit_code = 11


class PluginError(DocflowError):
    """A plugin does not load or breaks a promise."""

    exit_code = 12


class TemplateError(DocflowError):
    """A letter's template asks for a name that nobody defines, or is no Word file."""

    exit_code = 13


class StoreError(DocflowError):
    """The store is missing, locked, or was written by another version."""

    exit_code = 14


class UnreadableError(DocflowError):
    """A file that cannot be read. The message is the reason, for a lay reader."""

    exit_code = 15


class NotFoundError(DocflowError):
    """No such case, document, letter, field or plugin."""

    exit_code = 16


class BlockedError(DocflowError):
    """A final letter is refused. The message lists what blocks it."""

    exit_code = 17


class UsageError(DocflowError):
    """A value that makes no sense where it was given."""

    exit_code = 18


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that names the known word nearest to `name`, or "" if none is near."""
    near = get_close_matches(name, sorted(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""
