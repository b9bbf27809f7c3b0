"""Telephone and fax numbers, and the letterhead they may stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docflow import Box, Reading
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.pairs import Pair
from docflow.terms.names import credentials, is_name, same_name
from docflow.terms.phones import find_phones

from .cues import ADMINISTRATOR, DIRECT, OFFICE, SHARED, THERAPY, TITLE, plain
from .view import View, said

_ADDRESS = re.compile(
    r"\b[A-Z]{2}\.? \d{5}\b|^\d+ \w+|\bsuite\b|\bp\.?o\.? box\b|www\.|@|\.com\b", re.I
)
_SLOGAN = re.compile(r"\s·\s|,.*,.*\band\b|\bsince \d{4}\b", re.I)


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
        ((_prominence(line, view), line) for line in head),
        key=lambda x: (-x[0], x[1].box),
    )
    if not names or names[0][0] <= 0:
        return Letterhead(floor, _owner(view, text, ""), "", (), 0.0)
    lines = _whole(names[0][1], head)
    name = " ".join(line.text for line in lines)
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
    if (
        find_phones(text)
        or (is_name(text) and credentials(text))
        or any(x.line is line and x.noun not in ("name", "organization") for x in view.labels)
    ):
        return 0.0
    if TITLE.search(text) and not OFFICE.search(re.sub(TITLE, "", text)):
        return 0.0
    sizes = sorted(o.box.height for o in view.lines)
    size = line.box.height / sizes[len(sizes) // 2]
    office = 1.2 if OFFICE.search(text) or THERAPY.search(text) else 0.0
    slogan = 1.5 if _SLOGAN.search(text) or len(text.split()) > 9 else 0.0
    return size - 0.9 + office - slogan - (0.8 if TITLE.search(text) else 0.0)


def _whole(line: Line, head: Sequence[Line]) -> tuple[Line, ...]:
    """The name with its continuation in the same size on the next line."""
    for other in head:
        gap = other.box.top - line.box.bottom
        same = 0.85 < other.box.height / line.box.height < 1.18
        middle = abs(other.box.middle[0] - line.box.middle[0]) < 0.05
        left = abs(other.box.left - line.box.left) < 0.02
        plain = not (
            find_phones(other.text)
            or _ADDRESS.search(other.text)
            or credentials(other.text)
            or TITLE.search(other.text)
        )
        if (
            other is not line
            and same
            and -0.5 * line.box.height < gap < 0.5 * line.box.height
            and (middle or left)
            and plain
        ):
            return (line, other)
    return (line,)


def _owner(view: View, text: str, name: str) -> str:
    whole = " ".join(line.text for line in view.lines)
    name, text = plain(name), plain(text)
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
    labelled = [
        (view, pair)
        for view in views
        for pair in view.of("organization")
        if view.role(pair.label) == "provider"
    ]
    for view, pair in labelled:
        text = " ".join(run.text for run in pair.runs[:2])
        yield said(
            "provider.organization", text, text, view.source(pair.box), 0.35 + pair.score, "label"
        )
    if labelled:
        return
    behind = [reading for view in views for reading in _behind_name(view)]
    yield from behind
    if behind:
        return
    for view in views:
        head = letterhead(view)
        if head.owner == "provider" and head.name:
            box = head.lines[0].box
            for line in head.lines[1:]:
                box = box.around(line.box)
            score = min(0.85, 0.4 + 0.25 * head.score)
            yield said(
                "provider.organization", head.name, head.name, view.source(box), score, "letterhead"
            )


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
                yield said(
                    "provider.organization",
                    office,
                    office,
                    view.source(box),
                    0.3 + pair.score,
                    "label",
                )
                break


@dataclass(frozen=True, slots=True)
class Number:
    """One telephone or fax number with the part it stands in."""

    kind: str
    role: str
    value: str
    text: str
    view: View
    box: Box
    score: float
    repaired: bool


def numbers(view: View) -> Iterator[Number]:
    """Every labelled number on a page."""
    for pair in view.of("phone", "fax", "phone_fax"):
        found = find_phones(pair.text.replace("\n", "  "))
        if pair.label.noun != "phone_fax":
            found = found[:1]
        for kind, one in zip(_kinds(pair.label, len(found)), found, strict=False):
            owner = view.owner(pair.label)
            role = owner.role
            score = pair.score if owner.sure else 0.4 * pair.score
            yield Number(
                kind,
                role,
                one.value,
                one.text,
                view,
                _place(pair, one.text),
                score,
                one.repaired,
            )


def _kinds(label: Label, count: int) -> tuple[str, ...]:
    if label.noun != "phone_fax":
        return (label.noun,)
    return ("phone", "fax") if count > 1 else ("phone_fax",)


def _place(pair: Pair, text: str) -> Box:
    for run in pair.runs:
        at = run.line.text.find(text, run.start)
        if at >= 0:
            return run.line.span(at, at + len(text))
    return pair.box


def phones(views: Sequence[View]) -> Iterator[Reading]:
    """The patient's telephone, the prescriber's telephone and fax."""
    every = [n for view in views for n in numbers(view)]
    own = {"patient": 0.35}
    if _self_insured(views):
        own |= {"holder": 0.2, "employer": -0.3}
    for number in every:
        if number.kind == "phone" and number.role in own:
            yield _reading("patient.phone", number, own[number.role] + 0.65 * number.score, "label")
    for kind in ("phone", "fax"):
        yield from _provider(kind, every, views)


def _provider(kind: str, every: Sequence[Number], views: Sequence[View]) -> Iterator[Reading]:
    name = f"provider.{kind}"
    head_of = {id(view): letterhead(view) for view in views}
    labelled = [
        n for n in every if n.kind == kind and n.role == "provider" and not _foreign(n, head_of)
    ]
    in_part = [n for n in labelled if not head_of[id(n.view)].holds(n.box)]
    for number in in_part or labelled:
        yield _reading(name, number, 0.35 + 0.62 * number.score, "label")
    if in_part or labelled:
        return
    written = [n for view in views for n in _written(view) if n.kind == kind]
    sender = [n for n in every if n.kind == kind and n.role == "sender"]
    for number in written or sender:
        yield _reading(name, number, number.score, "prose" if written else "cover")
    if written or sender:
        return
    bare = [
        n
        for n in every
        if n.kind == kind
        and n.role == ""
        and head_of[id(n.view)].holds(n.box)
        and head_of[id(n.view)].owner == "provider"
    ]
    for number in bare:
        score = 0.85 if len({n.value for n in bare}) == 1 else 0.4
        yield _reading(name, number, score * number.score, "letterhead")
    if not bare:
        rest = [
            n
            for n in every
            if n.kind == kind and n.role == "" and not head_of[id(n.view)].holds(n.box)
        ]
        for number in rest:
            yield _reading(name, number, 0.3 if len(rest) == 1 else 0.15, "weak-label")


def _written(view: View) -> Iterator[Number]:
    """The writer's own numbers in running text: "My direct line is ...", "fax reports to ..."."""
    for passage in view.passages:
        if not passage.running:
            continue
        last = 0
        for one in find_phones(passage.text):
            before = passage.text[max(last, one.start - 70) : one.start]
            last = one.end
            if SHARED.search(before) or THERAPY.search(before):
                continue
            fax = re.search(r"\bfax", before, re.I)
            if fax or DIRECT.search(before):
                box = passage.box(one.start, one.end)
                kind = "fax" if fax else "phone"
                yield Number(kind, "provider", one.value, one.text, view, box, 0.8, one.repaired)


def _self_insured(views: Sequence[View]) -> bool:
    """Whether the account's holder is the patient: by name, or "self" as the relationship."""
    named = {
        role: [
            pair.text for view in views for pair in view.of("name") if view.role(pair.label) == role
        ]
        for role in ("patient", "holder")
    }
    selfs = [
        pair
        for view in views
        for pair in view.of("other")
        if pair.label.phrase.startswith("relation") and re.match(r"\W*self\b", pair.text, re.I)
    ]
    return bool(selfs) or any(same_name(a, b) for a in named["patient"] for b in named["holder"])


def _foreign(number: Number, head_of: dict[int, Letterhead]) -> bool:
    head = head_of[id(number.view)]
    return head.holds(number.box) and head.owner in ("recipient", "payer")


def _reading(name: str, number: Number, score: float, ground: str) -> Reading:
    grounds = (ground, "repaired") if number.repaired else (ground,)
    return said(name, number.value, number.text, number.view.source(number.box), score, *grounds)
