"""From places and statements to a verdict: signed by hand, electronically, by stamp, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docflow import Box
from docflow.terms.names import credentials, is_name, same_name

from .days import Day, days
from .places import Place
from .seen import Seen
from .sheets import Sheet, look
from .spots import PRESCRIBERS, Role, Spot, captioned, role_of
from .statements import Statement
from .strays import penned, stray

Kind = Literal["handwritten", "electronic", "stamp", "none"]

DOUBT = 0.95
"""Below this confidence a verdict is told together with its contrary."""

UNSIGNED = 0.97
"""How sure a record's own word is that nobody has signed it."""

_CAUTION = re.compile(
    r"dictated (?:but|and) not (?:read|signed)|signed (?:in|for) .{0,20}absence", re.I
)
_FOR_ANOTHER = re.compile(r"^\W*(?:for|per|p\.? ?p\.?|by)\b[\s:.]", re.I)
_EITHER = re.compile(r"dispense|substitut|selection|brand|\bdaw\b", re.I)
"""Of the two lines of a prescription pad one is signed."""
_ON_FILE = re.compile(r"signature on file|\bSOF\b|on file", re.I)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one place says. `rival` is the kind it may be instead; `ground` what it rests on.

    `whose` place it is, as far as words tell.
    """

    kind: Kind
    confidence: float
    rival: Kind
    ground: str
    box: Box
    days: tuple[Day, ...] = ()
    whose: Role = "provider"


def best(seen: Sequence[tuple[Sheet, Verdict]]) -> tuple[Sheet, Verdict]:
    """The verdict that counts: a sure signature, else a stamp, else a doubtful one, else none.

    It is doubtful if another place tells against it: nobody but a supervisor signed, or what is
    signed need not be the prescriber's place, and that one is empty, or the record calls itself
    unsigned.
    """
    sheet, verdict = max(seen, key=lambda s: (_rank(s[1]), s[1].confidence, -s[0].page.number))
    against = any(_against(verdict, other) for _, other in seen)
    if verdict.whose == "second" or against:
        verdict = replace(verdict, confidence=min(verdict.confidence, 0.6))
    return sheet, verdict


def _against(verdict: Verdict, other: Verdict) -> bool:
    """Whether another place's verdict makes one doubtful."""
    if verdict.kind == "none":
        return other.whose == "second" and other.kind != "none"
    if other.ground == "unsigned":
        return True
    return verdict.whose == "unsure" and other.whose == "provider" and other.kind == "none"


def _rank(verdict: Verdict) -> int:
    if verdict.whose == "second":
        return -1
    if verdict.kind in ("handwritten", "electronic"):
        return 3 if verdict.confidence >= 0.9 else 1
    return 2 if verdict.kind == "stamp" else 0


def verdicts(on: Sheet) -> Iterator[Verdict]:
    """What each prescriber's place on a page says, and each statement outside of such places."""
    own = [where for where in on.places if where.spot.role != "other"]
    others = [where for where in on.places if where.spot.role == "other"]
    firm = [where for where in others if role_of(where.spot.text) == "other"]
    for where in own:
        verdict = _placed(on, where)
        if verdict and not (on.unsigned and verdict.ground == "print"):
            yield replace(verdict, whose=where.spot.role)
    for said in on.statements:
        taken = (*own, *(firm if said.lettered else others))
        if not any(where.room.holds(said.box) for where in taken) and not said.other:
            yield _stated(said, ())
    for box in on.unsigned:
        yield Verdict("none", UNSIGNED, "electronic", "unsigned", box)


