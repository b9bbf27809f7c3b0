"""Whose part of the page a label stands in: the patient's, the prescriber's, the recipient's ..."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docflow.model import Box
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.rows import abreast

PEOPLE = frozenset(
    "patient holder sender provider recipient adjuster attorney employer pcp supervisor contact "
    "office payer organization".split()
)
"""Roles that go on to the labels beside and below: a telephone under a name is that person's."""
SHORT = 8
"""Letters of a word that belongs to the label behind it though nobody knows it."""
INSTRUCTION = 4
"""So many words in small letters behind a label are said to the person that it names."""
ALIGNED = 0.03
"""Left edges nearer than this share of the page's width stand in one column."""
_SOMEBODY = frozenset(
    {"name", "full name", "full legal name", "legal name", "last name first name", "last first mi"}
)
"""On a referral a bare "Name" outside every part is the patient's."""
_ENTITIES = frozenset({"name", "organization", "heading", "signature"})
"""Nouns that open a part; others, such as a birth date, only stand in one."""
_PERSONAL = frozenset(
    "phone fax phone_fax npi address email birth_date member_id sex other_id".split()
)
"""Nouns that, right above, say whose the next line is."""
_OPENING = _ENTITIES | {"npi"}
_OTHERS = frozenset({"recipient", "pcp", "supervisor", "office", "employer"})
"""Roles of whom a label that mostly means the prescriber may speak as well."""
_SIGNERS = frozenset({"name", "npi", "signature"})
"""What stands at the end of an order for whoever gives it."""
_GENERIC = frozenset(
    "provider|provider name|practitioner|practitioner name|clinician|name of provider|clinic|"
    "clinic name|practice|practice name|facility name|office|office phone|office fax|physician|"
    "doctor|department|dept|organization|provider phone|provider fax|provider npi|office telephone|"
    "clinic phone|clinic fax|hospital|group name practice".split("|")
)
"""Labels that mean the prescriber unless a heading says that the part is another's."""

_CONTACTS = frozenset({"contact phone", "contact no", "best contact no"})
"""Labels that mean the patient's telephone unless they stand beside somebody to be called."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a label's value is. `sure`: row and column do not say different things."""

    role: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Place:
    """A label with its box; `alone`: nothing else stands on its row; `heads`: only its like do."""

    label: Label
    box: Box
    alone: bool
    heads: bool


def owners(labels: Sequence[Label], lines: Sequence[Line]) -> tuple[Owner, ...]:
    """The owner of each label: its own, its row's, its column's or its section's; "" if unknown."""
    places = [_Place(x, x.box, _alone(x, x.box, lines), _heads(x, labels, lines)) for x in labels]
    known: dict[int, Owner] = {}
    for i in _by_rows(places):
        known[i] = _owner(i, places, known)
    return tuple(known[i] for i in range(len(places)))


def _by_rows(places: Sequence[_Place]) -> list[int]:
    """The places from the top, those of one row from the left."""
    rows: list[list[int]] = []
    for i in sorted(range(len(places)), key=lambda i: places[i].box.middle[1]):
        if rows and abreast(places[rows[-1][0]].box, places[i].box, share=0.5):
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in sorted(row, key=lambda i: places[i].box.left)]


