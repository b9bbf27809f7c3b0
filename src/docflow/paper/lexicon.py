"""The words that forms print as labels, by what they ask for and about whom.

`data/labels.csv` is docflow's own table, gathered from forms and payers' instructions. A row
without a noun lists words that look like labels and are none.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from docflow.paper.compounds import compound
from docflow.paper.questions import question

_NUMBER = re.compile(r"(?:\b(?:number|num|nbr|nmbr)\b|#|\bno\b\.?)", re.I)
_IF = re.compile(
    r"(?<=.{4})(?:optional|if(?:any|applicable|available|known|limited|needed|relevant|required|"
    r"specified|issued|assigned|youhave(?:one|it)))$"
)
"""What a form adds to a question that need not be answered: "Total visits, if limited"."""
_SEEMS = tuple(
    str.maketrans({"0": "o", "1": one, "|": "i", "5": "s", "!": "i", "¢": "c", "&": " and "})
    for one in "li"
)
"""What letters may have been that were read as digits and signs; a 1 is an l or an I."""
_AND = re.compile(r"\s*(?:[/&+,]|\band\b)\s*", re.I)
_WHO = frozenset({"name", "organization", "payer"})
_DATA = frozenset({"npi", "phone", "fax", "phone_fax", "member_id", "group", "address", "email"})
"""What a label may ask for about somebody besides his name."""
_MISREAD = 0.97
"""The likeness of words that are known once misread digits are letters again."""


class Term(NamedTuple):
    """A known label: what its value is, whose ("" where the place must tell), and its words."""

    noun: str
    role: str
    phrase: str


@lru_cache(maxsize=32768)
def compact(text: str) -> str:
    """Letters and digits only, in lower case, "#" and "number" as "no", "&" as "and"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = _NUMBER.sub(" no ", plain).replace("&", " and ").replace("+", " and ")
    return re.sub(r"[^a-z0-9]", "", plain.lower())


@cache
def lexicon() -> dict[str, Term]:
    """Every known label by its compact form."""
    text = (files("docflow.paper") / "data" / "labels.csv").read_text(encoding="utf-8")
    known: dict[str, Term] = {}
    for row in csv.DictReader(text.splitlines()):
        for phrase in row["phrases"].split("|"):
            known.setdefault(compact(phrase), Term(row["noun"], row["role"], phrase))
    return known


def exact(text: str) -> Term | None:
    """The label that these words are, letter for letter, or that they make together."""
    key = compact(text)
    asked = _IF.sub("", key)
    known = lexicon().get(key) or lexicon().get(asked)
    if known is not None:
        return known if known.noun else None
    made = compound(asked) or question(key) or question(asked)
    return Term(*made) if made else _both(text) or _joint(text)


def _joint(text: str) -> Term | None:
    """The first of the things that a label asks for at once: "Provider name / NPI"."""
    parts = [part for part in _AND.split(text) if compact(part)]
    known = [_single(compact(part)) for part in parts]
    if len(known) < 2 or None in known:
        return None
    first, *rest = (term for term in known if term is not None)
    whole = first.noun in _WHO and all(term.noun in _DATA for term in rest)
    return first if whole else None


def _single(key: str) -> Term | None:
    """One known label by its compact form."""
    term = lexicon().get(key)
    if term is not None:
        return term if term.noun else None
    made = compound(key)
    return Term(*made) if made else None


def _both(text: str) -> Term | None:
    """The label that two labels for the same make: "Precautions / WB status"."""
    one, slash, other = text.partition("/")
    first, second = (exact(one), exact(other)) if slash else (None, None)
    if first is None or second is None:
        return None
    asked = {first.noun, second.noun}
    if asked == {"frequency", "duration"}:
        return Term("schedule", first.role, text)
    return first if len(asked) == 1 and first.role == second.role else None


def no_label(text: str) -> bool:
    """Whether these words, though they begin or look like a label, are none: "State Farm"."""
    known = lexicon().get(compact(text))
    return known is not None and not known.noun


def nearest(text: str) -> tuple[Term | None, float]:
    """The label that misread words come nearest to, and how near (0 to 1); None and 0 if none."""
    keys = {_key(text, table) for table in _SEEMS}
    found = [match for match in map(_nearest, sorted(keys)) if match is not None]
    return max(found, key=lambda f: f[1], default=(None, 0.0))


def _key(text: str, table: Mapping[int, str]) -> str:
    key = compact(text.translate(table))
    return key if len(key) > 3 else compact(re.sub(r"[|1!]", "I", text))


@cache
def _nearest(key: str) -> tuple[Term, float] | None:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    known = lexicon()
    if key in known:
        return (known[key], _MISREAD) if known[key].noun else None
    if "o" in key and key in _round():
        return _round()[key], _MISREAD
    if len(key) < 4:
        return None
    least = 0.74 if len(key) < 6 else 0.82 if len(key) < 10 else 0.78
    found = process.extractOne(
        key, _keys(len(key), least), scorer=Levenshtein.normalized_similarity, score_cutoff=least
    )
    return (known[found[0]], float(found[1])) if found and known[found[0]].noun else None


@cache
def _round() -> dict[str, Term]:
    """The labels with a Q as readers see it in small print, where it is an O."""
    return {k.replace("q", "o"): t for k, t in lexicon().items() if "q" in k and t.noun}


@cache
def _keys(size: int, least: float) -> tuple[str, ...]:
    """The known labels that are not too long or short to be this like to a text of a size."""
    return tuple(
        key for key in lexicon() if len(key) > 3 and least * size <= len(key) <= size / least
    )
