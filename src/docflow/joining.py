"""Which case a document belongs to. Only what is certain joins by itself; never a guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from docflow.model import Case, Join, Taken

_CODE = re.compile(r"^\s*DOCFLOW CASE ([0-9A-Z]{4}-[0-9A-Z]{4,12})\s*$")
"""What docflow's own letters carry as a QR code."""

SURE = 0.8
"""A reading below this proves nothing, neither for a case nor against it."""

LONGEST = timedelta(days=400)
"""How long after an order a visit can still rest on it: a year, and some weeks to begin."""

_PROOFS = (
    (("claim", "name"), "Claim number and patient's name are the same."),
    (("member", "name"), "Member number and patient's name are the same."),
    (("member", "birth"), "Member number and date of birth are the same."),
    (("name", "birth"), "Patient's name and date of birth are the same."),
    (("claim", "birth"), "Claim number and date of birth are the same."),
)
"""What together is enough, and how it is told at the desk."""

_HINTS = {
    "claim": "the claim number is the same",
    "member": "the member number is the same",
    "name": "the patient's name is the same",
    "birth": "the date of birth is the same",
    "near": "the name is nearly the same",
}
_AGAINST = {
    "member": "the member number differs",
    "name": "the name differs",
    "birth": "the date of birth differs",
    "injury": "the date of injury differs",
    "before": "a visit lies before the order",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one case from another; "" or empty where it is not known."""

    claim: str = ""
    member: str = ""
    name: str = ""
    birth: str = ""
    injury: str = ""
    ordered: str = ""
    visits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How a case fits a document: what is the same and what differs."""

    case: str
    same: frozenset[str]
    against: frozenset[str]

    @property
    def proof(self) -> str:
        """The reason that makes it certain, "" if none does or something differs."""
        found = (text for needed, text in _PROOFS if self.same.issuperset(needed))
        return "" if self.against else next(found, "")

    @property
    def told(self) -> str:
        """For a person who has to choose."""
        pro = [_HINTS[word] for word in _HINTS if word in self.same]
        con = [_AGAINST[word] for word in _AGAINST if word in self.against]
        text = " and ".join(pro) + (", but " + " and ".join(con) if con else "")
        return text[:1].upper() + text[1:] + "."


def home(taken: Taken, known: Collection[str], open_cases: Iterable[Case]) -> Join | None:
    """Where a document goes; None for a mere wrapping whose contents are documents themselves.

    `known` are the ids of all cases. A page that carries the code of exactly one of them joins
    it. A referral opens a case of its own: it may be a correction or a new request, so cases of
    the same person are only offered. Everything else joins the one case that it certainly fits.
    `open_cases` are looked at only if no code decides.
    """
    named = {case for case in case_codes(taken) if case in known}
    if len(named) == 1:
        return Join(named.pop(), "code", ("The case's own code stands on the page.",))
    if named:
        offers = tuple((case, "Its code stands on a page.") for case in sorted(named))
        return Join(reasons=("Codes of several cases stand on its pages.",), offers=offers)
    if taken.enclosures and taken.kind == "other":
        return None
    return by_facts(of_document(taken), open_cases, taken.kind == "referral")


def waiting(taken: Taken, open_cases: Iterable[Case]) -> Join | None:
    """The one case of denials alone that this order certainly stands behind, and why.

    Papers of one day come in any order: a denial may be read before the prescription that it is
    about. Its visits have to lie within the time of the order; a second order of the same person
    is another matter and only offered.
    """
    if taken.kind != "referral":
        return None
    facts = of_document(taken)
    cases = tuple(open_cases)
    certain = [f for case in cases if (f := fit(facts, case.id, of_case(case))).proof]
    if len(certain) != 1 or not facts.ordered:
        return None
    case = next(case for case in cases if case.id == certain[0].case)
    visits = case.values("service.dates")
    alone = {paper.kind for paper in case.documents} == {"denial"}
    if not (alone and visits and _within(visits, facts.ordered)):
        return None
    return Join(case.id, "facts", (certain[0].proof,))


def case_codes(taken: Taken) -> Iterator[str]:
    """The cases that docflow's own codes on the pages name."""
    for page in taken.pages:
        for mark in page.marks:
            if mark.kind == "code" and (found := _CODE.match(mark.value)):
                yield found[1]


def by_facts(facts: Facts, cases: Iterable[Case], only_offer: bool = False) -> Join:
    """The one case that certainly fits, else those that might, for a person to choose."""
    fits = [fit(facts, case.id, of_case(case)) for case in cases]
    certain = [f for f in fits if f.proof]
    if len(certain) == 1 and not only_offer:
        return Join(certain[0].case, "facts", (certain[0].proof,))
    likely = certain or [f for f in fits if _may(f)]
    offers = tuple((f.case, f.told) for f in sorted(likely, key=_order))
    reasons = ("Several cases fit equally well.",) if len(certain) > 1 else ()
    return Join(reasons=reasons, offers=offers)


def fit(facts: Facts, name: str, other: Facts) -> Fit:
    """What a document and a case have in common, and what parts them."""
    same, against = set(), set()
    for word, mine, theirs in (
        ("claim", facts.claim, other.claim),
        ("member", _plain(facts.member), _plain(other.member)),
        ("birth", facts.birth, other.birth),
        ("injury", facts.injury, other.injury),
    ):
        if mine and theirs and _plain(mine) == _plain(theirs):
            same.add(word)
        elif mine and theirs and word != "claim":
            against.add(word)
    if facts.name and other.name:
        same_name, near = _names(facts.name, other.name)
        same |= {"name"} if same_name else {"near"} if near else set()
        against |= set() if same_name else {"name"}
    if other.ordered and facts.visits and not _within(facts.visits, other.ordered):
        against.add("before")
    return Fit(name, frozenset(same), frozenset(against))


def of_document(taken: Taken) -> Facts:
    """What a document surely says."""
    best: dict[str, tuple[float, str]] = {}
    visits = []
    for reading in taken.readings:
        if reading.confidence < SURE or "rival" in reading.grounds or not reading.value:
            continue
        best[reading.field] = max(
            best.get(reading.field, (0.0, "")), (reading.confidence, reading.value)
        )
        visits += [reading.value] if reading.field == "service.dates" else []
    said = {field: value for field, (_, value) in best.items()}
    return _facts(said, tuple(sorted(visits)))


def of_case(case: Case) -> Facts:
    """What a case believes."""
    return _facts({field: case.value(field) for field in case.fields}, ())


def _facts(said: dict[str, str], visits: tuple[str, ...]) -> Facts:
    return Facts(
        claim=said.get("claim.number", ""),
        member=said.get("patient.member_id", ""),
        name=said.get("patient.name", ""),
        birth=said.get("patient.birth_date", ""),
        injury=said.get("injury.date", ""),
        ordered=said.get("order.date", ""),
        visits=visits,
    )


def _may(fit: Fit) -> bool:
    """Whether a person should be shown the case: a number or a name speaks for it."""
    strong = fit.same & {"claim", "member"}
    return (
        bool(strong)
        or ("name" in fit.same and "birth" not in fit.against)
        or ("birth" in fit.same and "near" in fit.same)
    )


def _order(fit: Fit) -> tuple[int, int, str]:
    return -len(fit.same), len(fit.against), fit.case


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def _names(a: str, b: str) -> tuple[bool, bool]:
    """Whether two names are one person's by every letter, and whether they nearly are.

    First and last must be written out and equal, middle names may be missing or initials.
    """
    from rapidfuzz.distance import Levenshtein

    one, two = _words(a), _words(b)
    if min(len(one), len(two)) < 2:
        return False, False
    ends, others = (one[0], one[-1]), (two[0], two[-1])
    near = Levenshtein.distance(" ".join(ends), " ".join(others), score_cutoff=2) <= 2
    equal = len(one[0]) > 1 and sorted(ends) == sorted(others)
    middles = zip(one[1:-1], two[1:-1], strict=False)
    return equal and all(x[0] == y[0] and _agree(x, y) for x, y in middles), near


def _agree(a: str, b: str) -> bool:
    return a == b or min(len(a), len(b)) == 1


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    from docflow.terms.names import clean_name

    return tuple(clean_name(name).casefold().split())


def _within(visits: tuple[str, ...], ordered: str) -> bool:
    """Whether the visits lie behind the order and not more than a year and some weeks later."""
    try:
        first = date.fromisoformat(ordered)
        days = [date.fromisoformat(day) for day in visits]
    except ValueError:
        return True
    return all(first <= day <= first + LONGEST for day in days)
