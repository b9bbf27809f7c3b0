"""The head of a page: whose paper it is, and the office that orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docflow import Box, Reading
from docflow.paper.lines import Line
from docflow.paper.rows import on_row
from docflow.paper.runs import Run
from docflow.terms.insurers import insurer_meant
from docflow.terms.names import credentials, is_name
from docflow.terms.phones import find_phones

from .cues import ADMINISTRATOR, OFFICE, THERAPY, TITLE, plain
from .view import View, said

FIELD = "provider.organization"
_COMMON = frozenset(
    "the and medicine medical clinic center centre hospital office practice department dept health "
    "care facility group associates main fax phone tel".split()
)
PLANNED = re.compile(
    r"plan of (?:care|treatment).{0,300}\bcertif|\bcertif\w+.{0,300}plan of (?:care|treatment)",
    re.I,
)
"""A plan of care that waits for a physician's certification is on the therapist's own paper."""
_ADDRESS = re.compile(
    r"\b[A-Z]{2}\.? \d{5}\b|^\d+ \w+|\bsuite\b|\bp\.?o\.? box\b|www\.|@|\.com\b", re.I
)
_SENTENCE = re.compile(r"^\s*[•*-]\s|(?:\b[a-z]{2,}\b.*){4}[.!?:]?$|\b(?:your|please|you)\b", re.M)
"""Words of the text and none of a name: an item of a list, many words in small letters."""
_NEXT_CELL = re.compile(
    r"\s+(?=\d{7,}|\(?\d{3}\)?[-. ]?\d{3}[-.]\d{4}|[A-Z][A-Za-z]*\s?(?:#|[Nn]o\.?)?:\s)"
)
"""What begins the next cell behind an office's name: a number, a telephone, a caption."""
_OFFICE_TOO = re.compile(r"\W*(?:clinic|practice|facility|office)(?: name)?\s*[,/&]", re.I)
"""A label that asks for an office's name before its numbers: "Clinic, telephone, fax"."""
_CARER = re.compile(r"\bhealth ?care (?:provider|professional|practitioner)s?\b", re.I)
"""Who fills in a form, in its title: no office's name."""
_SLOGAN = re.compile(r"\s·\s|,.*,.*\band\b|\bsince \d{4}\b", re.I)

SHORT = 3
"""Words on each line of a name that a narrow column breaks."""
MOST = 3
"""Lines of a name at most; more is a text."""
BROKEN = 1.45
"""How much taller one of these lines may seem than another: it depends on their letters."""
WIDE = 2.0
"""Heights between the parts of a name on one row, as where a sign between them was not read."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a page: the lines above the form, the name that stands out, and whose it is."""

    floor: float
    owner: str
    name: str
    lines: tuple[Line, ...]
    score: float

    def holds(self, box: Box) -> bool:
        """Whether a place lies in the head."""
        return box.middle[1] < self.floor


def letterhead(view: View) -> Letterhead:
    """Read the head of a page. `owner`: provider, recipient, payer, or "" if there is none."""
    floor = _floor(view)
    head = [line for line in view.lines if line.box.middle[1] < floor]
    text = " ".join(line.text for line in head if not TITLE.search(line.text))
    names = sorted(
        ((_prominence(line, view), line) for line in head if not _insurers(line, view)),
        key=lambda x: (-x[0], x[1].box),
    )
    if not names or names[0][0] <= 0:
        return Letterhead(floor, _owner(view, text, ""), "", (), 0.0)
    lines = _whole(names[0][1], [line for line in view.lines if _free(line, view)])
    name = " ".join(_unlabelled(line, view) for line in lines)
    return Letterhead(floor, _owner(view, text, name), name, lines, names[0][0])


