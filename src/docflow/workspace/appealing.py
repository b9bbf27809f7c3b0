"""Appeals: the letter and its exhibits as one packet, and what was sent and decided."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from docflow import appeals, letters, store
from docflow.appeals.arguments import unverified
from docflow.appeals.exhibits import Exhibit, Paper, exhibits
from docflow.appeals.letter import entries, listed
from docflow.appeals.points import File, lacks
from docflow.errors import NotFoundError, UsageError, did_you_mean
from docflow.model import Case, Finding, Letter, Written
from docflow.packet import Packet
from docflow.terms.exhibits import KINDS
from docflow.terms.steps import HOW, RESULTS, Step
from docflow.workspace import binding
from docflow.workspace.casework import Card, card
from docflow.workspace.deciding import confirm
from docflow.workspace.opening import Workspace

_OURS = {"treatment-plan": "plan"}
"""Our own final letters that are exhibits, and their kind."""

_BY_ROAD = {"correct": "corrected-claim", "other_payer": "secondary-claim"}
_BY_CATEGORY = {
    "medical_necessity": "appeal-medical-necessity",
    "no_authorization": "appeal-no-authorization",
}


@dataclass(frozen=True, slots=True)
class Appealed:
    """A letter with its packet, and what the desk should know.

    The packet holds the exhibits only where no PDF could be made of the letter.
    """

    written: Written
    packet: Packet | None
    exhibits: tuple[Exhibit, ...]
    notes: tuple[Finding, ...]


def appeal(
    workspace: Workspace,
    case: str,
    today: date,
    *,
    notice: str = "",
    letter: str = "",
    draft: bool = False,
    who: str = "",
) -> Appealed:
    """Write the letter that answers a notice of denial, and bind it with its exhibits.

    `notice` are the first digits of the notice's document, needed where a case has several.
    Raises NotFoundError, UsageError, `BlockedError` for a final that is blocked.
    """
    name = store.find_case(workspace.store, case)
    judged = card(workspace, name, today)
    denial = chosen(judged.case, notice)
    level = appeals.current_level(judged.case, denial)
    kind = _letter(workspace, letter or _fitting(judged.case, denial, level))
    shown = exhibits(judged.case, denial, _ours(workspace, name))
    file = File(judged.case, denial, shown)
    days = appeals.deadlines(judged.case, workspace.settings.practice.state)
    due = next((d for d in days if d.denial == denial.document and d.kind == "appeal"), None)
    given = entries(file, level, due)
    findings = _concerning(judged, denial, given)
    with tempfile.TemporaryDirectory(prefix="docflow-packet-") as scratch:
        parts = binding.parts(workspace, shown, Path(scratch))
        given = {**given, "appeal_exhibits": listed(shown, binding.lengths(shown, parts))}
        office = workspace.catalog.office
        alone = _alone(judged.case, denial)
        written = letters.write(kind, alone, findings, office, draft, given)
        bound = binding.bind(workspace, written, parts, kind.title)
    basis = hashlib.sha256(written.docx.read_bytes()).hexdigest()
    store.add_letter(workspace.store, written, basis, who)
    notes = (*binding.apart(shown, parts), *lacks(file), *unverified(file, level))
    return Appealed(written, bound, shown, notes)


def chosen(case: Case, notice: str) -> appeals.Denial:
    """The notice that is meant. Raises NotFoundError if there is none, UsageError if several."""
    every = appeals.denials(case)
    if not every:
        raise NotFoundError(f"Case {case.id} has no notice of denial.")
    found = [d for d in every if d.document.startswith(notice.lower())]
    if not found:
        raise NotFoundError(f"Case {case.id} has no notice {notice!r}.")
    if len(found) > 1:
        marks = ", ".join(f"{d.mark} ({d.value('denial.date') or 'no date'})" for d in found)
        raise UsageError(f"Case {case.id} has several notices: {marks}. Name one with --notice.")
    return found[0]


def _fitting(case: Case, denial: appeals.Denial, level: int) -> str:
    """The letter for the road, the level and the category of a denial."""
    names = [rule.name for rule in appeals.levels(denial, case)]
    if len(names) >= level > 1 and "external" in names[level - 1]:
        return "external-review"
    way = appeals.road(denial).way
    if level == 1 and way in _BY_ROAD:
        return _BY_ROAD[way]
    return _BY_CATEGORY.get(denial.value("denial.category"), "appeal")


def _letter(workspace: Workspace, name: str) -> Letter:
    found = workspace.catalog.letters.get(name)
    if found is None:
        near = did_you_mean(name, workspace.catalog.letters)
        raise NotFoundError(f"There is no letter {name!r}.{near}")
    return found


def _ours(workspace: Workspace, case: str) -> tuple[Paper, ...]:
    """The newest final of each of our letters that is evidence and was made as a PDF."""
    rows = {r.name: r for r in store.letters(workspace.store, case) if not r.draft and r.pdf}
    return tuple(
        Paper(kind, KINDS[kind], rows[name].pdf) for name, kind in _OURS.items() if name in rows
    )


def _concerning(judged: Card, denial: appeals.Denial, given: letters.Given) -> tuple[Finding, ...]:
    """The findings about what the letter prints or who it is about; others block other letters."""
    printed = {p.name for entry in given.values() for p in entry.printed}
    others = set(judged.case.notices) - {denial.document}
    return tuple(
        f
        for f in judged.findings
        if (f.field in printed or f.field.startswith("patient."))
        and not (f.source and f.source.document in others and appeals.of_notice(f.field))
    )


def _alone(case: Case, denial: appeals.Denial) -> Case:
    """The case with what this notice says by itself: another claim's number puts none in doubt."""
    own = case.notices.get(denial.document)
    if own is None:
        return case
    shared = {name: fields for name, fields in case.fields.items() if not appeals.of_notice(name)}
    mine = {name: fields for name, fields in own.items() if appeals.of_notice(name)}
    return replace(case, fields={**shared, **mine})


