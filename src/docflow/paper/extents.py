"""Where the words of a label may begin and end on a line: behind numbering, before digits."""

from __future__ import annotations

import re

from docflow.paper.lexicon import exact

MOST_WORDS = 9
"""Places at which a label may end, at most: about so many words."""
LONGEST = 80
"""Characters that a label has at most."""
_WORD = re.compile(r"[^\s:;|]+")
_BLANK = re.compile(r"_{3,}")
"""A line to write on, as typed: what stands behind it is another label."""
_GLUED = re.compile(
    r"(?<=[A-Za-z#.])(?=[(\d])|(?<=[a-z]{3})(?=[A-Z])|(?<=\bDx)(?=[A-Z][a-z])|(?<=\bNP1)(?=[12]\d{9}\b)"
)
_NEXT = re.compile(r"[\s:;|,()·•](?=[^\W_])|(?<=\d)(?=[A-Za-z]{2,})")
_NUMBERING = re.compile(
    r"^\W*(?:(?:PART|SECTION|STEP|Part|Section|Step) (?:[A-H]|[IVX]{1,4}|\d{1,2})\b[\s.:)–—-]*|"
    r"\(?\d{1,2}[.),:]\s*|\d{1,2}(?=[A-WYZ][A-Za-z])|[A-HJ-Z0-9][.)]\s+)"
)
BARE_NUMBERING = re.compile(r"^(?=\S?[\d$])[0-9A-Za-z$]{1,2}[.,]?\s(?=[A-Z][a-z]{2}|[A-Z]{3})")
"""An item's number without a sign behind it, letters of it maybe misread: "l3 Patient's name"."""
_LEAD = re.compile(r"^[\W_]*[xX✗✓]?[☐□☑☒✓✗\[\]|{}]+\s*|^(?:[^\w#]|_)+")


def opening(text: str) -> int:
    """Where the words begin behind numbering, bullets and boxes read as text."""
    numbering = _NUMBERING.match(text)
    at = numbering.end() if numbering else 0
    lead = _LEAD.match(text[at:])
    return at + (lead.end() if lead else 0)


def next_text(text: str, at: int) -> int:
    """Where letters or digits go on."""
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def next_word(text: str, at: int) -> int | None:
    """The start of the next word, also behind a colon or where letters follow digits."""
    match = _NEXT.search(text, at + 1)
    return match.end() if match else None


def ends(text: str, at: int) -> list[int]:
    """Places where a label that begins at `at` may end: behind words, before a digit or a blank.

    A caption may have a colon or the like within: "Patient: last name, first name".
    """
    found: list[int] = []
    for match in _WORD.finditer(text, at):
        if found and _BLANK.match(match.group()):
            break
        found.append(match.end())
        found += [match.start() + m.start() for m in _GLUED.finditer(match.group())]
        stopped = text[match.end() : match.end() + 1] in (":", ";")
        if len(found) >= MOST_WORDS or (stopped and text[match.end() + 1 : match.end() + 2] != "/"):
            break
    whole = text.rstrip()
    within = bool(found) and any(sign in whole[found[-1] :] for sign in ":;")
    if within and len(whole) - at < LONGEST and exact(whole[at:]):
        found.append(len(whole))
    return sorted(set(found))
