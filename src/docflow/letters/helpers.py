"""Values that are made of fields: schedules, totals, tables of diagnoses and goals."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docflow.letters.entry import COMPUTED, Entry, beliefs, computed, sources, text_of
from docflow.letters.marks import plain
from docflow.letters.wording import course, course_end, long_date, short_date
from docflow.model import Case, Field, Printed
from docflow.terms import cpt, icd10, names, schedule

_FROM_TO = re.compile(r"\bfrom\s+([^,;]{1,40}?)\s+to\s+([^,;.]{1,40})", re.IGNORECASE)


_SCHEDULE = ("order.frequency", "order.duration")
_STARTS = ("order.start_date", "order.date")
_COURSE = ("order.end_date", *_STARTS, "order.duration")
_INJURY_PROGRAMS = ("workers_comp", "auto_pip", "feca")
_TECHNIQUES = ("order.region", "order.techniques")


@dataclass(frozen=True, slots=True)
class Helper:
    """A value made of a case: what it is called, the fields it can come from, and how."""

    label: str
    fields: tuple[str, ...]
    make: Callable[[Case], Entry]


def _diagnoses(case: Case) -> Entry:
    said = beliefs(case, "diagnosis.codes")
    words = [plain(icd10.description(f.value)) for f in said]
    rows = [{"code": text_of(f), "description": w} for f, w in zip(said, words, strict=True)]
    official = tuple(Printed("diagnoses", w, COMPUTED) for w in words if w)
    return Entry(rows, sources(said) + official)


def _procedures(case: Case) -> Entry:
    said = beliefs(case, "procedure.codes")
    words = [plain(cpt.plain_words(f.value)) for f in said]
    rows = [{"code": text_of(f), "words": w} for f, w in zip(said, words, strict=True)]
    return Entry(rows, sources(said))


def _schedule(case: Case) -> Entry:
    often, long = case.value("order.frequency"), case.value("order.duration")
    text = course(often, long) if often and long else ""
    return computed(case, "schedule", text, *_SCHEDULE)


def _visits_total(case: Case) -> Entry:
    """The visits that the order states, else as many as frequency and duration make."""
    if stated := beliefs(case, "order.visits")[:1]:
        return Entry(text_of(stated[0]), sources(stated))
    made = schedule.visits_of(case.value("order.frequency"), case.value("order.duration"))
    text = " to ".join(str(n) for n in dict.fromkeys(made or ()))
    return computed(case, "visits_total", text, *_SCHEDULE)


def _course_end(case: Case) -> Entry:
    """The last day that the order names, else as long after its first day as it lasts."""
    if stated := beliefs(case, "order.end_date")[:1]:
        return Entry(text_of(stated[0]), sources(stated))
    first = next((name for name in _STARTS if case.value(name)), _STARTS[-1])
    end = course_end(case.value(first), case.value("order.duration"))
    text = short_date(end) if end else ""
    return computed(case, "course_end", text, first, "order.duration")


def _reevaluation(case: Case) -> Entry:
    """The day that a person set, else the last day of the ordered course."""
    said = beliefs(case, "plan.reevaluation_date")[:1]
    return Entry(text_of(said[0]), sources(said)) if said else _course_end(case)


def _provider_signer(case: Case) -> Entry:
    """The prescriber with credentials: the field's, else those beside the name on the paper."""
    said = beliefs(case, "provider.name")[:1]
    if not said:
        return Entry("")
    stated = beliefs(case, "provider.credentials")[:1]
    texts = [said[0].best.text, *(f.value for f in stated)]
    titles = [title for text in reversed(texts) for title in names.credentials(text)]
    words = ", ".join((said[0].value, *(titles or (f.value for f in stated))))
    return Entry(text_of(said[0], words), sources((*said, *stated)))


def _goals(case: Case) -> Entry:
    """Goals of the plan, else of the order, each with baseline and target where it has them."""
    if said := beliefs(case, "plan.goals"):
        return Entry([_goal(f, f.value) for f in said], sources(said))
    said = beliefs(case, "order.goals")
    parts = ((f, part.strip()) for f in said for part in f.value.split(";"))
    return Entry([_goal(f, part) for f, part in parts if part], sources(said))


def _goal(belief: Field, said: str) -> dict[str, str]:
    """A goal said as "goal | baseline | target", or as prose with "from A to B"."""
    goal, *measures = (part.strip() for part in said.split("|"))
    if not measures and (match := _FROM_TO.search(goal)):
        measures = list(match.groups())
    baseline, target = (*measures, "", "")[:2]
    parts = {"goal": goal, "baseline": baseline, "target": target}
    return {name: text_of(belief, text) for name, text in parts.items()}


