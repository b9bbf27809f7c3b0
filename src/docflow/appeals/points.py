"""The points of an appeal: only facts that are on file and beyond doubt, each with its exhibit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from docflow.appeals.denial import Denial
from docflow.appeals.exhibits import Exhibit
from docflow.letters.wording import course, long_date
from docflow.model import PERSON, Case, Field, Finding
from docflow.terms import cpt, icd10
from docflow.terms.dates import iso_date
from docflow.terms.names import credentials


@dataclass(frozen=True, slots=True)
class Point:
    """One point: a heading, the text with the marks of its exhibits, and the facts it rests on."""

    head: str
    text: str
    exhibits: tuple[str, ...]
    facts: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """What an argument may draw on: the case, the notice and the exhibits."""

    case: Case
    denial: Denial
    exhibits: tuple[Exhibit, ...]

    def shown(self, *kinds: str) -> tuple[Exhibit, ...]:
        """The exhibits of these kinds."""
        return tuple(e for e in self.exhibits if e.kind in kinds)

    def sure(self, name: str) -> tuple[Field, ...]:
        """What is known about a field beyond doubt."""
        return tuple(f for f in self.case.fields.get(name, ()) if f.value and not f.review)

    def stands(self, name: str, exhibit: Exhibit) -> tuple[Field, ...]:
        """What is known about a field beyond doubt and stands on that exhibit, or a person said."""
        return tuple(f for f in self.sure(name) if _stands(f, exhibit))

    def value(self, name: str) -> str:
        """The value of a field that is beyond doubt, or ""."""
        return next((f.value for f in self.sure(name)), "")


Maker = Callable[[File], Iterable[Point]]


def points(file: File) -> tuple[Point, ...]:
    """The points that the file carries for the category of its denial, in their order."""
    makers = _BY_CATEGORY.get(file.denial.value("denial.category"), _COMMON)
    return tuple(point for make in makers for point in make(file))


def lacks(file: File) -> tuple[Finding, ...]:
    """What would help and is not on file, for the desk: `appeal.evidence` for each."""
    wanted = _WANTED.get(file.denial.value("denial.category"), ())
    return tuple(
        Finding("appeal.evidence", "info", message, "appeal.points")
        for kinds, fields, message in wanted
        if not file.shown(*kinds) or not all(map(file.sure, fields))
    )


def cite(shown: Sequence[Exhibit]) -> str:
    """The marks as a text cites them, with a blank before: (Exhibit B), (Exhibits B and C)."""
    marks = [e.mark for e in shown]
    if not marks:
        return ""
    words = marks[0] if len(marks) == 1 else f"{', '.join(marks[:-1])} and {marks[-1]}"
    return f" (Exhibit{'s' if len(marks) > 1 else ''} {words})"


def _point(head: str, text: str, shown: Sequence[Exhibit], *facts: Sequence[Field]) -> Point:
    used = tuple(f for group in facts for f in group)
    return Point(head, f"{text}{cite(shown)}.", tuple(e.mark for e in shown), used)


def _stands(field: Field, exhibit: Exhibit) -> bool:
    own = (r.source for r in field.readings if r.value == field.value and r.source)
    return field.best.by.startswith(PERSON) or any(s.document == exhibit.file for s in own)


def _order(file: File) -> Iterator[Point]:
    """Who ordered what, when and for what: only what stands on an order that is on file."""
    for exhibit in file.shown("referral"):
        said = partial(file.stands, exhibit=exhibit)
        day, who, codes = said("order.date"), said("provider.name"), said("diagnosis.codes")
        if not day or not who:
            continue
        given = said("procedure.codes")
        text = f"On {_long(day[0].value)}, {_signer(who[0])} ordered {_treatment(given)}"
        often, length = said("order.frequency"), said("order.duration")
        if often and length:
            text += f", {course(often[0].value, length[0].value)}"
        if codes:
            text += f", for {_conditions(codes)}"
        signed = [f for f in said("signature.present") if f.value == "true"]
        if signed:
            text += ". The order bears the prescriber's signature"
        used = (day, who, codes, given, often, length, signed)
        yield _point("The treatment was ordered", text, [exhibit], *used)
        return


def _signer(who: Field) -> str:
    return ", ".join((who.value, *credentials(who.best.text)))


def _treatment(given: Sequence[Field]) -> str:
    told = (cpt.plain_words(f.value).partition(":")[0] for f in given)
    return " and ".join(dict.fromkeys(filter(None, told))) or "the treatment"


def _conditions(codes: Sequence[Field]) -> str:
    told = ((f.value, icd10.description(f.value)) for f in codes)
    return " and ".join(f"{code} ({words})" if words else code for code, words in told)


def _before(file: File) -> Iterator[Point]:
    """The order stood before the first of the refused visits."""
    visits = file.denial.values("service.dates")
    for exhibit in file.shown("referral"):
        day = file.stands("order.date", exhibit)
        if day and visits and day[0].value <= visits[0]:
            text = (
                f"The order is dated {_long(day[0].value)}; "
                f"the first of the visits in question is {_long(visits[0])}"
            )
            yield _point("The order came first", text, [exhibit], day)
            return


def _limits(file: File) -> Iterator[Point]:
    shown, limits = file.shown("plan"), file.sure("plan.limits")
    if shown and limits:
        text = f"The treatment plan states these limits: {_listed(f.value for f in limits)}"
        yield _point("What the condition prevents", text, shown, limits)


def _goals(file: File) -> Iterator[Point]:
    """Goals of the plan as the plan shows them, else those of the order."""
    for kind, name, who in (
        ("plan", "plan.goals", "treatment plan"),
        ("referral", "order.goals", "order"),
    ):
        shown = file.shown(kind)[:1]
        goals = file.sure(name) if kind == "plan" else _on(file, name, shown)
        if shown and goals:
            what = "this goal" if len(goals) == 1 else "these goals"
            text = f"The {who} names {what}: {_listed(map(_goal, goals))}"
            yield _point("What the treatment is for", text, shown, goals)
            return


def _on(file: File, name: str, shown: Sequence[Exhibit]) -> tuple[Field, ...]:
    return tuple(f for exhibit in shown for f in file.stands(name, exhibit))


def _goal(field: Field) -> str:
    goal, *measures = (part.strip() for part in field.value.split("|"))
    baseline, target = (*measures, "", "")[:2]
    return goal + (f" (from {baseline} to {target})" if baseline and target else "")


def _scores(file: File) -> Iterator[Point]:
    """Measured change: only with the note that holds the scores."""
    shown, scores = file.shown("progress-note"), file.sure("note.scores")
    for score in scores if shown else ():
        parts = [part.strip() for part in score.value.split("|")]
        if len(parts) == 5:
            name, day, first, later, last = parts
            text = f"The {name} was {first} on {_long(day)} and {last} on {_long(later)}"
            text += _change(first, last)
            yield _point("What was measured", text, shown, (score,))


def _change(first: str, last: str) -> str:
    """By how much two scores differ; whether that is better is the measure's own matter."""
    if not (first.isdecimal() and last.isdecimal()) or first == last:
        return ""
    points = abs(int(last) - int(first))
    return f", a change of {points} point{'' if points == 1 else 's'}"


