"""Ink on drawn paper that no word or mark explains is seen, and nothing else is."""

from dataclasses import replace

import pytest

from docflow.paper.marks import marks
from docflow.paper.strangers import strangers
from drawn import CHANNELS, HEIGHT, Sheet
from typed_sheets import Sheet as Typed


def form() -> Sheet:
    sheet = Sheet(3)
    for row, label in enumerate(("Patient:", "Date of birth:", "Diagnosis:")):
        sheet.text(200, 400 + 100 * row, label)
        sheet.rule(480, 406 + 100 * row, 700)
    sheet.text(500, 398, "Dana Whitlock")
    sheet.box(200, 700, style="check")
    sheet.text(240, 722, "massage")
    return sheet


def unexplained(sheet, folder, channel):
    page = sheet.page(folder, channel)
    return strangers(replace(page, marks=marks(page)))


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_form_whose_every_word_was_read_has_no_strangers(tmp_path, channel):
    assert unexplained(form(), tmp_path, channel) == ()


@pytest.mark.parametrize("channel", CHANNELS)
def test_writing_that_no_reader_saw_is_a_stranger(tmp_path, channel):
    sheet = form()
    sheet.text(500, 498, "04/11/1961", seen=False)
    found = unexplained(sheet, tmp_path, channel)
    assert found
    assert all(abs(box.middle[1] - 488 / HEIGHT) < 0.02 for box in found)


def test_typed_paper_without_a_picture_has_none():
    assert strangers(Typed().text(50, 50, "Patient:").page()) == ()
