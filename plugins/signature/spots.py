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
from docflow.paper.rows import on_row
from docflow.terms.names import credentials, is_name

Role = Literal["provider", "second", "other", "unsure"]
"""Whose signature: the prescriber's, that of one who answers for the prescriber, another's."""

PRESCRIBERS = frozenset(
    "MD DO DC ND NMD PA PA-C DPM DDS DMD ARNP APRN FNP FNP-BC NP CNM DNP CNS PAC".split()
)

_OTHERS = re.compile(
    r"(?<!in)(?<!out)patient|guardian|parent|injured|insured|employee|worker|claimant|client"
    r"|subscriber|member\b|account ?holder|participant|beneficiary|representative|witness|notary"
    r"|responsible party"
    r"|therapist|\bLMT\b|\bLMP\b|massage|recept|staff|office use|insurer|adjuster|examiner|carrier"
    r"|reviewer|employer|attorney|interpreter|(?<!physician )(?<!physician['’]s )(?<!physicians )"
    r"assistant|nurse(?![- ](?:practitioner|midwife))|faxed|scanned|received by|verified by"
    r"|pharmacist|acknowledg|appeals|(?<![A-Z]\.)R\.?N(?!\.?P)|L[PV]N|nursing|clerk",
    re.I,
)
_SECONDS = re.compile(r"supervis|collaborat|medical director|co-?sign|counter-?sign", re.I)
_CONSENTS = re.compile(
    r"\bmy (?:(?:own|medical|health|personal|private) )*(?:doctor|physician|provider|insur"
    r"|records?\b|information|benefits|behalf|claims?\b|treatment|condition)"
    r"|assign\w*(?: \w+){0,3} benefits|release(?: \w+){0,3} (?:information|records)"
    r"|consent (?:to|for)|financial(?:ly)? responsib|privacy practice"
    r"|\bI (?:\w+ )?(?:understand|agree|consent|give)\b",
    re.I,
)
"""What a patient puts a name to."""
_CERTIFIES = re.compile(
    r"\bI (?:\w+ )?(?:certify|prescribe|order|refer|recommend)\b"
    r"|\bI have (?:examined|evaluated|reviewed)\b|medical(?:ly)? necess"
    r"|under my (?:care|supervision)|\b(?:this|my|the above) patient",
    re.I,
)
"""What a prescriber puts a name to."""
_PROVIDERS = re.compile(
    r"physician|provider|doctor|\bpcp\b|\bdr\b|prescri|practitioner|clinician|\bnpp\b|attending"
    r"|referring|ordering|certifying|authori[sz]|treating|dentist|chiropractor|naturopath(?!ic)"
    r"|midwife|podiatrist|physiatrist|surgeon|\bM\.?D\b|\bD\.?[CO]\b|dispense|substitut"
    r"|selection permit|brand (?:\w+ )?necessary",
    re.I,
)
_SIGNING = re.compile(
    r"signature|\bsig\.? of\b|\bsign(?:ed)? by\b|\bsign here\b|\bsigned\s*:|authori[sz]ed by"
    r"|dispense as|substitut\w+ permit|(?:product )?selection permit|may (?:not )?substitute"
    r"|do not substitute|brand (?:\w+ )?necessary|\bdaw\b",
    re.I,
)
_LIKE, _ALIKE = 70.0, 84.0
"""How alike, of 100, a misread word is to "signature", or to the word for a person, from which it
counts as that.
"""
TEXT, WORDS = 1.4, 0.45
"""Inches above a spot in which a signed text or a heading, and other words, tell whose it is."""
SENTENCE = 7
"""Words from which a line is running text, and no label with its value."""
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
ELECTRONIC = re.compile(r"electronic|digital|\be-? ?sign|authenticated|/e?s/", re.I)
_CAPTION = re.compile(
    r"(?:\w+ ){0,2}(?:physician|provider|prescriber|practitioner|clinician"
    r"|doctor(?: of [a-z]+(?: medicine)?)?|dentist|chiropractor|midwife|podiatrist|surgeon"
    r"|patient|worker|employee|client|guardian|witness|therapist)"
    r"(?: ?\([\w ,/-]+\))?",
    re.I,
)
_TITLED = re.compile(
    r"^\W*(?:\d{1,2}[a-z]?[.):]? *)?(?:signature|signed) *(?:of|by)\b[^.:;?!]{,90}$", re.I
)
"""A form's caption that begins with what it asks for may be long."""
_APART = re.compile(r"(?<=, )([A-Z])[ .:]{1,2}([A-Z])(?:[ .:]{1,2}([A-Z]))?\.?$")
"""The letters behind a name as a reader sometimes sets them apart: "Lee, M D"."""
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
    seen = [*_labelled(named), *_worded(found, named), *_names(found), *_captions(found, named)]
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
        if label.role == "provider" and role == "unsure":
            role = "provider"
        elif label.role not in ("", "provider", "pcp") and role != "second":
            role = "other"
        yield Spot(label.text, label.box, role)


