"""Words of a line that could be a label, and whether they are one by what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docflow.model import Box
from docflow.paper.lexicon import Term, compact, exact
from docflow.paper.lines import Line
from docflow.paper.openings import BRACKET, ONE_LETTER, OPENINGS, VALUED, opens_text, opens_value

_AFTER = re.compile(
    r"\s*(?:\((?!\s*\d{3}\s*\)|\s*[A-Z]\d[\dA-Z])[^()]{2,60}\)\s*)?[?]?\s*"
    r"(?:#?\s?(?P<index>[1-9])\s?(?=:))?(?P<colon>[:;=]|\.(?=[\s_]))?"
)
_MODIFIER = re.compile(r"^\W*[A-Za-z][a-z'’]{2,}\.?\s$|.*\b(?i:pharmacy)\s$")
"""One unknown word before a label makes it another person's: "Spouse DOB", "Pharmacy phone"."""
_CAPTION_ENDS = re.compile(r"(?P<word>[A-Z][a-z]{2,})\s?:")
"""The word that ends a caption of which only the beginning is known."""
_BLANK = re.compile(r"[\s,]*_{3,}")
"""A line to write on behind words, as good as a colon."""
_INNER = frozenset(
    "for to from at with when time weeks months visits sessions minutes min treat code other order "
    "visit primary page by tx rx name home area areas plan condition reason state city dear "
    "attn".split()
)
"""Words of running text: inside a line they are labels only with a colon."""
_FIRMS = frozenset({"group", "claim", "claims", "office", "home", "main office", "main", "policy"})
"""Labels that end the names of firms and offices as well: "Lee Physicians Group"."""
FIRM_NAME = re.compile(
    r"(?!Visit|Hours|Use|Manager|Note|Staff|Policy)[A-Z][a-z]+ (?:& )?[A-Z][^\d]+$"
)
"""What names the office behind the label "Office", which mostly asks for its telephone."""
_CAPTION = re.compile(r"[({\[]\s*[^\W\d_].*[)}\]]")
"""A line that stands in parentheses is the name of the place above it, and holds no value."""
_HINT = 8
"""Words of a hint behind the label of such a line at most: "(patient: last, first)"."""
_DOUBLE = frozenset({"pt", "print", "ma", "t", "p", "f", "h", "c", "x"})
"""Abbreviations that mean something else as well: labels only with a colon."""
_PLAIN = "dx"
"""The one abbreviation of two letters that means nothing else: a label before words, too."""
_PERSONAL = frozenset({"birth_date", "phone", "fax", "npi", "member_id"})
_ZIP = re.compile(r"\d{5}(?:-\d{4})?(?![\w-])")
_TOWN = re.compile(r"[A-Za-z],?\s*$")
"""What stands before the name of a state."""
COUNTED = frozenset({"duration", "frequency", "visits", "minutes", "units", "schedule"})
"""Nouns whose values are numbers with a unit."""
_UNITS = frozenset("weeks months days visits sessions treatments minutes min units".split())
"""What a number before them counts: "6 weeks; 30 min", where the sign is no colon."""
NUMBER_LAST = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several))$", re.I
)


