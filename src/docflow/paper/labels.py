"""The printed words that say what stands beside, below or above them: "DOB", "13. ICD-10-CM"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docflow.model import Box
from docflow.paper.lexicon import Term, compact, exact, nearest, no_label
from docflow.paper.lines import Line

MOST_WORDS = 9
LONGEST = 80
"""Characters that a label has at most."""
_WORD = re.compile(r"[^\s:;|]+")
_GLUED = re.compile(r"(?<=[A-Za-z#.])(?=[(\d])|(?<=[a-z]{3})(?=[A-Z])|(?<=\bDx)(?=[A-Z][a-z])")
_NEXT = re.compile(r"[\s:;|,()·•](?=[^\W_])|(?<=\d)(?=[A-Za-z]{2,})")
_NUMBERING = re.compile(
    r"^\W*(?:\(?\d{1,2}[.),:]\s*|\d{1,2}(?=[A-WYZ][A-Za-z])|[A-HJ-Z0-9][.)]\s+)"
)
_BARE_NUMBERING = re.compile(r"^(?=\S?[\d$])[0-9A-Za-z$]{1,2}[.,]?\s(?=[A-Z][a-z]{2}|[A-Z]{3})")
_LEAD = re.compile(r"^[\W_]*[xX✗✓]?[☐□☑☒✓✗\[\]|{}]+\s*|^(?:[^\w#]|_)+")
_AFTER = re.compile(
    r"\s*(?:\((?!\s*\d{3}\s*\)|\s*[A-Z]\d[\dA-Z])[^()]{2,60}\)\s*)?[?]?\s*"
    r"(?:#?\s?(?P<index>[1-9])\s?(?=:))?(?P<colon>[:;=]|\.(?=[\s_]))?"
)
_MODIFIER = re.compile(r"^\W*[A-Za-z][a-z'’]{2,}\.?\s$")
"""One unknown word before a label makes it another person's: "Spouse DOB", "Pharmacy phone"."""
_RUNS_ON = re.compile(
    r"^(?:is|are|was|were|has|have|had|will|should|must|may|can|and|or|of|to|for|by|with|in|on|"
    r"who|that|this|the|a|an|be|been|prefers?|reports?|continues?|needs?|requires?|states?)\b",
    re.I,
)
_QUESTION = re.compile(
    r"\b(?:what|which|who|when|where|why|how|is|are|was|were|does|do|did|has|have|will|can|should|any)"
    r"\s[^?]{8,}\?",
    re.I,
)
"""What a form asks in whole words: never itself the value of the question before."""
_INNER = frozenset(
    "for to from at with when time weeks months visits sessions minutes min treat code other order "
    "visit primary page by tx rx name home area areas plan condition reason state city dear "
    "attn".split()
)
"""Words of running text: inside a line they are labels only with a colon."""
_REQUESTS = frozenset({"refer to", "referred to", "refer patient to", "referral to"})
"""What begins a sentence as well ("Refer to massage therapy ..."): then no name follows."""
_FIRMS = frozenset({"group", "claim", "claims", "office", "home", "main office", "main", "policy"})
"""Labels that end the names of firms and offices as well: "Lee Physicians Group"."""
_FIRM_NAME = re.compile(
    r"(?!Visit|Hours|Use|Manager|Note|Staff|Policy)[A-Z][a-z]+ (?:& )?[A-Z][^\d]+$"
)
"""What names the office behind the label "Office", which mostly asks for its telephone."""
_CAPTION = re.compile(r"[({\[]\s*[^\W\d_].*[)}\]]")
"""A line that stands in parentheses is the name of the place above it, and holds no value."""
_HINT = 4
"""Words of a hint behind the label of such a line at most: "(patient: last, first)"."""
_DOUBLE = frozenset({"pt", "print", "ma", "t", "p", "f", "h", "c", "x"})
"""Abbreviations that mean something else as well: labels only with a colon."""
_NUMBER_LAST = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several))$", re.I
)
_PLAIN = "dx"
"""The one abbreviation of two letters that means nothing else: a label before words, too."""
_PERSONAL = frozenset({"birth_date", "phone", "fax", "npi", "member_id"})
_COUNTED = frozenset({"duration", "frequency", "visits", "minutes", "units", "schedule"})
_UNITS = frozenset("weeks months days visits sessions treatments minutes min units".split())
"""What a number before them counts: "6 weeks; 30 min", where the sign is no colon."""
_FREE = frozenset({"name", "payer", "signature", "heading", "organization"})
"""Nouns whose values readers may give in small letters."""

