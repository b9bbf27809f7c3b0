"""A worker process: warms up once, does one job after another, and never outlives its parent."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import psutil

from docflow.catalog import gather
from docflow.settings import Settings
from docflow.work.jobs import Job

SLACK = 1.05
"""The system counts memory that is asked for and not yet used."""

LAST = 10
"""A worker ends by itself after so many times the limit, by the clock: its parent must be gone."""


def serve(pipe: Connection[Any, Any], settings: Settings) -> None:
    """Work until the parent closes the pipe.

    Sends ("at", plugin, hook) around each call of a plugin, ("ready",) once, and for each job
    ("item", answer) and then ("end",), or ("broken", kind of error) for a mistake of docflow's.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when it ends
    _end_with_parent()
    _say_nothing()
    _hold(settings.reading.megabytes)
    os.environ.setdefault("OPENCV_FOR_THREADS_NUM", "1")  # the workers share the cores already
    catalog = gather(settings, lambda plugin, hook: pipe.send(("at", plugin, hook)))
    pipe.send(("ready",))
    with contextlib.suppress(EOFError), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while True:
            job: Job = pipe.recv()
            # Runs without Python's lock, which a plugin may never give back.
            faulthandler.dump_traceback_later(
                LAST * settings.reading.seconds, exit=True, file=nowhere
            )
            try:
                for answer in job.bound(catalog):
                    pipe.send(("item", answer))
                pipe.send(("end",))
            except Exception as error:
                pipe.send(("broken", type(error).__name__))
            faulthandler.cancel_dump_traceback_later()


def _hold(megabytes: int) -> None:
    """Let the system refuse what goes beyond the limit: the parent looks only now and then."""
    if sys.platform == "linux":
        import resource

        most = int(megabytes * 1e6 * SLACK)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _end_with_parent() -> None:
    """End, with all that was started from here, as soon as the parent has ended."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        wait([parent.sentinel])
        end_family(os.getpid())
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def end_family(pid: int) -> None:
    """End everything that a process has started."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for member in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()


def _say_nothing() -> None:
    """Libraries print warnings that name files; nobody reads them and some hold names."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
