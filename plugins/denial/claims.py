"""Several claims or several patients on one sheet: which part of the paper is whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from docflow import Box
from docflow.paper.lines import Line
from docflow.terms.cpt import find_cpts
from docflow.terms.money import find_amounts
from docflow.terms.names import clean_name, same_name

from .grammar import number, person
from .identity import Labelled, claim_share
from .passage import Sheet
from .table import header

_TAIL = re.compile(
    r"\b(?:legend|messages?:|remarks?:|reason codes|remark codes|explanation of (?:codes|remarks)|"
    r"group codes|glossary|notes?:|appeals?|reconsider\w*|disputes?|if you (?:disagree|have)|"
    r"grand totals?|payment (?:summary|information)|check totals?|provider adj\w*|accumulators?|"
    r"number of claims|total claims|questions)\b",
    re.IGNORECASE,
)
"""Where what belongs to all claims begins, below the last of them."""

_SUM = re.compile(r"\b(?:totals?|payments?|check|paid|net|amount|eft)\b", re.IGNORECASE)
_COLUMNS = {"patient": "patient", "name": "patient", "claim": "claim", "icn": "claim"}
_PAD = 0.004
"""How far beyond its lines a part reaches, as a share of the page."""

Kind = Literal["claim", "patient"]


@dataclass(frozen=True, slots=True)
class Band:
    """A strip across a level page, or a part of one from left to right."""

    sheet: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 1.0

    def holds(self, sheet: int, box: Box) -> bool:
        """Whether the middle of a box on a sheet lies in it."""
        x, y = box.middle
        inside = self.top <= y < self.bottom and self.left <= x <= self.right
        return sheet == self.sheet and inside


@dataclass(frozen=True, slots=True)
class Share:
    """One claim's part of a document: its number, its patient ("" if not told), and its strips."""

    claim: str
    patient: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A claim's number, a patient's name or a line of service, where it stands."""

    kind: Literal["claim", "patient", "service"]
    value: str
    sheet: int
    top: float


@dataclass(slots=True)
class _Block:
    """What is known of one claim while the page is walked down."""

    start: Event
    said: dict[str, str] = field(default_factory=dict)
    services: int = 0


def shares(
    pages: Sequence[Sheet], found: Sequence[Labelled], today: date
) -> tuple[tuple[Share, ...], bool]:
    """The parts of a document that decides several claims, and whether they can be told apart.

    None where it decides one. Each part begins where a new number or name follows lines of
    service; the first part shows with which of them, and one that begins otherwise cannot be
    trusted.
    """
    rows = _rows(pages, today)
    if len({(share.claim, share.patient) for share in rows}) > 1:
        return _joined(rows), True
    events = sorted(_events(pages, found, today), key=lambda e: (e.sheet, e.top))
    blocks = [block for block in _blocks(events) if block.services]
    if len(_persons(blocks)) < 2 and len({b.said.get("claim", "") for b in blocks} - {""}) < 2:
        return (), True
    clear = len({block.start.kind for block in blocks}) == 1 and all(
        set(block.said) == set(blocks[0].said) for block in blocks
    )
    return _joined(_strips(pages, blocks)), clear


def others(share: Share, every: Iterable[Share], pages: Sequence[Sheet]) -> Iterator[Band]:
    """What is not to be seen beside one part: the other parts, and sums of all of them."""
    rest = [band for other in every if other != share for band in other.bands]
    yield from rest
    own = (*share.bands, *rest)
    for place, sheet in enumerate(pages):
        for row in sheet.rows:
            inside = any(band.holds(place, row.box) for band in own)
            for sum_ in find_amounts(row.text) if not inside and _SUM.search(row.text) else ():
                box = row.span(sum_.start, sum_.end)
                yield Band(place, box.top - _PAD / 2, box.bottom + _PAD / 2, box.left, box.right)


def _events(pages: Sequence[Sheet], found: Sequence[Labelled], today: date) -> Iterator[Event]:
    for item in found:
        label, place = item.pair.label, pages.index(item.sheet)
        top = min(label.box.top, item.pair.box.top)
        claim = number(item.text, today) if claim_share(label.noun, label.phrase) else ""
        name = person(item.pair.text) if (label.noun, label.role) == ("name", "patient") else ""
        if claim:
            yield Event("claim", claim, place, top)
        elif name:
            yield Event("patient", clean_name(name), place, top)
    for place, sheet in enumerate(pages):
        for row in sheet.rows:
            if _service(row):
                yield Event("service", "", place, row.box.top)


def _service(row: Line) -> bool:
    return bool(find_cpts(row.text)) and bool(find_amounts(row.text))


def _blocks(events: Iterable[Event]) -> list[_Block]:
    """Runs of numbers and names, each with the lines of service that follow."""
    blocks: list[_Block] = []
    for event in events:
        last = blocks[-1] if blocks else None
        if event.kind == "service":
            if last:
                last.services += 1
        elif last is None or (last.services and not _same(last, event)):
            blocks.append(_Block(event, {event.kind: event.value}))
        elif not last.services:
            last.said.setdefault(event.kind, event.value)
    return blocks


def _same(block: _Block, event: Event) -> bool:
    """Whether a number or a name only repeats what the part says already."""
    old = block.said.get(event.kind, "")
    return same_name(old, event.value) if event.kind == "patient" and old else old == event.value


def _persons(blocks: Iterable[_Block]) -> list[str]:
    """The patients, each once."""
    found: list[str] = []
    for name in (block.said.get("patient", "") for block in blocks):
        if name and not any(same_name(name, other) for other in found):
            found.append(name)
    return found


def _strips(pages: Sequence[Sheet], blocks: Sequence[_Block]) -> Iterator[Share]:
    """Each part from its first label to the next one's, the last to where the legend begins."""
    patients = _persons(blocks)
    only = patients[0] if len(patients) == 1 else ""
    for place, block in enumerate(blocks):
        start = (block.start.sheet, block.start.top - _PAD)
        if place + 1 < len(blocks):
            following = blocks[place + 1].start
            end = (following.sheet, following.top - _PAD)
        else:
            end = _end(pages, block.start)
        bands = tuple(_between(start, end))
        yield Share(block.said.get("claim", ""), block.said.get("patient", only), bands)