def _lmn(file: File) -> Iterator[Point]:
    shown = file.shown("lmn")
    if shown:
        text = "The prescriber states the medical necessity in a signed letter"
        yield _point("The prescriber's own statement", text, shown)


def _authorized(file: File) -> Iterator[Point]:
    """An authorization on file, and its number where it stands there and not on the notice."""
    shown, number = file.shown("authorization"), file.sure("authorization.number")
    if shown:
        text = "The authorization for this treatment is enclosed"
        if number and number[0].value not in file.denial.values("authorization.number"):
            text = f"Authorization {number[0].value} was given for this treatment"
        yield _point("Authorization", text, shown, number)


def _asked(file: File) -> Iterator[Point]:
    shown = file.shown("correspondence")
    if shown:
        text = "What was asked of the payer, and what it answered, is enclosed"
        yield _point("What was asked and answered", text, shown)


def _filed(file: File) -> Iterator[Point]:
    shown, day = file.shown("proof-of-filing"), file.sure("claim.submitted_date")
    if shown and day:
        text = f"The claim was sent on {_long(day[0].value)}, as the confirmation shows"
        yield _point("The claim was sent in time", text, shown, day)


def _policy(file: File) -> Iterator[Point]:
    shown, words = file.shown("policy"), file.sure("appeal.policy_language")
    if shown and words:
        text = f"The plan's own document says: “{words[0].value}”"
        yield _point("What the plan says", text, shown, words)


