"""Names of people: first, middle, last, without titles and credentials."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nameparser import HumanName

_CREDENTIALS = frozenset(
    "ACNP AGNP AGPCNP AP APN APRN ARNP ATC BSN CMT CNM CNP CNS CRNA CRNP DACBR DAOM DC DDS DMD DNP "
    "DO DOM DPM DPT EAMP FAAFP FAAN FAAOS FAAP FAAPMR FACC FACEP FACOG FACP FACS FNP LAC LCSW LM "
    "LMBT LMHC LMP LMT LPN MBBS MCMT MD MPAS MPH MPT MSN MSPT MSTOM ND NMD NP OCS OD OT OTD OTR "
    "PA PHARMD PHD PMHNP PSYD PT RMT RN SCS WHNP".split()
)
_ENDINGS = ("BC", "C", "L")
_GENERATIONS = frozenset({"JR", "SR", "II", "III", "IV"})
_NOT_NAMES = frozenset(
    "account address after age and are authorization been birth cancer care cc cell center "
    "charge chiropractic city claim clearance clinic code company copay copy credential "
    "credentials date day degree department description diagnosis dob doctor duration email "
    "employer evaluation facility family fax female for frequency from goals group has have "
    "health home hospital id injury insurance insured is last male massage medical medicine "
    "member mi middle minutes mobile month name none not npi number of office only or order orders "
    "organization our page pain patient payer per phone physical physician plan please policy "
    "practice precautions prescriber prescription print printed provider received record "
    "referral referred referring rehab report sex signature signed specialist spine state "
    "street subscriber summary supervising tel telephone that the therapist therapy this "
    "title to treatment unknown visit visits was week wellness with yes your zip".split()
)
_TITLE = re.compile(r"^(?:(?:dr|doctor|prof|mr|mrs|ms|miss|mx)(?:\.|(?![^\W\d_]))[\s.,]*)+", re.I)
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_ONE_WORD = re.compile(r"(?:^|-)(?:Mac|Mc|De|Del|Della|Di|Du|La|Le|Van|Von|St|Fitz|O|D|Ver)$")
_WORD = re.compile(r"^[^\W\d_]+(?:['’\-][^\W\d_]+)*$")
_DIGIT_IN_WORD = re.compile(r"(?<=[^\W\d_])[015](?=[^\W\d_])")
_PLACE = re.compile(r"[^\W\d][^\d,]*,?\s+[A-Z]{2}[.,]?\s*\d{5}(?:\s?-\s?\d{4})?\W*")
"""A town with its state and ZIP code: "Yakima, WA 98902" is nobody."""
_MOST_WORDS = 6
_G_FOR_Q = re.compile(r"gvist|cgu|[sz]gue|\bmarguez", re.I)


@lru_cache(maxsize=4096)
def clean_name(text: str) -> str:
    """The name as first [middle] last, "" if the text is no name.

    "Edwards, Danny M" and "DR. DANNY M. EDWARDS, DC" both give "Danny M Edwards".
    """
    name = _parsed(text)
    return name if _parsed(name) == name else ""


def credentials(text: str) -> tuple[str, ...]:
    """What stands behind a name, in capitals without dots: ("MD", "PA-C")."""
    return tuple(re.sub(r"[^A-Z-]", "", word.upper()) for word in _split(text)[1])


def is_name(text: str) -> bool:
    """Whether the text has the shape of a person's name: two to five words, none a label's.

    A last name is no single letter, and letters of degrees alone ("MD DO") are nobody.
    """
    words = clean_name(text).split()
    return (
        2 <= len(words) <= 5
        and len(words[-1]) > 1
        and not any(w.lower() in _NOT_NAMES for w in words)
        and not all(w.upper() in _CREDENTIALS for w in words)
    )


def q_misread(name: str) -> bool:
    """Whether a g stands where names have a q: "Lindgvist", "Jacgueline", "Velazguez", "Marguez".

    In small print and on screens of dots the two look alike, to a second reader as well.
    """
    return bool(_G_FOR_Q.search(name))


def same_name(a: str, b: str) -> bool:
    """Whether both can be one person: the same last name, and no first or middle name that differs.

    Case, the order of the words, a missing middle name, and an initial for a name are no
    difference.
    """
    left, right = ([w.casefold() for w in clean_name(x).split()] for x in (a, b))
    if not left or not right:
        return False
    if sorted(left) == sorted(right):
        return True
    first, last = _agree(left[0], right[0]), left[-1] == right[-1]
    middles = zip(left[1:-1], right[1:-1], strict=False)
    return first and last and all(_agree(x, y) for x, y in middles)


def _agree(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _parsed(text: str) -> str:
    if _PLACE.fullmatch(text.strip()):
        return ""
    words, _ = _split(text)
    bare = " ".join(words).strip(" ,.;:'’-")
    if not bare:
        return ""
    human = _human(bare)
    if bare.isupper() or bare.islower():
        human.capitalize(force=True)
    parts = f"{human.first} {human.middle} {human.last} {human.suffix}".replace(".", " ").split()
    name = [part.strip(",'’-") for part in parts]
    if len(name) > _MOST_WORDS or not all(_WORD.match(w) for w in name):
        return ""
    return " ".join(name)


def _split(text: str) -> tuple[list[str], list[str]]:
    """The words of the name, commas kept, and the credentials behind it."""
    plain = re.sub(r"[^\w\s,.'’;/\-]|_", " ", _DIGIT_IN_WORD.sub(_as_letter, text))
    plain = _TITLE.sub("", re.split(r"(?<!\w)\d|\d{2}", plain)[0].strip(" ,.;:/-"))
    tokens = re.sub(r"[,;/]", " , ", _unglued(plain)).split()
    words: list[str] = []
    found: list[str] = []
    for token in tokens:
        if (words and _is_credential(token, words)) or (found and _bare(token) in _CREDENTIALS):
            found.append(token)
        elif found and token != ",":
            break
        elif not found:
            words.append(token)
    while words and words[-1] == ",":
        words.pop()
    return words, found


def _is_credential(token: str, before: list[str]) -> bool:
    """Whether a token behind a name is a credential and not a name such as Do or Ma."""
    bare = _bare(token)
    known = bare in _CREDENTIALS or any(
        bare.endswith(end) and bare[: -len(end)] in _CREDENTIALS for end in _ENDINGS
    )
    enough = sum(word != "," and len(_bare(word)) > 1 for word in before) >= 2
    marked = before[-1] == "," or enough
    return known and marked and (token.isupper() or "." in token or sum(map(str.isupper, bare)) > 2)


def _as_letter(digit: re.Match[str]) -> str:
    """The letter that a digit inside a word was: a 1 between consonants is an i (Sm1th)."""
    beside = digit.string[digit.start() - 1] + digit.string[digit.end()]
    one = "l" if set(beside.lower()) & set("aeiouy") else "i"
    return {"0": "o", "1": one, "5": "s"}[digit[0]]


def _bare(word: str) -> str:
    return "".join(ch for ch in word if ch.isalpha()).upper()


def _unglued(text: str) -> str:
    """Words that a reader glued, apart: "DannyEdwards" is two, "McDonald" one."""
    words = []
    for word in text.split():
        pieces = _GLUED.split(word)
        for piece in pieces[1:]:
            if _ONE_WORD.search(pieces[0]) or pieces[0][-1:] in "'’-" or len(piece) == 1:
                pieces[0] += piece
            else:
                words.append(pieces[0])
                pieces[0] = piece
        words.append(pieces[0])
    return " ".join(words)


@cache
def _settings() -> Any:
    """No titles and no credentials, which are taken off before: a Dean may be a first name."""
    from nameparser.config import Constants

    generations = {word.lower() for word in _GENERATIONS}
    return Constants(
        titles=set(),
        suffix_acronyms=set(),
        suffix_acronyms_ambiguous=set(),
        suffix_not_acronyms=generations,
    )


def _human(text: str) -> HumanName:
    from nameparser import HumanName

    return HumanName(text, constants=_settings())
