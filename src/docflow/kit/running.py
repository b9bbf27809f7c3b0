"""Runs golden cases through the same taking, believing and judging as real paper."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from docflow import flow
from docflow.catalog import Catalog
from docflow.errors import NotFoundError, TemplateError, UnreadableError, did_you_mean
from docflow.kit.golden import Golden
from docflow.letters import blockers
from docflow.model import PERSON, Case, Filed, Finding, Reading
from docflow.settings import Practice, Settings

AUTHOR = f"{PERSON}author"
"""By whose word a golden case's values hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one golden case: whatever is not as its author expects, and all findings."""

    golden: Golden
    wrong: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def outcome(golden: Golden, catalog: Catalog) -> Outcome:
    """Run one golden case, in the office that it names and with docflow's own settings."""
    office = office_of(golden, catalog)
    strange = tuple(_strange(golden, office))
    if strange:
        return Outcome(golden, strange)
    try:
        case, beside = believed(golden, office)
    except UnreadableError as error:
        return Outcome(golden, (f"the paper cannot be read: {error}",))
    findings = (*beside, *flow.check(case, office))
    wrong = (
        *_codes(golden, findings),
        *_values(golden, case),
        *_letters(golden, case, findings, office),
    )
    return Outcome(golden, wrong, findings)


def office_of(golden: Golden, catalog: Catalog) -> Catalog:
    """The catalog in the office that the case names; elsewhere it comes out the same."""
    practice = Practice(**golden.practice)
    return replace(catalog, settings=Settings(root=catalog.settings.root, practice=practice))


def believed(golden: Golden, catalog: Catalog) -> tuple[Case, tuple[Finding, ...]]:
    """The case as it would be believed, and what was found while its paper was read."""
    readings = tuple(
        Reading(name, value, value, 1.0, by=AUTHOR)
        for name, values in golden.order.items()
        for value in map(catalog.fields[name].clean, values)
    )
    if not golden.paper:
        filed = Filed("golden", golden.kind, golden.today)
        return flow.case_of("golden", (filed,), readings, catalog, golden.today), ()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / golden.file
        path.write_text(golden.paper, encoding="utf-8")
        room = Path(folder) / "room"
        room.mkdir()
        taken = flow.take(path, room, golden.today, catalog)
    filed = Filed(taken.document, taken.kind, golden.today)
    said = (*taken.readings, *readings)
    return flow.case_of("golden", (filed,), said, catalog, golden.today), taken.findings


def _strange(golden: Golden, catalog: Catalog) -> Iterator[str]:
    """What the case itself gets wrong: names that nobody defines, values that are none."""
    for name, values in {**golden.order, **golden.values}.items():
        spec = catalog.fields.get(name)
        if spec is None:
            yield f"there is no field {name!r}.{did_you_mean(name, catalog.fields)}"
        else:
            yield from (f"{v!r} is no value of {name}" for v in values if v and not spec.clean(v))
    for name in (*golden.ready, *golden.blocked):
        if name not in catalog.letters:
            yield f"there is no letter {name!r}.{did_you_mean(name, catalog.letters)}"


def _codes(golden: Golden, findings: Iterable[Finding]) -> Iterator[str]:
    found = {finding.code: finding for finding in findings}
    errors = {finding.code for finding in findings if finding.severity == "error"}
    yield from (f"{code} is not found" for code in golden.expect or () if code not in found)
    if golden.expect is not None:
        for code in sorted(errors - set(golden.expect)):
            yield f"{code} is found and not expected: {found[code].message}"
    yield from (f"{code} is found" for code in golden.absent if code in found)
    for code, text in golden.says.items():
        messages = [finding.message for finding in findings if finding.code == code]
        if not any(text in message for message in messages):
            yield f"{code} does not say {text!r}: {messages or 'it is not found'}"
    verdict = "not billable" if errors else "billable"
    if golden.verdict and golden.verdict != verdict:
        yield f"the case is {verdict}, not {golden.verdict}"


def _values(golden: Golden, case: Case) -> Iterator[str]:
    for name, values in golden.values.items():
        wanted, got = tuple(v for v in values if v), case.values(name)
        if sorted(wanted) != sorted(got):
            yield f"{name} is {list(got)}, not {list(wanted)}"


def _letters(
    golden: Golden, case: Case, findings: tuple[Finding, ...], catalog: Catalog
) -> Iterator[str]:
    for name in (*golden.ready, *golden.blocked):
        try:
            stops = blockers(catalog.letters[name], case, findings, catalog.office)
        except (NotFoundError, TemplateError) as error:
            yield str(error)
            continue
        if stops and name in golden.ready:
            yield f"the letter {name} is blocked by {', '.join(stop.code for stop in stops)}"
        if not stops and name in golden.blocked:
            yield f"nothing blocks the letter {name}"
