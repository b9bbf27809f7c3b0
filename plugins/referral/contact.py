"""Telephone and fax numbers: whose they are by part, sentence, cover sheet or letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docflow import Box, Reading
from docflow.paper.labels import Label
from docflow.paper.pairs import Pair
from docflow.terms.names import same_name
from docflow.terms.phones import find_phones

from .cues import DIRECT, OFFICE, SHARED, THERAPY
from .letterhead import Letterhead, letterhead
from .view import View, said

UNLABELLED = 0.5
"""The confidence in a letterhead's number that nothing calls a telephone."""


DESK = "desk"
"""Whose a number is that makes appointments: the office's, if it has no other."""
_DESK = frozenset({"appointments", "appointment line"})
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
FOOT = 0.9
"""Where the foot of a page begins."""
_STREET = re.compile(r"\W*(?:\d+|P\.?O\.? Box) .*\b[A-Z]{2}\.? \d{5}\b")
_FAXED = re.compile(r"\bfax(?!.*\b(?:call|phone|tel|telephone|text)\b)", re.I | re.S)
"""Before a fax number in running text, unless what comes after asks to call."""
BEHIND = 0.85
"""The confidence in a number with its word behind it."""
_BEHIND = re.compile(
    r"[\s(\-–·|,]*(?:(?P<fax>fax|facsimile|f)|office|phone|telephone|tel|main|voice|p|t|o)[\s).]*",
    re.I,
)
LONE = 0.85
"""What is left of the confidence in the one labelled number of an ordering office's letterhead."""


@dataclass(frozen=True, slots=True)
class Number:
    """One telephone or fax number with the part it stands in.

    `pair` says how surely it is its label's value, `score` takes its owner's doubt off that.
    """

    kind: str
    role: str
    value: str
    text: str
    view: View
    box: Box
    score: float
    repaired: bool
    pair: float


def numbers(view: View) -> Iterator[Number]:
    """Every labelled number on a page."""
    for pair in view.of("phone", "fax", "phone_fax"):
        found = find_phones(pair.text.replace("\n", "  "))
        if pair.label.noun != "phone_fax":
            found = found[:1]
        for kind, one in zip(_kinds(pair.label, len(found)), found, strict=False):
            owner = view.owner(pair.label)
            role = _whose(view, pair.label)
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
                pair.score,
            )


def _told_behind(view: View) -> Iterator[Number]:
    """The numbers of a letterhead's rows that say behind each what it is: "206-555-0144 fax"."""
    for line in view.lines:
        found = find_phones(line.text)
        match = _BEHIND.fullmatch(line.text[found[0].end :]) if len(found) == 1 else None
        if match and not any(sign.isalnum() for sign in line.text[: found[0].start]):
            one, kind = found[0], "fax" if match["fax"] else "phone"
            box = line.span(one.start, one.end)
            yield Number(kind, "", one.value, one.text, view, box, BEHIND, one.repaired, BEHIND)


def _whose(view: View, label: Label) -> str:
    """Whose number a label asks for: by its part, else by what stands around it.

    "Our fax" is the sender's only where a sender is named. A fax on one line with a telephone is
    an office's, though the patient's data stand before it.
    """
    role = view.role(label)
    if label.role == "sender":
        return _writer(view)
    if label.phrase in _DESK:
        return DESK
    if role == "office" and not label.role:
        return ""
    office = label.noun == "phone_fax" or _of_office(view, label)
    if role == "patient" and not label.role and office:
        return ""
    return role or ("recipient" if _addressed(view, label) else "")


def _writer(view: View) -> str:
    """Who says "our" on this sheet: the named sender, "recipient" if he gives the therapy.

    Where none is named it is the office that orders, if the sheet is its own.
    """
    named = [x.box for x in view.labels if x.noun == "name" and x.role == "sender"]
    rows = [
        line.text
        for line in view.lines
        for box in named
        if line.box.holds(box) or box.top < line.box.middle[1] < box.bottom
    ]
    if not named:
        head = letterhead(view)
        return "sender" if head.owner == "provider" and _named(head) else ""
    return "recipient" if any(THERAPY.search(text) for text in rows) else "sender"


def _of_office(view: View, label: Label) -> bool:
    """Whether a telephone and a fax without an owner of their own share a line."""
    own = [x.noun for x in view.labels if x.line is label.line and not x.role]
    return "phone" in own and "fax" in own


def _addressed(view: View, label: Label) -> bool:
    """Whether a number ends the address of an office that gives the therapy."""
    block = view.passage(label.line)
    above = [line.text for _, line in block.parts if line.box.middle[1] < label.line.box.top]
    return not block.running and any(THERAPY.search(text) for text in above[-4:])


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


