"""A case as the desk sees it: derived anew from the facts each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from docflow import flow, store
from docflow.model import PERSON, Box, Case, Filed, Finding, Reading, Source
from docflow.store import Decision, DocumentRow
from docflow.workspace.absent import Absent, OverdueError, without
from docflow.workspace.opening import Workspace

KIND = "document.kind"


@dataclass(frozen=True, slots=True)
class Card:
    """A case with everything that a person must know about it, errors first."""

    case: Case
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> str:
        """Billable or not billable, for a referral; else the kind of the case."""
        if self.case.kind != "referral":
            return self.case.kind
        blocked = any(finding.severity == "error" for finding in self.findings)
        return "not billable" if blocked else "billable"


def case_of(workspace: Workspace, case: str, today: date) -> Case:
    """What is believed about a case on a day, from the newest pass over each of its documents."""
    members = {m.document: m.how == "code" for m in store.members(workspace.store, case)}
    read = {document: store.readings(workspace.store, (document,)) for document in members}
    machines = (reading for readings in read.values() for reading in readings)
    persons = tuple(_said(d) for d in store.decisions(workspace.store, case))
    filed = [
        replace(_filed(store.document(workspace.store, d), readings), answers=members[d])
        for d, readings in read.items()
    ]
    kinds = [r for r in persons if r.field == KIND]
    if kinds and filed:
        filed[0] = replace(filed[0], kind=kinds[-1].value or "other")
    return flow.case_of(case, tuple(filed), (*machines, *persons), workspace.catalog, today)


def _said(decision: Decision) -> Reading:
    by = f"{PERSON}{decision.person}"
    about = Source(decision.document, 1, Box(0, 0, 1, 1)) if decision.document else None
    return Reading(decision.field, decision.value, decision.text, 1.0, about, by=by)


def _filed(row: DocumentRow, readings: Iterable[Reading]) -> Filed:
    """The document's kind as its own readings have it: they need not stand on a place."""
    kinds = [r for r in readings if r.field == KIND and r.value]
    kind = max(kinds, key=lambda r: (r.confidence, r.value)).value if kinds else "other"
    return Filed(row.id, kind, row.received.astimezone().date())


def card(workspace: Workspace, case: str, today: date) -> Card:
    """One case's card. Raises `NotFoundError`."""
    return next(_cards(workspace, (store.find_case(workspace.store, case),), today))


def cards(workspace: Workspace, today: date) -> Iterator[Card]:
    """Every case's card, oldest first."""
    return _cards(workspace, store.cases(workspace.store), today)


def similar_cases(workspace: Workspace, seen: Iterable[Reading], today: date) -> Iterator[Case]:
    """The cases that could be about the person whom these readings tell of."""
    for case in store.similar_cases(workspace.store, seen):
        yield case_of(workspace, case, today)


def _cards(workspace: Workspace, cases: Iterable[str], today: date) -> Iterator[Card]:
    absent: tuple[Absent, ...] = ()
    for name in cases:
        case = case_of(workspace, name, today)
        while True:
            try:
                found = judge(workspace, case, absent)
            except OverdueError as error:
                absent = (*absent, Absent(error.plugin, error.hook, "time"))
            else:
                break
        yield Card(case, found)


def judge(workspace: Workspace, case: Case, absent: tuple[Absent, ...] = ()) -> tuple[Finding, ...]:
    """All findings about a case: the plugins', those of the reading, and doubles.

    Raises `OverdueError` if a plugin does not come back; ask again with it among the absent.
    """
    catalog = without(workspace.catalog, absent)
    checked = workspace.attention.within(workspace.patience, lambda: flow.check(case, catalog))
    documents = [filed.document for filed in case.documents]
    found = (
        *(a.finding for a in absent),
        *store.pass_findings(workspace.store, documents),
        *checked,
        *_doubles(workspace, documents),
        *_offers(workspace, case.id),
    )
    ranks = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: ranks[finding.severity]))


def _doubles(workspace: Workspace, documents: Iterable[str]) -> Iterator[Finding]:
    for document in documents:
        first, *more = store.arrivals(workspace.store, document) or (None,)
        if first and more:
            days = ", ".join(f"{a.arrived.astimezone():%B %d}" for a in more[:3])
            yield Finding(
                "duplicate.document",
                "info",
                f"The very same file came again ({days}). It is kept once; nothing needs to be "
                "done.",
                by="docflow",
            )


def _offers(workspace: Workspace, case: str) -> Iterator[Finding]:
    open_ones = set(store.cases(workspace.store)) - {case}
    for member in store.members(workspace.store, case):
        for other, reason in member.offers:
            if other in open_ones:
                message = (
                    f"A paper of this case may belong to case {other}. {reason} If it does: "
                    f"docflow join {case} {other}"
                )
                yield Finding("case.offered", "info", message, by="docflow")
