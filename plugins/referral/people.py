"""Who is on the paper: every name with its place, the prescriber among them, and the NPI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docflow import Box, Reading, Source
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.pairs import Pair
from docflow.terms.names import clean_name, credentials, is_name, q_misread, same_name
from docflow.terms.npi import find_npis, valid_npi

from .view import View, said

PRESCRIBERS = frozenset(
    "MD DO DC ND NMD PA PA-C PAC ARNP NP FNP FNP-C FNP-BC FNPC APRN CNP CNM DNP DPM DDS DMD LAC OD "
    "AGNP PMHNP CRNP MBBS ACNP NP-C WHNP AGPCNP DAOM EAMP".split()
)
"""Letters behind a name whose bearers may order treatment; who may where is a payer's rule."""
OTHERS = frozenset(
    "LMT LMP CMT RMT LMBT PT DPT OT OTR RN LPN MA PTA BCTMB MT CMP NCTMB ATC".split()
)
_APART = re.compile(
    r"\s[·•|‧∙]\s|\s{2,}|;\s|\s[-–—]\s|\bNPI(?=\b|\d)|\blic(?:ense)?\b\.?|\b(?:on|at)\s+\d|\s\d{1,2}/\d|\(|\bDEA\b",
    re.I,
)
_ESIGN = re.compile(
    r"(?:electronically|digitally|e-?)\s*-?\s*(?:signed|authenticated|approved|verified)\s*(?:by)?\s*:?|"
    r"^/s/|authenticated by:?|reviewed and (?:signed|approved) by:?",
    re.I,
)
_CLOSING = re.compile(
    r"^\W*(?:with (?:kind|best|warm) regards|(?:kind|best|warm) regards|regards|sincerely|yours|"
    r"respectfully|thank you|cordially|many thanks)\b",
    re.I,
)
WEAK = 0.5
"""A name that scores no more than this has only letters behind it to speak for it."""
SENT = 0.15
"""What a prescriber who only sends an order is less likely to have ordered it."""
MISSPELT = 0.1
"""The score of a name that is hardly spelt as it was read."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it stands at one place, with what stands behind it and how sure the role is."""

    name: str
    letters: tuple[str, ...]
    text: str
    view: View
    box: Box
    score: float
    ground: str
    line: Line
    role: str = "provider"

    @property
    def source(self) -> Source:
        """The place on the upright page."""
        return self.view.source(self.box)


def apart(text: str) -> str:
    """What stands before the first sign that something else begins: a licence, a date, a gap."""
    return _APART.split(text)[0]


def bare(view: View, label: Label) -> str:
    """The role of a name without one: the part it stands in; patient where no part is named."""
    role = view.role(label)
    if role:
        return role
    return "provider" if "print" in label.phrase or "credential" in label.phrase else "patient"


def named(view: View, pair: Pair) -> Iterator[Person]:
    """The name in a pair's value, cut off where something else begins."""
    run = pair.runs[0]
    head = apart(run.text)
    for text in (head, re.split(r"\d", head)[0]):
        name = clean_name(text)
        if name and is_name(text):
            start = run.start + max(run.text.find(text), 0)
            box = run.line.span(start, start + len(text))
            score = MISSPELT if q_misread(name) else 0.35 + 0.8 * pair.score
            yield Person(name, credentials(text), text, view, box, score, "label", run.line)
            return


def candidates(views: Sequence[View]) -> list[Person]:
    """Everybody who may be the prescriber, one entry for each place."""
    return [person for view in views for person in _candidates(view)]


def ranked(people: Sequence[Person]) -> tuple[Person, ...]:
    """The people, the likeliest prescriber first; who stands at several places is likelier."""
    order = []
    for person in people:
        others = [o for o in people if o is not person and same_name(o.name, person.name)]
        best = max([person.score, *(o.score for o in others)])
        order.append((best + 0.08 * min(len(others), 2), person.score, person))
    order.sort(key=lambda r: (-r[0], -r[1], r[2].view.number, r[2].box))
    return tuple(person for _, _, person in order)


