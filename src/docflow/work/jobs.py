"""What is handed to a worker, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from docflow.catalog import Catalog
from docflow.workspace import Absent
from docflow.workspace.absent import Why

Task = Callable[..., Iterator[Any]]
"""A function of a module, called with the catalog and the job's arguments."""

Trouble = Literal[Why, "error"]

MOST_ABSENT = 5
"""A document that so many plugins have failed is not tried again."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. `key` is the caller's name for it; `absent` are plugins to do without."""

    key: str
    task: Task
    args: tuple[Any, ...]
    absent: tuple[Absent, ...] = ()

    def bound(self, catalog: Catalog) -> Iterator[Any]:
        """The task at work."""
        return self.task(catalog, self.absent, *self.args)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a job."""

    job: Job
    value: Any


@dataclass(frozen=True, slots=True)
class Ended:
    """A job has given all its answers."""

    job: Job


@dataclass(frozen=True, slots=True)
class Stopped:
    """A job that had to be stopped, and which plugin was at work in which hook, if one was.

    `limit` is the limit in words ("60 seconds") where it passed one, the kind of error where
    docflow itself made one.
    """

    job: Job
    why: Trouble
    limit: str = ""
    plugin: str = ""
    hook: str = ""

    @property
    def reason(self) -> str:
        """Why the document could not be read, for a lay reader."""
        at = f" (the plugin {self.plugin!r} was at work)" if self.plugin else ""
        if self.why == "time":
            return f"Reading took longer than {self.limit}{at}. Split the file and try its parts."
        if self.why == "memory":
            return f"Reading needed more than {self.limit}{at}. Scan it again at 300 dpi or less."
        if self.why == "error":
            return f"docflow made an error on this file ({self.limit}). Please report it."
        return f"The reading program crashed on this file{at}. Scan it again or print it to PDF."

    def again(self) -> Job | None:
        """The job without the plugin that failed, if the paper can be read without it."""
        if self.hook not in ("docflow_extract", "docflow_check") or self.why == "error":
            return None
        absent = Absent(self.plugin, self.hook, self.why)
        if absent in self.job.absent or len(self.job.absent) >= MOST_ABSENT:
            return None
        return replace(self.job, absent=(*self.job.absent, absent))


News = Item | Ended | Stopped
