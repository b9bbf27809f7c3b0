"""How far words on paper are from a known name, counted in the mistakes that readers make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

_SEVERAL = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Letters that together look like another one."""

_SAME = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o", "5": "s", "8": "b", "6": "b"})
"""Signs of one shape."""

_ALIKE = tuple(
    map(
        frozenset,
        ("ltfjr7", "oceaq", "nmhurwv", "bhk", "szg", "gqy9p", "vyu4", "dao", "kxh", "coe3", "z27"),
    )
)
"""Signs that a coarse copy or a hasty pen makes alike."""

_THIN = frozenset("ltjr")
"""Strokes that are lost, or added by a speck."""

_CAPITAL = re.compile(r"\b([B-HJ-Z]) (?!(?:and|for|the)\b)(?=[a-z]{3,})")

_CROWD = 4
"""Letters in a row in which `CROWDED` mistakes make another word."""
CROWDED = 1.5


def glued(text: str) -> str:
    """All letters and digits in a row, in small letters, as readers glue them; "&" as "and"."""
    return re.sub(r"[^a-z0-9|]+", "", text.lower().replace("&", "and"))


def shape(text: str) -> str:
    """The text with signs counted as one that readers take for one another."""
    for seen, meant in _SEVERAL:
        text = text.replace(seen, meant)
    return text.translate(_SAME)


def mistakes(seen: str, name: str, most: float) -> float | None:
    """The mistakes that make `seen` of `name`; None if more than `most`, or crowded in one place.

    A whole letter lost, added or taken for another counts one; half of that where the shapes are
    alike or the letter is a thin stroke. Blanks, case and punctuation count nothing.
    """
    from rapidfuzz.distance import Levenshtein

    left, right = _outline(seen), _outline(name)
    rough = Levenshtein.distance(left, right, score_cutoff=int(2 * most))
    if rough > 2 * most or not same_numbers(seen, name):
        return None
    steps = _steps(left, right)
    crowds = (sum(steps[at : at + _CROWD]) for at in range(len(steps)))
    if sum(steps) > most or max(crowds, default=0.0) > CROWDED:
        return None
    return sum(steps)


def mended(text: str) -> str:
    """The text with capitals put back that stand apart from their words: "W elfare" is Welfare."""
    return _CAPITAL.sub(r"\1", text)


def distances(seen: str, names: Mapping[str, float]) -> dict[str, float]:
    """The mistakes from each of these names, of those that need no more than is said with them."""
    counted = ((name, mistakes(seen, name, most)) for name, most in names.items() if most > 0)
    return {name: many for name, many in counted if many is not None}


@lru_cache(maxsize=4096)
def _outline(text: str) -> str:
    return shape(glued(text))


def _steps(seen: str, name: str) -> tuple[float, ...]:
    """The price of each step of the cheapest way from one to the other."""
    rows: list[list[float]] = [[0.0]]
    for letter in name:
        rows[0].append(rows[0][-1] + _lost(letter))
    for letter in seen:
        above, row = rows[-1], [rows[-1][0] + _lost(letter)]
        for at, meant in enumerate(name, 1):
            swapped = above[at - 1] + _swapped(letter, meant)
            row.append(min(swapped, above[at] + _lost(letter), row[-1] + _lost(meant)))
        rows.append(row)
    return _way(rows, seen, name)


def _way(rows: list[list[float]], seen: str, name: str) -> tuple[float, ...]:
    down, along = len(seen), len(name)
    steps: list[float] = []
    while down or along:
        here = rows[down][along]
        if (
            down
            and along
            and here
            == rows[down - 1][along - 1] + (price := _swapped(seen[down - 1], name[along - 1]))
        ):
            down, along = down - 1, along - 1
        elif down and here == rows[down - 1][along] + (price := _lost(seen[down - 1])):
            down -= 1
        else:
            along -= 1
            price = _lost(name[along])
        steps.append(price)
    return tuple(reversed(steps))


@cache
def _swapped(seen: str, meant: str) -> float:
    if seen == meant:
        return 0.0
    return 0.5 if any(seen in group and meant in group for group in _ALIKE) else 1.0


def _lost(letter: str) -> float:
    return 0.5 if letter in _THIN else 1.0


def same_numbers(seen: str, name: str) -> bool:
    """A name with a number ("Local 302") is another name with another number."""
    numbers = re.compile(r"\d{2,}")
    return numbers.findall(glued(seen)) == numbers.findall(glued(name))