@dataclass(frozen=True, slots=True)
class Label:
    """One label where it stands: `line.text[start:end]`, a colon after it included.

    `noun` says what its value is, `role` whose; "" where the place must tell. `likeness` (0 to 1)
    is how well the text fits the known words `phrase`. `colon`: it ends like a label. `alone`:
    nothing else stands on its line.
    """

    noun: str
    role: str
    line: Line
    start: int
    end: int
    box: Box
    likeness: float
    colon: bool
    alone: bool
    phrase: str

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a line that are or resemble a known label. `first`: they open the line."""

    line: Line
    at: int
    end: int
    first: bool
    term: Term
    likeness: float


def admitted(match: Candidate) -> Label | None:
    """The label, if what stands around it does not make it a word of running text."""
    label, rest = _built(match)
    if label is None:
        return None
    size, typed = len(compact(label.phrase)), opens_value(label.noun, rest)
    if label.alone:
        bare = size <= 2 and not label.colon
        known = label.phrase not in _DOUBLE and label.phrase.upper() in match.line.text
        return label if known or not bare else None
    if label.colon:
        return None if not typed and _tail(match) else label
    about = _about(label, rest)
    if about is not None:
        return about
    if size == 1:
        fits = ONE_LETTER[label.noun == "birth_date"].match(rest)
        return label if fits and not BRACKET.match(match.line.text, match.at) else None
    if not match.first and label.phrase in _INNER:
        return None
    ends = not rest and label.noun in OPENINGS and size > 2 and match.line.text[match.at].isupper()
    ends = ends and not _of_a_firm(label)
    if typed or ends:
        return label
    if not match.first or (size <= 2 and label.phrase != _PLAIN):
        return None
    if label.noun in VALUED and match.likeness == 1:
        return _longer(label)
    return label if opens_text(label.noun, label.phrase, rest) else None


def _built(match: Candidate) -> tuple[Label | None, str]:
    """The label as it stands, and the text behind it; None where the words cannot be one."""
    text, (noun, role, phrase) = match.line.text, match.term
    after = _AFTER.match(text, match.end)
    stop = after.end() if after else match.end
    rest, before = text[stop:].strip(" ._-–—"), text[: match.at]
    counts = match.likeness < 1 and noun in COUNTED and not phrase[0].isdigit()
    if counts and text[match.at].isdigit():
        return None, rest
    stopped = after is not None and after["colon"] == ";"
    if stopped and phrase in _UNITS and NUMBER_LAST.search(before.rstrip()):
        return None, rest
    if idaho(phrase, rest) and _TOWN.search(before):
        return None, rest
    if _MODIFIER.match(before):
        noun, role = _another(noun, role, before)
    colon = bool(after and after["colon"] and (after["colon"] != "." or match.likeness == 1))
    written = _BLANK.match(text, stop) and phrase not in _INNER and len(phrase) > 2
    colon = colon or bool(written)
    if after and after["index"] and after["index"] != "1" and noun == "payer":
        role = "secondary"
    box = match.line.span(match.at, stop)
    alone = match.first and not rest
    if match.first and _hinted(text, rest):
        stop, alone, colon, rest = len(text), True, False, ""
        box = match.line.span(match.at, stop)
    place = (match.line, match.at, stop, box)
    return Label(noun, role, *place, match.likeness, colon, alone, phrase), rest


def _another(noun: str, role: str, before: str) -> tuple[str, str]:
    """What a label asks for behind a word before it: of another person, or on another day."""
    person = exact(before)
    whose = person.role if person and person.noun == "name" and person.role else "another"
    return "other_date" if noun == "date" else noun, whose if noun in _PERSONAL else role


def idaho(phrase: str, value: str) -> bool:
    """Whether "ID" stands before a ZIP code: there it is the state's name and asks for nothing."""
    return phrase == "id" and bool(_ZIP.match(value))


def _about(label: Label, rest: str) -> Label | None:
    """The caption that a label only begins, for a word with a colon ends it: "Patient Type:"."""
    text = label.line.text
    more = _CAPTION_ENDS.match(rest)
    if more is None or label.colon or exact(more["word"]):
        return None
    end = text.index(more[0], label.end) + len(more[0])
    box = label.line.span(label.start, end)
    alone = label.start == 0 and not text[end:].strip()
    return replace(
        label, noun="other", role="", end=end, box=box, colon=True, alone=alone, likeness=0.6
    )


def _longer(label: Label) -> Label | None:
    """A caption of which only the first words are known ("Date symptoms began"): another's."""
    text = label.line.text
    if label.phrase == "office" and FIRM_NAME.match(text[label.end :].lstrip()):
        return label
    if any(c.isdigit() for c in text[label.start :]) or len(text.split()) > 7:
        return None
    box = label.line.span(label.start, len(text))
    return replace(label, noun="other", role="", end=len(text), box=box, alone=True, likeness=0.6)


def _tail(match: Candidate) -> bool:
    """Whether words inside a line only end a longer text: "Anticoagulant therapy: light"."""
    before = match.line.text[: match.at].rstrip()
    return bool(before) and before[-1].isalpha() and match.line.text[match.at].islower()


def _hinted(text: str, rest: str) -> bool:
    """Whether a whole line is a caption in parentheses, `rest` of it no value but a hint."""
    plain = rest.islower() or not rest.strip(")]}")
    return bool(_CAPTION.fullmatch(text)) and plain and len(rest.split()) <= _HINT


def _of_a_firm(label: Label) -> bool:
    """Whether a word that could be a label ends the name of a firm before it on its line."""
    before = label.line.text[: label.start].split()
    return label.phrase in _FIRMS and bool(before) and before[-1][:1].isalpha()
