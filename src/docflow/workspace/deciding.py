"""A person's word about a field."""

from __future__ import annotations

from docflow import store
from docflow.errors import NotFoundError, UsageError, did_you_mean
from docflow.model import PERSON, Join
from docflow.workspace.opening import Workspace


def confirm(
    workspace: Workspace, case: str, field: str, value: str, *, person: str, absent: bool = False
) -> str:
    """Keep what a person says about a field; returns the canonical value.

    `absent` says "not on the paper": the value alone where one is given, else the field. Raises
    `NotFoundError` for an unknown case or field, `UsageError` for a value that is none.
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
    store.decide(workspace.store, name, field, said, text, person)
    return said


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
        store.decide(workspace.store, new, said.field, said.value, said.text, said.person)
    return new
