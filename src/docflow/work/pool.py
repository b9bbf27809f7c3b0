"""Worker processes with a limit of time and memory for each job; one that breaks it is ended."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, NamedTuple, Self

import psutil

from docflow.errors import DocflowError
from docflow.settings import Settings
from docflow.work.child import end_family, serve
from docflow.work.jobs import Ended, Item, Job, News, Stopped, Trouble
from docflow.workspace.absent import SHARE

TICK = 0.2
"""How often limits are looked at while something is at work, in seconds."""

START = 60.0
"""A worker that has not warmed up by then never will."""

HANG = 5
"""Times its limit of CPU time that work may take by the clock: on a busy computer it waits for its
turn, but what waits for ever must end."""

_SHARED = ("docflow_extract", "docflow_check")
"""Hooks whose single call may take only a share of the time of a file."""

_PAGEWISE = "docflow_recognize"
"""The hook after each call of which the time of a file begins anew: long paper is no trouble."""


class _Moment(NamedTuple):
    """A moment by the clock and by the CPU time that a worker has used, in seconds."""

    clock: float
    cpu: float = 0.0

    def beyond(self, since: Self, seconds: float) -> str:
        """The limit that work begun then has passed, in words; "" while it has not."""
        if self.cpu - since.cpu > seconds:
            return f"{seconds:g} seconds"
        return f"{HANG * seconds:g} seconds" if self.clock - since.clock > HANG * seconds else ""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection[Any, Any]
    job: Job | None = None
    ready: bool = False
    since: _Moment = field(default_factory=lambda: _Moment(time.monotonic()))
    at: tuple[str, str] = ("", "")
    at_since: _Moment = field(default_factory=lambda: _Moment(0.0))

    def now(self) -> _Moment:
        return _Moment(time.monotonic(), _cpu_seconds(self.process.pid))


class Pool:
    """So many workers at most, each started when there is something to do for it.

    A context manager: at its end every worker is ended.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.size = settings.reading.processes or _room_for(settings.reading.megabytes)
        self._workers: list[_Worker] = []
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            if worker.job is None and worker.ready:
                worker.process.join(2)
            _end(worker)
        self._workers.clear()

    @property
    def free(self) -> int:
        """How many jobs can start right now."""
        return self.size - sum(worker.job is not None for worker in self._workers)

    def start(self, job: Job) -> None:
        """Hand a job to a worker; there must be a free one."""
        idle = [w for w in self._workers if w.job is None and w.process.is_alive()]
        worker = idle[0] if idle else self._spawn()
        worker.job, worker.since, worker.at = job, worker.now(), ("", "")
        with contextlib.suppress(OSError):  # it has died meanwhile: `news` will say so
            worker.pipe.send(job)

    def news(self, seconds: float) -> tuple[News, ...]:
        """What came from the workers; waits so long at most if nothing has come yet.

        Raises `DocflowError` if no worker can be started.
        """
        ears: list[Any] = [end for w in self._workers for end in (w.pipe, w.process.sentinel)]
        if ears:
            wait(ears, min(seconds, TICK))
        else:
            time.sleep(seconds)
        told: list[News] = []
        for worker in list(self._workers):
            told += self._heard(worker)
            told += self._judged(worker)
        return tuple(told)

    def _spawn(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self.settings), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _heard(self, worker: _Worker) -> list[News]:
        told: list[News] = []
        with contextlib.suppress(EOFError, OSError):
            while worker.pipe.poll():
                told += self._understood(worker, worker.pipe.recv())
        return told

    def _understood(self, worker: _Worker, message: tuple[Any, ...]) -> list[News]:
        match message:
            case ("at", plugin, hook):
                if worker.at[1] == _PAGEWISE:
                    worker.since = worker.now()
                worker.at, worker.at_since = (plugin, hook), worker.now()
            case ("ready",):
                worker.ready, worker.since = True, worker.now()
                self._failed_starts = 0
            case ("item", value) if worker.job:
                worker.since = worker.now()
                return [Item(worker.job, value)]
            case ("end",) if worker.job:
                job, worker.job = worker.job, None
                return [Ended(job)]
            case ("broken", kind) if worker.job:
                job, worker.job = worker.job, None
                return [Stopped(job, "error", limit=kind)]
        return []

    def _judged(self, worker: _Worker) -> list[News]:
        """What is to be said of a worker that has died or broken a limit; it is ended."""
        why, limit = self._trouble(worker)
        if not why:
            return []
        _end(worker)
        self._workers.remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts > 2:
                raise DocflowError("The worker processes cannot be started: docflow doctor")
            if worker.job:
                self.start(worker.job)
            return []
        return [Stopped(worker.job, why, limit, *worker.at)] if worker.job else []

    def _trouble(self, worker: _Worker) -> tuple[Trouble | None, str]:
        limits, now = self.settings.reading, worker.now()
        if not worker.process.is_alive():
            return "crash", ""
        if not worker.ready:
            return ("time", "") if now.clock - worker.since.clock > START else (None, "")
        if worker.job and (limit := now.beyond(worker.since, limits.seconds)):
            return "time", limit
        shared = worker.job and worker.at[1] in _SHARED
        if shared and (limit := now.beyond(worker.at_since, limits.seconds / SHARE)):
            return "time", limit
        if worker.job and _megabytes(worker.process.pid) > limits.megabytes:
            return "memory", f"{limits.megabytes} MB of memory"
        return None, ""


def _room_for(megabytes: int) -> int:
    """One worker for each core, if the computer has the memory for so many."""
    memory = psutil.virtual_memory().total / 1e6
    return max(1, min(os.cpu_count() or 1, int(memory // megabytes)))


def _cpu_seconds(pid: int | None) -> float:
    """The CPU time that a process has used, with that of what it started and saw end."""
    try:
        return sum(psutil.Process(pid).cpu_times()[:4])
    except psutil.NoSuchProcess:
        return 0.0


def _megabytes(pid: int | None) -> float:
    """What a process and all that it has started hold in memory."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family) / 1e6
    except psutil.NoSuchProcess:
        return 0.0


def _end(worker: _Worker) -> None:
    if worker.process.is_alive() and worker.process.pid:
        end_family(worker.process.pid)
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()
