from dataclasses import replace
from pathlib import Path

import pytest

from docflow.model import Box, Printed, Source, Written
from docflow.store import (
    Store,
    add_letter,
    case_of,
    finish_issue,
    keep_letter,
    letters,
    original,
)
from store.filled import claimed, filed


@pytest.fixture
def written(store: Store, tmp_path: Path) -> Written:
    document = filed(store, b"order")
    docx = tmp_path / "plan.docx"
    docx.write_bytes(b"letter")
    values = (
        Printed("patient.name", "Laura", "person:Ana", Source(document, 1, Box(0, 0, 1, 0.5))),
        Printed("practice_name", "Harbor Massage", "settings"),
    )
    return Written("plan", case_of(store, document), docx, None, False, values, ("goals",))


def test_a_letter_keeps_every_value_with_its_source(store: Store, written: Written) -> None:
    assert add_letter(store, written, "1")
    (letter,) = letters(store, written.case)
    assert letter.values == written.values
    assert letter.gaps == ("goals",)
    assert original(store, letter.docx).read_bytes() == b"letter"
    assert letter.pdf == ""


def test_a_letter_of_one_state_of_its_case_is_kept_once(store: Store, written: Written) -> None:
    assert add_letter(store, written, "1")
    assert not add_letter(store, written, "1")
    assert len(letters(store, written.case)) == 1


def test_a_letter_of_another_state_is_another_letter(store: Store, written: Written) -> None:
    add_letter(store, written, "1")
    assert add_letter(store, replace(written, values=written.values[:1]), "2")
    assert len(letters(store, written.case)) == 2


def test_the_letters_of_a_case_and_the_end_of_its_stage_are_kept_at_once(
    store: Store, written: Written
) -> None:
    document = written.values[0].source
    assert document is not None
    held = claimed(store, document.document)
    finish_issue(store, held, [keep_letter(store, written, "1")])
    assert [letter.name for letter in letters(store, written.case)] == ["plan"]
