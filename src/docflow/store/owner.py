"""Who holds a claim: a process of this machine, and whether it still lives."""

from __future__ import annotations

import functools
import socket

import psutil


@functools.cache
def me() -> str:
    """The process that asks: host, number and the second it started (numbers are used again)."""
    process = psutil.Process()
    return f"{socket.gethostname()}/{process.pid}/{int(process.create_time())}"


def gone(owner: str) -> bool:
    """Whether it is certain that an owner has ended; another machine's may only time out."""
    host, number, started = owner.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        process = psutil.Process(int(number))
        other = abs(int(process.create_time()) - int(started)) > 1
        return other or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
