"""What the host itself finds about a case, whatever plugins exist: missing, doubtful, disputed.

Completeness is measured by what the payer's packs want; a letter's own needs are the letter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from docflow.model import (
    GUESSED,
    PERSON,
    Case,
    Field,
    FieldSpec,
    Finding,
    Payer,
    Reading,
    Requirement,
    Source,
)
from docflow.terms.dates import iso_date

PAYER = "payer.name"
UNREAD = "document.unread"
KIND = "document.kind"
PLAIN = 0.75
"""From this probability on the desk need not be asked what kind of paper it holds."""
_INSTEAD = {"order.duration": "order.visits", "procedure.codes": "order.techniques"}
"""What says the same another way: a total for a duration, words for a number."""
_NAMES = {"diagnosis.codes": "icd10", "signature.present": "signature", "payer.name": "payer"}
_PLAIN = ("order.", "provider.npi", "claim.", "authorization.")
_RANKS = {"error": 0, "warning": 1, "info": 2}


def checks(case: Case, specs: Mapping[str, FieldSpec]) -> tuple[Finding, ...]:
    """All that this module finds about a case, in the order of the fields' names."""
    said = (*disputed(case, specs), *doubtful(case, specs), *required(case, specs), *payer(case))
    return tuple(sorted(said, key=lambda f: (f.field, f.code)))


