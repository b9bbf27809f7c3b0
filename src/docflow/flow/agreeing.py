"""Places of values are looked at again: by a second reader, then by the first at other widths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from docflow.catalog import Catalog
from docflow.flow.comparing import agrees, firm, rival, surety
from docflow.flow.parts import part
from docflow.flow.signing import carried
from docflow.model import Box, Document, Page, Reading, Word
from docflow.plugins import Fault, Plugin, ask

WIDTHS = (0.25, 0.5, 0.8)
"""Shares of its height by which a place is widened, tried until the second reader agrees. Never
less: where the first reader cut a letter off, a tight crop would cut it off for both."""

AGAIN = (0.25, 0.4)
"""Widths at each of which the first reader must see the same again: it errs alike on one picture,
less so on several."""

LARGEST = 0.25
"""A value that takes more of the page than this is no single place."""

Place = tuple[int, Box]
Places = Mapping[Reading, Place]
Heard = dict[Reading, tuple[Word, ...]]
Look = Callable[[Plugin, Places, float], tuple[Heard, list[Fault]]]


def agree(
    document: Document, readings: tuple[Reading, ...], folder: Path, catalog: Catalog
) -> tuple[tuple[Reading, ...], list[Plugin], list[Fault]]:
    """The readings with what a second look at their places gave, as grounds.

    "agreed": the second reader sees the same; "differs": it sees something else, which is kept as
    a further reading with the ground "rival"; "reread": the first reader sees it again and again.
    """
    pages = {page.number: page for page in document.pages}
    places = {r: place for r in readings if (place := _place(r, pages))}
    look = partial(_look, pages, folder)
    heard, agreed, second, faults = _second(places, look, catalog)
    left = {
        r: place
        for r, place in places.items()
        if r not in agreed and not firm(r, heard.get(r, ()), catalog)
    }
    rivals = {
        r: _rival(r, value, words, second)
        for r, words in heard.items()
        if r not in agreed and (value := rival(r, words, catalog))
    }
    found = {"agreed": agreed, "differs": set(rivals), "reread": _again(left, look, catalog)}
    marked = (
        replace(
            r, grounds=tuple(sorted({*r.grounds, *(g for g, those in found.items() if r in those)}))
        )
        for r in readings
    )
    return (*marked, *rivals.values()), second, faults


def _place(reading: Reading, pages: Mapping[int, Page]) -> Place | None:
    """Where to look again; None where there is no need or no picture."""
    if reading.source is None or not reading.text:
        return None
    page, box = pages[reading.source.page], reading.source.box
    if page.image is None or carried(page, box) or not 0 < box.width * box.height < LARGEST:
        return None
    return page.number, box


def _look(
    pages: Mapping[int, Page], folder: Path, reader: Plugin, places: Places, pad: float
) -> tuple[Heard, list[Fault]]:
    """What the reader sees at each place; it is not asked again once it cannot answer."""
    seen: dict[Place, tuple[Word, ...]] = {}
    for number, box in dict.fromkeys(places.values()):
        said, fault = ask(reader, "docflow_recognize", page=part(pages[number], box, folder, pad))
        if said is None:
            return {}, [fault] if fault else []
        seen[number, box] = said
    return {reading: seen[place] for reading, place in places.items()}, []


def _second(
    places: Places, look: Look, catalog: Catalog
) -> tuple[Heard, set[Reading], list[Plugin], list[Fault]]:
    """What the second reader saw first at each place, and the readings that it agrees with."""
    first: Heard = {}
    agreed: set[Reading] = set()
    sure: set[Reading] = set()
    reader = catalog.plugin(catalog.settings.reading.second)
    if reader is None:
        return first, agreed, [], []
    for pad in WIDTHS:
        left = {r: place for r, place in places.items() if r not in agreed | sure}
        heard, faults = look(reader, left, pad)
        agreed |= {r for r, words in heard.items() if agrees(r, words, catalog)}
        sure |= {r for r, words in heard.items() if firm(r, words, catalog)} - agreed
        first = {**heard, **first}
        if faults or not heard:
            return first, agreed, [reader] if first else [], faults
    return first, agreed, [reader], []


def _again(places: Places, look: Look, catalog: Catalog) -> set[Reading]:
    """The readings that the first reader, looking again, sees at every width."""
    names = catalog.settings.reading.recognizers
    reader = next((plugin for name in names if (plugin := catalog.plugin(name))), None)
    if reader is None:
        return set()
    left = dict(places)
    for pad in AGAIN:
        heard, _ = look(reader, left, pad)
        left = {r: left[r] for r, words in heard.items() if agrees(r, words, catalog)}
    return set(left)


def _rival(reading: Reading, value: str, words: tuple[Word, ...], second: list[Plugin]) -> Reading:
    return replace(
        reading,
        value=value,
        text=" ".join(word.text for word in words),
        confidence=surety(words),
        grounds=("rival",),
        by=second[0].name,
    )
