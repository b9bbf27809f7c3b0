"""Why a claim is not paid, where only prose says it: our own lexicon of phrases, weighed.

A pattern in `data/denial_phrases.tsv` is a regular expression over lower-case words: a blank may
be missing (readers glue words), `...` stands for up to twelve words, `<3>` for up to three, and
`word*` for any ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_GAP_WORDS = 12
_CLEAR = 4.0
"""The weight of one clear phrase."""
_KINDS = ("refusal", "request")
"""Phrases that tell what kind of paper it is, not why something is refused."""
_CUES = ("decision", "aside")
"""Phrases that tell how much a sentence counts."""
_SENTENCE = re.compile(r"(?<=[.;!?])[\s\"”)]+(?=[A-Z\"“(0-9])|\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_STEM = re.compile(r"(?<=[a-z\]])\*")


@dataclass(frozen=True, slots=True)
class Reason:
    """A category that the text states: how strongly (5 is one clear phrase), and where best."""

    category: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    category: str
    weight: float
    pattern: re.Pattern[str]


@cache
def _phrases() -> tuple[_Phrase, ...]:
    path = files("docflow.terms") / "data" / "denial_phrases.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(_Phrase(kind, float(weight), compiled(text)) for kind, weight, text in rows)


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression that a pattern of the lexicon stands for."""
    text = _STEM.sub("\x01", pattern).replace(" ... ", "\x02")
    text = re.sub(r" ?<(\d)>", lambda m: f" \x03{m[1]}\x04", text)
    text = text.replace(" ", " ?")
    text = text.replace("\x01", r"[\w'-]*")
    text = text.replace("\x02", rf" ?(?:\S+ ){{0,{_GAP_WORDS}}}?")
    text = re.sub(r"\x03(\d)\x04", r"(?:\\S+ ){0,\1}?", text)
    return re.compile(rf"\b(?:{text})(?![a-z])")


@cache
def _vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words of the lexicon and its stems, for repairing misread words."""
    path = files("docflow.terms") / "data" / "denial_phrases.tsv"
    words = re.findall(r"[a-z]{5,}\*?", path.read_text(encoding="utf-8"))
    whole = {word for word in words if not word.endswith("*")}
    return frozenset(whole), tuple(sorted({word[:-1] for word in words if word.endswith("*")}))


def reasons(text: str) -> tuple[Reason, ...]:
    """The categories that the text gives as reasons for not paying, strongest first.

    Sentences about rights, ways and conditions ("you may", "if you") hardly count unless they
    also decide something.
    """
    totals: dict[str, Reason] = {}
    start = 0
    for cut in [*(m.span() for m in _SENTENCE.finditer(text)), (len(text), len(text))]:
        for reason in _in_sentence(text[start : cut[0]], start):
            totals[reason.category] = _add(totals.get(reason.category), reason)
        start = cut[1]
    return tuple(sorted(totals.values(), key=lambda r: (-r.weight, r.category)))


REFUSAL = 8.0
"""Points from which a document is a notice that refuses something, and hardly anything else."""


_STATED = 3.0
"""Points of a clear reason for not paying."""


def refusing(text: str) -> float:
    """How many points speak for a notice that refuses payment or approval, less those against.

    Where they stay below REFUSAL in any case, a stated reason is not looked for and not counted.
    """
    plain, _ = _normal(text)
    hits = dict.fromkeys(_KINDS, 0.0)
    for phrase in _phrases():
        if phrase.category in hits and phrase.pattern.search(plain):
            hits[phrase.category] += phrase.weight
    points = hits["refusal"] - 1.2 * hits["request"]
    if points + _STATED < REFUSAL or all(reason.weight < _CLEAR for reason in reasons(text)):
        return points
    return points + _STATED


def _add(a: Reason | None, b: Reason) -> Reason:
    """Both together, at the place of the stronger."""
    if a is None:
        return b
    best = max(a, b, key=lambda r: (r.weight, -r.start))
    return Reason(a.category, a.weight + b.weight, best.start, best.end)


def _in_sentence(sentence: str, offset: int) -> list[Reason]:
    plain, places = _normal(sentence)
    if not plain:
        return []
    hits: dict[str, list[tuple[float, int, int]]] = {}
    for phrase in _phrases():
        match = None if phrase.category in _KINDS else phrase.pattern.search(plain)
        if match:
            hits.setdefault(phrase.category, []).append((phrase.weight, *match.span()))
    factor = _standing("decision" in hits, "aside" in hits)
    found = []
    for category, spans in hits.items():
        if category in _CUES:
            continue
        spans.sort(reverse=True)
        weight = spans[0][0] + 0.4 * sum(weight for weight, _, _ in spans[1:])
        first, last = min(s for _, s, _ in spans), max(e for _, _, e in spans)
        begin, end = places[first], places[min(last, len(places)) - 1] + 1
        found.append(Reason(category, weight * factor, offset + begin, offset + end))
    return found


def _standing(decides: bool, aside: bool) -> float:
    """How much a sentence counts."""
    if aside:
        return 0.8 if decides else 0.15
    return 1.2 if decides else 1.0


def _normal(sentence: str) -> tuple[str, list[int]]:
    """Lower-case words with single blanks, misread words repaired; for each character its place."""
    letters: list[str] = []
    places: list[int] = []
    for match in _WORD.finditer(sentence):
        word = _repaired(match[0].lower().replace("’", "'"))
        step = len(match[0]) / len(word)
        letters += [*word, " "]
        places += [match.start() + int(i * step) for i in range(len(word))] + [match.end() - 1]
    return "".join(letters), places


@cache
def _repaired(word: str) -> str:
    """The lexicon's word that this one nearly is, else the word itself."""
    from rapidfuzz.distance import Levenshtein

    whole, stems = _vocabulary()
    if len(word) < 6 or word in whole or not word.isalnum() or word.startswith(stems):
        return word
    allowed = 1 if len(word) < 9 else 2
    near = [
        (distance, other)
        for other in whole
        if abs(len(other) - len(word)) <= allowed
        and (distance := Levenshtein.distance(word, other, score_cutoff=allowed)) <= allowed
    ]
    return min(near)[1] if near else word
