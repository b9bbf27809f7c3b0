"""case_of and check: what the readings of a case amount to, and what a person must know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from docflow.appeals import due
from docflow.belief import believe
from docflow.catalog import Catalog, spelled
from docflow.checks import checks, legible, settled
from docflow.coverage import coverage
from docflow.flow.doubting import doubted
from docflow.flow.notices import by_notice, newest
from docflow.flow.signing import fault_finding
from docflow.model import DERIVED, GUESSED, PERSON, Case, Field, Filed, Finding, Reading
from docflow.plugins import ask
from docflow.rulebook import rulebook
from docflow.terms.schedule import visits_of

FREQUENCY, DURATION, VISITS = "order.frequency", "order.duration", "order.visits"
PAYER = "payer.name"


def case_of(
    id: str,
    documents: tuple[Filed, ...],
    readings: Iterable[Reading],
    catalog: Catalog,
    today: date,
) -> Case:
    """The case that these readings make: the newest pass over each document, and persons' words.

    Persons' readings stand in the order in which they were said; all others in any order.
    """
    grouped: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.field in catalog.fields:
            grouped.setdefault(reading.field, []).append(_known_payer(reading, catalog))
    sure = catalog.settings.reading.review
    fields = {
        name: believe(catalog.fields[name], grouped[name], sure, today) for name in sorted(grouped)
    }
    believed = {name: found for name, found in fields.items() if found}
    notices = by_notice(documents, grouped, catalog, today)
    believed |= newest(notices, grouped, catalog)
    believed |= _visits(believed)
    believed = doubted(believed, documents, catalog, today)
    payer = catalog.payer_of(next((f.value for f in believed.get(PAYER, ())), ""))
    packs = catalog.packs_of(payer)
    return Case(id, today, documents, MappingProxyType(believed), payer, packs, notices)


def check(case: Case, catalog: Catalog) -> tuple[Finding, ...]:
    """What is missing, wrong or due: the plugins' word on the case, and who could not speak."""
    settings = catalog.settings
    findings = [fault_finding(fault) for fault in catalog.faults]
    findings += [replace(finding, by="docflow") for finding in checks(case, catalog.fields)]
    findings += coverage(case, settings.practice.credentials)
    findings += [replace(finding, by="docflow") for finding in due(case, settings.practice.state)]
    for plugin in catalog.plugins:
        said, fault = ask(plugin, "docflow_check", case=case)
        findings += [replace(finding, by=plugin.name) for finding in said or ()]
        findings += [fault_finding(fault)] if fault else []
    read = legible(settled(findings), case, catalog.fields)
    sure = _with_caveats(read, case, settings.rules.stale_days)
    return tuple(sorted(sure, key=_order))


def _with_caveats(findings: Iterable[Finding], case: Case, stale_days: int) -> Iterator[Finding]:
    """A pack's rule that is expired, old or unverified says so, whoever found by it."""
    theirs = {entry.rule for pack in case.packs for entry in rulebook(pack)}
    for finding in findings:
        rule = finding.rule
        caveat = rule.caveat(case.today, stale_days) if rule and rule in theirs else ""
        message = f"{finding.message} (This rule: {caveat}.)" if caveat else finding.message
        yield replace(finding, message=message, caveat=caveat)


def _known_payer(reading: Reading, catalog: Catalog) -> Reading:
    """A name that is a payer's is evidence of its own.

    Misread letters are set right where only one payer can be meant, and shown to a person.
    """
    if reading.field != PAYER or reading.by.startswith(PERSON):
        return reading
    payer, guessed = catalog.payer_meant(reading.value)
    if payer is None:
        return reading
    value = spelled(reading.value, payer)
    more = {GUESSED} if guessed else {"known"}
    more |= set() if value == reading.value or "rival" in reading.grounds else {"repaired"}
    return replace(reading, value=value, grounds=tuple(sorted({*reading.grounds, *more})))


def _visits(fields: Mapping[str, tuple[Field, ...]]) -> dict[str, tuple[Field, ...]]:
    """The number of visits that frequency and duration make, where none is written."""
    often, long = fields.get(FREQUENCY), fields.get(DURATION)
    if not often or not long or VISITS in fields:
        return {}
    span = visits_of(often[0].value, long[0].value)
    if span is None:
        return {}
    value = str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"
    sure = min(often[0].confidence, long[0].confidence)
    reading = Reading(VISITS, value, "", sure, often[0].best.source, (DERIVED,), "docflow")
    doubt = often[0].review or long[0].review
    return {VISITS: (Field(VISITS, value, sure, doubt, (reading,)),)}


def _order(finding: Finding) -> tuple[object, ...]:
    ranks = {"error": 0, "warning": 1, "info": 2}
    where = finding.source
    place = (where.document, where.page, where.box) if where else ("", 0, ())
    return ranks[finding.severity], finding.code, finding.field, finding.message, finding.by, place
