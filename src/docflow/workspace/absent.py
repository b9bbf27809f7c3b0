"""A plugin that had to be stopped: what it would have said is missing, and a finding says so."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Literal, TypeVar

from docflow import plugins
from docflow.catalog import Catalog
from docflow.errors import PluginError
from docflow.model import Finding

T = TypeVar("T")

_ASKING = Path(plugins.__file__).parent
"""Where docflow calls plugins."""

SHARE = 3
"""One call of a plugin may take one third of the time that a file may take."""

Why = Literal["time", "memory", "crash"]

_WHAT = {
    "time": "did not come back in time",
    "memory": "needed too much memory",
    "crash": "crashed",
}


@dataclass(frozen=True, slots=True)
class Absent:
    """A plugin that one hook is no longer asked of, and why."""

    plugin: str
    hook: str
    why: Why

    @property
    def finding(self) -> Finding:
        """What a person must know: it blocks, for nobody knows what the plugin would have said."""
        code = "plugin.timeout" if self.why == "time" else "plugin.fault"
        message = (
            f"The plugin {self.plugin!r} {_WHAT[self.why]} in {self.hook} and its part is missing. "
            f"Tell its author, or: docflow plugins disable {self.plugin}"
        )
        return Finding(code, "error", message, by=self.plugin)


def without(catalog: Catalog, absent: Iterable[Absent]) -> Catalog:
    """The catalog in which those plugins are not asked those hooks."""
    gone = {(a.plugin, a.hook) for a in absent}
    if not gone:
        return catalog
    plugins = tuple(
        replace(
            plugin,
            implementations=MappingProxyType(
                {h: f for h, f in plugin.implementations.items() if (plugin.name, h) not in gone}
            ),
        )
        for plugin in catalog.plugins
    )
    return replace(catalog, plugins=plugins)


class OverdueError(PluginError):
    """A plugin's call took too long in this process; `where` is the file:line it is at."""

    def __init__(self, plugin: str, hook: str, where: str) -> None:
        super().__init__(Absent(plugin, hook, "time").finding.message)
        self.plugin = plugin
        self.hook = hook
        self.where = where


def _at(thread: int | None) -> str:
    """The place in the plugin's code at which a thread is: what docflow itself called last."""
    frame = sys._current_frames().get(thread or 0)
    inside: list[FrameType] = []
    while frame and Path(frame.f_code.co_filename).parent != _ASKING:
        inside.append(frame)
        frame = frame.f_back
    own = [f for f in inside if not f.f_code.co_filename.startswith("<")]
    return f"{Path(own[-1].f_code.co_filename).name}:{own[-1].f_lineno}" if own else ""


class Attention:
    """Knows which plugin each thread is waiting for, and since when."""

    def __init__(self) -> None:
        self._at: dict[int, tuple[str, str, float]] = {}

    def report(self, plugin: str, hook: str) -> None:
        """Told before and, with empty names, after each call of a plugin."""
        self._at[threading.get_ident()] = (plugin, hook, time.monotonic())

    def within(self, seconds: float, work: Callable[[], T]) -> T:
        """Do some work in which no single call of a plugin may take longer.

        Raises `OverdueError`, and leaves a thread behind that ends with the process: nothing
        else can stop a call that never returns.
        """
        answer: list[T] = []
        error: list[BaseException] = []

        def run() -> None:
            try:
                answer.append(work())
            except BaseException as raised:
                error.append(raised)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(0.05)
            plugin, hook, since = self._at.get(thread.ident or 0, ("", "", 0.0))
            if plugin and time.monotonic() - since > seconds and thread.is_alive():
                raise OverdueError(plugin, hook, _at(thread.ident))
        if error:
            raise error[0]
        return answer[0]
