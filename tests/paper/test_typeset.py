"""Text without places of its own is laid out so that labels stand beside their values."""

from __future__ import annotations

import pytest

from docflow import Box
from docflow.paper import Cell, laid, typeset
from readers import text_of, word


def test_each_paragraph_is_a_line_below_the_last():
    (page,) = typeset([[Cell("Patient: Laura Schmidt")], [Cell("DOB: 03/24/1964")]])
    assert text_of(page) == "Patient: Laura Schmidt DOB: 03/24/1964"
    assert word(page, "Patient:").box.left == word(page, "DOB:").box.left
    assert word(page, "DOB:").box.top > word(page, "Patient:").box.bottom
    assert page.origin == "text" and page.image is None


def test_cells_stand_side_by_side_and_rows_line_up():
    rows = [["Code", "Units"], ["97124", "4"]]
    (page,) = typeset([[Cell(text) for text in row] for row in rows])
    left = [w.box.left for w in page.words]
    assert left[0] == left[2] and left[1] == left[3] and left[1] > left[0]


def test_a_cell_across_two_columns_leaves_the_third_in_its_place():
    (page,) = typeset([[Cell("Dates", 2), Cell("Paid")], [Cell("a"), Cell("b"), Cell("80.00")]])
    assert word(page, "Paid").box.left == word(page, "80.00").box.left


def test_long_text_is_wrapped_inside_its_cell():
    long = "improve sitting tolerance to sixty minutes " * 4
    (page,) = typeset([[Cell(long), Cell("Goal")]])
    first = [w for w in page.words if w.text != "Goal"]
    assert max(w.box.right for w in first) < word(page, "Goal").box.left
    assert len({w.box.top for w in first}) > 2


def test_text_goes_on_on_further_pages_and_nothing_is_lost():
    lines = [f"line{number}" for number in range(150)]
    pages = typeset([Cell(line)] for line in lines)
    assert [w.text for page in pages for w in page.words] == lines
    assert [page.number for page in pages] == [1, 2, 3]
    assert all(w.box.bottom <= 1 for page in pages for w in page.words)


def test_a_cell_longer_than_a_page_goes_on():
    pages = typeset([[Cell("\n".join(f"row{number}" for number in range(80))), Cell("side")]])
    words = [w.text for page in pages for w in page.words]
    assert sorted(words) == sorted([*(f"row{number}" for number in range(80)), "side"])


def test_blanks_between_words_keep_their_width():
    (page,) = typeset([[Cell("Name:          Laura")]])
    assert word(page, "Laura").box.left - word(page, "Name:").box.right > 0.08


def test_a_value_fills_its_field_from_the_left_at_a_readable_size():
    box = Box(0.2, 0.5, 0.8, 0.52)
    words = laid("Danny Edwards", box)
    assert [w.text for w in words] == ["Danny", "Edwards"]
    assert words[0].box.left == pytest.approx(0.2)
    assert words[1].box.right < 0.4
    assert all(w.box.top >= 0.5 and w.box.bottom <= 0.52 + 1e-9 for w in words)


def test_a_value_too_long_for_its_field_is_set_closer():
    words = laid("improve sitting tolerance to sixty minutes", Box(0.2, 0.5, 0.3, 0.515))
    assert words[-1].text == "minutes"
    assert words[-1].box.right <= 0.3 + 1e-9 and words[-1].box.bottom <= 0.515 + 1e-9


def test_a_long_note_is_wrapped_in_a_high_field():
    words = laid("improve sitting tolerance to sixty minutes", Box(0.2, 0.5, 0.4, 0.6))
    assert len({w.box.top for w in words}) > 1


def test_an_empty_value_has_no_words():
    assert laid(" \n", Box(0.2, 0.5, 0.8, 0.52)) == ()
