"""A second reader looks at the places of the values that cost money, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from docflow.catalog import Catalog
from docflow.flow.parts import part
from docflow.flow.signing import carried, clean
from docflow.model import Box, Document, Page, Reading, Word
from docflow.plugins import Fault, Plugin, ask

PAD = 0.25
"""How much of its height a crop is widened by: clipped letters are misread."""

LARGEST = 0.25
"""A value that takes more of the page than this is no single place."""

MOST_WORDS = 8
"""A crop with more words than this is compared as a whole only."""

Place = tuple[int, Box]


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
    places = dict.fromkeys(p for r in readings if (p := _place(r, pages, catalog)))
    seen, faults = _look(second, places, pages, folder)
    checked = tuple(
        said
        for reading in readings
        for said in _compared(reading, seen.get(_place(reading, pages, catalog)), second, catalog)
    )
    return checked, [second] if seen else [], faults


def _place(reading: Reading, pages: Mapping[int, Page], catalog: Catalog) -> Place | None:
    """Where the second reader must look; None where it need not or cannot."""
    spec = catalog.fields[reading.field]
    if not (spec.critical or spec.identifies) or not reading.text or reading.source is None:
        return None
    page, box = pages[reading.source.page], reading.source.box
    if page.image is None or carried(page, box) or not 0 < box.width * box.height < LARGEST:
        return None
    return page.number, box


def _look(
    second: Plugin, places: Iterable[Place], pages: Mapping[int, Page], folder: Path
) -> tuple[dict[Place | None, Sequence[Word]], list[Fault]]:
    """What the second reader sees at each place; it is not asked again once it cannot answer."""
    seen: dict[Place | None, Sequence[Word]] = {}
    for number, box in places:
        said, fault = ask(second, "docflow_recognize", page=part(pages[number], box, folder, PAD))
        if said is None:
            return seen, [fault] if fault else []
        seen[number, box] = said
    return seen, []


def _compared(
    reading: Reading, words: Sequence[Word] | None, second: Plugin, catalog: Catalog
) -> Iterator[Reading]:
    heard = [(run, clean(reading.field, run, catalog)[0]) for run in _runs(words or ())]
    rival = next((value for _, value in heard if value), "")
    if any(_same(reading, value, run, words or (), catalog) for run, value in heard):
        yield replace(reading, grounds=_with(reading, "agreed"))
    elif rival:
        yield replace(reading, grounds=_with(reading, "differs"))
        yield replace(
            reading,
            value=rival,
            text=" ".join(word.text for word in words or ()),
            confidence=min((word.confidence for word in words or ()), default=0.0),
            grounds=("rival",),
            by=second.name,
        )
    else:
        yield reading


def _same(reading: Reading, value: str, run: str, words: Sequence[Word], catalog: Catalog) -> bool:
    """Whether a run says the value. What stands beside it must not add a digit to a number."""
    if not value or not catalog.fields[reading.field].same(value, reading.value):
        return False
    beside = " ".join(word.text for word in words).replace(run, "", 1)
    return not (_digits(run) and _digits(beside))


def _runs(words: Sequence[Word]) -> Iterable[str]:
    """All words, then ever shorter runs of them: a crop may show a neighbour's end."""
    texts = [word.text for word in words]
    shortest = 1 if len(texts) <= MOST_WORDS else len(texts)
    for size in range(len(texts), shortest - 1, -1):
        for start in range(len(texts) - size + 1):
            yield " ".join(texts[start : start + size])


def _digits(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _with(reading: Reading, ground: str) -> tuple[str, ...]:
    return tuple(sorted({*reading.grounds, ground}))
