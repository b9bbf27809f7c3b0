"""Golden cases: what a plugin's author expects docflow to say about a paper, in a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docflow.errors import PluginError, did_you_mean
from docflow.kit.sample import ORDER, TODAY
from docflow.plugins import Plugin
from docflow.settings import Practice

Texts = Mapping[str, tuple[str, ...]]


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Golden:
    """One golden case; docs/payers.md tells what each key means.

    The paper is the sound order `sample.ORDER` with `fields` put in, or a `file` that holds the
    text `paper`. `expect` None: errors are not looked at; else it names every error there may be.
    """

    name: str
    today: date = TODAY
    kind: str = "referral"
    practice: Mapping[str, Any] = field(default_factory=_empty)
    fields: Texts = field(default_factory=_empty)
    paper: str = ""
    file: str = "paper.txt"
    expect: tuple[str, ...] | None = None
    absent: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=_empty)
    values: Texts = field(default_factory=_empty)
    ready: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    verdict: str = ""

    @property
    def order(self) -> Texts:
        """What the case says by hand: the sound order with its changes, or these alone."""
        said = self.fields if self.paper else {**ORDER, **self.fields}
        return {name: values for name, values in said.items() if any(values)}


def case_file(plugin: Plugin) -> Path:
    """Where a plugin's golden cases lie: beside its file, or inside its package."""
    if plugin.place.is_dir():
        return plugin.place / "cases.toml"
    return plugin.place.with_suffix(".cases.toml")


def golden_cases(path: Path) -> tuple[Golden, ...]:
    """The cases of a file; raises PluginError with the place of what cannot be understood."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PluginError(f"{path.name} cannot be read as TOML: {error}.") from None
    _known(tables, {"base", "case"}, path.name)
    base = _parsed(tables.get("base", {}), f"{path.name}, [base]")
    return tuple(_cases(tables.get("case", []), base, path.name))


def _cases(tables: list[dict[str, Any]], base: dict[str, Any], file: str) -> Iterator[Golden]:
    for number, table in enumerate(tables, 1):
        where = f"{file}, case {number}"
        said = _parsed(table, where)
        if not said.get("name"):
            raise PluginError(f"{where} has no name.")
        for key in said.keys() & base.keys():
            if isinstance(said[key], dict):
                said[key] = {**base[key], **said[key]}
        yield Golden(**{**base, **said})


def _parsed(table: dict[str, Any], where: str) -> dict[str, Any]:
    _known(table, {f.name for f in fields(Golden)}, where)
    parsed = {}
    for key, value in table.items():
        try:
            parsed[key] = _KEYS[key](value)
        except (TypeError, ValueError, AttributeError):
            raise PluginError(f"{where}: {key} does not have the right form.") from None
    return parsed


def _known(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise PluginError(f"{where}: unknown key {key!r}.{did_you_mean(key, known)}")


def _texts(value: Any, prefix: str = "") -> dict[str, tuple[str, ...]]:
    """A table by dotted names: `order.date = 2026-11-10` says the same as `"order.date" = ...`."""
    found: dict[str, tuple[str, ...]] = {}
    for key, item in value.items():
        name = f"{prefix}{key}"
        if isinstance(item, dict):
            found |= _texts(item, f"{name}.")
        else:
            found[name] = _list(item if isinstance(item, list) else [item])
    return found


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(str(item) for item in value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _file(value: Any) -> str:
    if Path(_text(value)).name != value:
        raise ValueError
    return _text(value)


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


def _said(value: Any) -> dict[str, str]:
    return {name: _text(values[0]) for name, values in _texts(value).items()}


def _practice(value: Any) -> dict[str, str]:
    said = _said(value)
    if not said.keys() <= Practice().texts.keys() - {"address"}:
        raise ValueError
    return said


_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "name": _text,
    "today": _day,
    "kind": _text,
    "practice": _practice,
    "fields": _texts,
    "paper": _text,
    "file": _file,
    "expect": _list,
    "absent": _list,
    "says": _said,
    "values": _texts,
    "ready": _list,
    "blocked": _list,
    "verdict": _text,
}