def _candidates(view: View) -> Iterator[Person]:
    """Names labelled as the prescriber's or the sender's, and names with a prescriber's letters."""
    labelled = []
    for pair in view.of("name"):
        role = view.role(pair.label) or bare(view, pair.label)
        for person in named(view, pair):
            if view.ticked(person.box) == "off":
                continue
            labelled.append(person)
            orders = bool(set(person.letters) & PRESCRIBERS)
            if role == "provider" and not set(person.letters) & OTHERS - PRESCRIBERS:
                yield replace(person, score=person.score + (0.1 if orders else 0.0))
            elif orders and role == "sender":
                yield replace(person, score=person.score - SENT)
            elif orders and not pair.label.role and role == "recipient":
                yield replace(person, score=WEAK)
    for person in mentions(view):
        free = not any(_touch(person.box, other.box) for other in labelled)
        if free and person.role in ("", "provider"):
            yield person


def _touch(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def mentions(view: View) -> Iterator[Person]:
    """Names with letters behind them or an electronic signature before them, each with its role."""
    for line in view.lines:
        asked = [x for x in view.labels if x.line is line and x.noun == "name"]
        ends = [x.end for x in asked if x.colon or line.text[: x.start].strip(" ☐□•·.-") == ""]
        at = min(ends, default=0)
        for part in re.split(r"(\s[·•|‧∙]\s|\s{2,})", line.text[at:]):
            start, at = at, at + len(part)
            person = _mention(view, line, part, start)
            if person is not None:
                yield person


def _mention(view: View, line: Line, part: str, start: int) -> Person | None:
    esign = _ESIGN.search(part)
    head = apart(part[esign.end() if esign else 0 :]).strip(" ☐□☑☒✓✗[](){}|.:,")
    letters = credentials(head)
    ordering = bool(set(letters) & PRESCRIBERS)
    if not (ordering or esign or set(letters) & OTHERS) or not is_name(head):
        return None
    first = start + part.find(head)
    box = line.span(first, first + len(head))
    role, ground, score = _place(view, line, box, esign is not None)
    if set(letters) & OTHERS and not ordering:
        role = "another"
    return Person(clean_name(head), letters, head, view, box, score, ground, line, role)


def _place(view: View, line: Line, box: Box, esign: bool) -> tuple[str, str, float]:
    """Whose name this is by its place: role, ground, score."""
    if esign:
        return "provider", "signature", 0.9
    tick = view.ticked(box)
    if tick is not None:
        return {
            "on": ("provider", "tick", 0.95),
            "unsure": ("", "tick", 0.3),
            "off": ("another", "tick", 0.0),
        }[tick]
    before = [
        x
        for x in view.labels
        if x.line is line and x.noun == "name" and x.box.right < box.left + 0.01
    ]
    if before:
        return view.role(before[-1]), "label", 0.6
    caption = _caption(view, box)
    if caption is not None and view.role(caption) not in ("", "provider"):
        return view.role(caption), "label", 0.0
    if _signs(view, box):
        return "provider", "signature", 0.82
    if _closes(view, box):
        return "provider", "closing", 0.88
    return "", "unlabelled", 0.45 if box.top > 0.3 else 0.3


def _caption(view: View, box: Box) -> Label | None:
    """The caption under a line for somebody's signature or name, if the place is right below it."""
    return next(
        (
            label
            for label in view.labels
            if label.noun in ("name", "signature")
            and label.alone
            and -0.4 * box.height < box.top - label.box.bottom < 1.2 * box.height
            and abs(label.line.box.left - box.left) < 0.02
        ),
        None,
    )


def _signs(view: View, box: Box) -> bool:
    """Whether a prescriber's signature place is right above, below or on the row."""
    for label in view.labels:
        if label.noun != "signature" or view.role(label) not in ("", "provider"):
            continue
        spot = label.box
        near = abs(spot.middle[1] - box.middle[1]) < 2.6 * box.height
        if near and spot.left < box.right + 0.25 and box.left < spot.right + 0.25:
            return True
    return False


def _closes(view: View, box: Box) -> bool:
    """Whether a letter's closing words stand above the name, with room for a signature."""
    return any(
        _CLOSING.match(line.text) and 0 < box.top - line.box.bottom < 9 * box.height
        for line in view.lines
    )


def npis(views: Sequence[View], people: Sequence[Person]) -> Iterator[Reading]:
    """The prescriber's NPI: labelled in his part, or in the line of his name or the next."""
    best = people[0] if people else None
    decided = bool(best and best.score > WEAK) or rival(people) is None
    for view in views:
        named = [*(p for p in people if p.view is view), *mentions(view)]
        for pair in view.of("npi"):
            if of_therapist(pair.label):
                continue
            number = find_npis(pair.text)
            owner = stands_by(pair.label, named)
            role = view.role(pair.label)
            if owner is not None and not pair.label.role:
                role = "provider" if best and same_name(owner.name, best.name) else "another"
            if not number or role not in ("", "provider"):
                continue
            sure = (
                decided
                and role == "provider"
                and (owner is not None or view.owner(pair.label).sure)
            )
            grounds = ["label" if sure else "weak-label"]
            grounds += ["check-digit"] if valid_npi(number[0].value) else []
            grounds += ["repaired"] if number[0].repaired else []
            score = 0.3 + 0.65 * pair.score if sure else 0.3
            source = view.source(pair.box)
            yield said("provider.npi", number[0].value, number[0].text, source, score, *grounds)
        yield from _joined_npis(view)


def _joined_npis(view: View) -> Iterator[Reading]:
    """The NPI behind the prescriber's name where one label asks for both."""
    for pair in view.of("name"):
        asked = re.search(r"\bNPI\b", pair.label.text) and view.role(pair.label) == "provider"
        for number in find_npis(pair.text)[:1] if asked else ():
            grounds = ("label", "check-digit") if valid_npi(number.value) else ("weak-label",)
            score = 0.3 + 0.65 * pair.score
            source = view.source(pair.box)
            yield said("provider.npi", number.value, number.text, source, score, *grounds)


def of_therapist(label: Label) -> bool:
    """Whether a therapist's letters stand before the label on its line."""
    letters = set(credentials(label.line.text[: label.start].strip(" ·•|-,")))
    return bool(letters & OTHERS) and not letters & PRESCRIBERS


def stands_by(label: Label, named: Sequence[Person]) -> Person | None:
    """Whose name stands before the label on its row, or right above it."""
    spot = label.box
    near = []
    for person in named:
        rows = (spot.middle[1] - person.box.middle[1]) / max(person.box.height, 1e-6)
        ahead = 0 < spot.left - person.box.right < 0.25
        below = 0.5 < rows < 2.2 and abs(person.box.left - label.line.box.left) < 0.03
        if (abs(rows) < 0.6 and ahead) or below:
            near.append((abs(rows), -person.score, person))
    return min(near, key=lambda x: x[:2])[2] if near else None


def rival(people: Sequence[Person]) -> Person | None:
    """Who may as well be the prescriber as the likeliest, None if nobody."""
    others = [p for p in people if not same_name(p.name, people[0].name)]
    return others[0] if others and others[0].score > people[0].score - 0.12 else None


def providers(people: Sequence[Person]) -> Iterable[Reading]:
    """The prescriber's name at each of its places, and the runner-up if he is close."""
    if not people:
        return
    best, close = people[0], rival(people)
    for person in people:
        if same_name(person.name, best.name):
            score = person.score - (0.2 if close else 0.0)
            yield said(
                "provider.name", person.name, person.text, person.source, score, person.ground
            )
    if close is not None:
        yield said(
            "provider.name", close.name, close.text, close.source, close.score - 0.2, close.ground
        )