def _owner(i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> Owner:
    label = places[i].label
    if label.phrase in _CONTACTS and _of_contact(i, places, known):
        return Owner("contact")
    if label.role and label.phrase not in _GENERIC:
        return Owner(label.role)
    above = _over(i, places, known)
    if label.role:
        other = _cited(i, places, known)
        if other is None and above is not None and _headed(above, i, places, known):
            other = above
        return Owner(label.role) if other is None else known[other]
    row = _row_of(i, places, known)
    column = _over(i, places, known, strict=True)
    said = [known[j].role for j in (row, column) if j is not None]
    if said:
        return Owner(said[0], len(set(said)) == 1)
    left = _left(i, places, known)
    if left is not None and known[left].role in PEOPLE:
        return known[left]
    if left is not None and places[left].label.noun in ("payer", "claim"):
        return Owner("payer" if label.noun in ("phone", "fax", "phone_fax") else "", False)
    if above is not None:
        return known[above]
    if label.noun == "name" and label.phrase in _SOMEBODY:
        return Owner("patient")
    return Owner(_row_above(i, places, known), False)


def _row_above(i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> str:
    """The role that all labels of the row right above share, or ""."""
    box = places[i].box
    near = [
        j
        for j in known
        if 0.5 * box.height < box.top - places[j].box.top < 5 * box.height
        and known[j].role in PEOPLE
        and places[j].label.noun in _OPENING
    ]
    last = max((places[j].box.top for j in near), default=0.0)
    roles = {known[j].role for j in near if last - places[j].box.top < 0.8 * box.height}
    return roles.pop() if len(roles) == 1 else ""


def _of_contact(i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> bool:
    """Whether the label before on the row, or right above, asks for an emergency contact."""
    near = (_row_of(i, places, known), _over(i, places, known, strict=True))
    return any(j is not None and known[j].role == "contact" for j in near)


def _cited(i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> int | None:
    """The label of somebody else before this one on its line: "cc: Lee Clinic, clinic fax"."""
    label = places[i].label
    before = [
        j
        for j in known
        if places[j].label.line is label.line
        and places[j].label.end <= label.start
        and places[j].label.noun == "name"
    ]
    last = max(before, key=lambda j: places[j].label.end, default=None)
    return last if last is not None and known[last].role in _OTHERS else None


def _headed(above: int, i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> bool:
    """Whether the part above belongs to somebody else by a heading over it or over its column."""
    role, edge = known[above].role, places[i].box.left
    if role not in _OTHERS:
        return False
    own = [places[j] for j in known if places[j].label.role == role]
    column = [p for p in own if p.heads and abs(p.box.left - edge) < ALIGNED]
    return any(p.alone for p in own) or (role == "recipient" and bool(column))


def _row_of(i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> int | None:
    """The label that opens the part on this row: a name or an office further left.

    The same noun further left means that the page has two parallel columns, unless it is the word
    for the part: "Prescriber  Name ____".
    """
    place = places[i]
    row = [j for j in known if abreast(places[j].box, place.box, share=0.5) and j != i]
    left = [j for j in row if places[j].box.left < place.box.left]
    if any(places[j].label.noun == place.label.noun and not places[j].label.role for j in left):
        return None
    opening = [j for j in left if places[j].label.noun in _ENTITIES and known[j].role in PEOPLE]
    return max(opening, key=lambda j: places[j].box.left, default=None)


def _left(i: int, places: Sequence[_Place], known: Mapping[int, Owner]) -> int | None:
    """The nearest label before this one on its row, unless it asks the same.

    Parts of an address are of whoever the address is: "PATIENT'S ADDRESS  CITY  TELEPHONE".
    """
    place = places[i]
    row = [
        j
        for j in known
        if places[j].box.left < place.box.left
        and abreast(places[j].box, place.box, share=0.5)
        and (known[j].role or places[j].label.noun != "address")
    ]
    near = max(row, key=lambda j: places[j].box.left, default=None)
    return None if near is None or places[near].label.noun == place.label.noun else near


def _over(
    i: int, places: Sequence[_Place], known: Mapping[int, Owner], strict: bool = False
) -> int | None:
    """The nearest label above that speaks for a person and whose part reaches to this place.

    `strict`: only in the label's own column, and not far up.
    """
    box, start = places[i].box, places[i].label.line.box.left
    found = []
    for j, owner in known.items():
        other = places[j].box
        if owner.role not in PEOPLE or other.middle[1] >= box.top:
            continue
        column = abs(other.left - (start if strict else box.left)) < ALIGNED
        near = box.top - other.bottom < 5 * box.height
        line = _start(places[j].label, places)
        wide = (
            places[j].alone or column or min(abs(other.left - start), abs(line - start)) < ALIGNED
        )
        noun = places[j].label.noun
        opens = noun in _ENTITIES or (near and noun in _PERSONAL)
        if _spoken_to(places[j].label):
            continue
        if opens and ((column and near) if strict else wide):
            found.append(j)
    best = max(found, key=lambda j: (places[j].box.top, places[j].box.left), default=None)
    return None if best is None or _barred(places[best], places[i], places) else best


def _spoken_to(label: Label) -> bool:
    """Whether a form tells somebody what to do, and opens no part: "Therapist: send notes to"."""
    words = label.line.text[label.end :].split()
    return label.colon and len(words) >= INSTRUCTION and words[0].islower()


def _start(label: Label, places: Sequence[_Place]) -> float:
    """Where a label begins with a short word before it that nobody knows: "Ref. provider:"."""
    before = any(p.label.line is label.line and p.label.end <= label.start for p in places)
    return label.box.left if before or label.start > SHORT else label.line.box.left


def _barred(upper: _Place, lower: _Place, places: Sequence[_Place]) -> bool:
    """Whether the order or the history stands between, and so ends the part above.

    A heading ends every part; a question of the order only for those who sign under it.
    """
    between = [
        p
        for p in places
        if p.label.role in ("order", "history")
        and upper.box.bottom < p.box.middle[1] < lower.box.top
    ]
    signs = lower.label.noun in _SIGNERS
    edge = lower.label.line.box.left
    return any(p.alone or (signs and abs(p.box.left - edge) < ALIGNED) for p in between)


def _alone(label: Label, box: Box, lines: Sequence[Line]) -> bool:
    """Whether nothing else stands on the label's row, as with a heading over the whole page."""
    return label.alone and not any(
        line is not label.line and abreast(line.box, box, share=0.5) for line in lines
    )


def _heads(label: Label, labels: Sequence[Label], lines: Sequence[Line]) -> bool:
    """Whether a label heads a column: beside it stand only its like, and a label right below.

    Below the name of a field without a heading's room stands its value.
    """
    alone = {id(x.line) for x in labels if x.alone and not x.colon}
    row = [line for line in lines if abreast(line.box, label.box, share=0.5)]
    if label.colon or any(id(line) not in alone for line in row):
        return False
    column = [
        line
        for line in lines
        if abs(line.box.left - label.box.left) < ALIGNED and line.box.top > label.box.middle[1]
    ]
    below = min(column, key=lambda line: line.box.top, default=None)
    return any(x.line is below and x.start < SHORT for x in labels)
