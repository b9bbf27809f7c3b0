"""Counts of outcomes: what was read, what passed alone, what was wrong unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docflow.evaluation.outcomes import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcomes of one field, group or all, as counts."""

    name: str
    wanted: int
    counts: dict[Verdict, int]

    @property
    def read(self) -> float:
        """The share of the values on the paper that were read right, asked or not."""
        return _share(self._of("right", "asked"), self.wanted)

    @property
    def straight(self) -> float:
        """The share of the values on the paper that were right and passed without a person."""
        return _share(self._of("right"), self.wanted)

    @property
    def silent(self) -> float:
        """The share of the values that passed without a person and are wrong."""
        return _share(self._of("silent"), self._of("right", "silent"))

    def _of(self, *kinds: Verdict) -> int:
        return sum(self.counts.get(kind, 0) for kind in kinds)


def tallies(found: Iterable[Outcome], key: Callable[[Outcome], str]) -> tuple[Tally, ...]:
    """One tally for each value of the key, in its order."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in found:
        groups.setdefault(key(outcome), []).append(outcome)
    return tuple(
        Tally(name, sum(bool(o.wanted) for o in group), dict(Counter(o.verdict for o in group)))
        for name, group in sorted(groups.items())
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
