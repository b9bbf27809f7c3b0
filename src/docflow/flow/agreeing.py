"""A second reader looks at the places of the values that cost money, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docflow.catalog import Catalog
from docflow.flow.parts import part
from docflow.flow.signing import carried, clean
from docflow.model import Box, Document, Page, Reading, Source, Word
from docflow.plugins import Fault, Plugin, ask

PAD = 0.1
"""How much of its height a place is widened by to the left and right: clipped letters are
misread, and so are a neighbour's. Of typed values in word boxes, Tesseract reads 94 % right with
this, 84 % where 0.15 is added on all sides and 67 % with 0.25."""

LARGEST = 0.25
"""A value that takes more of the page than this is no single place."""


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
    seen: dict[tuple[int, Box], tuple[Word, ...]] = {}
    faults: list[Fault] = []
    checked: list[Reading] = []
    for reading in readings:
        place = reading.source
        if place is None or not _wanted(reading, pages[place.page], catalog):
            checked.append(reading)
            continue
        key = (place.page, place.box)
        if key not in seen:
            seen[key], failed = _look(second, pages[place.page], place, folder)
            faults += failed
        checked += _compared(reading, seen[key], second, catalog)
    return tuple(checked), [second] if seen else [], faults[:1]


def _wanted(reading: Reading, page: Page, catalog: Catalog) -> bool:
    spec = catalog.fields[reading.field]
    box = reading.source.box if reading.source else Box(0, 0, 1, 1)
    return (
        (spec.critical or spec.identifies)
        and not carried(page, box)
        and page.image is not None
        and bool(reading.text)
        and 0 < box.width * box.height < LARGEST
    )


def _look(
    second: Plugin, page: Page, place: Source, folder: Path
) -> tuple[tuple[Word, ...], list[Fault]]:
    said, fault = ask(second, "docflow_recognize", page=part(page, place.box, folder, PAD))
    return said or (), [fault] if fault else []


def _compared(
    reading: Reading, words: tuple[Word, ...], second: Plugin, catalog: Catalog
) -> Iterator[Reading]:
    same = catalog.fields[reading.field].same
    values = list(_values(reading.field, words, catalog))
    if any(same(value, reading.value) for value in values):
        yield replace(reading, grounds=_with(reading, "agreed"))
    elif values:
        yield replace(reading, grounds=_with(reading, "differs"))
        yield replace(
            reading,
            value=values[0],
            text=" ".join(word.text for word in words),
            confidence=min((word.confidence for word in words), default=0.0),
            grounds=("rival",),
            by=second.name,
        )
    else:
        yield reading


def _values(field: str, words: tuple[Word, ...], catalog: Catalog) -> Iterator[str]:
    """What the crop says: all of it, else the first run of words that is a value."""
    for run in _runs([word.text for word in words]):
        value, _ = clean(field, run, catalog)
        if value:
            yield value
            return


def _runs(texts: list[str]) -> Iterable[str]:
    """All words, then ever shorter runs of them: a crop may show a neighbour's end."""
    for size in range(len(texts), 0, -1):
        for start in range(len(texts) - size + 1):
            yield " ".join(texts[start : start + size])


def _with(reading: Reading, ground: str) -> tuple[str, ...]:
    return tuple(sorted({*reading.grounds, ground}))
