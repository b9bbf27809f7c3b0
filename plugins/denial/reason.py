"""Why it is not paid: by the ticked option, by the codes, or by the words, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docflow import Box, Mark, Reading, Source
from docflow.terms.denials import category_of, find_denial_codes, known, parts
from docflow.terms.found import Found
from docflow.terms.reasons import Reason, reasons

from .amount import place
from .passage import Passage, Sheet, seen
from .table import Table, codes_of

_ENTRY = re.compile(
    r"^\W*(?P<code>(?:CO|PR|OA|PI)[ \-.]?[A-Z]?\d{1,3}|[A-Z]{0,3}\d{1,4}[A-Z]?)\b[\W_]+[A-Za-z]{2}"
)
_STRONG = 4.0
"""The weight of one clear phrase."""


@dataclass(frozen=True, slots=True)
class Option:
    """A tick box that stands for a reason, with its text in the passage."""

    mark: Mark
    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands."""

    value: str
    text: str
    place: Source | None
    sure: float
    grounds: tuple[str, ...]


def why(whole: Passage, sheets: Sequence[Sheet], found: Sequence[Table]) -> Iterator[Reading]:
    """Codes, category and the words that say why."""
    used = _used(whole, found)
    yield from (
        seen("denial.codes", code.value, code.text, code.sure, code.place, *code.grounds)
        for code in used
    )
    offered = options(whole, sheets)
    yield from _category(whole, used, offered, _local(found))


def _used(whole: Passage, found: Sequence[Table]) -> list[Code]:
    """The codes of the lines of service; only without any, those that the text names."""
    given: dict[str, Code] = {}
    for table in found:
        for line in table.services:
            for code in codes_of(line):
                row = known(code.value)
                if row and row.role in ("contract", "share", "effect"):
                    continue
                old = given.get(code.value)
                sure = 0.94 * line.row.confidence(code.start, code.end)
                sure *= 0.8 if code.repaired else 1.0 if row else 0.85
                where = place(whole, line, code.start, code.end)
                grounds = ("column", *(("twice",) if old else ()), *(("table",) if row else ()))
                best = max(sure, old.sure if old else 0.0)
                given[code.value] = Code(code.value, code.text, where, best, grounds)
    return _without_bare(list(given.values())) if given else _named(whole)


def _local(found: Sequence[Table]) -> frozenset[str]:
    """Every token in the columns of reasons: payers print codes of their own, too."""
    text = " ".join(c for table in found for line in table.services for c in line.codes)
    return frozenset(re.findall(r"[A-Z]{0,3}\d{1,4}[A-Z]?|[A-Z]{2}", text.upper()))


def _named(whole: Passage) -> list[Code]:
    """Codes that running text names as the reason; not those of a legend that explains many."""
    codes = [
        code
        for code in find_denial_codes(whole.text)
        if not _explains_many(whole, code.start) and not _diagnosis(whole.text, code)
    ]
    found: list[Code] = []
    for code in codes:
        row = known(code.value)
        if any(code.value == other.value for other in found) or (
            row and row.role in ("contract", "share", "effect")
        ):
            continue
        again = sum(c.value == code.value for c in codes) > 1
        sure = (0.9 if row else 0.7) * whole.sure(code.start, code.end)
        sure *= 0.85 if code.repaired else 1.0
        grounds = ("named", *(("twice",) if again else ()), *(("table",) if row else ()))
        where = whole.source(code.start, code.end)
        found.append(Code(code.value, code.text, where, sure, grounds))
    return _without_bare(found)


def _diagnosis(text: str, code: Found) -> bool:
    """Whether what looks like a remark code may be a diagnosis: M76, N30 are both."""
    named = re.search(
        r"remark|\bRARC\b|\b(?:CO|PR|OA|PI)\W?\d{1,3}\W{1,4}$", text[: code.start][-40:], re.I
    )
    return code.value[0] in "MN" and not named


def _without_bare(codes: list[Code]) -> list[Code]:
    """Codes without a group go where the same one stands with a group."""
    grouped = {parts(c.value)[1] for c in codes if "-" in c.value}
    return [c for c in codes if "-" in c.value or c.value not in grouped]


def _explains_many(whole: Passage, at: int) -> bool:
    """Whether a code opens an entry of a legend that explains codes of which not all apply."""
    pieces = whole.on(at, at + 1)
    if not pieces or at - pieces[0].start > 4:
        return False
    entries = [p for p in whole.pieces if _ENTRY.match(p.line.text)]
    codes = {f.value for p in entries for f in find_denial_codes(p.line.text)[:1] if f.start < 4}
    return len(codes) > 1


def options(whole: Passage, sheets: Sequence[Sheet]) -> list[Option]:
    """The tick boxes whose text is a reason, where there is a choice of at least two."""
    found = []
    for sheet in sheets:
        for mark in sheet.page.marks:
            if mark.kind != "tick":
                continue
            piece = next(
                (p for p in whole.pieces if p.sheet is sheet and _beside(mark.box, p.line.box)),
                None,
            )
            if piece is None:
                continue
            end = _end_of_option(whole, sheet, piece.start)
            said = reasons(whole.text[piece.start : end])
            if said and said[0].weight >= 2:
                found.append(Option(mark, piece.start, end, said[0]))
    return found if len({option.reason.category for option in found}) > 1 else []


