"""Asks one plugin one hook, so that an answer has a name and a fault costs only its plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType, TracebackType
from typing import Any

from docflow.errors import UnreadableError
from docflow.model import Enclosure, FieldSpec, Finding, Letter, Page, Payer, Reading, Word
from docflow.plugins.finding import Origin
from docflow.plugins.shape import fits, misfit

ANSWERS: Mapping[str, Any] = MappingProxyType(
    {
        "docflow_fields": FieldSpec,
        "docflow_payers": Payer,
        "docflow_letters": Letter,
        "docflow_read": Page | Enclosure,
        "docflow_recognize": Word,
        "docflow_extract": Reading | Enclosure,
        "docflow_check": Finding,
    }
)
"""What each hook's answer is made of."""

MOST_ANSWERS = 200_000
"""An answer that goes on beyond this is taken for an endless one."""

Report = Callable[[str, str], None]
"""Told the plugin and the hook before each call, and ("", "") after it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A plugin's failure: which plugin, in which hook ("import" at loading), where, and what.

    `where` is file:line. `what` is the kind of error or our own words; never the text of the
    exception, which may hold patient data.
    """

    plugin: str
    hook: str
    where: str
    what: str

    @property
    def message(self) -> str:
        """The fault in one line, with what to do."""
        return (
            f"The plugin {self.plugin!r} failed in {self.hook} ({self.where}: {self.what}) and "
            f"its part is missing. Tell its author, or: docflow plugins disable {self.plugin}"
        )


@dataclass(frozen=True, slots=True)
class Plugin:
    """A loaded plugin. `place` is its file or package folder, `settings` its own table."""

    name: str
    version: str
    origin: Origin
    place: Path
    module: object
    implementations: Mapping[str, tuple[Callable[..., Any], ...]]
    arguments: Mapping[Callable[..., Any], tuple[str, ...]]
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    report: Report | None = None

    @property
    def hooks(self) -> tuple[str, ...]:
        """The names of the hooks that it implements, sorted."""
        return tuple(sorted(self.implementations))


class _Nonsense(Exception):  # noqa: N818 - an answer, not an error of ours
    pass


def ask(plugin: Plugin, hook: str, **given: Any) -> tuple[tuple[Any, ...] | None, Fault | None]:
    """The plugin's answers and its fault, of which one is None; both None: nothing to say.

    Answers are materialised and checked for their types here. Raises UnreadableError where the
    plugin does, in docflow_read: there it is an answer.
    """
    answers: list[Any] | None = None
    for function in plugin.implementations.get(hook, ()):
        if plugin.report:
            plugin.report(plugin.name, hook)
        try:
            said = _call(function, plugin, hook, given)
        except UnreadableError as error:
            if hook == "docflow_read":
                raise
            return None, _fault(plugin, hook, error)
        except (Exception, SystemExit) as error:
            return None, _fault(plugin, hook, error, function)
        finally:
            if plugin.report:
                plugin.report("", "")
        if said is not None:
            answers = [*(answers or []), *said]
    return None if answers is None else tuple(answers), None


def _call(
    function: Callable[..., Any], plugin: Plugin, hook: str, given: Mapping[str, Any]
) -> list[Any] | None:
    offered = {**given, "settings": plugin.settings}
    answer = function(**{name: offered[name] for name in plugin.arguments[function]})
    if answer is None:
        return None
    if not isinstance(answer, Iterable):
        raise _Nonsense(f"answered with {type(answer).__name__}")
    items = list(islice(answer, MOST_ANSWERS + 1))
    if len(items) > MOST_ANSWERS:
        raise _Nonsense("answered without end")
    right = fits(ANSWERS[hook])
    for item in items:
        if not right(item):
            raise _Nonsense(f"answered with {misfit(item, ANSWERS[hook])}")
    return items


def _fault(
    plugin: Plugin, hook: str, error: BaseException, function: Callable[..., Any] | None = None
) -> Fault:
    if isinstance(error, _Nonsense) and function is not None:
        return Fault(plugin.name, hook, asked_at(plugin, hook), str(error))
    where = place_of(error.__traceback__, plugin.place)
    return Fault(plugin.name, hook, where, type(error).__name__)


def asked_at(plugin: Plugin, hook: str) -> str:
    """file:line of the plugin's function for a hook."""
    functions = plugin.implementations.get(hook, ())
    codes = [function.__code__ for function in functions if hasattr(function, "__code__")]
    return f"{plugin.place.name}:{codes[0].co_firstlineno if codes else 0}"


def place_of(trace: TracebackType | None, home: Path) -> str:
    """file:line of the deepest frame inside the plugin, else of the deepest one at all."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(trace)]
    inside = [f for f in frames if f[0] == home or f[0].is_relative_to(home)]
    file, line = (inside or frames or [(home, 0)])[-1]
    return f"{file.name}:{line}"