def _worded(found: Sequence[Line], named: Sequence[Label]) -> Iterator[Spot]:
    """Short lines that ask for a signature in other words, or in misread ones."""
    known = [label.line for label in named if label.noun == "signature"]
    for line in found:
        span = _asks(line.text)
        long = len(line.words) > 6 and not _TITLED.match(line.text)
        if span is None or any(line is other for other in known) or long:
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
    return _broken(text)


def _broken(text: str) -> tuple[int, int] | None:
    """Where "signature" stands in pieces at the end of a line that names its person."""
    for word in re.finditer(r"\b[sS][^\W\d_]{0,3}(?: [^\W\d_]{1,7}){1,2}$", text):
        letters = word[0].replace(" ", "").lower()
        if ratio(letters, "signature") >= _LIKE and role_of(text[: word.start()]) != "unsure":
            return word.span()
    return None


def _names(found: Sequence[Line]) -> Iterator[Spot]:
    """Printed names of prescribers, with the closing of a letter above them if there is one.

    A name without letters counts as the last under its closing, if the lines below it speak of a
    prescriber: right under a closing a reader may take the signature for a name.
    """
    closings = [line.box for line in found if _CLOSING.match(line.text.strip())]
    plain: dict[Box, Spot] = {}
    taken: set[Box | None] = set()
    for line in found:
        head = _APART.sub(r"\1\2\3", _head(line.text))
        over = [box for box in closings if _closes(box, line.box)]
        closing = max(over, key=lambda box: box.bottom, default=None)
        letters = credentials(head)
        lettered = bool(PRESCRIBERS.intersection(letters))
        if not lettered and (closing is None or letters):
            continue
        if len(head) > 60 or not is_name(head) or re.match(r"\W*[cç]c\b", line.text, re.I):
            continue
        spot = Spot(line.text, line.box, role_of_name(line.text), named=True, closing=closing)
        if lettered:
            taken.add(closing)
            yield spot
        elif closing is not None and _prescribes(line, found):
            plain[closing] = spot
    yield from (spot for closing, spot in plain.items() if closing not in taken)


def _head(text: str) -> str:
    return re.split(r"\bNPI\b|\blic", text, flags=re.I)[0].strip(" ,|-")


def _prescribes(name: Line, found: Sequence[Line]) -> bool:
    """Whether the two lines below a name, at its left end, say that it is a prescriber's."""
    below = [
        line.text
        for line in found
        if abs(line.box.left - name.box.left) < 0.02
        and -0.3 < (line.box.top - name.box.bottom) / name.box.height < 2
    ]
    return not re.search(r"\d", name.text) and any(
        re.search(r"\bNPI\b", text) or PRESCRIBERS.intersection(re.split(r"[\s,.]+", text))
        for text in below
    )


