"""The printed words that say what stands beside, below or above them: "DOB", "13. ICD-10-CM".

The table `data/labels.csv` holds the words by noun (what the value is) and role (whose it is).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from docflow.model import Box
from docflow.paper.lines import Line

MOST_WORDS = 9
_GLUED = re.compile(r"(?<=[A-Za-z#.])(?=[(\d])|(?<=[a-z]{3})(?=[A-Z])")
_START = re.compile(r"[^\s:;|]+")
_NUMBERING = re.compile(
    r"^\W*(?:\(?\d{1,2}[.),:]\s*|\d{1,2}(?=[A-WYZ][A-Za-z])|[A-HJ-Z0-9][.)]\s+)"
)
_BARE_NUMBERING = re.compile(r"^(?=\S?[\d$])[0-9A-Za-z$]{1,2}[.,]?\s(?=[A-Z][a-z]{2}|[A-Z]{3})")
_INNER = frozenset(
    "for to from at with when time weeks months visits sessions minutes min treat code other order "
    "visit primary page by tx rx name area areas plan condition reason state city dear attn".split()
)
"""Words of running text: inside a line they are labels only with a colon."""
_DOUBLE = frozenset({"pt", "ma", "t", "p", "f", "h", "c", "x"})
"""Abbreviations that mean something else as well: labels only with a colon."""
_LEAD = re.compile(r"^[\W_]*[xX✗✓]?[☐□☑☒✓✗\[\]|{}]+\s*|^[\W_]+")
_AFTER = re.compile(
    r"\s*(?:\((?!\s*\d{3}\s*\))[^()]{2,60}\)\s*)?[?]?\s*(?P<colon>[:;=]|\.(?=[\s_]))?"
)
_NUMBER = re.compile(r"(?:\b(?:number|num|nbr|nmbr)\b|#|\bno\b\.?)", re.I)
_SEEMS = tuple(
    str.maketrans({"0": "o", "1": one, "|": "i", "5": "s", "!": "i", "¢": "c", "&": " and "})
    for one in "li"
)
"""What letters may have been that were read as digits and signs; a 1 is an l or an I."""
_TYPED = frozenset(
    "birth_date injury_date order_date sign_date date other_date phone fax phone_fax npi member_id "
    "claim authorization group other_id diagnosis minutes visits frequency duration "
    "schedule".split()
)


_PERSONAL = frozenset({"birth_date", "phone", "fax", "npi", "member_id"})
_MODIFIER = re.compile(r"^\W*[A-Za-z][a-z'’]{2,}\.?\s$")
"""One unknown word before a label makes it another person's: "Spouse DOB", "Pharmacy phone"."""
_VALUED = frozenset(
    "birth_date injury_date order_date sign_date date other_date phone fax phone_fax npi".split()
)
"""Nouns of which a label is followed by a value of their own kind or by nothing."""
_COUNTED = frozenset({"duration", "frequency", "visits", "minutes", "units", "schedule"})


@dataclass(frozen=True, slots=True)
class Label:
    """One label where it stands: `line.text[start:end]`, a colon after it included.

    `noun` says what its value is, `role` whose; "" where the place must tell. `likeness` (0 to 1)
    is how well the text fits the known words. `colon`: it ends like a label. `alone`: nothing else
    stands on its line.
    """

    noun: str
    role: str
    line: Line
    start: int
    end: int
    likeness: float
    colon: bool
    alone: bool
    phrase: str

    @property
    def box(self) -> Box:
        """Where it stands."""
        return self.line.span(self.start, self.end)

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.line.text[self.start : self.end]