def _beside(box: Box, line: Box) -> bool:
    """Whether a line begins at the right of a tick box, or just around it."""
    middle = box.middle[1]
    return (line.top <= middle <= line.bottom and -0.02 < line.left - box.right < 0.06) or (
        line.top <= middle <= line.bottom and line.left <= box.middle[0] <= line.left + 0.03
    )


def _end_of_option(whole: Passage, sheet: Sheet, start: int) -> int:
    """Where an option's text ends: at its line, or its wrapped lines up to the next box."""
    ticks = [m.box for m in sheet.page.marks if m.kind == "tick"]
    lines = [p for p in whole.pieces if p.sheet is sheet and p.start >= start]
    end = start + len(lines[0].line.text)
    for before, piece in pairwise(lines):
        new = whole.text[end : piece.start].count("\n") > 0
        if new or any(_beside(box, piece.line.box) for box in ticks):
            break
        if piece.line.box.top - before.line.box.bottom > before.line.box.height:
            break
        end = piece.start + len(piece.line.text)
    return end


def _category(
    whole: Passage, used: Sequence[Code], offered: Sequence[Option], local: frozenset[str]
) -> Iterator[Reading]:
    ticked = [option for option in offered if option.mark.value == "on"]
    if ticked:
        for option in ticked:
            where = whole.source(option.start, option.end)
            alone = 1.0 if len(ticked) == 1 else 0.55
            sure = 0.97 * option.mark.confidence * alone
            text = whole.text[option.start : option.end]
            yield seen("denial.category", option.reason.category, text, sure, where, "ticked")
            yield seen("denial.reason", text, text, sure, where, "ticked")
        return
    told = _told(whole, offered, local, used)
    coded, firm = category_of(code.value for code in used)
    strongest = told[0] if told else None
    if coded:
        yield from _by_code(whole, coded, firm, used, told)
    elif strongest:
        second = told[1].weight if len(told) > 1 else 0.0
        sure = _by_words(strongest.weight, second)
        where = whole.source(strongest.start, strongest.end)
        text = whole.text[strongest.start : strongest.end]
        yield seen("denial.category", strongest.category, text, sure, where, "words")
    if strongest:
        text = _sentence(whole.text, strongest)
        where = whole.source(strongest.start, strongest.end)
        agreed = ["code"] if strongest.category == coded else []
        yield seen("denial.reason", text, text, 0.8, where, "words", *agreed)


def _by_words(best: float, second: float) -> float:
    """How sure words alone make a category: by their weight and their lead."""
    lead = (best - second) / best
    return min(0.95, 0.35 + 0.3 * min(best / _STRONG, 1.4) + 0.22 * lead)


def _by_code(
    whole: Passage, coded: str, firm: bool, used: Sequence[Code], told: Sequence[Reason]
) -> Iterator[Reading]:
    """The codes' category; a broad code yields to clear words."""
    code = next(c for c in used if (row := known(c.value)) and row.category)
    words = {reason.category: reason for reason in told}
    strongest = told[0] if told else None
    agreed = ["words"] if coded in words and words[coded].weight >= 1 else []
    if not firm and strongest and strongest.category != coded and strongest.weight >= _STRONG:
        lead = strongest.weight - (words[coded].weight if coded in words else 0.0)
        sure = 0.9 if lead >= 2 else 0.7
        where = whole.source(strongest.start, strongest.end)
        text = whole.text[strongest.start : strongest.end]
        yield seen("denial.category", strongest.category, text, sure, where, "words", "code")
        return
    against = strongest is not None and strongest.category != coded and strongest.weight >= _STRONG
    sure = code.sure * (1.0 if agreed else 0.97) * (0.85 if against and not agreed else 1.0)
    sure = min(0.98, sure + 0.03) if agreed else sure
    sure = sure if firm or agreed else 0.85 * sure
    yield seen("denial.category", coded, code.text, sure, code.place, "code", *agreed)


def _told(
    whole: Passage, offered: Sequence[Option], local: frozenset[str], used: Sequence[Code]
) -> tuple[Reason, ...]:
    """The reasons that the text gives, without options and entries that do not apply."""
    text = list(whole.text)
    numbers = {parts(code.value)[1] for code in used} | local
    for option in offered:
        text[option.start : option.end] = "\n" * (option.end - option.start)
    entries = [p for p in whole.pieces if _ENTRY.match(p.line.text)]
    if len(entries) > 1 and numbers:
        for piece in entries:
            match = _ENTRY.match(piece.line.text)
            bare = re.sub(r"\W", "", match["code"].upper()) if match else ""
            if bare and not {bare, re.sub(r"^(?:CO|PR|OA|PI)", "", bare)} & numbers:
                end = piece.start + len(piece.line.text)
                text[piece.start : end] = "\n" * (end - piece.start)
    return reasons("".join(text))


def _sentence(text: str, reason: Reason) -> str:
    """The sentence that holds a reason."""
    start = max((m.end() for m in re.finditer(r"[.!?]\s+|\n\n", text[: reason.start])), default=0)
    stop = re.compile(r"[.!?](?=\s|$)|\n\n").search(text, reason.end)
    return " ".join(text[start : stop.end() if stop else reason.end].split())
