"""take: from a file to signed readings with their places on the paper as it was delivered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docflow.catalog import Catalog
from docflow.errors import UnreadableError
from docflow.flow.agreeing import agree
from docflow.flow.parts import part, placed
from docflow.flow.signing import fault_finding, overlap, sign
from docflow.model import Affine, Document, Enclosure, Page, Reading, Taken, Word
from docflow.plugins import Fault, Plugin, ask

Answered = list[tuple[Plugin, tuple[Any, ...]]]


def take(path: Path, folder: Path, received: date, catalog: Catalog) -> Taken:
    """Read, recognise and extract one file.

    `folder` is an empty work folder: pictures and unpacked enclosures lie there, and the pages
    of the answer point into it. Raises UnreadableError with a reason for a lay reader.
    """
    from docflow.paper import marks

    reader, pages, enclosures, faults = read(path, folder, catalog)
    busy = [reader]
    known = []
    for page in pages:
        page, recognizer, failed = recognize(page, folder, catalog)
        known.append(replace(page, marks=marks(page)))
        busy += [recognizer] if recognizer else []
        faults += failed
    document = Document(_digest(path), path.name, tuple(known), received)
    answered, failed = hear(document, catalog)
    readings, misfits = signed(answered, document, catalog)
    checked, second, doubts = agree(document, readings, folder, catalog)
    return Taken(
        document=document.id,
        pages=document.pages,
        readings=_delivered(checked, document),
        findings=tuple(fault_finding(f) for f in (*faults, *failed, *misfits, *doubts)),
        enclosures=(*enclosures, *_parts(answered)),
        plugins=_took_part([*busy, *(plugin for plugin, _ in answered), *second]),
    )


def read(
    path: Path, folder: Path, catalog: Catalog
) -> tuple[Plugin, tuple[Page, ...], tuple[Enclosure, ...], list[Fault]]:
    """The file's pages and enclosures, by the one plugin that knows its kind."""
    _worth_reading(path, catalog.settings.inbox.megabytes)
    claims: Answered = []
    refusals: list[tuple[Plugin, UnreadableError]] = []
    faults: list[Fault] = []
    for plugin in catalog.plugins:
        try:
            said, fault = ask(plugin, "docflow_read", path=path, folder=folder)
        except UnreadableError as error:
            refusals.append((plugin, error))
            continue
        claims += [(plugin, said)] if said is not None else []
        faults += [fault] if fault else []
    plugin, said = _only_claim(claims, refusals, faults)
    pages = [item for item in said if isinstance(item, Page)]
    limit = catalog.settings.reading.pages
    if len(pages) > limit:
        raise UnreadableError(
            f"The file has {len(pages)} pages and at most {limit} are read. Split it."
        )
    enclosures = tuple(item for item in said if isinstance(item, Enclosure))
    if not pages and not enclosures:
        raise UnreadableError("The file holds no page. Ask the sender to send it again.")
    numbered = tuple(replace(page, number=n) for n, page in enumerate(pages, 1))
    return plugin, numbered, enclosures, faults


def _worth_reading(path: Path, megabytes: float) -> None:
    if not path.is_file():
        raise UnreadableError("There is no such file.")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError("The file is empty. Ask the sender to send it again.")
    if size > megabytes * 1_000_000:
        raise UnreadableError(
            f"The file has {size / 1_000_000:.0f} MB and at most {megabytes:g} are read. Split it."
        )


def _only_claim(
    claims: Answered, refusals: list[tuple[Plugin, UnreadableError]], faults: list[Fault]
) -> tuple[Plugin, tuple[Any, ...]]:
    names = [plugin.name for plugin, _ in [*claims, *refusals]]
    if len(names) > 1:
        raise UnreadableError(
            f"The plugins {' and '.join(names)} both say that they read this file. "
            f"Turn one off: docflow plugins disable {names[-1]}"
        )
    if refusals:
        raise refusals[0][1]
    if not claims and faults:
        raise UnreadableError(faults[0].message)
    if not claims:
        raise UnreadableError(
            "docflow does not know this kind of file. Ask for a PDF, a fax (TIFF) or a photo."
        )
    return claims[0]


def recognize(
    page: Page, folder: Path, catalog: Catalog
) -> tuple[Page, Plugin | None, list[Fault]]:
    """The page with the words of its picture, or of the pictures on it; and who saw them.

    Raises UnreadableError if no recogniser answers.
    """
    if page.image is None or (page.words and not page.pictures):
        return page, None, []
    if not page.words:
        words, plugin, faults = _seen(page, catalog)
        page = replace(page, words=words, origin="ocr")
        more, failed = _circled(page, folder, catalog)
        return replace(page, words=more), plugin, [*faults, *failed]
    added: list[Word] = []
    for box in page.pictures:
        words, plugin, faults = _seen(part(page, box, folder), catalog)
        added += (w for w in placed(words, box) if not _stands(w, page.words))
    return replace(page, words=(*page.words, *added)), plugin, faults


