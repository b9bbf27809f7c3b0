"""What the packs of a case's payer say about it: stops, prescribers, limits, codes, duties.

Every finding carries the pack's rule with its source. Rules are looked up on the day of the order,
else of its signature, else of the first service, else today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from docflow.model import (
    Authorization,
    Case,
    CodeRule,
    Duty,
    Finding,
    Limit,
    Payer,
    Prescribers,
    Severity,
    Stop,
)
from docflow.terms.dates import iso_date
from docflow.terms.names import credentials

MINUTES_A_UNIT = 15
"""A timed procedure is billed in units of 15 minutes, and the last needs at least 8 of them
(CMS, Medicare Claims Processing Manual ch. 5, 20.2)."""


_LICENCES = {
    "NP": "ACNP AGNP AGPCNP APN APRN ARNP CNP CRNP DNP FNP PMHNP WHNP",
    "DDS": "DMD",
    "LMT": "LMBT LMP RMT CMT MCMT",
    "MD": "MBBS",
    "ND": "NMD",
    "PT": "DPT MPT MSPT",
}
"""One licence under several names, by state and by degree."""
_SAME = {other: licence for licence, others in _LICENCES.items() for other in others.split()}

_HONOURS = frozenset(
    "ATC BSN DACBR FAAFP FAAN FAAOS FAAP FAAPMR FACC FACEP FACOG FACP FACS MPAS MPH MSN OCS PHD "
    "SCS".split()
)
"""Degrees and memberships that say nothing about who may order or bill."""


def day_of(case: Case) -> date:
    """The day whose rules hold for the case."""
    names = ("order.date", "signature.date", "service.dates")
    days = (iso_date(case.value(name)) for name in names)
    return next((day for day in days if day), case.today)


def coverage(case: Case, biller: str = "") -> tuple[Finding, ...]:
    """What the packs that bind the case find. `biller` holds the practice's own credentials.

    Where the payer's own pack sets a limit, its program's of that name does not count.
    """
    if case.kind != "referral":
        return ()
    day = day_of(case)
    found: list[Finding] = []
    settled: set[str] = set()
    for pack in case.packs:
        own = [x for x in pack.limits if x.name not in settled and x.rule.holds(day)]
        settled |= {limit.name for limit in own}
        said = chain(
            _stops(case, pack, biller),
            _prescribers(case, pack),
            _limits(case, pack, own),
            _codes(case, pack),
            _duties(pack, day),
        )
        by = f"payer:{pack.id}"
        found += (replace(f, by=by) for f in said if f.rule and f.rule.holds(day))
    return _once(found)


def units(minutes: int) -> int:
    """The units that so many timed minutes make, by the rule of eight."""
    return max(0, (minutes + 7) // MINUTES_A_UNIT)


def licences(*texts: str) -> frozenset[str]:
    """The licences that these texts name: "Ann Roe, FNP-BC" and "PA-C" make NP and PA."""
    held = {word for text in texts for word in credentials(f"Ann Roe, {text}")}
    held |= {word for text in texts for word in credentials(text)}
    plain = {word.partition("-")[0] for word in held} - _HONOURS
    return frozenset(_SAME.get(word, word) for word in plain)


def _stops(case: Case, pack: Payer, biller: str) -> Iterator[Finding]:
    own = licences(biller)
    ordered = set(case.values("procedure.codes"))
    for stop in pack.stops:
        if _applies(stop, own, ordered):
            yield Finding(stop.code, "error", stop.message, "payer.name", stop.rule)


def _applies(stop: Stop, own: frozenset[str], ordered: set[str]) -> bool:
    by_whom = not stop.billers or bool(own and own <= licences(*stop.billers))
    by_code = not stop.codes or bool(ordered & set(stop.codes))
    return by_whom and by_code


def _prescribers(case: Case, pack: Payer) -> Iterator[Finding]:
    field = case.field("provider.name")
    written = [reading.text for reading in field.readings] if field else []
    held = licences(*written, *case.values("provider.credentials"))
    for rule in pack.prescribers:
        if held and not held & licences(*rule.credentials):
            yield _not_accepted(pack, rule, held, case)


def _not_accepted(pack: Payer, rule: Prescribers, held: frozenset[str], case: Case) -> Finding:
    """An error by a rule that somebody read; what is only said in the trade does not block."""
    field = case.field("provider.name")
    return Finding(
        "prescriber.not-accepted",
        "error" if rule.rule.confidence == "verified" else "warning",
        f"{pack.name} does not take an order from {_list(sorted(held))}. "
        f"Ask for one by {_list(rule.credentials, 'or')}.",
        "provider.name",
        rule.rule,
        field.best.source if field else None,
    )


def _limits(case: Case, pack: Payer, limits: Iterable[Limit]) -> Iterator[Finding]:
    visits, minutes = _most(case.value("order.visits")), _most(case.value("order.session_minutes"))
    for limit in limits:
        kind, _, _ = limit.name.partition(".")
        if limit.name == "visits.free_of_authorization":
            if visits > limit.value and not case.value("authorization.number"):
                yield _needs_authorization(case, pack, limit, visits)
        elif limit.name == "visits.with_form":
            if visits > limit.value:
                yield _over(pack, limit, visits, "visits", "warning")
        elif kind == "visits" and visits > limit.value:
            yield _over(pack, limit, visits, "visits", "warning")
        elif kind == "minutes" and minutes > limit.value:
            yield _over(pack, limit, minutes, "minutes", "warning")
        elif limit.name == "units.per_day" and units(minutes) > limit.value:
            yield _over(pack, limit, units(minutes), "units", "warning")


def _needs_authorization(case: Case, pack: Payer, limit: Limit, visits: int) -> Finding:
    ways = [a for a in pack.authorizations if a.rule.holds(day_of(case))]
    how = f" Ask for it {_way(ways[0])}." if ways else " Ask the payer for it."
    return Finding(
        "authorization.missing",
        "warning",
        f"{pack.name} pays {limit.value:g} visits without prior authorization; {visits} are "
        f"ordered and no authorization number is on the paper.{how}",
        "authorization.number",
        limit.rule,
    )


def _way(way: Authorization) -> str:
    return f"through {way.channel}" + (f" with form {way.form}" if way.form else "")


def _over(pack: Payer, limit: Limit, number: int, noun: str, severity: Severity) -> Finding:
    field = "order.visits" if noun == "visits" else "order.session_minutes"
    return Finding(
        f"{noun}.over-limit",
        severity,
        f"The order makes {number} {noun}; {pack.name} allows {limit.value:g}. {limit.rule.text}",
        field,
        limit.rule,
    )


def _codes(case: Case, pack: Payer) -> Iterator[Finding]:
    ordered = set(case.values("procedure.codes"))
    for rule in pack.code_rules:
        hit = ordered & set(rule.codes)
        if hit and (rule.kind != "pair" or len(hit) > 1):
            yield from _code_finding(case, pack, rule, sorted(hit))


def _code_finding(case: Case, pack: Payer, rule: CodeRule, hit: list[str]) -> Iterator[Finding]:
    codes = _list(hit)
    said: tuple[str, Severity, str] | None = None
    if rule.kind == "never":
        said = ("codes.not-payable", "error", f"{pack.name} does not pay {codes}.")
    elif rule.kind == "pair":
        need = f"modifier {rule.modifier}" if rule.modifier else "a reason"
        said = ("codes.pair", "warning", f"{codes} on one day need {need} for {pack.name}.")
    elif rule.kind == "modifier":
        said = ("codes.modifier", "info", f"Bill {codes} with modifier {rule.modifier}.")
    elif rule.units and (made := units(_most(case.value("order.session_minutes")))) > rule.units:
        text = f"{pack.name} pays {rule.units} units of {codes} a day; the order makes {made}."
        said = ("codes.units", "warning", text)
    if said:
        yield Finding(*said, "procedure.codes", rule.rule)


def _duties(pack: Payer, day: date) -> Iterator[Finding]:
    for duty in pack.duties:
        yield Finding(f"{pack.id}.{duty.name}-due", "info", _due(duty, day), "", duty.rule)


def _due(duty: Duty, day: date) -> str:
    parts = [f"after {duty.visits} visits"] if duty.visits else []
    if duty.days:
        parts.append(f"by {(day + timedelta(days=duty.days)).isoformat()}")
    to = f" to {duty.to}" if duty.to else ""
    first = " or ".join(parts) + (", whichever is first" if len(parts) > 1 else "")
    return f"Plan for it: {duty.name.replace('-', ' ')}{to} {first}. {duty.rule.text}"


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The payer's own pack speaks before its program's on the same point."""
    speakers: dict[tuple[str, str], str] = {}
    heard = (
        finding
        for finding in findings
        if finding.by == speakers.setdefault((finding.code, finding.field), finding.by)
    )
    return tuple(dict.fromkeys(heard))


def _most(text: str) -> int:
    """The upper end of "12" or "8-16"; 0 where nothing is said."""
    numbers = [part for part in text.split("-") if part.strip().isdigit()]
    return int(numbers[-1]) if numbers else 0


def _list(items: Iterable[str], joint: str = "and") -> str:
    *most, last = items
    return f"{', '.join(most)} {joint} {last}" if most else last
