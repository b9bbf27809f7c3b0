"""Who and what a notice is about: the patient and the numbers; labels with their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docflow import Reading, Source
from docflow.paper.candidates import idaho
from docflow.paper.labels import labels
from docflow.paper.pairs import Pair, pairs
from docflow.paper.runs import runs
from docflow.terms.names import clean_name

from .grammar import fitter, number, person
from .passage import Passage, Sheet, high, seen

_CLAIM_LIKE = {
    "icn": 0.95, "dcn": 0.95, "dcn no": 0.95, "document control no": 0.95, "tcn": 0.95,
    "internal control no": 0.95, "transaction control no": 0.95, "reference no": 0.6,
    "ref no": 0.6, "control no": 0.7,
}  # fmt: skip
_PERHAPS = frozenset({"reference no", "ref no", "control no"})
"""Labels of numbers that may be a claim's and as well anything else's: a person looks."""

_HOLDERS = frozenset({"participant", "member", "member name", "insured", "insured name"})
_IN_TEXT = {
    "patient.member_id": re.compile(
        r"\b(?:identification|member|subscriber|enrollee|participant|beneficiary|certificate|"
        r"policy)\s?(?:id|no\.?|number|"
        r"#)*\s?[.:#]*\s?"
        r"(?P<number>[A-Z0-9-]*\d[A-Z0-9-]{4,})",
        re.IGNORECASE,
    ),
    "claim.number": re.compile(
        r"\b(?:(?:claim|file)\s?(?:id|no\.?|number|#)+|our (?:file|claim|reference|ref)\b\s?"
        r"(?:id|no\.?|number|#)*)\s?[.:#]*\s?"
        r"(?P<number>[A-Z0-9-]*\d[A-Z0-9-]{4,})",
        re.IGNORECASE,
    ),
}
_SALUTE = re.compile(r"\bDear\s+(?:Mr\.?|Mrs\.?|Ms\.?|Miss)?\s*(?=[A-Z])")
_LICENSED = r"\W{1,3}(?:LMT|LMP|LMBT|MD|DO|DC|PT|DPT|ND|NP|ARNP|PA-C|LAc)\b"
_TO_MEMBER = re.compile(
    r"\byour (?:plan|coverage|benefits?|provider|policy|doctor|member|claim|contract|insurance)\b",
    re.IGNORECASE,
)
_TO_YOU = re.compile(
    r"\b(?:you or your (?:provider|doctor)|member id|you may appeal)\b", re.IGNORECASE
)
_STREET = re.compile(r"^\W*(?:\d+\s+\w|P\.?\s?O\.?\s?Box)", re.IGNORECASE)
_TOWN = re.compile(r"\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\W*$")
_PERHAPS_HE = 0.5
"""How sure it is that whom a letter is addressed to is the patient."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value on a sheet."""

    pair: Pair
    sheet: Sheet

    def place(self, document: str) -> Source:
        """Where the value stands on the upright page."""
        return Source(document, self.sheet.page.number, self.sheet.back.box(self.pair.box))

    @property
    def text(self) -> str:
        """The value's first line, from the beginning of its first word."""
        run = self.pair.runs[0]
        start = run.start
        while start > 0 and run.line.text[start - 1].isalnum():
            start -= 1
        return run.line.text[start : run.end]

    @property
    def sure(self) -> float:
        """The pairing's and the reader's confidence together."""
        run = self.pair.runs[0]
        return min(0.97, 0.62 + self.pair.margin + 0.35 * self.pair.score) * run.line.confidence(
            run.start, run.end
        )


def labelled(sheets: Iterable[Sheet], today: date) -> tuple[Labelled, ...]:
    """Every label on the document with its value."""
    fit = fitter(today)
    found = []
    for sheet in sheets:
        known = labels(sheet.lines)
        for pair in pairs(known, runs(sheet.lines, known), sheet.page.marks, fit, sheet.tall):
            found.append(Labelled(pair, sheet))
    return tuple(found)


def identity(whole: Passage, found: Sequence[Labelled], today: date) -> Iterator[Reading]:
    """The patient and the numbers that name the case."""
    yield from _names(whole, found)
    yield from _numbers(whole, found, today)


def _names(whole: Passage, found: Sequence[Labelled]) -> Iterator[Reading]:
    best: dict[str, Reading] = {}
    for item in found:
        label = item.pair.label
        name = person(item.pair.text) if label.noun == "name" else ""
        inside = not (label.alone or label.colon) and item.pair.side != "right"
        share = 0.0 if inside else _name_share(label.role, label.phrase)
        if not name or not share:
            continue
        best = _keep(best, whole, name, item.sure * share, item.place(whole.document), "label")
    others = {clean_name(person(i.pair.text)) for i in found if i.pair.label.role == "provider"}
    for match in _SALUTE.finditer(whole.text):
        name = person(whole.text[match.end() : match.end() + 50])
        if name and _of_member(whole.text, name) and clean_name(name) not in others:
            start = whole.text.index(name, match.end())
            place = whole.source(start, start + len(name))
            best = _keep(best, whole, name, 0.82, place, "salutation")
    yield from best.values() or _addressees(whole, others)


