"""A second reader looks at the places of the values that were found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz.fuzz import ratio

from docflow.catalog import Catalog
from docflow.flow.parts import part
from docflow.flow.signing import carried, clean
from docflow.model import Box, Document, Page, Reading, Word
from docflow.plugins import Fault, Plugin, ask

PADS = (0.25, 0.1, 0.5, 0.0)
"""Shares of its height by which a place is widened, tried until the second reader agrees: one
shows too little of a letter, another too much of a neighbour."""

LARGEST = 0.25
"""A value that takes more of the page than this is no single place."""

MOST_WORDS = 8
"""A crop with more words than this is compared as a whole only."""

PROSE = 25
"""From so many letters on, text that costs nothing agrees if it is nearly the same."""

NEARLY = 92.0
"""How alike, of 100, two readings of prose are that say the same."""

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
    for pad in PADS:
        open_places = {r: place for r, place in places.items() if r not in agreed}
        heard, faults = _heard(second, open_places, pages, pad, folder)
        agreed |= {r for r, words in heard.items() if _agrees(r, words, catalog)}
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
    values = (clean(reading.field, run, catalog)[0] for run in _runs(words or ()))
    spoken = not agreed and not _concluded(reading, catalog)
    rival = next((value for value in values if value), "") if spoken else ""
    grounds = {*reading.grounds, *(["agreed"] if agreed else ["differs"] if rival else [])}
    yield replace(reading, grounds=tuple(sorted(grounds)))
    if rival and words:
        yield replace(
            reading,
            value=rival,
            text=" ".join(word.text for word in words),
            confidence=min(word.confidence for word in words),
            grounds=("rival",),
            by=second.name,
        )


def _agrees(reading: Reading, words: Sequence[Word], catalog: Catalog) -> bool:
    spec = catalog.fields[reading.field]
    if any(_says(reading, run, words, catalog) for run in _runs(words)):
        return True
    text = " ".join(word.text for word in words)
    prose = len(reading.text) >= PROSE and not spec.critical and not spec.identifies
    return (prose or _concluded(reading, catalog)) and _nearly(reading.text, text)


def _concluded(reading: Reading, catalog: Catalog) -> bool:
    """Whether the value is a conclusion from the words and does not itself stand there."""
    value, _ = clean(reading.field, reading.text, catalog)
    return not catalog.fields[reading.field].same(value, reading.value)


def _says(reading: Reading, run: str, words: Sequence[Word], catalog: Catalog) -> bool:
    """Whether a run says the value. What stands beside it must not add a digit to a number."""
    value, _ = clean(reading.field, run, catalog)
    if not value or not catalog.fields[reading.field].same(value, reading.value):
        return False
    beside = " ".join(map(_bare, words)).replace(run, "", 1)
    return not (_digits(run) and _digits(beside))


def _runs(words: Sequence[Word]) -> Iterable[str]:
    """All words, then ever shorter runs of them: a crop may show a neighbour's end."""
    texts = [text for word in words if (text := _bare(word))]
    shortest = 1 if len(texts) <= MOST_WORDS else len(texts)
    for size in range(len(texts), shortest - 1, -1):
        for start in range(len(texts) - size + 1):
            yield " ".join(texts[start : start + size])


def _bare(word: Word) -> str:
    """The word without what a cell's frame leaves at its ends; S is often read as a dollar."""
    return re.sub(r"\$(?=\d\d[.A-Z])", "S", word.text.strip("|[]{}_‘’'\"“”~"))


def _nearly(one: str, other: str) -> bool:
    left, right = (re.sub(r"[^a-z0-9]", "", text.lower()) for text in (one, other))
    return _digits(left) == _digits(right) and ratio(left, right) >= NEARLY


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