def compact(text: str) -> str:
    """Letters and digits only, in lower case, "#" and "number" as "no", "&" as "and"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = _NUMBER.sub(" no ", plain).replace("&", " and ").replace("+", " and ")
    return re.sub(r"[^a-z0-9]", "", plain.lower())


@cache
def lexicon() -> dict[str, tuple[str, str, str]]:
    """Every known label by its compact form: noun, role and the words themselves."""
    text = (files("docflow.paper") / "data" / "labels.csv").read_text(encoding="utf-8")
    known: dict[str, tuple[str, str, str]] = {}
    for row in csv.DictReader(text.splitlines()):
        for phrase in row["phrases"].split("|"):
            known.setdefault(compact(phrase), (row["noun"], row["role"], phrase))
    return known


def labels(lines: Iterable[Line]) -> tuple[Label, ...]:
    """Every label on these lines, in their order; labels never overlap."""
    return tuple(label for line in lines for label in _on(line))


def _on(line: Line) -> Iterator[Label]:
    at = _opening(line.text)
    first = True
    while at < len(line.text):
        label = _at(line, at, first)
        if label is None:
            step = _next(line.text, at)
            if step is None:
                return
            at, first = step, False
            continue
        yield label
        at, first = _skip(line.text, label.end), False


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
    match = re.compile(r"[\s:;|,()](?=[^\W_])|(?<=\d)(?=[A-Za-z]{2,})").search(text, at + 1)
    return match.end() if match else None


def _at(line: Line, at: int, first: bool) -> Label | None:
    """The longest label that begins at this place."""
    best, plain = None, False
    for end in _ends(line.text, at):
        if _plain_words(line.text[at:end]):
            best, plain = None, True
        label = _exact(line, at, end, first)
        if label is not None:
            best, plain = label, False
    if first and not plain and (best is None or not (best.alone or best.colon)):
        like = _like(line, at)
        if like is not None and (best is None or (like.end > best.end and like.alone)):
            return like
    return best


def _plain_words(chunk: str) -> bool:
    """Whether these words, though they begin or look like a label, are none: "State Farm"."""
    known = lexicon().get(compact(chunk))
    return known is not None and not known[0]


def _ends(text: str, at: int) -> list[int]:
    """Places where a label that begins at `at` may end: behind words, before digits and colons."""
    ends = []
    for match in _START.finditer(text, at):
        ends.append(match.end())
        ends += [match.start() + m.start() for m in _GLUED.finditer(match.group())]
        stopped = text[match.end() : match.end() + 1] in (":", ";")
        if len(ends) >= MOST_WORDS or (stopped and text[match.end() + 1 : match.end() + 2] != "/"):
            break
    return sorted(set(ends))


def _exact(line: Line, at: int, end: int, first: bool) -> Label | None:
    chunk = line.text[at:end]
    known = lexicon().get(compact(chunk))
    if known is None or chunk[-1] in "(/-" or not known[0]:
        return None
    return _admitted(line, at, end, first, known, 1.0)


def _admitted(
    line: Line, at: int, end: int, first: bool, known: tuple[str, str, str], likeness: float
) -> Label | None:
    """The label, if what stands around it does not make it a word of running text."""
    text = line.text
    after = _AFTER.match(text, end)
    stop = after.end() if after else end
    colon = bool(after and after["colon"])
    rest = text[stop:].strip(" ._-–—")
    noun, role, phrase = known
    if line.text[at].isdigit() and not phrase[0].isdigit() and likeness < 1 and noun in _COUNTED:
        return None
    if phrase == "id" and re.match(r"\d{5}\b", rest) and text[:at].rstrip().endswith(","):
        return None
    if _MODIFIER.match(text[:at]):
        role = "another" if noun in _PERSONAL else role
        noun = "other_date" if noun == "date" else noun
    label = Label(noun, role, line, at, stop, likeness, colon, first and not rest, phrase)
    short = len(compact(phrase)) <= 2
    if label.alone:
        plain = short and not colon
        return None if plain and (phrase in _DOUBLE or phrase.upper() not in text) else label
    if colon:
        return None if _tail(text, at, noun, rest) else label
    if len(compact(phrase)) == 1:
        return label if re.match(r"\(?\d{3}[-). ]", rest) else None
    if not first and phrase in _INNER:
        return None
    if noun in _TYPED and _opens_value(noun, rest):
        return label
    if not rest and noun in _TYPED and not short and text[at].isupper():
        return label
    if not first or short or not _opens_text(noun, phrase, rest):
        return None
    return label if noun not in _VALUED or likeness < 1 else _longer(label)


def _longer(label: Label) -> Label | None:
    """A caption of which only the first words are known ("Date symptoms began"): another's."""
    text = label.line.text
    plain = not any(c.isdigit() for c in text[label.start :]) and len(text.split()) <= 7
    whole = replace(label, noun="other", role="", end=len(text), alone=True, likeness=0.6)
    return whole if plain else None