def _placed(on: Sheet, where: Place) -> Verdict | None:
    """The verdict on one place."""
    said = next((s for s in on.statements if where.room.holds(s.box) and not s.other), None)
    beside = tuple(days(where.spot, _rivals(on, where.spot), on.on, on.today))
    if said is not None:
        return _stated(said, beside)
    ink = look(on, where)
    untold = any(where.room.holds(box) for box in on.unsigned)
    if ink is None or untold or _listed(on, where):
        return None
    trust = _trust(where, ink)
    words = " ".join(line.text for line in on.on.lines if where.room.holds(line.box))
    if _ON_FILE.search(words):
        return Verdict("none", 0.7, "handwritten", "print", where.room, beside)
    if ink.kind == "stamp":
        return Verdict("stamp", trust, "handwritten", "frame", where.room, beside)
    if ink.kind == "print" and (where.how == "open" or _over_caption(where)):
        return None  # what is printed below a label is the next thing on the form
    if ink.kind == "print" or _typed(on, where, ink):
        return Verdict("stamp", 0.6, "handwritten", "print", where.room, beside)
    if ink.kind in ("hand", "over"):
        careful = _FOR_ANOTHER.search(words) or any(_CAUTION.search(x.text) for x in on.on.lines)
        sure = min(trust, 0.6) if careful else trust
        return Verdict("handwritten", sure, "stamp", "ink", where.room, beside)
    if ink.kind == "empty":
        return _empty(on, where, trust)
    return Verdict("handwritten", 0.5, "none", "ink", where.room, beside)


def _over_caption(where: Place) -> bool:
    return where.how == "above" and captioned(where.spot)


def _listed(on: Sheet, where: Place) -> bool:
    """Whether a printed name stands under another person's: in a list nobody signs."""
    others = (s for s in on.spots if s.named and not same_name(s.text, where.spot.text))
    under = where.spot.named and where.how == "above" and not captioned(where.spot)
    return under and any(where.room.holds(other.box) for other in others)


def _empty(on: Sheet, where: Place, trust: float) -> Verdict:
    """The verdict on an empty place.

    Ink that no label explains may be the signature; where one of two lines is to be signed it
    likely is, and so where it stands in the row of a label whose line is lost, or above it.
    """
    if not stray(on, where):
        return Verdict("none", trust, "handwritten", "empty", where.room)
    if _EITHER.search(where.spot.text) or (where.how == "open" and penned(on, where.spot)):
        return Verdict("handwritten", 0.6, "none", "elsewhere", where.room)
    return Verdict("none", 0.6, "handwritten", "elsewhere", where.room)


def _typed(on: Sheet, where: Place, ink: Seen) -> bool:
    """Whether doubtful ink reads as a name with a prescriber's letters: a pen rarely adds them."""
    inside = (line.text for line in on.on.lines if where.room.holds(line.box))
    return (
        ink.kind in ("hand", "unsure")
        and ink.confidence < DOUBT
        and any(set(credentials(text)) & PRESCRIBERS and is_name(text) for text in inside)
    )


def _trust(where: Place, ink: Seen) -> float:
    """How sure a verdict on this place can be: as the ink is, and as the place is.

    Above a caption that names a person and asks for nothing, a name may be written by hand.
    """
    trust = ink.confidence
    if captioned(where.spot):
        trust = min(trust, 0.9)
    if where.how in ("open", "row") and ink.kind == "empty":
        trust *= 0.8
    if where.spot.role == "unsure":
        trust *= 0.9 if ink.kind == "empty" else 0.99
    return trust


def _stated(said: Statement, beside: tuple[Day, ...]) -> Verdict:
    """The verdict on a statement: none without a name, doubtful without a date or if plain."""
    sure = {(True, True): 0.99, (True, False): 0.93}.get((bool(said.name), bool(said.day)), 0.4)
    sure = min(sure, 0.93) if said.plain else sure
    own = (Day(said.day, said.day_text, said.day_box, True),) if said.day_box else ()
    return Verdict("electronic", sure, "none", "statement", said.box, (*own, *beside))


def _rivals(on: Sheet, spot: Spot) -> list[Spot]:
    return [o for o in on.spots if o is not spot and (not o.named or captioned(o))]
