"""A second reader looks at the places of the values that were found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz.fuzz import ratio

from docflow.catalog import Catalog
from docflow.flow.parts import part
from docflow.flow.signing import carried, clean
from docflow.model import Box, Document, Page, Reading, Word
from docflow.plugins import Fault, Plugin, ask

PADS = (0.25, 0.5, 0.8)
"""Shares of its height by which a place is widened, tried until the second reader agrees. Never
less: where the first reader cut a letter off, a tight crop would cut it off for both."""

LEAST = 0.4
"""The second reader's confidence is honest; below this its agreement is a guess."""

FIRM = 0.8
"""A second reader that sees something else so firmly is not asked again."""

LARGEST = 0.25
"""A value that takes more of the page than this is no single place."""

MOST_WORDS = 8
"""A crop with more words than this is compared as a whole only."""

NEARLY = 92.0
"""How alike, of 100, words are from which the same is concluded."""

Place = tuple[int, Box]
Heard = dict[Reading, tuple[Word, ...]]


def agree(
    document: Document, readings: tuple[Reading, ...], folder: Path, catalog: Catalog
) -> tuple[tuple[Reading, ...], list[Plugin], list[Fault]]:
    """The readings, with the ground "agreed" or "differs" where a second reader looked too.

    Its own differing value is kept as a further reading with the ground "rival".
    """
    second = catalog.plugin(catalog.settings.reading.second)
    if second is None or "docflow_recognize" not in second.implementations:
        return readings, [], []
    pages = {page.number: page for page in document.pages}
    places = {r: place for r in readings if (place := _place(r, pages))}
    first: Heard = {}
    agreed: set[Reading] = set()
    firm: set[Reading] = set()
    for pad in PADS:
        left = {r: place for r, place in places.items() if r not in agreed | firm}
        heard, faults = _heard(second, left, pages, pad, folder)
        agreed |= {r for r, words in heard.items() if _agrees(r, words, catalog)}
        firm |= {r for r, words in heard.items() if r not in agreed and _firm(r, words, catalog)}
        first = {**heard, **first}
        if faults or not heard:
            break
    said = (out for r in readings for out in _said(r, r in agreed, first.get(r), second, catalog))
    return tuple(said), [second] if first else [], faults


def _place(reading: Reading, pages: Mapping[int, Page]) -> Place | None:
    """Where the second reader must look; None where it need not or cannot."""
    if reading.source is None or not reading.text:
        return None
    page, box = pages[reading.source.page], reading.source.box
    if page.image is None or carried(page, box) or not 0 < box.width * box.height < LARGEST:
        return None
    return page.number, box


def _heard(
    second: Plugin,
    places: Mapping[Reading, Place],
    pages: Mapping[int, Page],
    pad: float,
    folder: Path,
) -> tuple[Heard, list[Fault]]:
    """What the second reader sees at each place; it is not asked again once it cannot answer."""
    seen: dict[Place, tuple[Word, ...]] = {}
    for number, box in dict.fromkeys(places.values()):
        said, fault = ask(second, "docflow_recognize", page=part(pages[number], box, folder, pad))
        if said is None:
            return {}, [fault] if fault else []
        seen[number, box] = said
    return {reading: seen[place] for reading, place in places.items()}, []


def _said(
    reading: Reading,
    agreed: bool,
    words: Sequence[Word] | None,
    second: Plugin,
    catalog: Catalog,
) -> Iterator[Reading]:
    """The reading with its new ground, and the second reader's own if that differs."""
    rival = "" if agreed else _rival(reading, words or (), catalog)
    grounds = {*reading.grounds, *(["agreed"] if agreed else ["differs"] if rival else [])}
    yield replace(reading, grounds=tuple(sorted(grounds)))
    if rival and words:
        yield replace(
            reading,
            value=rival,
            text=" ".join(word.text for word in words),
            confidence=_surety(words),
            grounds=("rival",),
            by=second.name,
        )


def _agrees(reading: Reading, words: Sequence[Word], catalog: Catalog) -> bool:
    if _concluded(reading, catalog):
        return _nearly(reading.text, " ".join(word.text for word in words))
    return any(_says(reading, run, words, catalog) for run in _runs(words) if _surety(run) >= LEAST)


def _firm(reading: Reading, words: Sequence[Word], catalog: Catalog) -> bool:
    return _surety(words) >= FIRM and bool(_rival(reading, words, catalog))


def _rival(reading: Reading, words: Sequence[Word], catalog: Catalog) -> str:
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


def _surety(words: Sequence[Word]) -> float:
    return min((word.confidence for word in words), default=0.0)


def _bare(word: Word) -> str:
    """The word without what a cell's frame leaves at its ends; S is often read as a dollar."""
    return re.sub(r"\$(?=\d\d[.A-Z])", "S", word.text.strip("|[]{}_‘’'\"“”~"))


def _nearly(one: str, other: str) -> bool:
    left, right = (re.sub(r"[^a-z0-9]", "", text.lower()) for text in (one, other))
    return _digits(left) == _digits(right) and ratio(left, right) >= NEARLY


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
