"""Whether what a reader sees at a place says the value that was read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from docflow.catalog import Catalog
from docflow.flow.signing import clean
from docflow.model import Reading, Word

LEAST = 0.4
"""The second reader's confidence is honest; below this its agreement is a guess."""

FIRM = 0.8
"""From here on a reader that sees something else is sure of it."""

MOST_WORDS = 8
"""A crop with more words than this is compared as a whole only."""

NEARLY = 92.0
"""How alike, of 100, words are from which the same is concluded."""


def agrees(reading: Reading, words: Sequence[Word], catalog: Catalog) -> bool:
    """Whether these words say what the reading says, or the words that it was concluded from."""
    if _concluded(reading, catalog):
        return _nearly(reading.text, " ".join(word.text for word in words))
    return any(_says(reading, run, words, catalog) for run in _runs(words) if surety(run) >= LEAST)


def firm(reading: Reading, words: Sequence[Word], catalog: Catalog) -> bool:
    """Whether these words surely say another value."""
    return surety(words) >= FIRM and bool(rival(reading, words, catalog))


def rival(reading: Reading, words: Sequence[Word], catalog: Catalog) -> str:
    """What the second reader sees instead; nothing can stand instead of a conclusion."""
    if _concluded(reading, catalog):
        return ""
    values = (clean(reading.field, _text(run), catalog)[0] for run in _runs(words))
    return next((value for value in values if value), "")


def _concluded(reading: Reading, catalog: Catalog) -> bool:
    """Whether the value is a conclusion from the words and does not itself stand there.

    The text may hold more than the value: a code's condition in words behind it.
    """
    same = catalog.fields[reading.field].same
    words = reading.text.split()[:MOST_WORDS]
    told = (reading.text, *(" ".join(words[:size]) for size in range(len(words), 0, -1)))
    return not any(same(clean(reading.field, text, catalog)[0], reading.value) for text in told)


def _says(reading: Reading, run: Sequence[Word], words: Sequence[Word], catalog: Catalog) -> bool:
    """Whether a run says the value. What stands beside it must not add a digit to a number."""
    value, _ = clean(reading.field, _text(run), catalog)
    if not value or not catalog.fields[reading.field].same(value, reading.value):
        return False
    beside = [word for word in words if word not in run]
    return not (_digits(_text(run)) and _digits(_text(beside)))


def _runs(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """All words, then ever shorter runs of them: a crop may show a neighbour's end."""
    told = [word for word in words if _bare(word)]
    shortest = 1 if len(told) <= MOST_WORDS else len(told)
    for size in range(len(told), shortest - 1, -1):
        for start in range(len(told) - size + 1):
            yield told[start : start + size]


def _text(words: Sequence[Word]) -> str:
    return " ".join(map(_bare, words))


def surety(words: Sequence[Word]) -> float:
    """How sure a reader is of the word that it is least sure of."""
    return min((word.confidence for word in words), default=0.0)


def _bare(word: Word) -> str:
    """The word without what a cell's frame leaves at its ends; S is often read as a dollar."""
    return re.sub(r"\$(?=\d\d[.A-Z])", "S", word.text.strip("|[]{}_‘’'\"“”~"))


def _nearly(one: str, other: str) -> bool:
    left, right = (re.sub(r"[^a-z0-9]", "", text.lower()) for text in (one, other))
    return _digits(left) == _digits(right) and ratio(left, right) >= NEARLY


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
