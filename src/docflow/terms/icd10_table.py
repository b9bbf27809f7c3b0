"""The ICD-10-CM tables: the list of April 2026, what changed when, and what excludes what.

Codes are without their dot here. The tables' sources and certainty stand in `data/`.
"""

from __future__ import annotations

import csv
import gzip
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Literal

GO_LIVE = date(2015, 10, 1)
_DATA = files("docflow.terms") / "data"
_LAST = "~"
"""Sorts behind every character of a code."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a code on a day; `successors` are codes, or families ending in "-"."""

    day: date
    kind: Literal["new", "split", "ended"]
    successors: tuple[str, ...] = ()
    title: str = ""


@cache
def rows() -> dict[str, str]:
    """Code or block to its line: description, inclusion terms, Excludes1 targets."""
    text = gzip.decompress((_DATA / "icd10cm.tsv.gz").read_bytes()).decode("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines()[1:])


@cache
def changes() -> dict[str, tuple[Change, ...]]:
    """Every code that changed, with its changes in the order of the days."""
    found: dict[str, list[Change]] = {}
    for line in _csv("icd10_changes.csv"):
        day, kind = date.fromisoformat(line["effective"]), line["change"]
        successors = tuple(code for one in line["successors"].split() for code in _classes(one))
        change = Change(day, kind, successors, line["title"])  # type: ignore[arg-type]
        for code in (member for one in line["codes"].split() for member in _members(one)):
            found.setdefault(code, []).append(change)
    return {code: tuple(sorted(all_, key=lambda c: c.day)) for code, all_ in found.items()}


def children(code: str) -> tuple[str, ...]:
    """Every known code below a code, headers included, in order."""
    return _below(_sorted(), code)


def is_header(code: str) -> bool:
    """Whether there are codes below a code."""
    listed = _sorted()
    place = bisect_right(listed, code)
    return place < len(listed) and listed[place].startswith(code)


def exists(code: str) -> bool:
    """Whether the code or header is or was in the list."""
    return code in rows() or code in changes() or (len(code) > 2 and is_header(code))


def billable(code: str, day: date) -> bool:
    """Whether the code could be billed on that day: a leaf of the list then in force."""
    if day < GO_LIVE:
        return False
    own = _changes_of(code)
    later = next((change for change in own if change.day > day), None)
    if later:
        return later.kind != "new"
    if own:
        return own[-1].kind == "new" and not is_header(code)
    return code in rows() and not is_header(code)


def excluded(code: str) -> Iterator[str]:
    """What the Excludes1 notes at the code, its headers and its block name."""
    lines = rows()
    above = [code[:length] for length in range(3, len(code) + 1)]
    blocks = [block for block in _blocks() if _within(code, block)]
    for place in (*above, *blocks):
        if place in lines:
            yield from lines[place].split("\t")[2].split()


def covers(target: str, code: str) -> bool:
    """Whether a code belongs to a code, a family or a range such as "G50-G59"."""
    return _within(code, target) if "-" in target else code.startswith(target)


@cache
def legacy() -> dict[str, tuple[str, tuple[str, ...]]]:
    """ICD-9 codes still met (CMS general equivalence map): plain words, ICD-10 candidates."""
    return {r["code"]: (r["words"], tuple(r["icd10"].split())) for r in _csv("icd9.csv")}


@cache
def diagnosis_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of conditions as offices write them, with the families that mean them."""
    lines = _csv("diagnosis_words.csv")
    return tuple((r["words"], tuple(r["codes"].replace(".", "").split())) for r in lines)


def _csv(name: str) -> list[dict[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _changes_of(code: str) -> tuple[Change, ...]:
    """A code's own changes; the sub-codes of a header are new on the day it was split."""
    own = changes().get(code, ())
    if own or code not in rows() or is_header(code):
        return own
    headers = (code[:length] for length in range(len(code) - 1, 2, -1))
    for change in (c for header in headers for c in changes().get(header, ())):
        if change.kind == "split":
            return (Change(change.day, "new"),)
    return ()


def _members(pattern: str) -> list[str]:
    """The codes that a pattern of the change list stands for."""
    codes = [code.replace(".", "") for code in _classes(pattern)]
    headers = [code.rstrip("-") for code in codes if code.endswith("-")]
    return [code for header in headers for code in _below(_listed(), header)] or codes


def _below(listed: tuple[str, ...], header: str) -> tuple[str, ...]:
    """The codes that begin with a header, without it, out of a sorted list."""
    return listed[bisect_right(listed, header) : bisect_left(listed, header + _LAST)]


def _classes(pattern: str) -> list[str]:
    """Bracketed alternatives spelled out: "M72.2[01]" is M72.20 and M72.21."""
    parts = re.split(r"\[([^\]]+)\]", pattern)
    spelled = (_spelled(part) if place % 2 else [part] for place, part in enumerate(parts))
    return ["".join(choice) for choice in product(*spelled)]


def _spelled(alternatives: str) -> list[str]:
    ranges = re.findall(r"(\w)(?:-(\w))?", alternatives)
    return [chr(c) for low, high in ranges for c in range(ord(low), ord(high or low) + 1)]


@cache
def _listed() -> tuple[str, ...]:
    return tuple(sorted(code for code in rows() if "-" not in code))


@cache
def _sorted() -> tuple[str, ...]:
    return tuple(sorted({*_listed(), *changes()}))


@cache
def _blocks() -> tuple[str, ...]:
    return tuple(code for code in rows() if "-" in code)


def _within(code: str, block: str) -> bool:
    first, last = block.split("-")
    return first <= code[: len(first)] and code[: len(last)] <= last