def _addressees(whole: Passage, others: set[str]) -> Iterator[Reading]:
    """Whom a letter to a member is addressed to: perhaps the patient, perhaps a parent."""
    if not _TO_YOU.search(whole.text):
        return
    pieces = whole.pieces
    for piece, street, town in zip(pieces, pieces[1:], pieces[2:], strict=False):
        name = person(piece.line.text)
        address = _STREET.match(street.line.text) and _TOWN.search(town.line.text)
        known = clean_name(name) in others or not _of_person(whole.text, name)
        if name and address and not known and high(piece.line.box.top, piece.sheet):
            place = whole.source(piece.start, piece.start + len(piece.line.text))
            yield seen("patient.name", clean_name(name), name, _PERHAPS_HE, place, "addressee")
            return


def _of_person(text: str, name: str) -> bool:
    return not re.search(re.escape(name) + _LICENSED, text)


def _of_member(text: str, name: str) -> bool:
    """Whether a letter that greets this person speaks to a member and not to a provider."""
    return _of_person(text, name) and bool(_TO_MEMBER.search(text))


def _name_share(role: str, phrase: str) -> float:
    if role == "patient":
        return 1.0
    return 0.9 if role == "holder" and phrase in _HOLDERS else 0.0


def _keep(
    best: dict[str, Reading], whole: Passage, name: str, sure: float, place: Source | None, by: str
) -> dict[str, Reading]:
    """The best reading of each name; one that stands several times gains by it."""
    value = clean_name(name)
    grounds = [by, *(["twice"] if _times(whole.text, value) > 1 else [])]
    sure = min(0.98, sure + (0.1 if "twice" in grounds else -0.2 if by == "salutation" else 0.0))
    old = best.get(value)
    if old is None or old.confidence < sure:
        grounds += old.grounds if old else ()
        return {**best, value: seen("patient.name", value, name, sure, place, *grounds)}
    merged = seen(old.field, value, old.text, old.confidence, old.source, *old.grounds, *grounds)
    return {**best, value: merged}


def _times(text: str, name: str) -> int:
    """How often first and last name stand together, in any order and case."""
    words = name.lower().split()
    if len(words) < 2:
        return 0
    first, last = re.escape(words[0]), re.escape(words[-1])
    middle = r"(?:\s+\w+\.?)?"
    plain = rf"\b{first}{middle}\s+{last}\b|\b{last}\s*,\s*{first}\b"
    return len(re.findall(plain, text.lower()))


def _numbers(whole: Passage, found: Sequence[Labelled], today: date) -> Iterator[Reading]:
    for field, share in (
        ("patient.member_id", _member_share),
        ("claim.number", claim_share),
        ("authorization.number", _authorization_share),
    ):
        best: dict[str, tuple[float, Labelled]] = {}
        for item in found:
            label = item.pair.label
            weight = 0.0 if label.role == "another" else share(label.noun, label.phrase)
            value = number(item.text, today) if weight else ""
            if idaho(label.phrase, value):
                continue
            if value and (value not in best or best[value][0] < weight * item.sure):
                best[value] = (weight * item.sure, item)
        yield from _ranked(field, best, whole) if best else _told(field, whole, today)


def _told(field: str, whole: Passage, today: date) -> Iterator[Reading]:
    """A number behind its name in running text, where a lost blank hid the label."""
    pattern = _IN_TEXT.get(field)
    for match in pattern.finditer(whole.text) if pattern else ():
        value = number(match["number"], today)
        if value:
            place = whole.source(*match.span("number"))
            sure = 0.85 * whole.sure(*match.span("number"))
            yield seen(field, value, match["number"], sure, place, "label")
            return


def _ranked(
    field: str, best: dict[str, tuple[float, Labelled]], whole: Passage
) -> Iterator[Reading]:
    """The best value; a rival that is nearly as good is told too, and both become doubtful."""
    order = sorted(best.items(), key=lambda x: (-x[1][0], x[0]))
    for value, (sure, item) in order[:2]:
        rivals = [other for text, (other, _) in order if text != value]
        if rivals and max(rivals) > sure + 0.05:
            return
        doubt = 0.6 if rivals and max(rivals) > 0.9 * sure else 1.0
        grounds = ["label", *(["twice"] if whole.text.count(value) > 1 else [])]
        confidence = min(0.98, sure + 0.06 * (len(grounds) - 1)) * doubt
        grounds += ["alone"] if item.pair.label.phrase in _PERHAPS else []
        yield seen(field, value, item.text, confidence, item.place(whole.document), *grounds)


def _member_share(noun: str, phrase: str) -> float:
    return 1.0 if noun == "member_id" else 0.0


def claim_share(noun: str, phrase: str) -> float:
    """How well a label stands for the number of a claim, 0 for not at all."""
    if noun == "claim":
        return 0.85 if phrase.startswith(("file", "case")) else 1.0
    return _CLAIM_LIKE.get(phrase, 0.0) if noun == "other_id" else 0.0


def _authorization_share(noun: str, phrase: str) -> float:
    return 1.0 if noun == "authorization" else 0.0
