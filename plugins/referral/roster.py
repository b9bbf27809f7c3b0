"""Several prescribers on one paper: whose signature it is, and lists in which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docflow import Box
from docflow.terms.names import same_name

from .people import PRESCRIBERS, Person, of_therapist, stands_by
from .view import View

UNDECIDED = 0.45
"""The score of each name of a list in which nothing says which one is meant."""
SIGNED = 0.85
"""The score of a listed name that the signature spells, too."""
NEXT = 3.2
"""Heights by which the names of a list stand below each other at most."""
ABOVE = 4.0
"""Heights of a label under a line by which a signature stands above it at most."""
NUMBERED = 0.8
"""The score of the only prescriber on a paper whose one NPI stands with his name."""
_TOLD = frozenset({"tick", "closing", "signature"})


def told_apart(people: Sequence[Person]) -> list[Person]:
    """The people without read signatures of others; listed colleagues weigh the same.

    A label beside a list speaks for the whole list, not for its first name.
    """
    written = [p for p in people if not any(_signature_of(p, other) for other in people)]
    return [_weighed(person, written) for person in written]


def _signature_of(person: Person, other: Person) -> bool:
    """Whether a name is an initial and the beginning of another's surname: ink that was read."""
    mine, full = person.name.lower().split(), other.name.lower().split()
    if person.letters or not other.letters or len(mine) < 2 or len(mine[0]) > 1:
        return False
    return mine[0][0] == full[0][0] and mine[-1][:3] == full[-1][:3]


def _weighed(person: Person, people: Sequence[Person]) -> Person:
    if len(person.name.split()[0]) == 1 and not person.letters:
        return replace(person, score=min(person.score, UNDECIDED))
    if person.ground == "unlabelled" and _numbered(person, people):
        return replace(person, score=NUMBERED)
    if person.ground in _TOLD or not any(_listed(person, other) for other in people):
        return person
    signed = any(same_name(person.name, name) for name in _signatures(person.view))
    score, ground = (SIGNED, "signature") if signed else (UNDECIDED, person.ground)
    return replace(person, score=score, ground=ground)


def _numbered(person: Person, people: Sequence[Person]) -> bool:
    """Whether nobody else on the paper may order, and the page's only NPI stands by the name."""
    labels = [x for x in person.view.labels if x.noun == "npi" and not of_therapist(x)]
    nobody = all(same_name(person.name, other.name) for other in people)
    ordering = bool(set(person.letters) & PRESCRIBERS)
    return nobody and ordering and len(labels) == 1 and stands_by(labels[0], [person]) is person


def _listed(a: Person, b: Person) -> bool:
    """Whether two prescribers stand right below each other in one column."""
    if a.view is not b.view or same_name(a.name, b.name):
        return False
    ordering = all(set(person.letters) & PRESCRIBERS for person in (a, b))
    away = abs(a.box.middle[1] - b.box.middle[1])
    return ordering and abs(a.box.left - b.box.left) < 0.02 and away < NEXT * a.box.height


def _signatures(view: View) -> list[str]:
    """What was read above or beside the labels for a prescriber's signature."""
    spots = [
        label.box
        for label in view.labels
        if label.noun == "signature" and view.role(label) in ("", "provider")
    ]
    return [line.text for line in view.lines if any(_at(line.box, spot) for spot in spots)]


def _at(box: Box, spot: Box) -> bool:
    """Whether words stand where a signature does: on the label's row or on the line above it."""
    higher = spot.middle[1] - box.middle[1]
    above = 0 < higher < ABOVE * spot.height and box.left < spot.right and spot.left < box.right
    return above or (abs(higher) < 0.6 * spot.height and box.left > spot.right)
