"""What is circled is ordered; what a form prints to be circled orders nothing by itself."""

from dataclasses import replace
from datetime import date

import pytest

from circled import circle, order
from docflow import Document
from docflow.paper import marks
from drawn import CHANNELS, HEIGHT, WIDTH, Sheet
from readers import plugin


def read(page):
    """The values that the referral plugin reads, by field."""
    page = replace(page, marks=marks(page))
    found = plugin("referral").docflow_extract(
        Document("paper", "paper", (page,), date(2026, 11, 20)), {}
    )
    values = {}
    for reading in found:
        values.setdefault(reading.field, {})[reading.value] = reading.confidence
    return values


@pytest.mark.parametrize("channel", CHANNELS)
def test_circled_options_are_ordered_with_the_words_that_go_with_them(tmp_path, channel):
    said = read(order(3, ("2x", "8", "97124", "M79.18")).page(tmp_path, channel))
    assert set(said["order.frequency"]) == {"2/wk"}
    assert set(said["order.duration"]) == {"8wk"}
    assert set(said["procedure.codes"]) == {"97124"}
    assert set(said["diagnosis.codes"]) == {"M79.18"}


def test_a_list_of_which_nothing_is_circled_orders_nothing(tmp_path):
    said = read(order(5).page(tmp_path, "scan"))
    assert "order.frequency" not in said
    assert "order.duration" not in said


def test_a_circle_whose_word_nobody_read_leaves_the_others_unchosen(tmp_path):
    sheet = order(6, ("8",))
    sheet.words = [word for word in sheet.words if word.text != "8"]
    assert "order.duration" not in read(sheet.page(tmp_path, "fax"))


def test_a_circled_number_that_breaks_the_order_of_its_list_is_in_doubt(tmp_path):
    sheet = order(6, ("8",))
    sheet.words = [replace(w, text="18") if w.text == "8" else w for w in sheet.words]
    assert max(read(sheet.page(tmp_path, "fax"))["order.duration"].values()) < 0.5


@pytest.mark.parametrize(
    ("line", "frequency"),
    [
        ("Frequency: 1x 2x 3x per week", None),
        ("Frequency: 1 / 2 / 3 times per week", None),
        ("Frequency: once twice three times per week", None),
        ("Frequency: 2x per week", "2/wk"),
        ("Frequency: 2x/week x 6 weeks", "2/wk"),
        ("Frequency: 2-3 times per week", "2-3/wk"),
    ],
)
def test_a_printed_list_is_told_from_a_frequency(tmp_path, line, frequency):
    sheet = Sheet(9)
    sheet.text(200, 200, "Referral for massage therapy", 14)
    sheet.text(200, 400, line)
    said = read(sheet.page(tmp_path, "scan")).get("order.frequency", {})
    assert set(said) == ({frequency} if frequency else set())


def test_of_a_pads_prescribers_the_circled_one_refers(tmp_path):
    from circled import circle

    sheet = Sheet(10)
    sheet.text(200, 200, "Referral for massage therapy 97124, 2 times a week for 6 weeks", 12)
    sheet.text(200, 300, "Prescriber (circle one):")
    for row, name in enumerate(("Olga Novak, MD", "Ann Lee, DO", "Peter Stone, ARNP")):
        end = sheet.text(600, 300 + 60 * row, name)
        if row == 1:
            circle(sheet, (600, 340, end, 362))
    said = read(sheet.page(tmp_path, "fax"))["provider.name"]
    assert max(said, key=said.get) == "Ann Lee"
    assert said["Ann Lee"] > 0.8
    assert set(said) == {"Ann Lee"}


def test_of_options_that_say_their_unit_themselves_the_circled_one_is_ordered(tmp_path):
    from circled import circle

    sheet = Sheet(11)
    sheet.text(200, 200, "Referral for massage therapy 97124", 12)
    rows = (
        ("HOW OFTEN", ("once a week", "3 times a week", "twice a month")),
        ("HOW LONG", ("4 weeks", "8 weeks", "3 months", "6 months")),
    )
    for row, (label, items) in enumerate(rows):
        sheet.text(200, 400 + 100 * row, label)
        for at, item in enumerate(items):
            x = 440 + 240 * at
            end = sheet.text(x, 400 + 100 * row, item, 9)
            if at == 1:
                circle(sheet, (x, 380 + 100 * row, end - 6, 402 + 100 * row))
    said = read(sheet.page(tmp_path, "scan"))
    assert set(said["order.frequency"]) == {"3/wk"}
    assert set(said["order.duration"]) == {"8wk"}


def test_codes_between_two_circled_ones_are_not_ordered(tmp_path):
    sheet = Sheet(9)
    sheet.text(200, 300, "Referral for massage therapy", 14)
    x = sheet.text(200, 500, "Procedure (circle):") + 40
    for item in ("massage 97124", "manual 97140", "exercise 97110", "packs 97010"):
        at = len(sheet.words)
        x = sheet.text(x, 500, item) + 60
        if item[-5:] in ("97124", "97010"):
            around = sheet.words[at].box.around(sheet.words[at + 1].box)
            left, top, right, bottom = around
            circle(sheet, (left * WIDTH, top * HEIGHT, right * WIDTH, bottom * HEIGHT))
    sure = read(sheet.page(tmp_path, "scan"))["procedure.codes"]
    assert {code for code, confidence in sure.items() if confidence > 0.5} == {"97124", "97010"}


@pytest.mark.parametrize("told", ["(mark)", "(check all that apply)", "- please check one:"])
def test_of_a_list_to_be_marked_nothing_is_sure_where_no_mark_was_seen(tmp_path, told):
    sheet = Sheet(10)
    sheet.text(200, 300, "Referral for massage therapy", 14)
    sheet.text(200, 420, f"Treatment {told}")
    for i, item in enumerate(("Massage 97124", "Manual therapy 97140", "Hot packs 97010")):
        sheet.text(240, 470 + 40 * i, item)
    said = read(sheet.page(tmp_path, "scan"))["procedure.codes"]
    assert max(said.values()) < 0.3