_DATE = re.compile(r"\d{1,4}[-/.]|[A-Z][a-z]{2,8}\.? \d")
_NUMBER = re.compile(r"#?\s*[A-Z]{0,4}-?\d", re.I)
_PHONE = re.compile(r"[(#]?\s*\d")
_SCHEDULE = re.compile(r"\d|once|twice|three|q\w|[bt]i?w", re.I)
_COUNT = re.compile(r"\d{1,3}\b")
_ONE_LETTER = (re.compile(r"\(?\d{3}[-). ]"), re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d"))
"""What stands behind a label of one letter: a telephone; behind that of a birth date, a day."""
_OPENINGS = {
    **dict.fromkeys(("birth_date", "injury_date", "order_date", "sign_date"), _DATE),
    **dict.fromkeys(("date", "other_date"), _DATE),
    **dict.fromkeys(("phone", "fax", "phone_fax", "npi"), _PHONE),
    **dict.fromkeys(("member_id", "claim", "authorization", "group", "other_id"), _NUMBER),
    **dict.fromkeys(("frequency", "duration", "schedule"), _SCHEDULE),
    **dict.fromkeys(("minutes", "visits"), _COUNT),
    "diagnosis": re.compile(r"[A-TV-Z0]\s?\d[\dA-Z]"),
}
"""How the value begins that may stand right behind a label without a colon."""
_VALUED = frozenset(noun for noun, opening in _OPENINGS.items() if opening in (_DATE, _PHONE))
"""Nouns of which a label is followed by a value of their own kind or by nothing."""


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


def labels(lines: Iterable[Line]) -> tuple[Label, ...]:
    """Every label on these lines, in their order; labels never overlap."""
    body = tuple(lines)
    found = [label for line in body for label in _asked(line) if not _ends_phrase(label, body)]
    return tuple(_office(_headed(label, found), body) for label in found)


def _headed(label: Label, found: Sequence[Label]) -> Label:
    """A note's "PLAN" under its "ASSESSMENT" as what it is: the head of the order.

    A pad's "FOR" on the row of a birth date asks for whom it is, not for how long.
    """
    if label.phrase == "for" and label.alone and any(_born_on(label.box, x) for x in found):
        return replace(label, noun="name", role="patient")
    heads = label.alone and not label.colon and label.phrase == "plan"
    if heads and any(
        other.noun == "assessment"
        and other.alone
        and abs(other.box.left - label.box.left) < 0.02
        and other.box.top < label.box.top
        for other in found
    ):
        return replace(label, noun="heading", role="order")
    return label


def _office(label: Label, lines: Sequence[Line]) -> Label:
    """An "Office" before words on its row as what it is: the label of a name, no telephone's."""
    box, behind = label.box, label.line.text[label.end :].strip(" :_.")
    row = [
        line
        for line in lines
        if line.box.left > box.right and abs(line.box.middle[1] - box.middle[1]) < 0.5 * box.height
    ]
    beside = min(row, key=lambda line: line.box.left).text if row and label.alone else ""
    named = label.phrase == "office" and _FIRM_NAME.match(behind or beside)
    return replace(label, noun="organization") if named else label


def _born_on(row: Box, other: Label) -> bool:
    """Whether a label for a birth date stands on a row."""
    return other.noun == "birth_date" and abs(other.box.middle[1] - row.middle[1]) < row.height


def _ends_phrase(label: Label, lines: Sequence[Line]) -> bool:
    """Whether a lone unit only ends the line above: "... within three", "months"."""
    if not label.alone or label.noun not in _COUNTED or not label.text[:1].islower():
        return False
    box = label.box
    return any(
        _NUMBER_LAST.search(line.text) and len(line.text.split()) > 3
        for line in lines
        if abs(line.box.left - box.left) < 0.02
        and 0 < box.middle[1] - line.box.middle[1] < 2 * box.height
    )


def _asked(line: Line) -> Iterator[Label]:
    """The labels on a line; a question that is none that is known asks for something else."""
    known = tuple(_on(line))
    match = None if known else _QUESTION.search(line.text, _opening(line.text))
    if match:
        text, (start, end) = line.text, match.span()
        place = (line, start, end, line.span(start, end))
        yield Label("other", "", *place, 0.6, True, not text[end:].strip(), match[0])
    yield from known


def _on(line: Line) -> Iterator[Label]:
    at: int | None = _opening(line.text)
    first = True
    while at is not None and at < len(line.text):
        label = _at(line, at, first)
        if label is not None:
            yield label
        at = _next(line.text, at) if label is None else _skip(line.text, label.end)
        first = False


def _opening(text: str) -> int:
    """Where the words begin behind numbering, bullets and boxes read as text."""
    numbering = _NUMBERING.match(text)
    at = numbering.end() if numbering else 0
    lead = _LEAD.match(text[at:])
    return at + (lead.end() if lead else 0)


def _skip(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def _next(text: str, at: int) -> int | None:
    """The start of the next word, also behind a colon or where letters follow digits."""
    match = _NEXT.search(text, at + 1)
    return match.end() if match else None


def _at(line: Line, at: int, first: bool) -> Label | None:
    """The longest label that begins at this place."""
    best, none = None, False
    for end in _ends(line.text, at):
        chunk = line.text[at:end]
        if no_label(chunk):
            best, none = None, True
        term = exact(chunk) if chunk[-1] not in "(/-" else None
        label = _admitted(_Match(line, at, end, first, term, 1.0)) if term else None
        if label is not None:
            best, none = label, False
    if not first or none or (best is not None and _firm(best)):
        return best
    like = _like(line, at)
    longer = like is not None and (best is None or (like.end >= best.end and like.alone))
    return like if longer else best


def _firm(label: Label) -> bool:
    """Whether a label fits letter for letter and nothing behind it can belong to it."""
    return label.likeness == 1 and (label.alone or label.colon)


def _ends(text: str, at: int) -> list[int]:
    """Places where a label that begins at `at` may end: behind words, before digits and colons.

    A caption may have a colon within: "Patient: last name, first name".
    """
    ends = []
    for match in _WORD.finditer(text, at):
        ends.append(match.end())
        ends += [match.start() + m.start() for m in _GLUED.finditer(match.group())]
        stopped = text[match.end() : match.end() + 1] in (":", ";")
        if len(ends) >= MOST_WORDS or (stopped and text[match.end() + 1 : match.end() + 2] != "/"):
            break
    whole = text.rstrip()
    if ends and ":" in whole[ends[-1] :] and len(whole) - at < LONGEST and exact(whole[at:]):
        ends.append(len(whole))
    return sorted(set(ends))


def _like(line: Line, at: int) -> Label | None:
    """The label that the head of the line resembles, with letters misread."""
    found = []
    for end in _ends(line.text, at):
        chunk = _BARE_NUMBERING.sub("", line.text[at:end])
        if len(chunk) > LONGEST:
            break
        term, likeness = nearest(chunk)
        if term and _counts(chunk) and not _counts(term.phrase):
            continue
        label = _admitted(_Match(line, at, end, True, term, likeness)) if term else None
        if label is None:
            continue
        whole = label.alone or label.colon
        long = len(compact(chunk)) > 4 or label.colon
        if likeness > 0.94 or (whole and long):
            found.append(label)
    return max(found, key=lambda x: (x.alone or x.colon, x.likeness, x.end), default=None)


def _counts(text: str) -> bool:
    """Whether words end with a number, which then is the label's value and none of its words."""
    return text.split()[-1].isdigit()


@dataclass(frozen=True, slots=True)
class _Match:
    """Words of a line that are or resemble a known label. `first`: they open the line."""

    line: Line
    at: int
    end: int
    first: bool
    term: Term
    likeness: float


def _admitted(match: _Match) -> Label | None:
    """The label, if what stands around it does not make it a word of running text."""
    label, rest = _built(match)
    if label is None:
        return None
    size, typed = len(compact(label.phrase)), _opens_value(label.noun, rest)
    if label.alone:
        bare = size <= 2 and not label.colon
        known = label.phrase not in _DOUBLE and label.phrase.upper() in match.line.text
        return label if known or not bare else None
    if label.colon:
        return None if not typed and _tail(match) else label
    if size == 1:
        return label if _ONE_LETTER[label.noun == "birth_date"].match(rest) else None
    if not match.first and label.phrase in _INNER:
        return None
    ends = not rest and label.noun in _OPENINGS and size > 2 and match.line.text[match.at].isupper()
    ends = ends and not _of_a_firm(label)
    if typed or ends:
        return label
    if not match.first or (size <= 2 and label.phrase != _PLAIN):
        return None
    if label.noun in _VALUED and match.likeness == 1:
        return _longer(label)
    return label if _opens_text(label.noun, label.phrase, rest) else None


def _built(match: _Match) -> tuple[Label | None, str]:
    """The label as it stands, and the text behind it; None where the words cannot be one."""
    text, (noun, role, phrase) = match.line.text, match.term
    after = _AFTER.match(text, match.end)
    stop = after.end() if after else match.end
    rest, before = text[stop:].strip(" ._-–—"), text[: match.at]
    count = text[match.at].isdigit() and not phrase[0].isdigit()
    if count and match.likeness < 1 and noun in _COUNTED:
        return None, rest
    stopped = after is not None and after["colon"] == ";"
    if stopped and phrase in _UNITS and _NUMBER_LAST.search(before.rstrip()):
        return None, rest
    if phrase == "id" and re.match(r"\d{5}\b", rest) and re.search(r"[A-Za-z],?\s*$", before):
        return None, rest  # a place in Idaho, or somebody else's number
    if _MODIFIER.match(before):
        person = exact(before)
        whose = person.role if person and person.noun == "name" and person.role else "another"
        role = whose if noun in _PERSONAL else role
        noun = "other_date" if noun == "date" else noun
    colon = bool(after and after["colon"] and (after["colon"] != "." or match.likeness == 1))
    if after and after["index"] and after["index"] != "1" and noun == "payer":
        role = "secondary"
    box = match.line.span(match.at, stop)
    alone = match.first and not rest
    if match.first and _hinted(text, rest):
        stop, alone, colon, rest = len(text), True, False, ""
        box = match.line.span(match.at, stop)
    place = (match.line, match.at, stop, box)
    return Label(noun, role, *place, match.likeness, colon, alone, phrase), rest


def _longer(label: Label) -> Label | None:
    """A caption of which only the first words are known ("Date symptoms began"): another's."""
    text = label.line.text
    if label.phrase == "office" and _FIRM_NAME.match(text[label.end :].lstrip()):
        return label
    if any(c.isdigit() for c in text[label.start :]) or len(text.split()) > 7:
        return None
    box = label.line.span(label.start, len(text))
    return replace(label, noun="other", role="", end=len(text), box=box, alone=True, likeness=0.6)


def _tail(match: _Match) -> bool:
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


def _opens_value(noun: str, rest: str) -> bool:
    """Whether the text right behind a label can be its value, so that no colon is needed."""
    opening = _OPENINGS.get(noun)
    return opening is not None and bool(opening.match(rest))


def _opens_text(noun: str, phrase: str, rest: str) -> bool:
    """Whether the words behind a label at the head of a line are its value, not more of them."""
    if _RUNS_ON.match(rest) or (len(rest.split()) > 9 and " " not in phrase):
        return False
    if phrase in _REQUESTS:
        return not rest[:1].islower()
    if phrase.endswith(" of"):
        return False
    return noun in _FREE or not rest[:1].islower()
