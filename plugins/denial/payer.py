"""Who sent a notice: by its label, its letterhead or the hand that signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docflow import Reading, Source
from docflow.paper.lines import Line, lines
from docflow.terms.insurers import insurer_like, known_insurer
from docflow.terms.misread import mended

from .identity import Labelled
from .passage import Passage, Sheet, seen

_HEAD = 0.17
"""The share of the first page in which a letterhead stands."""

_COVERAGE = re.compile(
    r"^\W*(?:(?:personal injury protection|pip|no[- ]?fault|med(?:ical)?[- ]?pay(?:ments?)?|ppo|hmo"
    r"|epo|pos|bodily injury|uninsured motorist|workers'? comp(?:ensation)?|medical|health|auto"
    r"(?:mobile)?|commercial|group|individual|active|primary|secondary)\W*"
    r"(?:coverage|benefits?|plan|insurance)?\W*)+$",
    re.IGNORECASE,
)
"""A sort of coverage, which stands behind labels of payers and is none."""

_CLOSING = re.compile(r"\b(?:sincerely|very truly yours|respectfully|regards|yours truly)\b", re.I)


def payers(whole: Passage, sheets: Sequence[Sheet], found: Sequence[Labelled]) -> Iterator[Reading]:
    """The payer's name as it is printed, from the best place that has one."""
    for source in (_by_label, _by_letterhead, _by_text):
        said = list(source(whole, sheets, found))
        if said:
            yield from said
            return


def _by_label(
    whole: Passage, sheets: Sequence[Sheet], found: Sequence[Labelled]
) -> Iterator[Reading]:
    """A name behind "insurer" or "carrier"; not the second one."""
    for item in found:
        label = item.pair.label
        text = item.pair.text.split("\n")[0].strip()
        like = insurer_like(text)
        if label.noun != "payer" or label.role == "secondary" or not (like or label.colon):
            continue
        if _COVERAGE.match(text):
            continue
        if not like and not re.fullmatch(r"[A-Z][\w&.,'’ -]{2,50}", text):
            continue
        grounds = ["label", *(["known"] if like > 0.9 else [])]
        sure = item.sure * (1.0 if like else 0.7)
        yield seen("payer.name", text, text, sure, item.place(whole.document), *grounds)
        return


def _by_letterhead(
    whole: Passage, sheets: Sequence[Sheet], found: Sequence[Labelled]
) -> Iterator[Reading]:
    """The line at the head of the first page that looks most like a payer's name.

    Tick boxes do not part its words: a large bold letter may be taken for one.
    """
    if not sheets:
        return
    first = sheets[0]
    plain = replace(first.page, marks=tuple(m for m in first.page.marks if m.kind != "tick"))
    heads = [line for line in lines(plain) if line.box.top < _HEAD]
    tallest = max((line.box.height for line in heads), default=1.0)
    scored = [(_weight(line, tallest, whole), line) for line in heads]
    scored = sorted((x for x in scored if x[0] > 0), key=lambda x: (-x[0], x[1].box))
    for weight, line in scored[:1]:
        text = _without_office(mended(line.text))
        grounds = ["letterhead", *_known(text), *_again(whole, text)]
        start = line.text.find(text)
        box = line.box if start < 0 else line.span(start, start + len(text))
        place = Source(whole.document, first.page.number, first.back.box(box))
        sure = min(0.97, weight) * line.confidence()
        yield seen("payer.name", text, line.text, sure, place, *grounds)


def _weight(line: Line, tallest: float, whole: Passage) -> float:
    """How well a line of the head can name the payer: like one, large, and named again below."""
    text = _without_office(mended(line.text))
    like = insurer_like(text)
    if like < 0.5:
        return 0.0
    size = 0.1 * (line.box.height / tallest)
    return 0.8 * like + size + 0.12 * len(_again(whole, text))


def _without_office(text: str) -> str:
    """The name without the office behind it: "Aetna Appeals Department" is Aetna.

    Who reviews for somebody names the payer behind "for".
    """
    meant = re.search(r"\b(?:for|on behalf of)\s+(?P<payer>[A-Z].+)$", text)
    if meant and insurer_like(meant["payer"]) > 0.9:
        return meant["payer"].strip(" ,.-–—|")
    bare = re.split(
        r"\s+(?:Member |Provider |Customer |Claims? |Medical |Health Care |Clinical |Utilization |"
        r"Appeals?\b|Grievances?\b|Department\b|P\.?O\.? Box|[-–—|]\s)",
        text,
        maxsplit=1,
    )[0]
    return bare.strip(" ,.-–—|") if insurer_like(bare) >= 0.5 else text.strip()


def _known(text: str) -> list[str]:
    return ["known"] if insurer_like(text) > 0.9 else []


def _again(whole: Passage, text: str) -> list[str]:
    plain = re.sub(r"\W+", " ", whole.text.lower())
    return ["twice"] if plain.count(re.sub(r"\W+", " ", text.lower()).strip()) > 1 else []


def _by_text(
    whole: Passage, sheets: Sequence[Sheet], found: Sequence[Labelled]
) -> Iterator[Reading]:
    """A known insurer named in the text: the one that signs, else the one named most."""
    closing = list(_CLOSING.finditer(whole.text))
    tail = whole.text[closing[-1].end() :][:120] if closing else ""
    signed = known_insurer(tail)
    counted: dict[str, int] = {}
    for sentence in re.split(r"[.\n]+", whole.text):
        name = known_insurer(sentence)
        if name:
            counted[name] = counted.get(name, 0) + 1
    names = sorted(counted, key=lambda n: (n != signed, -counted[n], n))
    if not names:
        return
    name = names[0]
    match = re.search(re.escape(name).replace(r"\ ", r"\s+"), whole.text)
    place = whole.source(*match.span()) if match else None
    alone = len(names) == 1
    sure = 0.9 if alone and counted[name] > 1 else 0.8 if signed == name else 0.6
    grounds = ["known", *(["signed"] if signed else []), *(["twice"] if counted[name] > 1 else [])]
    yield seen("payer.name", name, match[0] if match else name, sure, place, *grounds)
