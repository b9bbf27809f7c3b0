"""A person's word about a field."""

from __future__ import annotations

from docflow import store
from docflow.errors import NotFoundError, UsageError, did_you_mean
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
