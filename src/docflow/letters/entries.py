"""What a template may print: every field of the case, the practice, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from docflow.letters.entry import SETTINGS, Entry, beliefs, sources, text_of
from docflow.letters.helpers import HELPERS
from docflow.letters.marks import plain
from docflow.letters.office import Office, flat
from docflow.letters.wording import worded
from docflow.model import Case, FieldSpec, Printed

PRACTICE = "practice_"

Given = Mapping[str, Entry]
"""What only the caller knows, by the names of templates."""

NOTHING: Given = MappingProxyType({})

ASKS, DRAFT = "asks", "draft"
"""What is asked of the prescriber, and whether the letter is a draft."""


def known(office: Office) -> frozenset[str]:
    """Every name that a template may use."""
    practice = {PRACTICE + key for key in office.practice}
    return frozenset(
        practice | {ASKS, DRAFT} | set(HELPERS) | {flat(name) for name in office.fields}
    )


def entries(
    case: Case, office: Office, wanted: Iterable[str], given: Given = NOTHING
) -> dict[str, Entry]:
    """What there is to print of the wanted names; what is not known is not there.

    `given` are entries that the caller made, which outrank all others.
    """
    fields = {flat(name): name for name in office.fields}
    found = {}
    for name in wanted:
        if name in given:
            found[name] = given[name]
        elif name in fields:
            found[name] = _field(case, office.fields[fields[name]])
        elif name in HELPERS:
            found[name] = HELPERS[name].make(case)
        elif name.startswith(PRACTICE):
            found[name] = _setting(name, office.practice.get(name.removeprefix(PRACTICE), ""))
    return {name: entry for name, entry in found.items() if entry.value}


def _field(case: Case, spec: FieldSpec) -> Entry:
    said = beliefs(case, spec.name)
    if spec.many:
        return Entry([text_of(f) for f in said], sources(said))
    return Entry("".join(map(text_of, said[:1])), sources(said[:1]))


def _setting(name: str, value: str) -> Entry:
    return Entry(plain(worded(name, value)), (Printed(name, value, SETTINGS),))


def label(name: str, office: Office) -> str:
    """What a template's name is called at the desk."""
    if name in HELPERS:
        return HELPERS[name].label
    if name.startswith(PRACTICE):
        return f"Practice {name.removeprefix(PRACTICE).replace('_', ' ')}"
    spec = next((spec for field, spec in office.fields.items() if flat(field) == name), None)
    return spec.label if spec else name.replace("_", " ")


def fields_of(name: str, office: Office) -> tuple[str, ...]:
    """The fields that a template's name can come from."""
    if name in HELPERS:
        return HELPERS[name].fields
    return tuple(field for field in office.fields if flat(field) == name)