def _eligible(file: File) -> Iterator[Point]:
    shown = file.shown("eligibility")
    if shown:
        text = "The coverage was in force when the treatment was given"
        yield _point("Coverage", text, shown)


def _ledger(file: File) -> Iterator[Point]:
    shown = file.shown("ledger")
    if shown:
        text = "The visits counted against the limit are listed in our ledger"
        yield _point("The count of visits", text, shown)


def _primary(file: File) -> Iterator[Point]:
    shown = file.shown("primary-eob")
    if shown:
        text = "The other payer has decided on this claim; its explanation is enclosed"
        yield _point("The other payer's decision", text, shown)


def _license(file: File) -> Iterator[Point]:
    shown = file.shown("license")
    if shown:
        text = "The treating provider's license and credentials are enclosed"
        yield _point("The treating provider", text, shown)


def _said(file: File) -> Iterator[Point]:
    """What the biller adds in own words, each with the exhibit it names by its kind."""
    for field in file.sure("appeal.facts"):
        text, _, kind = (part.strip() for part in field.value.partition("|"))
        shown = file.shown(kind) if kind else ()
        if text and shown:
            yield _point("Further", text.rstrip("."), shown, (field,))


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(text.rstrip(".") for text in texts)


def _long(day: str) -> str:
    found = iso_date(day)
    return long_date(found) if found else day


_COMMON: tuple[Maker, ...] = (_order, _policy, _said)
_BY_CATEGORY: dict[str, tuple[Maker, ...]] = {
    "medical_necessity": (_order, _limits, _goals, _scores, _lmn, _policy, _said),
    "no_authorization": (_authorized, _asked, _order, _before, _policy, _said),
    "benefit_limit": (_ledger, _order, _goals, _scores, _policy, _said),
    "timely_filing": (_filed, _asked, _said),
    "non_covered": (_policy, _order, _said),
    "not_eligible": (_eligible, _said),
    "provider_type": (_license, _policy, _order, _said),
    "other_payer": (_primary,),
}

Wanted = tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]
_WANTED: dict[str, Wanted] = {
    "medical_necessity": (
        (("progress-note",), ("note.scores",),
         "A progress note with a re-evaluation score would win this: not on file."),
        (("lmn",), (), "A letter of medical necessity signed by the prescriber: not on file."),
        (("plan",), ("plan.goals",),
         "A treatment plan with measurable goals, baseline and target: not on file."),
        (("policy",), ("appeal.policy_language",),
         "The plan's definition of medical necessity, to answer point by point: not on file."),
    ),
    "no_authorization": (
        (("authorization", "correspondence"), (),
         "The authorization, or a record of asking for it (fax confirmation, call log): "
         "not on file."),
    ),
    "timely_filing": (
        (("proof-of-filing",), ("claim.submitted_date",),
         "Proof that the claim was sent in time (clearinghouse acceptance, receipt) with its "
         "date: not on file. Without it there is nothing to appeal with."),
    ),
    "benefit_limit": (
        (("ledger",), (), "A ledger of the visits that were paid: not on file."),
    ),
    "non_covered": (
        (("policy",), ("appeal.policy_language",),
         "The page of the plan document that contains the benefit: not on file."),
    ),
    "provider_type": (
        (("policy", "license"), (),
         "The plan's or the state's words that let this kind of provider be paid: not on file."),
    ),
    "not_eligible": ((("eligibility",), (), "Proof of coverage on the dates: not on file."),),
    "other_payer": ((("primary-eob",), (), "The first payer's explanation: not on file."),),
}  # fmt: skip
