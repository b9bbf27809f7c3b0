"""A small office with templates made on the spot, and cases of plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import docx
import pytest

from docflow import Box, Case, Field, FieldSpec, Filed, Letter, Reading, Source
from docflow.letters import Office

PLACE = Source("d" * 64, 1, Box(0.1, 0.2, 0.3, 0.22))
MANY = ("diagnosis.codes", "procedure.codes", "plan.goals", "plan.techniques")
SINGLE = (
    "patient.name",
    "patient.birth_date",
    "provider.name",
    "order.date",
    "order.frequency",
    "order.duration",
    "order.visits",
    "order.goals",
    "order.region",
    "order.techniques",
    "plan.reevaluation_date",
)


@pytest.fixture
def case() -> Callable[..., Case]:
    """case({field: value or values}, review=(...), text={field: text on paper})."""

    def build(
        values: Mapping[str, str | list[str]],
        review: tuple[str, ...] = (),
        text: Mapping[str, str] | None = None,
    ) -> Case:
        def belief(name: str, value: str) -> Field:
            said = (text or {}).get(name, value)
            reading = Reading(name, value, said, 0.99, PLACE, by="referral")
            return Field(name, value, 0.99, name in review, (reading,))

        fields = {
            name: tuple(belief(name, v) for v in ([said] if isinstance(said, str) else said))
            for name, said in values.items()
        }
        filed = (Filed(PLACE.document, "referral", date(2026, 11, 19)),)
        return Case("7XK2-M9QD", date(2026, 11, 20), filed, fields)

    return build


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with a folder for templates and one for letters."""
    templates = tmp_path / "templates"
    templates.mkdir()
    specs = {name: FieldSpec(name, name.replace(".", " ")) for name in SINGLE}
    specs |= {name: FieldSpec(name, name, many=True) for name in MANY}
    practice = {"name": "Cedar & Stone", "phone": "3605550142", "fax": ""}
    return Office(practice, specs, (templates,), tmp_path / "letters")


@pytest.fixture
def letter(office: Office) -> Callable[..., Letter]:
    """letter("text", "text", ..., **settings of the letter): a letter of these paragraphs."""

    def build(
        *paragraphs: str, header: str = "", optional: tuple[str, ...] = (), **more: bool
    ) -> Letter:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.sections[0].header.paragraphs[0].text = header
        document.save(str(office.templates[0] / "note.docx"))
        return Letter("note", "Note", "note.docx", optional=frozenset(optional), **more)

    return build


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("docflow.letters.pdf._PLACES", ())