def add_exhibit(
    workspace: Workspace, case: str, path: Path, kind: str, title: str, *, person: str
) -> str:
    """Keep a file as an exhibit of a case. Raises UnreadableError, UsageError, NotFoundError."""
    if kind not in KINDS:
        near = did_you_mean(kind, KINDS)
        raise UsageError(f"There is no kind of exhibit {kind!r}.{near}")
    binding.check(workspace, path)
    kept = store.keep(workspace.store, path)
    return confirm(workspace, case, "exhibit.added", f"{kind} {kept.id} {title}", person=person)


def record(
    workspace: Workspace, case: str, word: str, day: date, *, notice: str = "", person: str
) -> Step:
    """Record that an answer was sent (how: fax, mail ...) or what was decided (upheld ...).

    After sending, the payer's time to decide runs; after a loss, the next level is open. Raises
    UsageError for a word that is neither, for a day to come, or a decision before anything was
    sent.
    """
    name = store.find_case(workspace.store, case)
    today = date.today()
    if word not in (*HOW, *RESULTS):
        near = did_you_mean(word, (*HOW, *RESULTS))
        raise UsageError(f"{word!r} is no way to send and no decision.{near}")
    if day > today:
        raise UsageError(f"{day} lies ahead. Give the day on which it happened.")
    believed = card(workspace, name, today).case
    denial = chosen(believed, notice)
    level = appeals.current_level(believed, denial)
    field = appeals.SENT if word in HOW else appeals.OUTCOME
    sent = [s for s in appeals.steps(believed, denial, appeals.SENT) if s.level == level]
    if field == appeals.OUTCOME and not (sent and sent[0].day <= day):
        raise UsageError(
            "Nothing was recorded as sent before that day. Record it first: docflow sent CASE."
        )
    step = Step(day, word, level, denial.mark)
    confirm(workspace, name, field, step.value, person=person)
    return step
