from dataclasses import replace

import pytest

from circled import circle, order
from docflow import Box
from docflow.paper.circles import circles
from drawn import CHANNELS, Sheet

CHOSEN = ("Right", "2x", "8", "No", "97124", "M79.18")


@pytest.mark.parametrize("channel", CHANNELS)
def test_circled_options_are_found_on_every_kind_of_paper_and_no_others(tmp_path, channel):
    marks = circles(order(3, CHOSEN).page(tmp_path, channel))
    assert [mark.value for mark in marks] == list(CHOSEN)
    assert all(mark.confidence >= 0.9 for mark in marks)


@pytest.mark.parametrize("turns", [0.93, 1.0, 1.3])
def test_a_circle_may_stay_open_or_run_on_beyond_its_beginning(tmp_path, turns):
    marks = circles(order(4, ("2x", "97124"), turns=turns).page(tmp_path, "scan"))
    assert [mark.value for mark in marks] == ["2x", "97124"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_where_nothing_is_circled_nothing_is_seen(tmp_path, channel):
    assert circles(order(5).page(tmp_path, channel)) == ()


def test_a_circled_word_that_nobody_read_is_told_as_unread(tmp_path):
    sheet = order(6, ("2x",))
    sheet.words = [word for word in sheet.words if word.text != "2x"]
    (mark,) = circles(sheet.page(tmp_path, "fax"))
    assert (mark.value, mark.confidence < 0.9) == ("", True)


def frames(sheet):
    for x, word in ((200, "Left"), (400, "Right"), (600, "Both")):
        sheet.text(x, 300, word)
        sheet.pen.rectangle((x - 12, 272, x + 80, 312), None, 20, 2)


def large_letters(sheet):
    sheet.text(200, 400, "DO OD BOD GOOD Q 0 8 @ &", 22)


def radio_buttons(sheet):
    for x in (200, 400, 600):
        sheet.ring(x, 280, 44, "dot" if x == 400 else "empty")
        sheet.text(x + 60, 312, "Renewal")


def punch_holes(sheet):
    for y in (300, 1100, 1900):
        sheet.pen.ellipse((40, y, 110, y + 70), 0)
        sheet.pen.ellipse((140, y, 210, y + 70), None, 20, 3)
        sheet.text(250, y + 50, "beside a hole")


def stamp(sheet):
    sheet.stamp(300, 300, ("RECEIVED", "NOV 02 2026"), True, 3, 11)
    sheet.text(700, 340, "Beside the stamp")


def seal(sheet):
    sheet.pen.ellipse((250, 250, 650, 650), None, 20, 5)
    sheet.text(330, 450, "STATE OF OREGON", 9)
    sheet.text(700, 450, "Notary public", 9)


def signature(sheet):
    sheet.hand(210, 420, 420, 130, seed=4)
    sheet.rule(200, 410, 700)
    sheet.text(205, 436, "Physician signature", 8)
    sheet.text(700, 400, "11/02/2026")


@pytest.mark.parametrize("channel", ["clean", "fax", "coarse_fax"])
@pytest.mark.parametrize(
    "what", [frames, large_letters, radio_buttons, punch_holes, stamp, seal, signature]
)
def test_what_is_round_or_framed_but_chooses_nothing_is_no_circle(tmp_path, what, channel):
    sheet = Sheet(7)
    what(sheet)
    assert circles(sheet.page(tmp_path, channel)) == ()


def test_a_circle_far_from_other_words_chooses_nothing(tmp_path):
    sheet = Sheet(8)
    end = sheet.text(200, 300, "Urgent")
    circle(sheet, (200, 275, end, 302))
    assert circles(sheet.page(tmp_path, "scan")) == ()


def test_a_reader_may_draw_its_words_boxes_generously(tmp_path):
    sheet = order(7, ("2x", "8"))
    sheet.words = [
        replace(w, box=Box(w.box.left, w.box.top - 0.003, w.box.right, w.box.bottom + 0.003))
        for w in sheet.words
    ]
    assert [mark.value for mark in circles(sheet.page(tmp_path, "fax"))] == ["2x", "8"]
