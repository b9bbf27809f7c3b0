"""What diagnosis codes mean, and whether the words beside one fit it: an independent witness."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from docflow.terms import icd10_table as table

_SHORT = {
    "lbp": "low back pain",
    "ddd": "degenerative disc disease",
    "oa": "osteoarthritis",
    "fms": "fibromyalgia",
    "cts": "carpal tunnel syndrome",
    "ha": "headache",
    "tmj": "tmj disorder",
    "tmd": "tmj disorder",
    "tos": "thoracic outlet syndrome",
    "rtc": "rotator cuff",
    "si": "sacroiliac",
    "mfps": "myofascial pain",
    "mps": "myofascial pain",
    "cx": "cervical",
    "tx": "thoracic",
    "lx": "lumbar",
    "rt": "right",
    "lt": "left",
    "bilat": "bilateral",
    "bil": "bilateral",
    "b/l": "bilateral",
    "w/": "with",
    "w/o": "without",
    "dysfxn": "dysfunction",
    "dysf": "dysfunction",
}
_SIDES = {
    "both": r"(?i:\b(?:bilateral(?:ly)?|bilat|bil|b/l|both)\b)",
    "left": r"(?i:\bleft|\blt\b)|(?<![A-Za-z0-9.])L(?=\)|\s+[A-Za-z]{3}|$)",
    "right": r"(?i:\bright|\brt\b)|(?<![A-Za-z0-9.])R(?=\)|\s+[A-Za-z]{3}|$)",
}
_FILLER = frozenset(
    "a and at by classified disorder due elsewhere encounter for in initial nec nos not of on or "
    "other part region sequela side site specified subsequent the to unspecified with "
    "without".split()
)
_ANOTHER, _SIMILAR, _LONG = 0.3, 85, 5


def description(code: str) -> str:
    """The official words (public domain); a new code without known words has its header's."""
    bare = code.replace(".", "")
    titles = [change.title for change in table.changes().get(bare, ()) if change.title]
    if titles:
        return titles[-1]
    for length in range(len(bare), 2, -1):
        if bare[:length] in table.rows():
            return table.rows()[bare[:length]].split("\t")[0]
    return table.legacy()[code][0] if code in table.legacy() else ""


def inclusions(code: str) -> tuple[str, ...]:
    """Conditions that the list itself names under the code or its headers."""
    bare, lines = code.replace(".", ""), table.rows()
    above = (bare[:length] for length in range(len(bare), 3, -1))
    terms = (lines[c].split("\t")[1] for c in above if c in lines)
    return tuple(term for line in terms for term in line.split("|") if term)


def laterality(code: str) -> str:
    """The side in the code's own words: "left", "right", "both", or "" where it names none."""
    words = description(code).lower()
    found = {side for side in ("left", "right") if re.search(rf"\b{side}\b", words)}
    if "bilateral" in words or len(found) == 2:
        return "both"
    return found.pop() if found else ""


def described(code: str, words: str) -> float:
    """How well the words beside a code fit it, 0 to 1.

    1.0: all that tells the official description, an inclusion term or a usual name apart stands
    there, readers' errors allowed. Words that name the other side fit at most half; nothing fits
    a code that is not in the list.
    """
    said, bare = _said(words), code.replace(".", "")
    if not said.words or not table.exists(bare):
        return 0.0
    names = [name for name, families in table.diagnosis_words() if bare.startswith(families)]
    best = max((_fit(name, said) for name in (*_official(code), *names)), default=0.0)
    sides = {laterality(code), side(words)}
    return best / 2 if sides == {"left", "right"} else best


def contradicted(code: str, words: str) -> str:
    """The usual name of another condition that the words say instead of the code's; else "".

    Only names of docflow's list count ("fibromyalgia" beside M79.3), and only where the words do
    not fit the code as well.
    """
    said, bare = _said(words), code.replace(".", "")
    named = [entry for entry in table.diagnosis_words() if _fit(entry[0], said) == 1.0]
    fits = any(bare.startswith(codes) or _is_header(bare, codes) for _, codes in named)
    if not named or fits or described(code, words) >= _ANOTHER:
        return ""
    return max(named, key=lambda entry: (len(entry[0].split()), entry[0]))[0]


def side(words: str) -> str:
    """The side that the words name: "left", "right", "both", or "" for none."""
    found = {name for name, pattern in _SIDES.items() if re.search(pattern, words)}
    if "both" in found or {"left", "right"} <= found:
        return "both"
    return found.pop() if found else ""


def families(name: str) -> tuple[str, ...]:
    """The codes or headers, with dots, that a usual name stands for."""
    for known, codes in table.diagnosis_words():
        if known == name:
            return tuple(f"{c[:3]}.{c[3:]}" if len(c) > 3 else c for c in codes)
    return ()


@dataclass(frozen=True, slots=True)
class _Said:
    words: tuple[str, ...]
    glued: str


def _said(text: str) -> _Said:
    words = tuple(_plain(text))
    return _Said(words, "".join(words))


def _plain(text: str) -> list[str]:
    """The words in lower case without punctuation, abbreviations spelled out."""
    bare = "".join(
        ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch)
    )
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).lower()
    pieces = re.findall(r"b/l|w/o|w/|[^\W\d_]+(?:'s)?", spaced)
    spelled = (_SHORT.get(piece, piece.replace("'s", "s")) for piece in pieces)
    return [word for piece in spelled for word in piece.split()]


@cache
def _official(code: str) -> tuple[str, ...]:
    """What the list calls the code, without what stands in parentheses."""
    return tuple(re.sub(r"\([^)]*\)", "", t) for t in (description(code), *inclusions(code)))


def _fit(name: str, said: _Said) -> float:
    """The share of the name's telling words that were said."""
    telling = [word for word in _plain(name) if word not in _FILLER]
    if not telling:
        return 0.0
    if len(telling) > 1 and "".join(telling) in said.glued:
        return 1.0
    return sum(_heard(word, said) for word in telling) / len(telling)


def _heard(word: str, said: _Said) -> bool:
    from rapidfuzz import fuzz

    if len(word) < _LONG:
        return word in said.words
    return any(w.startswith(word) or fuzz.ratio(word, w) >= _SIMILAR for w in said.words)


def _is_header(bare: str, codes: tuple[str, ...]) -> bool:
    return any(code.startswith(bare) for code in codes)