def doubtful(case: Case, specs: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    """`<field>.doubtful` for each value that a person must look at before it is used.

    What identifies the person or costs money is an error. What docflow computed is only as
    doubtful as what it was computed from, and what is disputed is said to be that. A kind of paper
    that the signs plainly speak for is no question: what is then asked of it shows a mistake.
    """
    for name, field in _beliefs(case, specs):
        if not field.review or not field.value or field.derived or _rivals(field, specs[name]):
            continue
        if name == KIND and field.confidence >= PLAIN:
            continue
        grave = specs[name].critical or specs[name].identifies
        yield Finding(
            f"{name}.doubtful",
            "error" if grave else "warning",
            f"{specs[name].label}: {_unsure(field)} "
            "Compare it with the paper and confirm or correct it.",
            name,
            source=field.best.source,
        )


def _unsure(field: Field) -> str:
    if GUESSED in field.best.grounds:
        return f"“{field.best.text}” was read and is taken for “{field.value}”."
    return f"“{field.value}” was read, but not surely."


def disputed(case: Case, specs: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    """`<field>.disputed` where documents of the case differ on who the person is.

    However unsure the other reading: two papers may be two people, and docflow never decides.
    """
    for name, field in _beliefs(case, specs):
        rivals = _rivals(field, specs[name]) if specs[name].identifies else ()
        if rivals:
            others = ", ".join(f"“{value}”" for value in sorted({r.value for r in rivals}))
            yield Finding(
                f"{name}.disputed",
                "error",
                f"{specs[name].label}: one paper says “{field.value}”, another {others}. Make sure "
                "that all papers belong to one person, then confirm the right value.",
                name,
                source=rivals[0].source,
            )


def required(case: Case, specs: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    """`<name>.missing` for what the case's payer wants on a referral and nobody has read."""
    if case.kind != "referral":
        return
    day = _order_day(case)
    wanted: dict[str, Requirement] = {}
    for one in (r for pack in case.packs for r in pack.requires if r.rule.holds(day)):
        known = wanted.get(one.field)
        if known is None or _RANKS[one.severity] < _RANKS[known.severity]:
            wanted[one.field] = one
    for name, one in wanted.items():
        if not _present(case, name):
            label = specs[name].label if name in specs else name
            yield Finding(
                missing_code(name),
                one.severity,
                f"Not on the paper: {label}. {one.rule.text} "
                "Ask the prescriber's office or add it.",
                name,
                one.rule,
            )


def payer(case: Case) -> Iterator[Finding]:
    """`payer.unknown` or `payer.missing`: without its pack a payer's rules are not checked."""
    field = case.field(PAYER)
    ruled = any(_rules(pack) for pack in case.packs) or case.kind != "referral"
    if field and field.value and (case.payer is None or not ruled):
        yield Finding(
            "payer.unknown",
            "warning",
            f"docflow has no rules for the payer “{field.value}”; only what holds for everyone was "
            "checked. Correct the name if it was misread, or ask the payer what it wants.",
            PAYER,
            source=field.best.source,
        )
    elif field is None and case.kind == "referral":
        yield Finding(
            missing_code(PAYER),
            "warning",
            "No payer was read, so no payer's rules were checked. Look at the paper and confirm "
            "who pays.",
            PAYER,
        )


def _rules(pack: Payer) -> bool:
    """Whether a pack rules what a referral must be; a name in a list of payers does not."""
    wants = (pack.requires, pack.limits, pack.prescribers, pack.authorizations)
    return any((*wants, pack.duties, pack.code_rules, pack.stops))


def missing_code(field: str) -> str:
    """The finding's code for a field that is not there: "frequency.missing", "icd10.missing"."""
    if field in _NAMES:
        return f"{_NAMES[field]}.missing"
    if field.startswith(_PLAIN):
        group, _, noun = field.partition(".")
        return f"{noun if group in ('order', 'provider') else group}.missing"
    return f"{field}.missing"


def legible(
    findings: Iterable[Finding], case: Case, specs: Mapping[str, FieldSpec]
) -> Iterator[Finding]:
    """The findings, with `<field>.unread` for what is called missing but may stand there unread."""
    places = {f.value: f.best.source for f in case.fields.get(UNREAD, ())}
    for finding in findings:
        if finding.code.endswith(".missing") and finding.field in places:
            label = specs[finding.field].label if finding.field in specs else finding.field
            yield replace(
                finding,
                code=f"{finding.field}.unread",
                message=f"{label}: {_seen(places[finding.field])} Look at the paper and confirm "
                "what it says, or that it says nothing.",
                source=places[finding.field],
            )
        else:
            yield finding


def _seen(place: Source | None) -> str:
    if place:
        return "something stands in its place but could not be read."
    return "not found, but much of this paper is too poor to be read."


def settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of several findings that say the same is missing, the gravest, and the one with a rule.

    The core and a payer's pack may both want a value; the desk needs to be told once.
    """
    kept: dict[object, Finding] = {}
    for finding in findings:
        absent = finding.code.endswith(".missing")
        key: object = (finding.code, finding.field) if absent else finding
        if key not in kept or _weight(finding) < _weight(kept[key]):
            kept[key] = finding
    return tuple(kept.values())


def _weight(finding: Finding) -> tuple[object, ...]:
    return _RANKS[finding.severity], finding.rule is None, finding.by, finding.message


def _beliefs(case: Case, specs: Mapping[str, FieldSpec]) -> Iterator[tuple[str, Field]]:
    for name in sorted(case.fields):
        if name in specs and name != UNREAD:
            yield from ((name, field) for field in case.fields[name])
            yield from ((name, field) for field in _of_older(case, name, specs[name]))


def _of_older(case: Case, name: str, spec: FieldSpec) -> Iterator[Field]:
    """What notices but the newest say where each has its own: another claim's number."""
    shown = case.fields[name]
    if spec.many or spec.identifies or not any(b.get(name) == shown for b in case.notices.values()):
        return
    for notice in case.notices.values():
        yield from (field for field in notice.get(name, ()) if field not in shown)


def _rivals(field: Field, spec: FieldSpec) -> tuple[Reading, ...]:
    """What another document says instead of this value; nothing once a person has spoken."""
    best = field.best
    if best.by.startswith(PERSON) or not best.source or not spec.identifies:
        return ()
    return tuple(
        r
        for r in field.readings
        if r.source
        and r.source.document != best.source.document
        and r.value
        and not spec.same(r.value, field.value)
    )


def _present(case: Case, name: str) -> bool:
    return bool(case.value(name) or case.value(_INSTEAD.get(name, "")))


def _order_day(case: Case) -> date:
    days = (iso_date(case.value(name)) for name in ("order.date", "signature.date"))
    return next((day for day in days if day), case.today)
