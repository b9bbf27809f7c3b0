"""Which payer a name on paper means, in spite of misread letters, and never the wrong one."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from docflow.model import Payer
from docflow.terms.insurers import bearable, insurers, misread_of, telling
from docflow.terms.misread import distances, glued, same_numbers, shape

ALIKE = 0.98
"""The likeness of a name of which only shapes are taken for one another."""

LETTERS_PER_MISTAKE = 7
"""One misread letter is forgiven for each so many of the name's letters."""


def recognize_payer(
    name: str, payers: Iterable[Payer], state: str = ""
) -> tuple[Payer | None, float]:
    """The payer of that name and the likeness (0 to 1); None where weak or ambiguous.

    Shapes that readers confuse count as one, a long name may carry a misread letter, and words
    such as "Inc" or "PPO" are passed over; any other word more or less is another payer, and so
    is a misread name that is nearer to another's. Of payers equally near only the one of the
    office's `state` counts.
    """
    payers = tuple(payers)
    ranked = sorted(((_nearest(name, payer), payer.id, payer) for payer in payers), reverse=True)
    if not ranked or ranked[0][0] <= 0.0:
        return None, 0.0
    best = ranked[0][0]
    tied = [payer for likeness, _, payer in ranked if likeness >= best - 0.06]
    near = tied if len(tied) == 1 else [p for p in tied if state and p.state == state]
    if len(near) != 1 or (best < ALIKE and _another(name, near[0], payers)):
        return None, best
    return near[0], best


def guess_payer(name: str, payers: Iterable[Payer], state: str = "") -> Payer | None:
    """The one payer that a badly misread name can be; None where another name is nearly as near.

    Only for what stands in a payer's place, and a person must look. Insurers without a pack are
    others, too: what may be one of theirs is nobody's.
    """
    known = tuple(payers)
    names = {*insurers(), *(alias for payer in known for alias in (payer.name, *payer.aliases))}
    meant = {recognize_payer(near, known, state)[0] for near in misread_of(name, names)}
    return meant.pop() if len(meant) == 1 else None


def spelled(name: str, payer: Payer) -> str:
    """The payer's name or alias that stands there misread; the name itself if it stands there."""
    names = (payer.name, *payer.aliases)
    likeness, nearest = max((_likeness(name, alias), alias) for alias in names)
    if likeness == 1.0:
        return name
    if likeness == 0.0:
        near = distances(name, {alias: bearable(alias) for alias in names})
        return min(near, key=lambda alias: (near[alias], alias), default=payer.name)
    return nearest


def _another(name: str, payer: Payer, payers: Iterable[Payer]) -> bool:
    """Whether the whole name, harmless words and all, is nearer to another payer's than to this."""
    others = {alias for p in payers if p is not payer for alias in (p.name, *p.aliases)}
    own = {payer.name, *payer.aliases}
    near = distances(name, {alias: bearable(alias) for alias in {*insurers(), *others} - own})
    ours = distances(name, {alias: bearable(alias) for alias in own})
    return min(near.values(), default=math.inf) < min(ours.values(), default=math.inf)


def _nearest(name: str, payer: Payer) -> float:
    return max(_likeness(name, alias) for alias in (payer.name, *payer.aliases))


def _likeness(name: str, alias: str) -> float:
    """1 for the same words, less for each misread letter, 0 for another name."""
    said, known = telling(name), telling(alias)
    if said == known:
        return 1.0 if said else 0.0
    if shape(glued(name)) == shape(glued(alias)):
        return ALIKE
    left, right = "".join(said), "".join(known)
    slips = OSA.distance(shape(left), shape(right))
    if min(len(left), len(right)) < LETTERS_PER_MISTAKE and left != right and slips:
        return 0.0
    if slips > len(right) // LETTERS_PER_MISTAKE or not same_numbers(left, right):
        return 0.0
    return ALIKE - slips / max(len(right), 1)