def _end(pages: Sequence[Sheet], start: Event) -> tuple[int, float]:
    """Where the last part ends: at the first line below its services that is about all."""
    place, top = start.sheet, start.top
    for later in range(place, len(pages)):
        served = [row.box.bottom for row in pages[later].rows if _service(row)]
        if later > place and not served:
            return later, 0.0
        below = max((y for y in served if later > place or y > top), default=top)
        tails = [r.box.top for r in pages[later].rows if r.box.top > below and _TAIL.search(r.text)]
        if tails:
            return later, min(tails) - _PAD / 2
    return len(pages) - 1, 1.0


def _between(start: tuple[int, float], end: tuple[int, float]) -> Iterator[Band]:
    for sheet in range(start[0], end[0] + 1):
        top = start[1] if sheet == start[0] else 0.0
        bottom = end[1] if sheet == end[0] else 1.0
        if bottom > top:
            yield Band(sheet, top, bottom)


def _rows(pages: Sequence[Sheet], today: date) -> list[Share]:
    """The lines of a table that names patient or claim in columns of its own."""
    found = []
    for place, sheet in enumerate(pages):
        columns: dict[str, Box] = {}
        rows = sorted(sheet.rows, key=lambda row: row.box.top)
        for at, row in enumerate(rows):
            if header(row):
                columns = {_COLUMNS[w]: word.box for word in row.words
                           if (w := re.sub(r"\W", "", word.text.lower())) in _COLUMNS}  # fmt: skip
            elif columns and _service(row):
                below = rows[at + 1].box.top if at + 1 < len(rows) else 1.0
                bottom = min(below, row.box.bottom + row.box.height) - _PAD / 4
                band = Band(place, row.box.top - _PAD / 4, bottom)
                claim = number(_under(row, columns.get("claim")), today)
                name = clean_name(person(_under(row, columns.get("patient"))))
                found.append(Share(claim, name, (band,)))
    return [share for share in found if share.claim or share.patient]


def _under(row: Line, head: Box | None) -> str:
    """The words of a row that stand under a heading, up to the first wide gap."""
    words = [w for w in row.words if head and w.box.right > head.left - 0.03]
    told: list[str] = []
    for before, word in zip([None, *words], words, strict=False):
        if before and word.box.left - before.box.right > 0.02:
            break
        told.append(word.text)
    return " ".join(told)


def _joined(found: Iterable[Share]) -> tuple[Share, ...]:
    """Parts of one claim and patient as one."""
    made: dict[tuple[str, str], Share] = {}
    for share in found:
        old = made.get((share.claim, share.patient))
        bands = (*(old.bands if old else ()), *share.bands)
        made[share.claim, share.patient] = replace(share, bands=bands)
    return tuple(made.values())
