"""Where an appeal is sent by mail: the address that stands with the words about appeals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docflow import Reading
from docflow.terms.addresses import clean_address, find_addresses
from docflow.terms.found import Found

from .appeal import ANSWER
from .passage import Passage, Piece, seen

_OFFICE = re.compile(
    r"\b(?:(?:Members?|Providers?|Customers?|Claims?|Medical|Clinical|Medicare|Part [A-D]|"
    r"Commercial|Complaints?|and|&|First[- ]Level|Attn|Attention)[\s.:]*)*\b(?:Appeals?|"
    r"Grievances?|Disputes?|Reconsiderations?|Redeterminations?)\b.*|\b(?:Attn|Attention)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SENT = re.compile(
    r"\b(?:mail(?:ed|ing)?|send|sent|submit\w*|write|writing|written|address(?:ed)?|deliver\w*|"
    r"return(?:ed)?|reach us|received|file[ds]?|forward(?:ed)?|contact)\b|\bto\s*:?\s*$|"
    r":\s*$|\bat\s*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:refunds?|overpayments?|premiums?|payments?|remit\w*|records? requests?|"
    r"corrected claims?|new claims?|(?:submit|send|mail) claims?|claims? (?:to|address|"
    r"submissions?|department)|external|independent review|second[- ]level|state fair|hearings?|"
    r"commissioner|department of (?:labor|insurance|managed)|ombuds\w*|civil rights|"
    r"board of|attorney|court|expedited|urgent|pay to|provider copy|privacy|fraud)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"(?:\bto|\bat) (?:us at )?the (?:above|return|letterhead) address|"
    r"\baddress (?:(?:shown|listed|given|printed) )?(?:above|at the top|on (?:this|the|our) "
    r"letterhead)",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"(?:(?:[A-Z][\w&'’/-]*|and|&|of|(?:Attn|ATTN|Attention|ATTENTION|c/o)[.:]*)(?:,?\s+|,?$))+$"
)
_HEAD = 0.2
"""The share of the first page in which a letterhead's address stands."""
_BEFORE, _WIDE = 230, 420
_ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class _Place:
    """An address in the passage, from the office that is named before it, and how well it fits."""

    value: str
    bare: str
    text: str
    start: int
    end: int
    score: float


def address(whole: Passage) -> Iterator[Reading]:
    """The address for appeals; two that fit equally well are both told, and both doubtful."""
    text = _lined(whole)
    found = [_weighed(whole, text, item) for item in find_addresses(text)]
    fit = [place for place in found if place.score >= _ENOUGH] or _above(whole, text, found)
    best = max((place.score for place in fit), default=0.0)
    top = {place.bare: place for place in reversed(fit) if place.score == best}
    for place in list(reversed(top.values()))[:2]:
        again = [p for p in found if p.bare == place.bare and p.start != place.start]
        sure = (0.95 if best > _ENOUGH else 0.9) if len(top) == 1 else 0.5
        grounds = ["sentence", *(["twice"] if again else [])]
        sure *= whole.sure(place.start, place.end)
        where = whole.source(place.start, place.end)
        yield seen("appeal.address", place.value, place.text, sure, where, *grounds)


def _lined(whole: Passage) -> str:
    """The text with a line's end where an address may have one: before a line of an envelope."""
    signs = list(whole.text)
    for before, piece in zip(whole.pieces, whole.pieces[1:], strict=False):
        if piece.start and signs[piece.start - 1] == " " and _enveloped(before, piece):
            signs[piece.start - 1] = "\n"
    return "".join(signs)


def _enveloped(before: Piece, piece: Piece) -> bool:
    """Whether two lines stand under each other as on an envelope: the first is short of the edge.

    Lines of running text fill their column, so that the next word would not have fitted.
    """
    first, second = before.line, piece.line
    column = max(p.line.box.right for p in (before, piece))
    next_word = second.words[0].box.width
    return first.box.right + next_word < max(column, _edge(piece)) - 0.01


def _edge(piece: Piece) -> float:
    """How far to the right the lines about this one reach that begin where it does."""
    box = piece.line.box
    near = (
        line.box.right
        for line in piece.sheet.lines
        if abs(line.box.left - box.left) < 0.02 and abs(line.box.top - box.top) < 0.12
    )
    return max(near, default=box.right)


def _weighed(whole: Passage, text: str, item: Found) -> _Place:
    start, office = _office(text, item)
    own = _own(text, start)
    said = f"{own} {_heading(whole, start)} {office}"
    score = 3.0 * bool(_OFFICE.search(office)) + 0.5 * bool(_SENT.search(own))
    score += 2.0 * bool(ANSWER.search(said))
    score += 0.5 * bool(ANSWER.search(text[max(0, start - _WIDE) : start]))
    score -= 6.0 * bool(_OTHER.search(said))
    value = clean_address(f"{office}\n{item.value}")
    written = " ".join(text[start : item.end].split())
    return _Place(value, item.value, written, start, item.end, score)


def _office(text: str, item: Found) -> tuple[int, str]:
    """Where the office's name begins that stands right before an address, and that name."""
    before = text[max(0, item.start - 120) : item.start]
    run = _RUN.search(before)
    if not run:
        return item.start, ""
    parts = [m for m in re.finditer(r"[^,\n]+", run[0]) if m[0].strip()]
    named = next((m for m in parts if _OFFICE.search(m[0])), None)
    if named is None or len(parts) > 3:
        return item.start, ""
    office = _OFFICE.search(named[0])
    at = item.start - len(before) + run.start() + named.start() + (office.start() if office else 0)
    return at, text[at : item.start]


def _own(text: str, start: int) -> str:
    """The sentence before an address, back to the last stop, gap, or other address."""
    before = text[max(0, start - _BEFORE) : start]
    ends = re.finditer(r"[.!?;](?=\s+[A-Z])\s+|\n\n|\d{5}(?:-\d{4})?\b[\s,.]*", before)
    return before[max((m.end() for m in ends), default=0) :]


def _heading(whole: Passage, start: int) -> str:
    """What stands at the left of an address in its row, or right above in its column: a table.

    Nothing where the address stands in a line of running text.
    """
    pieces = whole.on(start, start + 1)
    if not pieces or pieces[0].start != start:
        return ""
    sheet, box = pieces[0].sheet, pieces[0].line.box
    left = [
        line.text
        for line in sheet.lines
        if line.box.right < box.left and line.box.top - 0.02 < box.top < line.box.bottom + 0.02
    ]
    above = [
        line
        for line in sheet.lines
        if line.box.bottom <= box.top + 0.002
        and box.top - line.box.bottom < 2.5 * box.height
        and min(line.box.right, box.right) - max(line.box.left, box.left) > 0
        and not line.text.endswith((".", ","))
    ]
    return " ".join([*left, *(line.text for line in above)])


def _above(whole: Passage, text: str, found: Sequence[_Place]) -> list[_Place]:
    """The letterhead's address, where a sentence about appeals sends the reader to it.

    The recipient's own address may stand as high; then both are told, and a person looks.
    """
    sends = any(
        ANSWER.search(text[max(0, m.start() - _BEFORE) : m.end()]) for m in _ABOVE.finditer(text)
    )
    return [replace(place, score=0.0) for place in found if sends and _high(whole, place)]


def _high(whole: Passage, place: _Place) -> bool:
    piece = whole.on(place.start, place.end)[0]
    return piece.sheet.page.number == 1 and piece.line.box.top < _HEAD