def _captions(found: Sequence[Line], named: Sequence[Label]) -> Iterator[Spot]:
    """Captions such as "Ordering clinician" with a date's caption in their row: somebody signs.

    They count as a printed name does, where no label asks for a signature; a patient's shows whose
    the date beside it is. Under what a prescriber certifies one may begin a longer line.
    """
    dates = [label.box for label in named if label.noun in ("date", "sign_date")]
    for line in found:
        match = _CAPTION.fullmatch(line.text.strip(" :"))
        if match is None and _certified(line, found):
            match = _CAPTION.match(line.text)
        box = line.span(*match.span()) if match else line.box
        if match and any(on_row(d, box, share=0.8) and d.left > box.right for d in dates):
            yield Spot(match[0], box, role_of(match[0]), named=True)


def _certified(line: Line, found: Sequence[Line]) -> bool:
    """Whether what a prescriber certifies stands right above a line, at its left end."""
    return any(
        0 < line.box.middle[1] - other.box.bottom < 4 * other.box.height
        and abs(line.box.left - other.box.left) < 0.02
        and _CERTIFIES.search(other.text)
        for other in found
    )


def captioned(spot: Spot) -> bool:
    """Whether a spot is such a caption."""
    return spot.named and _CAPTION.fullmatch(spot.text.strip(" :")) is not None


def _closes(closing: Box, name: Box) -> bool:
    """Whether a name stands under a letter's closing, with room between for a signature."""
    return 0.012 < name.top - closing.bottom < 0.16 and abs(name.left - closing.left) < 0.15


def role_of_name(text: str) -> Role:
    """Whose a printed name with a prescriber's letters is: another's if words beside say so."""
    return "other" if _OTHERS.search(text) else "provider"


def role_of(text: str) -> Role:
    """Whose signature some words speak of, misread ones included."""
    if _SECONDS.search(text):
        return "second"
    if _OTHERS.search(text):
        return "other"
    if _PROVIDERS.search(text):
        return "provider"
    for word in re.findall(r"[^\W\d_]{6,}", text.lower()):
        for known, role in _ROLES.items():
            if ratio(word, known) >= _ALIKE:
                return role
    return "unsure"


def _signer(text: str) -> Role:
    """Who signs below a text, judged by its own words first."""
    if _CONSENTS.search(text):
        return "other"
    return "provider" if _CERTIFIES.search(text) else role_of(text)


def _says_who(text: str) -> bool:
    """Whether a text is a heading, or what somebody puts a name to: it holds for all below it."""
    heading = text.isupper() and len(text.split()) <= 6
    signed = _CONSENTS.search(text) or _CERTIFIES.search(text)
    return heading or bool(signed) or len(text.split()) >= SENTENCE


def settled(spot: Spot, found: Sequence[Line], flat: Sequence[Box], inch: float) -> Spot:
    """The spot with its role taken from the words around it where its own do not tell.

    What stands above it may be the text that is signed: then the words are a person's own. Words
    below it, under a printed line of `flat`, begin something else.
    """
    if spot.role != "unsure":
        return spot
    near = []
    floor = min((r.top for r in flat if _under(r, spot.box)), default=1.0)
    for line in found:
        above, below = spot.box.top - line.box.bottom, line.box.top - spot.box.bottom
        if line.box.middle[1] > floor:
            continue
        aside = line.box.left > spot.box.right + 0.3 or line.box.right < spot.box.left
        reach = TEXT if _says_who(line.text) else WORDS
        far = max(above / (reach * inch), below / (0.25 * inch))
        role = _signer(line.text)
        if not aside and far < 1 and role != "unsure":
            near.append((far, role))
    return replace(spot, role=min(near)[1]) if near else spot


def _under(rule: Box, box: Box) -> bool:
    """Whether a printed line runs below words from one end of them to the other."""
    return rule.top > box.bottom and rule.left < box.left and rule.right > box.right
