"""What points to a signature, and whose it is: labels, a printed name, a letter's closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.fuzz import ratio

from docflow import Box
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.terms.names import credentials, is_name

Role = Literal["provider", "other", "unsure"]

PRESCRIBERS = frozenset(
    "MD DO DC ND NMD PA PA-C DPM DDS DMD ARNP APRN FNP FNP-BC NP CNM DNP CNS PAC".split()
)

_OTHERS = re.compile(
    r"patient|guardian|parent|injured|insured|employee|worker|claimant|client|subscriber|member\b"
    r"|account ?holder|participant|beneficiary|representative|responsible party|witness|notary"
    r"|therapist|\bLMT\b|\bLMP\b|massage|recept|staff|office use|insurer|adjuster|examiner|carrier"
    r"|reviewer|employer|attorney|interpreter|assistant|nurse|faxed|scanned|received by|verified by"
    r"|pharmacist|acknowledg|supervis|collaborat|medical director|appeals",
    re.I,
)
_PROVIDERS = re.compile(
    r"physician|provider|doctor|\bdr\b|prescri|practitioner|clinician|\bnpp\b|attending|referring"
    r"|ordering|certifying|authori[sz]|treating|\bM\.?D\b|\bD\.?[CO]\b|dispense|substitution",
    re.I,
)
_SIGNING = re.compile(
    r"signature|\bsig\.? of\b|\bsign(?:ed)? by\b|\bsign here\b|\bsigned\s*:|authori[sz]ed by"
    r"|dispense as writ|substitution permit|may substitute|\bdaw\b",
    re.I,
)
_LIKE, _ALIKE = 70.0, 84.0
"""How alike, of 100, a misread word is to "signature", or to the word for a person, from which it
counts as that.
"""
_ROLES: dict[str, Role] = dict.fromkeys(
    "provider physician practitioner prescriber clinician".split(), "provider"
)
_ROLES |= dict.fromkeys("patient guardian therapist employee worker insured".split(), "other")
_NOT = re.compile(
    r"on file|unsigned|please sign|sign and return|signed copy|must be signed|date signed|signed on"
    r"|(?:date of|date|sign\w*) (?:of )?(?:signature|date)|not valid|without|require|valid \d",
    re.I,
)
_CLOSING = re.compile(
    r"^(?:[\w']+ ){0,4}(?:sincerely|truly|respectfully|faithfully|cordially|regards|wishes|yours"
    r"|appreciation|health|thanks|thank you|submitted|best)[,.!]?$",
    re.I,
)
ELECTRONIC = re.compile(r"electronic|digital|\be-? ?sign|authenticated|/s/", re.I)
_SECTION = re.compile(r"certification|acknowledg\w+ of|authorization to", re.I)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that point to a signature: what they say, where they stand, and whose it is.

    `closing` is the closing of a letter above a printed name; `named`: the words are a name.
    """

    text: str
    box: Box
    role: Role
    named: bool = False
    closing: Box | None = None


def spots(found: Sequence[Line], named: Sequence[Label]) -> tuple[Spot, ...]:
    """Every spot of a page from the top, each with its role from its own words."""
    seen = [*_labelled(named), *_worded(found, named), *_names(found)]
    return tuple(sorted(seen, key=lambda s: (s.box.top, s.box.left)))


def _labelled(named: Sequence[Label]) -> Iterator[Spot]:
    """The labels that the lexicon knows."""
    for label in named:
        section = _SECTION.search(label.text) and not _SIGNING.search(label.text)
        rest = label.line.text[label.end :]
        if label.noun != "signature" or section or ELECTRONIC.search(label.text):
            continue
        if re.match(r"\W*\d{1,2}\W\d{1,2}\W\d", rest):
            continue
        role = role_of(label.line.text if len(label.line.text) < 80 else label.text)
        if label.role:
            role = "provider" if label.role == "provider" and role != "other" else "other"
        yield Spot(label.text, label.box, role)


def _worded(found: Sequence[Line], named: Sequence[Label]) -> Iterator[Spot]:
    """Short lines that ask for a signature in other words, or in misread ones."""
    known = [label.line for label in named if label.noun == "signature"]
    for line in found:
        span = _asks(line.text)
        if span is None or any(line is other for other in known) or len(line.words) > 6:
            continue
        dated = re.search(r"\d{1,2}/\d{1,2}/", line.text)
        if not dated and not _NOT.search(line.text) and not ELECTRONIC.search(line.text):
            yield Spot(line.text, line.span(*span), role_of(line.text))


def _asks(text: str) -> tuple[int, int] | None:
    """Where in a line the word stands that asks for a signature."""
    match = _SIGNING.search(text)
    if match:
        return match.span()
    for word in re.finditer(r"\b[sS][^\W\d_]{6,10}", text):
        if ratio(word[0].lower(), "signature") >= _LIKE:
            return word.span()
    return None


def _names(found: Sequence[Line]) -> Iterator[Spot]:
    """Printed names of prescribers, with the closing of a letter above them if there is one."""
    closings = [line for line in found if _CLOSING.match(line.text.strip())]
    for line in found:
        head = re.split(r"\bNPI\b|\blic", line.text, flags=re.I)[0].strip(" ,|-")
        letters = set(credentials(head)) & PRESCRIBERS
        if len(head) > 60 or not is_name(head):
            continue
        if letters and not re.match(r"\W*[cç]c\b", line.text, re.I):
            over = [c.box for c in closings if _closes(c.box, line.box)]
            closing = max(over, key=lambda box: box.bottom, default=None)
            yield Spot(line.text, line.box, role_of_name(line.text), named=True, closing=closing)


def _closes(closing: Box, name: Box) -> bool:
    """Whether a name stands under a letter's closing, with room between for a signature."""
    return 0.012 < name.top - closing.bottom < 0.16 and abs(name.left - closing.left) < 0.15


def role_of_name(text: str) -> Role:
    """Whose a printed name with a prescriber's letters is: another's if words beside say so."""
    return "other" if _OTHERS.search(text) else "provider"


def role_of(text: str) -> Role:
    """Whose signature some words speak of, misread ones included."""
    if _OTHERS.search(text):
        return "other"
    if _PROVIDERS.search(text):
        return "provider"
    for word in re.findall(r"[^\W\d_]{6,}", text.lower()):
        for known, role in _ROLES.items():
            if ratio(word, known) >= _ALIKE:
                return role
    return "unsure"


def settled(spot: Spot, found: Sequence[Line], inch: float) -> Spot:
    """The spot with its role taken from the words around it where its own do not tell."""
    if spot.role != "unsure":
        return spot
    near = []
    for line in found:
        above, below = spot.box.top - line.box.bottom, line.box.top - spot.box.bottom
        aside = line.box.left > spot.box.right + 0.3 or line.box.right < spot.box.left
        far = max(above / (1.4 * inch), below / (0.25 * inch))
        role = role_of(line.text)
        if not aside and far < 1 and role != "unsure":
            near.append((far, role))
    return replace(spot, role=min(near)[1]) if near else spot