def _techniques(case: Case) -> Entry:
    """Techniques said as "region: technique", else the order's regions beside its techniques."""
    if said := beliefs(case, "plan.techniques"):
        return Entry([_technique(f) for f in said], sources(said))
    region, technique = (beliefs(case, name) for name in _TECHNIQUES)
    row = {
        "region": "; ".join(map(text_of, region)),
        "technique": "; ".join(map(text_of, technique)),
    }
    return Entry([row] if any(row.values()) else [], sources((*region, *technique)))


def _technique(belief: Field) -> dict[str, str]:
    region, colon, technique = belief.value.partition(":")
    if not colon:
        region, technique = "", region
    return {
        "region": text_of(belief, region.strip()),
        "technique": text_of(belief, technique.strip()),
    }


def _treatment(case: Case) -> Entry:
    """The techniques that the order names, else the words of its procedures."""
    if said := beliefs(case, "order.techniques"):
        return Entry("; ".join(map(text_of, said)), sources(said))
    said = beliefs(case, "procedure.codes")
    texts = [text_of(f, f"{cpt.plain_words(f.value)} ({f.value})".strip()) for f in said]
    return Entry("; ".join(texts), sources(said))


def _injury_claim(case: Case) -> Entry:
    """The claim that the injury was given; elsewhere a claim number names a bill."""
    program = case.payer.program if case.payer else ""
    said = beliefs(case, "claim.number")[:1]
    if not said or not (case.value("injury.date") or program in _INJURY_PROGRAMS):
        return Entry("")
    return Entry(text_of(said[0]), sources(said))


def _today(case: Case) -> Entry:
    return computed(case, "today", long_date(case.today))


def _case_id(case: Case) -> Entry:
    return computed(case, "case_id", case.id)


def _case_code(case: Case) -> Entry:
    """A QR code by which docflow knows the case when the letter comes back."""
    import segno

    out = io.BytesIO()
    segno.make(f"DOCFLOW CASE {case.id}", error="m", micro=False).save(out, kind="png", scale=8)
    return Entry(out.getvalue(), (Printed("case_code", case.id, COMPUTED),))


def _elsewhere(case: Case) -> Entry:
    """Made by those who know more than the case, and handed to the letter."""
    return Entry("")


_APPEAL = {
    "appeal_ask": "What is asked of the payer",
    "appeal_before": "What became of the last appeal",
    "appeal_due": "In time",
    "appeal_exhibits": "Exhibits",
    "appeal_expedited": "Why it is urgent",
    "appeal_law": "Rules",
    "appeal_level": "Level of appeal",
    "appeal_notice": "Date of the notice",
    "appeal_points": "Points of the appeal, each with its exhibit",
    "appeal_quote": "Reason in the payer's words",
    "appeal_visits": "Dates of service",
    "appeal_why": "What was denied and why",
}

HELPERS: Mapping[str, Helper] = MappingProxyType(
    {
        **{name: Helper(label, (), _elsewhere) for name, label in _APPEAL.items()},
        "case_code": Helper("QR code of the case", (), _case_code),
        "case_id": Helper("Case", (), _case_id),
        "course_end": Helper("End of the course", _COURSE, _course_end),
        "diagnoses": Helper("Diagnosis", ("diagnosis.codes",), _diagnoses),
        "goals": Helper("Goals", ("plan.goals", "order.goals"), _goals),
        "injury_claim": Helper("Claim number", ("claim.number",), _injury_claim),
        "procedures": Helper("Procedures", ("procedure.codes",), _procedures),
        "provider_signer": Helper(
            "Prescriber", ("provider.name", "provider.credentials"), _provider_signer
        ),
        "reevaluation": Helper(
            "Re-evaluation date", ("plan.reevaluation_date", *_COURSE), _reevaluation
        ),
        "schedule": Helper("Frequency and duration", _SCHEDULE, _schedule),
        "techniques": Helper(
            "Techniques by region", ("plan.techniques", *_TECHNIQUES), _techniques
        ),
        "today": Helper("Today's date", (), _today),
        "treatment": Helper(
            "Recommended treatment", ("order.techniques", "procedure.codes"), _treatment
        ),
        "visits_total": Helper("Total visits", ("order.visits", *_SCHEDULE), _visits_total),
    }
)
"""Names that a template may use besides fields and `practice_*`."""
