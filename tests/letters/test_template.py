"""Templates: what they ask for, and what is refused before a letter is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from docflow import Letter
from docflow.errors import NotFoundError, TemplateError
from docflow.letters import Office, flat, known, needs, unknown

Build = Callable[..., Letter]


def test_a_template_needs_what_its_text_header_and_title_ask_for(
    letter: Build, office: Office
) -> None:
    letter("Dear {{ patient_name }}{% if order_date %}!{% endif %}", header="{{ practice_name }}")
    path = office.templates[0] / "note.docx"
    document = docx.Document(str(path))
    document.core_properties.title = "For {{ provider_name }}"
    document.save(str(path))
    assert needs(path) == {"patient_name", "order_date", "practice_name", "provider_name"}


def test_a_placeholder_that_word_split_into_runs_is_still_one(office: Office) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{{ patient")
    paragraph.add_run("_na").bold = True
    paragraph.add_run("me }}")
    path = office.templates[0] / "split.docx"
    document.save(str(path))
    assert needs(path) == {"patient_name"}


def test_an_unknown_name_is_named_with_the_nearest_known_one(letter: Build, office: Office) -> None:
    note = letter("{{ patient_nmae }} {{ zzz }} {{ patient_name }}")
    assert unknown(office.template(note), known(office)) == {
        "patient_nmae": "patient_name",
        "zzz": "",
    }


def test_every_field_has_one_flat_name() -> None:
    assert flat("patient.birth_date") == "patient_birth_date"


def test_a_file_that_is_no_word_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(TemplateError, match=r"letter\.docx is missing or no Word file"):
        needs(path)


def test_a_placeholder_that_is_not_closed_is_refused(letter: Build, office: Office) -> None:
    note = letter("{% if patient_name %} and no end")
    with pytest.raises(TemplateError, match=r"note\.docx has a placeholder that does not work"):
        needs(office.template(note))


def test_a_template_that_is_nowhere_is_named(office: Office) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.docx"):
        office.template(Letter("gone", "Gone", "gone.docx"))


def test_the_nearest_folder_wins(letter: Build, office: Office, tmp_path: Path) -> None:
    note = letter("docflow's own")
    near = tmp_path / "near"
    near.mkdir()
    docx.Document().save(str(near / "note.docx"))
    nearest = Office(office.practice, office.fields, (near, *office.templates), office.folder)
    assert nearest.template(note) == near / "note.docx"
