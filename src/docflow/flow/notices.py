"""What each of several notices of denial in one case says by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from docflow.belief import believe
from docflow.catalog import Catalog
from docflow.model import PERSON, Field, FieldSpec, Filed, Reading

Beliefs = Mapping[str, tuple[Field, ...]]
Said = Mapping[str, Sequence[Reading]]

KIND, DATE = "denial", "denial.date"


def by_notice(
    documents: Iterable[Filed], said: Said, catalog: Catalog, today: date
) -> dict[str, Beliefs]:
    """What each notice says, by its document; empty where there are not several.

    One claim's number is no rival of another's. A person's word counts for the notice that it was
    said of; said of the whole case, for the notices on which the value stands.
    """
    filed = [entry.document for entry in documents if entry.kind == KIND]
    sure = catalog.settings.reading.review
    if len(filed) < 2:
        return {}
    found: dict[str, Beliefs] = {}
    for document in filed:
        own = {name: tuple(_of(document, said[name], catalog.fields[name])) for name in said}
        believed = {
            name: believe(catalog.fields[name], heard, sure, today) for name, heard in own.items()
        }
        found[document] = {name: fields for name, fields in believed.items() if fields}
    return found


def newest(notices: Mapping[str, Beliefs], said: Said, catalog: Catalog) -> Beliefs:
    """Of what only notices say, what the newest of them says; who the person is stays disputed."""
    found: dict[str, tuple[Field, ...]] = {}
    for document in sorted(notices, key=lambda name: (_date(notices[name]), name)):
        for name, fields in notices[document].items():
            spec = catalog.fields[name]
            if not spec.many and not spec.identifies and _only(said[name], notices):
                found[name] = fields
    return found


def _of(document: str, said: Iterable[Reading], spec: FieldSpec) -> Iterator[Reading]:
    """The readings on a document, and persons' words about it."""
    heard = tuple(said)
    own = [r for r in heard if r.source and r.source.document == document]
    stands = [r.value for r in own if not r.by.startswith(PERSON)]
    for reading in heard:
        person = reading.by.startswith(PERSON) and reading.source is None
        if reading in own or (person and any(spec.same(reading.value, v) for v in stands)):
            yield reading


def _only(said: Iterable[Reading], notices: Mapping[str, Beliefs]) -> bool:
    """Whether nothing but notices says a field."""
    return all(r.source.document in notices for r in said if r.source)


def _date(beliefs: Beliefs) -> str:
    return next((field.value for field in beliefs.get(DATE, ())), "")