def _floor(view: View) -> float:
    """The top of the first label that belongs to the form and not to the head, at most 0.27."""
    nouns = ("name", "birth_date", "payer", "diagnosis", "injury_date", "claim", "procedure")
    tops = [
        label.box.top
        for label in view.labels
        if label.noun in nouns
        and label.phrase not in ("dr", "attn", "consultant")
        and (
            label.colon
            or label.alone
            or label.noun == "birth_date"
            or label.phrase in ("patient", "name", "patient name")
        )
    ]
    return min([0.27, *tops])


def _prominence(line: Line, view: View) -> float:
    """How much a line of the head looks like the name of an office; 0 or less: not at all."""
    text = plain(line.text)
    letters = sum(c.isalpha() for c in text)
    if len(text.split()) == 1 and (OFFICE.fullmatch(text) or THERAPY.fullmatch(text)):
        return 0.0
    if view.ticked(line.box) is not None:
        return 0.0
    if letters < 5 or letters < 0.6 * len(text.replace(" ", "")) or _ADDRESS.search(text):
        return 0.0
    if _SENTENCE.search(text):
        return 0.0
    if (
        find_phones(text)
        or (is_name(text) and (credentials(text) or not OFFICE.search(text)))
        or not _free(line, view)
    ):
        return 0.0
    if TITLE.search(text) and not OFFICE.search(re.sub(TITLE, "", _CARER.sub("", text))):
        return 0.0
    sizes = sorted(o.box.height for o in view.lines)
    size = line.box.height / sizes[len(sizes) // 2]
    office = 1.2 if OFFICE.search(text) or THERAPY.search(text) else 0.0
    slogan = 1.5 if _SLOGAN.search(text) or len(text.split()) > 9 else 0.0
    return size - 0.9 + office - slogan - (0.8 if TITLE.search(text) else 0.0)


def _whole(line: Line, head: Sequence[Line]) -> tuple[Line, ...]:
    """The name with what goes on beside, above or below it, in the order of reading."""
    parts = [line]
    others = [
        other
        for other in head
        if other is not line and _plain(other) and not insurer_meant(other.text, 0.0)
    ]
    while more := [o for o in others if o not in parts and any(_goes_on(p, o) for p in parts)]:
        parts += more
    if len(parts) > MOST:
        return (line,)
    return tuple(sorted(parts, key=lambda p: (round(p.box.middle[1] / line.box.height), p.box)))


def _insurers(line: Line, view: View) -> bool:
    """Whether a line is an insurer's name or goes on right below one, as in a letter's address."""
    spot = line.box
    block = [
        other
        for other in view.lines
        if abs(other.box.left - spot.left) < 0.01
        and 0 <= spot.middle[1] - other.box.middle[1] < 1.8 * spot.height
    ]
    return any(insurer_meant(other.text, 0.0) for other in block)


def _unlabelled(line: Line, view: View) -> str:
    """A line without the label that opens it: "Facility: Lee Clinic"."""
    ends = [x.end for x in view.labels if x.line is line and x.colon and x.noun == "organization"]
    return line.text[min(ends, default=0) :].strip()


def _free(line: Line, view: View) -> bool:
    """Whether no label of the form stands on a line, but for the words that firms bear as well."""
    return not any(x.line is line and x.noun not in ("name", "organization") for x in view.labels)


def _plain(line: Line) -> bool:
    """Whether a line of a head has no address, number, title or degree."""
    return not (
        find_phones(line.text)
        or _ADDRESS.search(line.text)
        or credentials(line.text)
        or TITLE.search(line.text)
    )


def _goes_on(line: Line, other: Line) -> bool:
    """Whether a line is more of the same name: set alike and right beside, above or below it.

    In a narrow column a name breaks into short lines, whose heights tell less about their size.
    """
    one, two = line.box, other.box
    size = two.height / one.height
    alike = 0.85 < size < 1.18
    if on_row(two, one, share=0.25):
        gap = max(two.left - one.right, one.left - two.right)
        return alike and gap < WIDE * one.height
    short = max(len(line.text.split()), len(other.text.split())) <= SHORT
    left = abs(two.left - one.left) < 0.02
    middle = abs(two.middle[0] - one.middle[0]) < 0.05
    near = -0.5 < max(two.top - one.bottom, one.top - two.bottom) / one.height < 0.5
    broken = short and left and 1 / BROKEN < size < BROKEN
    return near and ((alike and (left or middle)) or broken)


def _owner(view: View, text: str, name: str) -> str:
    whole = " ".join(line.text for line in view.lines)
    name, text = plain(name), plain(text)
    if PLANNED.search(whole):
        return "recipient"
    if THERAPY.search(name) or (not OFFICE.search(name) and THERAPY.search(text)):
        return "recipient"
    if re.search(
        r"(?:complete|sign|fill out).{0,20}(?:fax|return)(?: it| this form| back)? to", whole, re.I
    ) and re.search(r"\bto\b.{0,40}massage", whole, re.I):
        return "recipient"
    if ADMINISTRATOR.search(text):
        return "payer"
    return "provider" if name or find_phones(text) else ""


def organizations(views: Sequence[View]) -> Iterator[Reading]:
    """The prescriber's office: labelled in his part, else the name in his letterhead."""
    yield from _labelled(views) or _behind_names(views) or _in_letterheads(views)


def _labelled(views: Sequence[View]) -> list[Reading]:
    pairs = [
        (view, pair)
        for view in views
        for pair in view.of("organization", "phone_fax")
        if view.role(pair.label) == "provider"
        and (pair.label.noun == "organization" or _OFFICE_TOO.match(pair.label.text))
    ]
    found = []
    for view, pair in pairs:
        runs = (*pair.runs[:2], *_more(view, pair.runs[-1]))
        text = _NEXT_CELL.split(" ".join(run.text for run in runs))[0].strip(" ,/&")
        if not _names_office(text):
            continue
        source = view.source(pair.box)
        found.append(said(FIELD, text, text, source, 0.35 + pair.score, "label"))
    return found


def _more(view: View, last: Run) -> Iterator[Run]:
    """The short end of an office's name on the next line of its column: "Clinic"."""
    taken = {run.place for pair in view.pairs for run in pair.runs}
    for run in view.runs:
        below = 0 < run.box.middle[1] - last.box.middle[1] < 1.8 * last.box.height
        level = abs(run.box.left - last.box.left) < 0.01 and run.place not in taken
        if below and level and OFFICE.fullmatch(run.text):
            yield run


def _names_office(text: str) -> bool:
    """Whether words can be an office's name: no person's, and more than what all offices are."""
    words = [word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if word not in _COMMON]
    person = is_name(text) and not OFFICE.search(text)
    return bool(words) and not person and not _ADDRESS.search(text)


def _behind_names(views: Sequence[View]) -> list[Reading]:
    return [reading for view in views for reading in _behind_name(view)]


def _in_letterheads(views: Sequence[View]) -> list[Reading]:
    found = []
    for view in views:
        head = letterhead(view)
        if head.owner != "provider" or not head.name:
            continue
        box = head.lines[0].box
        for line in head.lines[1:]:
            box = box.around(line.box)
        score = min(0.85, 0.4 + 0.25 * head.score)
        found.append(said(FIELD, head.name, head.name, view.source(box), score, "letterhead"))
    return found


def _behind_name(view: View) -> Iterator[Reading]:
    """The office written behind the prescriber's name and letters: "Ann Lee, DC, Lee Clinic"."""
    for pair in view.of("name"):
        if view.role(pair.label) != "provider":
            continue
        run = pair.runs[0]
        parts = re.split(r",\s+", run.text)
        for i in range(1, len(parts)):
            office = ", ".join(parts[i:])
            if OFFICE.search(office) and not credentials(f"Ann Lee, {office}") and len(office) > 6:
                start = run.start + run.text.find(office)
                box = run.line.span(start, start + len(office))
                source = view.source(box)
                yield said(FIELD, office, office, source, 0.3 + pair.score, "label")
                break