def phones(views: Sequence[View], orders: Sequence[View]) -> Iterator[Reading]:
    """The patient's telephone, the prescriber's telephone and fax.

    On a sheet that holds no order "doctor" may be anybody's; its sender is the prescriber's office.
    """
    every = [n for view in views for n in (*numbers(view), *_told_behind(view))]
    theirs = [n for n in every if n.role == "sender" or any(n.view is o for o in orders)]
    own = {"patient": 0.35}
    if not any(pair.label.role == "patient" for view in views for pair in view.of("name")):
        own |= {"holder": 0.2}
    if _self_insured(views):
        own |= {"holder": 0.2, "employer": -0.3}
    for number in every:
        if number.kind == "phone" and number.role in own:
            yield _reading("patient.phone", number, own[number.role] + 0.65 * number.score, "label")
    for kind in ("phone", "fax"):
        yield from _provider(kind, theirs, views)


def _provider(kind: str, every: Sequence[Number], views: Sequence[View]) -> Iterator[Reading]:
    """The prescriber's numbers of one kind, from the best of the places where they can stand."""
    name = f"provider.{kind}"
    heads = {id(view): letterhead(view) for view in views}
    mine = [n for n in every if n.kind == kind]
    own = [n for n in mine if n.role == "provider" and not _foreign(n, heads[id(n.view)])]
    for number in [n for n in own if not heads[id(n.view)].holds(n.box)] or own:
        yield _reading(name, number, 0.35 + 0.62 * number.score, "label")
    if own:
        return
    written = [n for view in views for n in _written(view) if n.kind == kind]
    nobodys = [n for n in mine if n.role == ""]
    desk = [
        n
        for n in mine
        if n.role == DESK and heads[id(n.view)].holds(n.box) and not n.value.startswith(_TOLL_FREE)
    ]
    free = tuple(_unowned(name, nobodys or desk, heads))
    sender = [] if free else [n for n in mine if n.role == "sender"]
    for number in written or sender:
        yield _reading(name, number, number.score, "prose" if written else "cover")
    if not written:
        yield from free
    if kind == "phone" and not (written or sender or free):
        yield from _unlabelled(views, heads, every)


def _unowned(
    name: str, numbers: Sequence[Number], heads: Mapping[int, Letterhead]
) -> Iterator[Reading]:
    """Numbers in nobody's part: those of the prescriber's letterhead, else any, as doubtful."""
    inside = [n for n in numbers if heads[id(n.view)].holds(n.box) or _foots(n)]
    bare = [n for n in inside if heads[id(n.view)].owner == "provider"]
    alone = len({n.value for n in numbers}) == 1
    for number in bare:
        central = number.value.startswith(_TOLL_FREE)
        sure = alone and not central and number.role == "" and _named(heads[id(number.view)])
        score = LONE * number.pair if sure else (0.85 if alone else 0.4) * number.score
        yield _reading(name, number, score, "letterhead")
    rest = [] if bare else [n for n in numbers if n not in inside]
    for number in rest:
        yield _reading(name, number, 0.3 if len(rest) == 1 else 0.15, "weak-label")


def _foots(number: Number) -> bool:
    """Whether a number ends an address at the page's foot, as letter paper has it there."""
    rows = [x for x in number.view.lines if x.box.holds(number.box)]
    return number.box.top > FOOT and any(_STREET.match(row.text) for row in rows)


def _named(head: Letterhead) -> bool:
    """Whether the head names an office that orders, so that its numbers are that office's."""
    return bool(OFFICE.search(head.name))


def _unlabelled(
    views: Sequence[View], heads: Mapping[int, Letterhead], every: Sequence[Number]
) -> Iterator[Reading]:
    """The one unlabelled number beside the fax of the prescriber's letterhead: his telephone."""
    labelled = {number.value for number in every}
    faxes = [number.box for number in every if number.kind == "fax"]
    found = [
        (view, line, one)
        for view in views
        if heads[id(view)].owner == "provider"
        for line in view.lines
        if heads[id(view)].holds(line.box) and any(line.box.holds(box) for box in faxes)
        for one in find_phones(line.text)
        if one.value not in labelled and not SHARED.search(line.text[: one.start])
    ]
    if len({one.value for _, _, one in found}) == 1:
        for view, line, one in found:
            source = view.source(line.span(one.start, one.end))
            yield said("provider.phone", one.value, one.text, source, UNLABELLED, "letterhead")


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
            fax = _FAXED.search(before)
            if fax or DIRECT.search(before):
                box = passage.box(one.start, one.end)
                kind = "fax" if fax else "phone"
                yield Number(
                    kind, "provider", one.value, one.text, view, box, 0.8, one.repaired, 0.8
                )


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


def _foreign(number: Number, head: Letterhead) -> bool:
    """Whether a number stands in a head that is not the prescriber's."""
    return head.holds(number.box) and head.owner in ("recipient", "payer")


def _reading(name: str, number: Number, score: float, ground: str) -> Reading:
    grounds = (ground, "repaired") if number.repaired else (ground,)
    return said(name, number.value, number.text, number.view.source(number.box), score, *grounds)
