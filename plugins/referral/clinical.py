"""What is ordered and why: diagnosis and procedure codes, told apart from history and examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docflow import Box, Reading
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.rows import on_row
from docflow.terms.cpt import find_cpts
from docflow.terms.found import Found
from docflow.terms.icd10 import described, find_codes, known

from .beside import FITS, words_of
from .cues import EXAMPLE, ORDERED, PAST
from .governor import CLINICAL, before, governor
from .menus import to_mark
from .teaching import taught
from .view import View, said

_ELSEWHERE = frozenset(
    "used_visits address member_id claim authorization group other_id phone fax phone_fax npi name "
    "payer organization birth_date injury_date order_date sign_date date other_date sex".split()
)
"""Nouns whose values hold no codes, though they may look like some."""
MANY = 7
"""So many codes on one page are a form's menu; an order names fewer."""
AGAIN = 4
"""A code that stands so often on a page is the form's, row by row."""
PARTED = 0.03
"""An option's words and the code behind them stand nearer than this share of the page's width."""
MENU = 2
"""So many codes behind tick boxes are a list to choose from."""
LIKELY = 0.5
"""Words beside a code say that it was read right, not that it was ordered."""

LAST = 0.2
"""The score of what a note assesses: it is ordered for only if nothing else is."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands, with the reason to take it as ordered and how good that is."""

    found: Found
    line: Line
    view: View
    box: Box
    score: float
    ground: str


def diagnoses(views: Sequence[View]) -> Iterator[Reading]:
    """ICD-10-CM codes that the order is for."""
    codes = [c for view in views for c in _codes(view, find_codes, ("diagnosis",))]
    ordered = [c for c in codes if c.score > LAST] or codes
    for code in ordered:
        words = words_of(code.view, code.line, code.found)
        grounds = [code.ground, *_evidence(code, words)]
        yield said(
            "diagnosis.codes",
            code.found.value,
            f"{code.found.text} {words}".strip(),
            code.view.source(code.box),
            code.score,
            *grounds,
        )


def procedures(views: Sequence[View]) -> Iterator[Reading]:
    """CPT and HCPCS numbers that are ordered."""
    codes = [
        c for view in views for c in _codes(view, find_cpts, ("procedure", "units", "schedule"))
    ]
    for code in codes:
        grounds = [code.ground, "repaired"] if code.found.repaired else [code.ground]
        yield said(
            "procedure.codes",
            code.found.value,
            code.found.text,
            code.view.source(code.box),
            code.score,
            *grounds,
        )


def _evidence(code: Code, words: str) -> Iterator[str]:
    if known(code.found.value):
        yield "table"
    if code.score >= LIKELY and described(code.found.value, words) >= FITS:
        yield "described"
    if code.found.repaired:
        yield "repaired"


def _codes(
    view: View, find: Callable[[str], tuple[Found, ...]], own: tuple[str, ...]
) -> Iterator[Code]:
    found = [(line, one) for line in view.lines for one in find(line.text)]
    counts = Counter(one.value for _, one in found)
    many = len(counts) >= MANY
    listed = [b for b in (line.span(one.start, one.end) for line, one in found) if _option(view, b)]
    for line, one in found:
        if sum(c.isdigit() for c in one.text) < 2 or _in_label(view, line, one):
            continue
        if EXAMPLE.search(line.text[: one.start]) or _passed_over(line, one, found):
            continue
        box = line.span(one.start, one.end)
        judged = _judged(view, line, one, box, own)
        if judged is None:
            continue
        score, ground = judged
        menu = many or counts[one.value] >= AGAIN or _among(box, listed) or to_mark(view, box)
        if ground != "tick" and menu:
            score, ground = 0.15, "menu"
        yield Code(one, line, view, box, score, ground)


def _passed_over(line: Line, one: Found, found: Sequence[tuple[Line, Found]]) -> bool:
    """Whether another code of the row has a cross on the blank before it, and this one has none."""

    def crossed(at: Line, code: Found) -> bool:
        return bool(re.search(r"(?:^|\s|_)[Xx✓✔]_*\s*$", at.text[: code.start]))

    row = [(other, code) for other, code in found if on_row(other.box, line.box)]
    return not crossed(line, one) and any(crossed(*entry) for entry in row)


def _among(box: Box, listed: Sequence[Box]) -> bool:
    """Whether a code stands in a list of options though its own box was not seen."""
    rows = [b for b in listed if on_row(b, box)]
    column = [b for b in listed if abs(b.left - box.left) < 0.02]
    return len(listed) >= MENU and bool(rows or column)


def _judged(
    view: View, line: Line, one: Found, box: Box, own: tuple[str, ...]
) -> tuple[float, str] | None:
    """How likely this code is ordered, and why; None if it clearly is not."""
    tick = _option(view, box)
    if tick is not None:
        return {"on": (0.93, "tick"), "unsure": (0.4, "tick"), "off": None}[tick]
    if taught(view, line):
        return None
    sentence = _around(view, line, one)
    running = view.passage(line).running
    label = None if running else governor(view, line, one.start, box)
    label = label or before(view, line, one.start)
    noun = label.noun if label else ""
    if label is not None and noun == "assessment" and label.phrase == "assessment":
        return None if PAST.search(sentence) or own[0] != "diagnosis" else (LAST, "assessment")
    if label is not None and (label.role == "history" or noun in _ELSEWHERE):
        return None
    past, ordered = PAST.search(sentence), ORDERED.search(sentence)
    if past and not (label is not None and label.line is line and noun in own):
        return None
    if noun in own and label is not None:
        direct = label.line is line or _paired(view, label, line)
        return (0.93, "label") if direct else (0.8, "label")
    if running:
        return (0.85, "prose") if ordered else (0.35, "prose")
    if noun in CLINICAL or own[0] == "procedure":
        return 0.7, "unlabelled"
    return 0.5, "unlabelled"


def _in_label(view: View, line: Line, one: Found) -> bool:
    return any(x.line is line and x.start < one.end and one.start < x.end for x in view.labels)


def _option(view: View, box: Box) -> str | None:
    """The state of the tick box that a code is the option of, or None.

    A speck taken for a box may part a code from the words that its own box stands before.
    """
    own = next((option.state for option in view.options if option.holds(box)), None)
    if own not in (None, "unsure"):
        return own
    before = [
        option
        for option in view.options
        if option.state != "unsure"
        and on_row(option.box, box)
        and 0 <= box.left - option.box.right < PARTED
    ]
    nearest = max(before, key=lambda option: option.box.right, default=None)
    return nearest.state if nearest is not None and nearest.state == "off" else own


def _around(view: View, line: Line, one: Found) -> str:
    """The part of a sentence that a code stands in, or the cue that an earlier part gives."""
    passage = view.passage(line)
    if not passage.running:
        return line.text
    place = passage.at(line, one.start)
    start, end = passage.sentence(place)
    text = passage.text[start:end]
    if PAST.search(text) or ORDERED.search(text):
        return text
    whole, _ = passage.sentence(place, clause=False)
    cues = [
        *PAST.finditer(passage.text, whole, start),
        *ORDERED.finditer(passage.text, whole, start),
    ]
    last = max(cues, key=lambda m: m.start(), default=None)
    return last[0] if last else text


def _paired(view: View, label: Label, line: Line) -> bool:
    return any(
        pair.label is label and any(run.line is line for run in pair.runs) for pair in view.pairs
    )
