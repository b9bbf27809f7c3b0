"""A person's word about a field."""

from __future__ import annotations

from datetime import date

from docflow import appeals, store
from docflow.errors import NotFoundError, UsageError, did_you_mean
from docflow.model import PERSON, Join
from docflow.workspace.casework import case_of
from docflow.workspace.opening import Workspace


def confirm(
    workspace: Workspace,
    case: str,
    field: str,
    value: str,
    *,
    person: str,
    absent: bool = False,
    notice: str = "",
) -> str:
    """Keep what a person says about a field; returns the canonical value.

    `absent` says "not on the paper": the value alone where one is given, else the field. `notice`
    are the first digits of the notice of denial that it is about, needed where a case has several
    and the value does not itself stand on one of them. Raises `NotFoundError` for an unknown
    case, field or notice, `UsageError` for a value that is none.
    """
    name = store.find_case(workspace.store, case)
    spec = workspace.catalog.fields.get(field)
    if spec is None:
        near = did_you_mean(field, workspace.catalog.fields)
        raise NotFoundError(f"There is no field {field!r}.{near}")
    clean = spec.clean(value)
    if value and not clean:
        meaning = f" {spec.meaning}" if spec.meaning else ""
        raise UsageError(f"That is not a value of {field} ({spec.label}).{meaning}")
    if not value and not absent:
        raise UsageError("Give a value, or --absent if it is not on the paper.")
    said = "" if absent else clean
    text = value if (not absent or spec.many) else ""
    about = _about(workspace, name, field, clean, notice)
    store.decide(workspace.store, name, store.Decision(field, said, text, person, about))
    return said


def _about(workspace: Workspace, case: str, field: str, value: str, notice: str) -> str:
    """The notice that a word is about, "" where the case has but one or the field is not its."""
    own = appeals.of_notice(field) or bool(notice)
    notices = case_of(workspace, case, date.today()).notices if own else {}
    named = [d for d in notices if d.startswith(notice.lower())]
    if not named and notice:
        raise NotFoundError(f"Case {case} has no notice {notice!r} beside another one.")
    if len(named) < 2:
        return "".join(named)
    stands = [d for d in named if any(f.value == value for f in notices[d].get(field, ()))]
    if len(stands) != 1:
        marks = ", ".join(document[:8] for document in sorted(named))
        raise UsageError(f"Case {case} has several notices: {marks}. Name one with --notice.")
    return stands[0]


def join(workspace: Workspace, case: str, into: str, *, person: str) -> str:
    """Put all papers of one case into another because a person says so; returns the other's id.

    What people said about the first case is said about the other one too. Raises
    `NotFoundError`, and `UsageError` if both are the same.
    """
    old, new = (store.find_case(workspace.store, name) for name in (case, into))
    if old == new:
        raise UsageError("That is one and the same case.")
    for member in store.members(workspace.store, old):
        home = Join(new, "person", (f"{person} says that it belongs here.",))
        store.move_document(workspace.store, member.document, home, f"{PERSON}{person}")
    for said in store.decisions(workspace.store, old):
        store.decide(workspace.store, new, said)
    return new
