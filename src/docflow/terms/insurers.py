"""Who pays: names of insurers, and what the name of one looks like.

The list is our own and holds common names only; a payer's rules and exact aliases stand in its
payer pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from docflow.terms.misread import distances, glued, shape

HARMLESS = frozenset(
    "the of and a an inc llc co corp company insurance ins plan plans health ppo hmo epo pos "
    "group network carrier primary payer".split()
)
"""Words that a payer's name may carry or lack without meaning another payer."""

_HARMLESS_SHAPES = frozenset(map(shape, HARMLESS))

_WORDS = re.compile(
    r"\b(?:insurance|insurers?|assurance|indemnity|casualty|mutual|benefits?|benefit plan|welfare|"
    r"health ?(?:plans?|care|net|fund|trust)|healthcare|blue ?(?:cross|shield)|trust(?: fund)?|"
    r"fund|plan|administrators?|claims|underwriters|labor (?:and|&) industries|l ?& ?i|"
    r"compensation|medicare|medicaid|tricare|hmo|ppo|tpa|reinsurance|life|group|corporation|"
    r"company|permanente)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:insurance|assurance|indemnity|casualty|blue ?(?:cross|shield)|health ?plans?|"
    r"(?:benefit|welfare|health|pension|trust)s? ?(?:&|and)? ?(?:\w+ )?(?:plan|trust|fund)|"
    r"medicare|medicaid|labor (?:and|&) industries|mutual|permanente|trust|fund)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:explanation|notice|statement|department of insurance|commissioner|dear|re:|page|copy|"
    r"massage|clinic|chiropractic|wellness|bodywork|therapy|spine|physical|p\.?o\.? box|street|"
    r"suite|member id|group n|attn|attention|fax|phone|tel|appeals? (?:unit|department)|www|http)\b"
    r"|[$@]|\d{4}",
    re.IGNORECASE,
)
_REGIONS = frozenset("East West North South Northwest Northeast Southwest Southeast".split())
_LONGEST = 60
CLEAR = 1.0
"""Mistakes by which the next best name must be farther from a misread one."""


@cache
def _known() -> dict[str, str]:
    text = (files("docflow.terms") / "data" / "insurers.txt").read_text(encoding="utf-8")
    return {glued(name): name for name in text.splitlines() if name}


def insurers() -> tuple[str, ...]:
    """All names of the list."""
    return tuple(_known().values())


@lru_cache(maxsize=2048)
def telling(text: str) -> tuple[str, ...]:
    """The words of a payer's name that tell it from others; all if none does."""
    plain = re.sub(r"[^a-z0-9|&]+", " ", text.lower().replace("&", " and "))
    words = tuple(word for word in plain.split() if shape(word) not in _HARMLESS_SHAPES)
    return words or tuple(plain.split())


def bearable(name: str) -> float:
    """The mistakes (terms.misread) at which a name can still be told where a payer must stand."""
    letters = len(glued(name))
    return max(0.0, min(0.5 * (letters - 3), 0.3 * letters))


def insurer_meant(text: str, patience: float) -> str:
    """The one name of the list that the whole text can be, misread or not; "" if none or several.

    `patience` is the share of the `bearable` mistakes that are borne: 0 none, 1 all.
    """
    bare = "".join(telling(text))
    exact = _known().get(glued(text)) or _known().get(bare)
    if exact or not patience or len(text) > _LONGEST:
        return exact or ""
    meant = misread_of(text, insurers(), patience)
    return meant.pop() if len(meant) == 1 else ""


def misread_of(text: str, names: Iterable[str], patience: float = 1.0) -> set[str]:
    """The names that a misread text can be: the nearest, and those nearly as near."""
    borne = {name: bearable(name) for name in names}
    near = distances(text, {name: patience * most for name, most in borne.items()})
    if not near:
        return set()
    clear = min(near.values()) + CLEAR
    close = distances(text, {name: min(clear, most + 0.5) for name, most in borne.items()})
    return {name for name, many in close.items() if many < clear}


def known_insurer(text: str) -> str:
    """The name from the list that stands in the text as whole words, the longest; or "".

    A region right behind it belongs to it: "TRICARE West" is not who "TRICARE East" is.
    """
    words = re.findall(r"[\w&.'’-]+", text)
    best, behind = "", ""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 7) + 1):
            name = _known().get(glued("".join(words[start:end])))
            if name and len(name) > len(best) and words[start][0].isupper():
                best, behind = name, words[end] if end < len(words) else ""
    return f"{best} {behind}" if best and behind in _REGIONS else best


def insurer_like(text: str) -> float:
    """How well a line can be the printed name of a payer (0 to 1): a name, not a sentence."""
    bare = text.strip(" .,:;|-–—")
    if not bare or len(bare) > _LONGEST or _NEVER.search(bare) or not bare[0].isupper():
        return 0.0
    words = bare.split()
    small = sum(w[0].islower() and w not in ("of", "and", "for", "the", "in") for w in words)
    if small > 0 or len(words) > 8:
        return 0.0
    known = known_insurer(bare)
    if known:
        return 0.95 if len(glued(known)) > 0.45 * len(glued(bare)) else 0.8
    return 0.75 if _STRONG.search(bare) else 0.5 if _WORDS.search(bare) and len(words) > 1 else 0.0
