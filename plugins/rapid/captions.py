"""A form's worn label is read as the words that forms print, where the picture allows it.

On coarse paper "Date of birth" comes out as "Dale of turth". Among the labels that docflow knows,
the one that the model thinks nearly as likely is taken, each letter as sure as the picture makes
it. Values are never read so: what holds digits, or is no whole label, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from docflow.paper.lexicon import Term, compact, lexicon

from .line import Look, Sign

Chances = NDArray[np.float64]

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

UNSURE = 0.95
"""A line all of whose signs are surer than this is what it is."""

SHORTEST = 5
"""Letters of a label at least: shorter words are too much like one another."""

ALIKE, SHORT_ALIKE = 0.5, 0.65
"""Least likeness of what was read to a label, and to one of fewer than `SHORT` letters: "ngases"
is half of "Notes", and was "adjuster"."""

SHORT = 8

LIKELY = 0.4
"""A label's mean log-likelihood beside the best reading's, a letter, and twice the likeness of
the two texts are together at least this: on eight coarse pages 33 worn labels were put right and
none wrong."""

CLEAR = 1.5
"""How much likelier, as a logarithm, a label is than the next that asks for something else."""

SEEN = 5e-3
"""Least chance of each letter of a label in the picture: a letter that is surely another tells a
name ("Barth") from a worn label ("Birth")."""

_NUMBERING = re.compile(r"^\W*(?:\(?\d{1,2}[.),:]\s*|\d{1,2}\s?(?=[A-Z][A-Za-z]))")


class _Fit(NamedTuple):
    """A known label: the log-likelihood it lacks of the best reading's, how like the texts are."""

    key: str
    below: float
    likeness: float

    @property
    def score(self) -> float:
        return self.below / len(self.key) + 2 * self.likeness

    @property
    def term(self) -> Term:
        return lexicon()[self.key]


def relabelled(seen: Look, signs: list[Sign]) -> list[Sign]:
    """The signs of a line, its worn label in the words of the one that it must be."""
    if all(sign.chance > UNSURE for sign in signs if sign.text != " "):
        return signs
    text = "".join(sign.text for sign in signs)
    numbering = _NUMBERING.match(text)
    start = numbering.end() if numbering else 0
    colon = text.find(":", start)
    end = len(text) if colon < 0 else colon
    key = compact(text[start:end])
    if len(key) < SHORTEST or key in lexicon() or re.search(r"\d", key):
        return signs
    first, last = _steps(seen, signs, start, end)
    chances = _folded(seen)[first:last]
    known = _label(chances, key)
    if known is None:
        return signs
    words = [compact(word) for word in known.phrase.split()]
    words = [word.upper() for word in words] if text[start:end].isupper() else words
    words[0] = words[0][0].upper() + words[0][1:]
    spelled = list(_spelled(words, chances))
    if min(sign.chance for sign in spelled) < SEEN:
        return signs
    return [
        *signs[:start],
        *(sign._replace(place=(first + sign.place) / seen.steps) for sign in spelled),
        *signs[end:],
    ]


def _spelled(words: list[str], chances: Chances) -> Iterator[Sign]:
    """The signs of these words where they stand in these steps, a blank before each but the first.

    A place is counted in steps.
    """
    states = np.array(_path(chances, "".join(words).lower())[1])
    letter, place = 1, 0.0
    for word in words:
        if letter > 1:
            yield Sign(" ", place, 1.0)
        for sign in word:
            steps = np.flatnonzero(states == letter)
            place = float(steps.mean()) + 0.5
            column = LETTERS.index(sign.lower()) + 1
            yield Sign(sign, place, float(np.exp(chances[steps, column].max())))
            letter += 2


def _label(chances: Chances, key: str) -> Term | None:
    """The known label that is nearly as likely as the best reading, None if there is none.

    None too if one that asks for something else is as likely.
    """
    best = float(chances.max(axis=1).sum())
    fits = sorted(
        (_Fit(near, _path(chances, near)[0] - best, likeness) for near, likeness in _near(key)),
        key=lambda fit: (fit.below / len(fit.key), fit.key),
    )
    if not fits or fits[-1].score < LIKELY or not fits[-1].term.noun:
        return None
    first = fits.pop()
    asked = first.term.noun, first.term.role
    rivals = [fit.below for fit in fits if (fit.term.noun, fit.term.role) != asked]
    return first.term if first.below - max(rivals, default=-np.inf) > CLEAR else None


def _near(key: str) -> Iterator[tuple[str, float]]:
    """Labels that are spelled somewhat like what was read, none much shorter."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    least = SHORT_ALIKE if len(key) < SHORT else ALIKE
    for near, likeness, _ in process.extract(
        key, _keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=least, limit=8
    ):
        if len(near) > 0.75 * len(key):
            yield near, likeness


@cache
def _keys() -> tuple[str, ...]:
    return tuple(key for key in lexicon() if len(key) >= SHORTEST and key.isalpha())


def _steps(seen: Look, signs: list[Sign], start: int, end: int) -> tuple[int, int]:
    """The steps between the sign before `start` and the one at `end`."""
    first = (signs[start - 1].place + signs[start].place) / 2 if start else 0.0
    last = (signs[end - 1].place + signs[end].place) / 2 if end < len(signs) else 1.0
    return int(first * seen.steps), ceil(last * seen.steps)


def _folded(seen: Look) -> Chances:
    """The logarithms of the chances of no letter (column 0) and of each letter in either case."""
    columns = [LETTERS.find(sign.lower()) + 1 if sign else 0 for sign in seen.signs]
    folded = np.full((len(seen.chances), len(LETTERS) + 1), 1e-5)
    np.add.at(folded.T, columns, seen.chances.T)
    logarithms: Chances = np.log(folded)
    return logarithms


def _path(chances: Chances, key: str) -> tuple[float, list[int]]:
    """How likely the likeliest way to see these letters is (Viterbi), and its state at each step.

    State 2n + 1 is the letter n, those between are no letter.
    """
    columns = np.zeros(2 * len(key) + 1, int)
    columns[1::2] = [LETTERS.index(letter) + 1 for letter in key]
    leap = np.zeros(len(columns), bool)
    leap[3::2] = columns[3::2] != columns[1:-2:2]
    likely = np.full(len(columns), -np.inf)
    likely[:2] = chances[0, columns[:2]]
    came = []
    for step in chances[1:]:
        ways = np.full((3, len(columns)), -np.inf)
        ways[0], ways[1, 1:] = likely, likely[:-1]
        ways[2, 2:] = np.where(leap[2:], likely[:-2], -np.inf)
        came.append(ways.argmax(axis=0))
        likely = ways.max(axis=0) + step[columns]
    state = len(columns) - (1 if likely[-1] > likely[-2] else 2)
    path = [state]
    for back in reversed(came):
        path.append(path[-1] - int(back[path[-1]]))
    return float(likely[state]), path[::-1]