def _tail(text: str, at: int, noun: str, rest: str) -> bool:
    """Whether a label inside a line only ends a longer text: "Anticoagulant therapy: light"."""
    before = text[:at].rstrip()
    inside = bool(before) and before[-1].isalpha() and text[at].islower()
    return inside and not (noun in _TYPED and _opens_value(noun, rest))


def _opens_value(noun: str, rest: str) -> bool:
    """Whether the text right behind a label can be its value, so that no colon is needed."""
    if noun == "diagnosis":
        return bool(re.match(r"[A-TV-Z0]\s?\d[\dA-Z]", rest))
    if noun in ("frequency", "duration", "schedule"):
        return bool(re.match(r"\d|once|twice|three|q\w|[bt]i?w", rest, re.I))
    if noun in ("member_id", "claim", "authorization", "group", "other_id"):
        return bool(re.match(r"#?\s*[A-Z]{0,4}-?\d", rest, re.I))
    if noun in ("minutes", "visits"):
        return bool(re.match(r"\d{1,3}\b", rest))
    if noun.endswith("date"):
        return bool(re.match(r"\d{1,4}[-/.]|[A-Z][a-z]{2,8}\.? \d", rest))
    return bool(re.match(r"[(#]?\s*\d", rest))


_RUNS_ON = re.compile(
    r"^(?:is|are|was|were|has|have|had|will|should|must|may|can|and|or|of|to|for|by|with|in|on|"
    r"who|that|this|the|a|an|be|been|prefers?|reports?|continues?|needs?|requires?|states?)\b",
    re.I,
)


def _opens_text(noun: str, phrase: str, rest: str) -> bool:
    """Whether the words behind a label at the head of a line are its value, not more of them."""
    if _RUNS_ON.match(rest) or (len(rest.split()) > 9 and " " not in phrase):
        return False
    free = ("name", "payer", "signature", "heading", "organization")
    return noun in free or not rest[:1].islower()


def _like(line: Line, at: int) -> Label | None:
    """The label that the head of the line resembles, with letters misread."""
    best: Label | None = None
    for end in _ends(line.text, at):
        chunk = _BARE_NUMBERING.sub("", line.text[at:end])
        if len(chunk) > 80:
            break
        known, likeness = _read_as(chunk)
        if known is None:
            continue
        label = _admitted(line, at, end, True, known, likeness)
        whole = label is not None and (label.alone or label.colon)
        fits = label is not None and (whole or likeness > 0.94) and _firm(label, chunk)
        if label is not None and fits and (best is None or _better(label, best)):
            best = label
    return best


def _firm(label: Label, chunk: str) -> bool:
    """Whether a misread label is more than one of many short words that look alike."""
    return len(compact(chunk)) > 4 or label.colon or label.likeness > 0.94


def _read_as(chunk: str) -> tuple[tuple[str, str, str] | None, float]:
    """The known label that a misread text comes nearest to, and how near; None and 0 if none."""
    keys = [compact(chunk.translate(seems)) for seems in _SEEMS]
    found = [_nearest(key if len(key) > 3 else _tiny(chunk)) for key in keys]
    best = max((f for f in found if f is not None), key=lambda f: f[1], default=None)
    return best if best is not None else (None, 0.0)


def _better(label: Label, best: Label) -> bool:
    return (label.alone or label.colon, label.likeness, label.end) > (
        best.alone or best.colon,
        best.likeness,
        best.end,
    )


def _tiny(chunk: str) -> str:
    return compact(chunk.replace("|", "I").replace("1", "I").replace("!", "I"))


@cache
def _nearest(key: str) -> tuple[tuple[str, str, str], float] | None:
    """The known label most like this one, and how like; None below what its length allows."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    known = lexicon()
    if key in known:
        return (known[key], 0.97) if known[key][0] else None
    size = len(key)
    if size < 4:
        return None
    least = 0.74 if size < 6 else 0.82 if size < 10 else 0.78
    found = process.extractOne(
        key, _keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=least
    )
    return (known[found[0]], float(found[1])) if found and known[found[0]][0] else None


@cache
def _keys() -> Sequence[str]:
    return tuple(key for key in lexicon() if len(key) > 3)
