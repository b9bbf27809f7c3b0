"""Which payer a name on paper means, in spite of misread letters, and never the wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from docflow.model import Payer

HARMLESS = frozenset(
    "the of and a an inc llc co corp company insurance ins plan plans health ppo hmo epo pos "
    "group network carrier primary payer".split()
)
"""Words that a payer's name may carry or lack without meaning another payer."""

_CONFUSED = (
    *(("1", "l"), ("i", "l"), ("|", "l"), ("0", "o"), ("5", "s"), ("8", "b"), ("6", "b")),
    *(("rn", "m"), ("vv", "w"), ("cl", "d")),
)

LETTERS_PER_MISTAKE = 7
"""One misread letter is forgiven for each so many of the name's letters."""


def _shape(text: str) -> str:
    """The text with shapes that readers confuse counted as one."""
    for seen, meant in _CONFUSED:
        text = text.replace(seen, meant)
    return text


_HARMLESS_SHAPES = frozenset(map(_shape, HARMLESS))


def recognize_payer(
    name: str, payers: Iterable[Payer], state: str = ""
) -> tuple[Payer | None, float]:
    """The payer of that name and the likeness (0 to 1); None where weak or ambiguous.

    Shapes that readers confuse count as one, a long name may carry a misread letter, and words
    such as "Inc" or "PPO" are passed over; any other word more or less is another payer. Of
    payers equally near only the one of the office's `state` counts.
    """
    ranked = sorted(((_nearest(name, payer), payer.id, payer) for payer in payers), reverse=True)
    if not ranked or ranked[0][0] <= 0.0:
        return None, 0.0
    best = ranked[0][0]
    tied = [payer for likeness, _, payer in ranked if likeness >= best - 0.06]
    near = tied if len(tied) == 1 else [p for p in tied if state and p.state == state]
    return (near[0], best) if len(near) == 1 else (None, best)


def spelled(name: str, payer: Payer) -> str:
    """The payer's name or alias that stands there misread; the name itself if it stands there."""
    nearest = max((payer.name, *payer.aliases), key=lambda alias: (_likeness(name, alias), alias))
    return name if _likeness(name, nearest) in (0.0, 1.0) else nearest


def _nearest(name: str, payer: Payer) -> float:
    return max(_likeness(name, alias) for alias in (payer.name, *payer.aliases))


def _likeness(name: str, alias: str) -> float:
    """1 for the same words, less for each misread letter, 0 for another name."""
    said, known = _words(name), _words(alias)
    if said == known:
        return 1.0 if said else 0.0
    if _shape(_glued(name)) == _shape(_glued(alias)):
        return 0.98
    left, right = "".join(said), "".join(known)
    slips = OSA.distance(_shape(left), _shape(right))
    if min(len(left), len(right)) < LETTERS_PER_MISTAKE and left != right and slips:
        return 0.0
    if slips > len(right) // LETTERS_PER_MISTAKE or not _same_digits(left, right):
        return 0.0
    return 0.98 - slips / max(len(right), 1)


def _words(text: str) -> tuple[str, ...]:
    plain = re.sub(r"[^a-z0-9|&]+", " ", text.lower().replace("&", " and "))
    words = tuple(word for word in plain.split() if _shape(word) not in _HARMLESS_SHAPES)
    return words or tuple(plain.split())


def _glued(text: str) -> str:
    """All letters and digits in a row, as readers glue them."""
    return re.sub(r"[^a-z0-9|]+", "", text.lower().replace("&", "and"))


def _same_digits(left: str, right: str) -> bool:
    """A name with a number ("Local 302") is another name with another number."""
    digits = re.compile(r"\d{2,}")
    return digits.findall(left) == digits.findall(right)