def _seen(page: Page, catalog: Catalog) -> tuple[tuple[Word, ...], Plugin, list[Fault]]:
    faults: list[Fault] = []
    for name in catalog.settings.reading.recognizers:
        plugin = catalog.plugin(name)
        if plugin is None:
            continue
        said, fault = ask(plugin, "docflow_recognize", page=page)
        faults += [fault] if fault else []
        if said is not None:
            return said, plugin, faults
    raise UnreadableError(
        faults[0].message if faults else f"No recogniser could read page {page.number}."
    )


def _circled(page: Page, folder: Path, catalog: Catalog) -> tuple[tuple[Word, ...], list[Fault]]:
    """The page's words, with those that a pen drew a circle around read again without it.

    Readers take the circle for a letter, or see no text in it at all.
    """
    from docflow.paper.circles import rings, uncircled
    from docflow.paper.picture import save

    words, faults = page.words, list[Fault]()
    around = rings(page)
    if not around:
        return words, faults
    image = save(uncircled(page), folder / f"uncircled-{page.number}.png")
    for ring in around:
        place = part(replace(page, image=image), ring.inside, folder)
        try:
            again, _, failed = _seen(place, catalog)
        except UnreadableError:
            continue
        faults += failed
        before = [word for word in words if overlap(word.box, ring.inner)]
        if again and not _outright(before, again):
            words = (*(w for w in words if w not in before), *placed(again, ring.inside))
    return words, faults


def _outright(before: list[Word], again: tuple[Word, ...]) -> bool:
    """Whether long words were read well with their circle: without it their ends may be gone."""
    one, other = (sum(map(str.isalnum, "".join(w.text for w in said))) for said in (before, again))
    return one >= max(4, other) and min(w.confidence for w in before) >= 0.8


def _stands(word: Word, words: tuple[Word, ...]) -> bool:
    """Whether the file's own words stand there already."""
    return any(overlap(word.box, other.box) for other in words)


def extract(
    document: Document, catalog: Catalog
) -> tuple[tuple[Reading, ...], list[Plugin], list[Fault]]:
    """What all plugins see on the document, signed and cleaned, places on the upright pages."""
    answered, faults = hear(document, catalog)
    readings, misfits = signed(answered, document, catalog)
    return readings, [plugin for plugin, _ in answered], [*faults, *misfits]


def hear(document: Document, catalog: Catalog) -> tuple[Answered, list[Fault]]:
    """What each plugin says about a document: readings, and parts that are documents themselves."""
    answered: Answered = []
    faults: list[Fault] = []
    for plugin in catalog.plugins:
        said, fault = ask(plugin, "docflow_extract", document=document)
        answered += [(plugin, said)] if said is not None else []
        faults += [fault] if fault else []
    return answered, faults


def signed(
    answered: Answered, document: Document, catalog: Catalog
) -> tuple[tuple[Reading, ...], list[Fault]]:
    """The readings among the answers, each with the host's signature, and those that cannot be."""
    readings: list[Reading] = []
    faults: list[Fault] = []
    for plugin, said in answered:
        for item in said:
            if isinstance(item, Reading):
                reading, fault = sign(item, plugin, document, catalog)
                readings += [reading] if reading else []
                faults += [fault] if fault and fault not in faults else []
    return tuple(readings), faults


def _parts(answered: Answered) -> Iterator[Enclosure]:
    """The parts of a document that are documents themselves."""
    return (item for _, said in answered for item in said if isinstance(item, Enclosure))


def _delivered(readings: Iterable[Reading], document: Document) -> tuple[Reading, ...]:
    """The readings, each once and in one order, with their boxes on the page as delivered."""
    maps = {page.number: page.delivered for page in document.pages}
    placed = {_placed(reading, maps) for reading in readings}
    return tuple(sorted(placed, key=order))


def _placed(reading: Reading, maps: dict[int, Affine]) -> Reading:
    if reading.source is None:
        return reading
    box = maps[reading.source.page].box(reading.source.box)
    return replace(reading, source=replace(reading.source, box=box))


def order(reading: Reading) -> tuple[Any, ...]:
    """A total order: by field, the most confident first, ties by everything else."""
    where = reading.source
    place = (where.document, where.page, where.box) if where else ("", 0, ())
    return (
        reading.field,
        -reading.confidence,
        reading.value,
        reading.by,
        reading.text,
        reading.grounds,
        place,
    )


def _took_part(plugins: Iterable[Plugin]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(plugin.name, plugin.version) for plugin in plugins}))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
