"""The letters that a case calls for: each once for each state of the case, each on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from docflow import letters, store
from docflow.errors import NotFoundError, did_you_mean
from docflow.model import Letter, Written
from docflow.store import Claim
from docflow.workspace.absent import Absent, OverdueError
from docflow.workspace.casework import Card, case_of, judge
from docflow.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter as written, and the state of the case that it was written from."""

    written: Written
    basis: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What came of a look at a case: its letters, its verdict, and the codes of what blocks it."""

    letters: tuple[Issued, ...]
    verdict: str
    errors: tuple[str, ...]


def issue(workspace: Workspace, case: str, today: date, absent: tuple[Absent, ...] = ()) -> Issue:
    """Write the letters that fit a case and were not written in this state of it before.

    A final letter is written when nothing blocks it; one that is `always` written, when there is
    something to ask. Nothing is put on record yet: `keep_letters` does that.
    """
    card = _judged(workspace, case, today, absent)
    have = {letter.basis for letter in store.letters(workspace.store, case)}
    written = tuple(
        Issued(_written(workspace, letter, card, draft=False), basis)
        for letter in _fitting(workspace, card)
        if (basis := _basis(workspace, letter, card, draft=False)) not in have
    )
    errors = dict.fromkeys(f.code for f in card.findings if f.severity == "error")
    return Issue(written, card.verdict, tuple(errors))


def write_letter(
    workspace: Workspace, case: str, name: str, today: date, *, draft: bool, who: str = ""
) -> Written:
    """Write one letter of a case because a person asks for it, and put it on record.

    Raises `NotFoundError`, `BlockedError` for a final letter that is blocked, `TemplateError`.
    """
    card = _judged(workspace, store.find_case(workspace.store, case), today, ())
    letter = workspace.catalog.letters.get(name)
    if letter is None:
        near = did_you_mean(name, workspace.catalog.letters)
        raise NotFoundError(f"There is no letter {name!r}.{near}")
    basis = _basis(workspace, letter, card, draft=draft)
    written = _written(workspace, letter, card, draft=draft)
    store.add_letter(workspace.store, written, basis, who)
    return written


def keep_letters(workspace: Workspace, held: Claim, issued: Iterable[Issued]) -> None:
    """Put letters on record and end the stage, at once. Raises `LateError`."""
    kept = [store.keep_letter(workspace.store, i.written, i.basis) for i in issued]
    store.finish_issue(workspace.store, held, kept)


def _judged(workspace: Workspace, case: str, today: date, absent: tuple[Absent, ...]) -> Card:
    believed = case_of(workspace, case, today)
    while True:
        try:
            return Card(believed, judge(workspace, believed, absent))
        except OverdueError as error:
            absent = (*absent, Absent(error.plugin, error.hook, "time"))


def _fitting(workspace: Workspace, card: Card) -> Iterator[Letter]:
    office = workspace.catalog.office
    for letter in workspace.catalog.letters.values():
        if card.case.kind not in letter.kinds:
            continue
        if letter.always:
            fits = bool(letters.asks(card.case, card.findings, office.fields))
        else:
            fits = not letters.blockers(letter, card.case, card.findings, office)
        if fits:
            yield letter


def _written(workspace: Workspace, letter: Letter, card: Card, *, draft: bool) -> Written:
    return letters.write(letter, card.case, card.findings, workspace.catalog.office, draft)


def _basis(workspace: Workspace, letter: Letter, card: Card, *, draft: bool) -> str:
    return letters.basis(letter, card.case, card.findings, workspace.catalog.office, draft)
