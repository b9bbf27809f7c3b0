"""What is asked of the prescriber: each open question as a line to fill in or boxes to tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from docflow.letters.entry import beliefs
from docflow.letters.marks import plain
from docflow.letters.wording import course, short_date
from docflow.model import Case, FieldSpec, Finding
from docflow.terms import icd10
from docflow.terms.dates import iso_date

OTHER = "other: ____________"

_THEIRS = ("provider.", "diagnosis.", "procedure.", "order.", "signature.")
_ALSO_THEIRS = ("patient.name", "patient.birth_date")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: boxes side by side (`ticks`), one below the other (`choices`), or a line.

    `blank` says that there is a line to write on.
    """

    label: str
    question: str = ""
    ticks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    blank: bool = False


def asks(
    case: Case, findings: tuple[Finding, ...], fields: Mapping[str, FieldSpec]
) -> tuple[Ask, ...]:
    """One question for each finding that only the prescriber can settle, in the findings' order.

    Nothing is asked while nothing blocks the case; what is merely wanted is asked with the rest.
    What a reader merely doubts is not asked: the desk settles it by looking at the paper.
    """
    theirs = [f for f in findings if f.severity != "info" and _is_theirs(f)]
    if not any(f.severity == "error" for f in theirs):
        return ()
    made = (_ask(case, finding, fields) for finding in theirs)
    return tuple({(ask.label, ask.question): ask for ask in made}.values())


def _is_theirs(finding: Finding) -> bool:
    if finding.code in _BY_CODE:
        return True
    theirs = finding.field.startswith(_THEIRS) or finding.field in _ALSO_THEIRS
    return theirs and finding.code.endswith(".missing")


def _ask(case: Case, finding: Finding, fields: Mapping[str, FieldSpec]) -> Ask:
    special = _BY_CODE.get(finding.code)
    if special:
        return special(case)
    spec = fields.get(finding.field)
    return Ask(spec.label if spec else finding.field, blank=True)


def _frequency(case: Case) -> Ask:
    often = ("once a week", "2 times a week", "3 times a week", OTHER)
    return Ask("How often", ticks=often)


def _duration(case: Case) -> Ask:
    lengths = ("4 weeks", "6 weeks", "8 weeks", "12 weeks", OTHER)
    return Ask("For how long", ticks=lengths)


def _ambiguous(case: Case) -> Ask:
    said = next((f.best.text for f in beliefs(case, "order.frequency") if f.best.text), "")
    quoted = f"The order says “{plain(said)}”, which" if said else "What the order says"
    question = f"{quoted} can be read in more than one way. Please state:"
    return Ask("How often", question, ("____ times a week", "____ times a month", OTHER))


def _visits(case: Case) -> Ask:
    often, long = case.value("order.frequency"), case.value("order.duration")
    total = case.value("order.visits")
    said = f"{course(often, long)} and {total} visits" if often and long else f"{total} visits"
    question = f"The order says {said}, which do not agree. Total visits:"
    return Ask("Total visits", question, blank=True)


def _diagnosis(case: Case) -> Ask:
    return Ask("Diagnosis", "ICD-10-CM code(s) of the condition to be treated:", blank=True)


def _invalid(case: Case) -> Ask:
    """The codes that replace the invalid ones; the prescriber chooses, never docflow."""
    day = _order_day(case)
    wrong = [c for c in case.values("diagnosis.codes") if not icd10.billable(c, day)]
    options = dict.fromkeys(code for c in wrong for code in icd10.successors(c, day))
    choices = tuple(f"{code}  {icd10.description(code)}".strip() for code in list(options)[:8])
    question = f"{_listed(wrong)} cannot be billed on {short_date(day)}. Which code applies?"
    return Ask("Diagnosis code", question, choices=(*choices, OTHER))


def _order_day(case: Case) -> date:
    return iso_date(case.value("order.date")) or case.today


def _listed(codes: list[str]) -> str:
    return " and ".join(codes) if codes else "The diagnosis code"


def _laterality(case: Case) -> Ask:
    question = "The words of the diagnosis and its code name different sides. Which is right?"
    return Ask("Side of the body", question, ("left", "right", "both", OTHER))


def _excludes(case: Case) -> Ask:
    question = "These codes exclude each other (ICD-10-CM, Excludes1). Which apply?"
    return Ask("Diagnosis codes", question, (*case.values("diagnosis.codes"), OTHER))


def _signature(case: Case) -> Ask:
    return Ask("Signature", "The order is not signed. Please sign and date below.")


def _stamp(case: Case) -> Ask:
    question = "A stamp does not count as a signature. Please sign and date by hand below."
    return Ask("Signature", question)


def _order_date(case: Case) -> Ask:
    return Ask("Date of the order", blank=True)


def _expired(case: Case) -> Ask:
    day = short_date(_order_day(case))
    question = f"The order of {day} is too old to be billed. Is the treatment still needed?"
    return Ask("Renewal", question, ("yes, as ordered, from the date below", "no"))


def _npi_invalid(case: Case) -> Ask:
    return Ask("NPI", "The NPI on the order fails its check digit. Correct NPI:", blank=True)


_BY_CODE: Mapping[str, Callable[[Case], Ask]] = {
    "date.missing": _order_date,
    "duration.missing": _duration,
    "frequency.ambiguous": _ambiguous,
    "frequency.missing": _frequency,
    "icd10.excludes": _excludes,
    "icd10.invalid": _invalid,
    "icd10.laterality": _laterality,
    "icd10.missing": _diagnosis,
    "npi.invalid": _npi_invalid,
    "order.expired": _expired,
    "signature.missing": _signature,
    "signature.stamp": _stamp,
    "visits.mismatch": _visits,
}
