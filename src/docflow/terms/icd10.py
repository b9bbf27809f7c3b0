"""Diagnosis codes (ICD-10-CM): reading them off paper, and what the dated table says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docflow.terms import icd10_table as table
from docflow.terms.found import Found
from docflow.terms.icd10_words import (
    contradicted,
    described,
    description,
    families,
    laterality,
    side,
)

__all__ = [
    "billable",
    "clean_code",
    "contradicted",
    "dated",
    "described",
    "description",
    "excludes",
    "families",
    "find_codes",
    "known",
    "laterality",
    "legacy",
    "side",
    "successors",
]

_LATER = r"(?:[0-9lo|]?[xX×]{2}[adsADS5](?![A-Za-z0-9])|[0-9A-Zlox|×]{1,4})"
_SHAPE = re.compile(r"[A-Z][0-9A-Z][0-9A-Z](?:\.?[0-9A-Z]{1,4})?")
_REPAIRS = (
    str.maketrans("OIL|S", "01115") | {ord("×"): "X"},
    str.maketrans("OIL|SZB", "0111528") | {ord("×"): "X"},
)
"""The letters O, I, L and S never stand inside a code (S only as the 7th character), Z and B
hardly ever; those two are only exchanged where that makes a known code of an unknown one."""
_SEVENTH = str.maketrans("540", "SAD")
_FIRST = str.maketrans("5180629", "SIBOGZG")
_WRITTEN = re.compile(
    rf"""(?:(?<![A-Za-z0-9])|(?<=[a-z:])(?=[A-Z])|(?<=ICD10)|(?<=ICD-10)|(?<=\bDX))
    (?<!\#)(?P<head>[A-Za-z][0-9OolISZB|][0-9OolISZB|A])
    (?:\s?[.,·:]\s?(?P<tail>{_LATER}(?:\s[xX×]{{0,2}}[ADS](?![A-Za-z0-9]))?)
      |(?P<gap>[\s\-])(?P<apart>{_LATER})
      |(?P<glued>{_LATER})
      |\s?(?P<dash>[.\-]+))?""",
    re.VERBOSE,
)
_NEXT_IN_SERIES = re.compile(r"\s?[/,&]\s?\.?([0-9A-Z]{1,4})(?![0-9A-Za-z.])")
_NAMED = re.compile(r"(?:icd|diagnos|\bdx|\bcodes?\b)", re.IGNORECASE)
_NO_CODE = re.compile(
    r"(?:room|rm|suite|ste|unit|apt|bldg|form|lic|license|dea|rev|policy|id|#|box|bay|bed|levels?)"
    r"[\s.:#]*(?:no\.?\s*)?$",
    re.IGNORECASE,
)
_NAMED_WITHIN, _SAID = 60, 0.75
_LONGEST = 7


def clean_code(text: str) -> str:
    """The code with its dot ("M54.50"), or "" if the text has no code's shape.

    A dot that is lost or misplaced is set, letters that cannot stand where they stand become the
    digits they look like. 1 and 7, 3 and 8, 4 and 9 are never exchanged: both may be codes. An
    ICD-9 code is kept as it is.
    """
    if text.strip() in table.legacy():
        return text.strip()
    if re.match(r"\W*\w{1,2}\s*[\-–—]", text):
        return ""
    bare = re.sub(r"[\s.,·:;\-–—_()\[\]]", "", text)
    bare = re.sub(r"^[l|](?=[^a-z]*$)", "I", bare).upper()
    best = _best(bare) if len(bare) <= _LONGEST else ""
    return _dotted(best) if best and (len(best) > 3 or table.exists(best)) else ""


def find_codes(text: str) -> tuple[Found, ...]:
    """Every diagnosis code in the text, told from form numbers, rooms and vertebrae.

    Taken are codes of the table, codes with a dot whose family is in the table, and others of a
    code's shape only close behind "ICD", "Dx", "diagnosis" or "code"; so are ICD-9 codes.
    """
    found: list[Found] = []
    for match in _WRITTEN.finditer(text):
        code = _written(match, text)
        if code and (not found or code.start >= found[-1].end):
            found.append(code)
            found.extend(_series(code, text))
    numbers = (*_legacy_codes(text), *_misread_firsts(text), *_set_apart(text))
    return tuple(sorted((*found, *numbers), key=lambda f: f.start))


def known(code: str) -> bool:
    """Whether the code, billable or a header, is or ever was in the list."""
    return table.exists(code.replace(".", ""))


def legacy(code: str) -> bool:
    """Whether it is a code of ICD-9, which ended on 2015-09-30, that offices still write."""
    return code in table.legacy()


def billable(code: str, day: date) -> bool:
    """Whether the code could be billed on that day."""
    return table.billable(code.replace(".", ""), day)


def successors(code: str, day: date) -> tuple[str, ...]:
    """The codes billable on that day that stand for a code which is not; () if none is known.

    Those are what the change list names, else the sub-codes, else those of the nearest header.
    docflow never chooses among them.
    """
    bare = code.replace(".", "")
    named = table.legacy()[code][1] if code in table.legacy() else _named_successors(bare, day)
    if named:
        candidates = [c for one in named for c in _spelled_out(one.replace(".", ""))]
    else:
        header = next((bare[:n] for n in range(len(bare), 2, -1) if table.children(bare[:n])), "")
        candidates = list(table.children(header)) if header else []
    return tuple(_dotted(c) for c in dict.fromkeys(candidates) if table.billable(c, day))


def excludes(a: str, b: str) -> bool:
    """Whether an Excludes1 note at one code names the other: not to be billed together."""
    first, second = a.replace(".", ""), b.replace(".", "")
    return _names(first, second) or _names(second, first)


def dated(code: str, day: date) -> date | None:
    """The day from which the code stopped being billable, None if it never was or still is."""
    changes = table.changes().get(code.replace(".", ""), ())
    ended = [change.day for change in changes if change.kind != "new" and change.day <= day]
    return ended[-1] if ended else None


def _names(a: str, b: str) -> bool:
    return any(table.covers(target, b) for target in table.excluded(a))


def _dotted(bare: str) -> str:
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


def _best(bare: str) -> str:
    """The reading of a bare code that the table knows, else the safely repaired one; "" if none."""
    candidates = list(_candidates(bare))
    shaped = [c for c in candidates if _SHAPE.fullmatch(c) and _head_fits(c)]
    return next((c for c in shaped if table.exists(c)), shaped[0] if shaped else "")


def _candidates(bare: str) -> Iterator[str]:
    """The text as it stands if that is a code, then repaired, the safest first."""
    if table.exists(bare):
        yield bare
    for repair in _REPAIRS:
        inner = bare[1:6].translate(repair)
        yield bare[:1] + inner + bare[6:].translate(_SEVENTH if bare[4:6] == "XX" else {})
    if bare[:1].isdigit() and len(bare) > 3:
        first = bare[0].translate(_FIRST) + bare[1:6].translate(_REPAIRS[0]) + bare[6:]
        if table.exists(first):
            yield first
    if re.fullmatch(r"[ST][0-9]{3,4}X[ADS]", bare) and table.exists(f"{bare[:-1]}X{bare[-1]}"):
        yield f"{bare[:-1]}X{bare[-1]}"


def _head_fits(code: str) -> bool:
    """Letter, digit, digit or A or B; chapter Q also has a letter second (QA0)."""
    return bool(re.match(r"[A-Z][0-9][0-9AB]|QA[0-9]", code))


def _written(match: re.Match[str], text: str) -> Found | None:
    """What a code-like token says: the longest code of the table in it, else all of it."""
    if not re.search(r"[0-9]", match[0]) or _inside(text, match):
        return None
    if _NO_CODE.search(text[: match.start()]):
        return None
    found = []
    for stop in range(match.end(), match.end("head") - 1, -1):
        piece = text[match.start() : stop]
        code = clean_code(piece)
        if code and _plausible(code, match, stop, text):
            printed = piece.rstrip(" .,-:")
            end = match.start() + len(printed)
            found.append(Found(code, printed, match.start(), end, code != printed))
    return next((code for code in found if known(code.value)), found[0] if found else None)


def _inside(text: str, match: re.Match[str]) -> bool:
    """Whether the token goes on as part of a form number or a chain such as T12-L1."""
    after = text[match.end() : match.end() + 2]
    return bool(re.match(r"[\-/][A-Z0-9]", after)) and not match["tail"]


def _plausible(code: str, match: re.Match[str], stop: int, text: str) -> bool:
    """Whether what was read up to `stop` is a code and not something else that looks like one."""
    after = text[stop : stop + 3]
    if re.match(r"[.,·]?[0-9]|(?![A-Z][a-z]|[a-z]{2})[^\W\d_]", after):
        return False
    bare = code.replace(".", "")
    named = _NAMED.search(text[max(0, match.start() - _NAMED_WITHIN) : match.start()])
    exists, length = table.exists(bare), len(bare)
    if match["tail"] or (match["dash"] and length == 3 and named):
        return (length > 3 and table.exists(bare[:3])) or bool(named)
    if match["apart"]:
        return exists and length > 4 and (match["gap"] == " " or bool(named))
    if length == 3:
        return exists and (bool(named) or text.strip() == text[match.start() : stop])
    return (exists and text[match.start()].isupper()) or (bool(named) and table.exists(bare[:3]))


def _series(code: Found, text: str) -> Iterator[Found]:
    """The further codes of a short form: "M25.511/512" names M25.512 too."""
    end = code.end
    while match := _NEXT_IN_SERIES.match(text, end):
        bare, tail = code.value.replace(".", ""), match[1]
        other = bare[: len(bare) - len(tail)] + tail
        if len(tail) < 2 or len(other) < 4 or not table.exists(other) or other == bare:
            return
        yield Found(_dotted(other), tail, match.start(1), match.end(1), True)
        end = match.end()


def _legacy_codes(text: str) -> Iterator[Found]:
    for match in re.finditer(r"(?<![0-9.$,])[0-9]{3}\.[0-9]{1,2}(?![0-9%]|[.,][0-9])", text):
        before = text[max(0, match.start() - _NAMED_WITHIN) : match.start()]
        if match[0] in table.legacy() and _NAMED.search(before):
            yield Found(match[0], match[0], match.start(), match.end())


def _misread_firsts(text: str) -> Iterator[Found]:
    """Codes whose letter was read as a digit (516.1 for S16.1), where the words beside agree."""
    for match in re.finditer(r"(?<![\w.$,/])[56189][0-9]{2}\.?[0-9]{1,4}(?![\w.,%])", text):
        code = clean_code(match[0])
        behind = text[match.end() : match.end() + _NAMED_WITHIN]
        before = text[max(0, match.start() - _NAMED_WITHIN) : match.start()]
        if known(code) and max(described(code, behind), described(code, before)) >= _SAID:
            yield Found(code, match[0], match.start(), match.end(), True)


def _set_apart(text: str) -> Iterator[Found]:
    """Codes of the table whose letter stands apart, as a hand writes it: "M 79.12"."""
    for match in re.finditer(r"(?<![\w.#])[A-TV-Z] [0-9]{2}\.[0-9A-Z]{1,4}(?![\w.,%])", text):
        code = clean_code(match[0].replace(" ", ""))
        if known(code) and not _NO_CODE.search(text[: match.start()]):
            yield Found(code, match[0], match.start(), match.end(), True)


def _named_successors(bare: str, day: date) -> tuple[str, ...]:
    changes = [c for c in table.changes().get(bare, ()) if c.kind != "new" and c.day <= day]
    return changes[-1].successors if changes else ()


def _spelled_out(code: str) -> tuple[str, ...]:
    """The code itself, or all of a family that is written with a dash."""
    family = code.rstrip("-")
    return (family, *table.children(family)) if code.endswith("-") else (code,)
