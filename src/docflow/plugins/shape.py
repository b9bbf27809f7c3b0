"""Whether an answer has the shape that its type hints promise, all the way down."""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Test = Callable[[Any], bool]


@cache
def fits(hint: Any) -> Test:
    """A test for values of this type hint. Numbers must be finite; a whole one is a float too."""
    if hint is Any:
        return lambda value: True
    if hint is float:
        return lambda value: (
            isinstance(value, int | float) and type(value) is not bool and math.isfinite(value)
        )
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return _record(hint)
    return _generic(hint, get_origin(hint), get_args(hint))


def misfit(value: Any, hint: Any) -> str:
    """What is wrong with a value that does not fit: its type, or its part's and that one's type."""
    kind = type(value)
    if kind in (get_args(hint) or (hint,)):
        for name, part in get_type_hints(kind).items():
            if not fits(part)(getattr(value, name)):
                return f"{kind.__name__} whose {name} is {type(getattr(value, name)).__name__}"
    return kind.__name__


def _record(kind: Any) -> Test:
    tests: list[tuple[str, Test]] = []

    def test(value: Any) -> bool:
        if not tests:  # filled at first use: a record may hold records of its own kind
            tests.extend((name, fits(hint)) for name, hint in get_type_hints(kind).items())
        return isinstance(value, kind) and all(t(getattr(value, name)) for name, t in tests)

    return test


def _generic(hint: Any, origin: Any, args: tuple[Any, ...]) -> Test:
    if origin in (Union, types.UnionType):
        options = [fits(a) for a in args]
        return lambda value: any(option(value) for option in options)
    if origin is Literal:
        return lambda value: isinstance(value, str) and value in args
    if origin is Callable:
        return callable
    if origin is tuple and len(args) == 2 and args[1] is ...:
        return _all_of(tuple, fits(args[0]))
    if origin is tuple:
        parts = [fits(a) for a in args]
        return lambda value: (
            isinstance(value, tuple)
            and len(value) == len(parts)
            and all(part(v) for part, v in zip(parts, value, strict=True))
        )
    if origin is frozenset:
        return _all_of(frozenset, fits(args[0]))
    if origin is Mapping:
        key, item = fits(args[0]), fits(args[1])
        return lambda value: (
            isinstance(value, Mapping) and all(key(k) and item(v) for k, v in value.items())
        )
    return lambda value: isinstance(value, hint)


def _all_of(kind: type[Iterable[Any]], item: Test) -> Test:
    return lambda value: isinstance(value, kind) and all(item(v) for v in value)
