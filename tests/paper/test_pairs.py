"""Each value goes to the label that it fits best by kind, side, distance and the form's habit."""

from __future__ import annotations

import re

from docflow.paper.cells import cell, walls_between
from docflow.paper.labels import labels
from docflow.paper.lines import lines
from docflow.paper.pairs import Pair, pairs
from docflow.paper.runs import runs
from typed_sheets import HEIGHT, WIDTH, Sheet


def fit(noun: str, text: str) -> float:
    """Dates and telephones by their shape, names by two words, the rest as text."""
    if noun.endswith("date"):
        return 1.0 if re.match(r"\d+/\d+/\d+", text) else 0.0
    if noun in ("phone", "fax"):
        return 1.0 if re.match(r"\d{3}-\d{3}-\d{4}", text) else 0.0
    if noun == "name":
        return 0.75 if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", text) else 0.0
    return 0.0 if noun == "heading" else 0.55


def paired(sheet: Sheet) -> dict[str, str]:
    return {pair.label.text.strip(): pair.text for pair in every(sheet)}


def every(sheet: Sheet) -> tuple[Pair, ...]:
    page = sheet.page()
    found = labels(lines(page))
    return pairs(found, runs(lines(page), found), page.marks, fit, HEIGHT / WIDTH)


def test_values_beside_below_and_above_their_labels() -> None:
    beside = Sheet().text(50, 100, "DOB").text(150, 100, "1/2/1960")
    below = Sheet().text(50, 100, "DOB", 7).text(50, 112, "1/2/1960")
    above = Sheet().text(50, 100, "1/2/1960").rule(50, 103, 200).text(50, 112, "DOB", 7)
    for sheet in (beside, below, above):
        assert paired(sheet) == {"DOB": "1/2/1960"}


def test_an_empty_place_takes_nothing_from_its_neighbours() -> None:
    sheet = Sheet()
    rows = [("Date of injury", "1/2/2026"), ("DOB", ""), ("Home phone", "206-555-0101")]
    for i, (label, value) in enumerate(rows):
        sheet.text(50, 100 + 16 * i, label).text(160, 100 + 16 * i, value)
    assert paired(sheet) == {"Date of injury": "1/2/2026", "Home phone": "206-555-0101"}


def test_text_without_a_kind_follows_the_habit_of_the_form() -> None:
    sheet = Sheet()
    for i, (value, label) in enumerate(
        [
            ("Ann Lee", "patient name"),
            ("1/2/1960", "birth date"),
            ("Humana", "company"),
            ("", "group"),
        ]
    ):
        sheet.text(50, 100 + 26 * i, value).rule(50, 103 + 26 * i, 200)
        sheet.text(50, 111 + 26 * i, label, 7)
    assert paired(sheet) == {
        "patient name": "Ann Lee",
        "birth date": "1/2/1960",
        "company": "Humana",
    }


def test_a_value_stays_in_its_labels_cell_and_a_head_has_its_value_beneath() -> None:
    sheet = Sheet().frame(50, 100, 250, 130).frame(50, 130, 250, 160)
    sheet.text(54, 110, "Goals", 7).text(54, 150, "left over from another form")
    assert paired(sheet) == {}
    table = Sheet().frame(50, 100, 250, 112).frame(50, 112, 250, 126)
    table.text(54, 109, "DOB", 8).text(54, 122, "1/2/1960", 9)
    assert paired(table) == {"DOB": "1/2/1960"}


def test_a_label_that_fills_its_cell_has_its_value_in_the_next() -> None:
    sheet = Sheet().frame(50, 100, 400, 120).wall(150, 100, 120)
    sheet.text(54, 113, "Date of birth").text(156, 113, "1/2/1960")
    assert paired(sheet) == {"Date of birth": "1/2/1960"}


def test_each_value_belongs_to_one_label_with_a_margin_that_says_how_surely() -> None:
    sheet = Sheet().text(50, 100, "DOB: 1/2/1960").text(50, 116, "Date of injury:")
    (only,) = every(sheet)
    assert only.label.noun == "birth_date"
    assert only.margin > 0.5


def test_cells_are_closed_by_four_rules() -> None:
    sheet = Sheet().frame(50, 100, 250, 130)
    inside, outside = sheet.box(60, 105, 90, 115), sheet.box(300, 105, 330, 115)
    assert cell(inside, sheet.marks) is not None
    assert cell(outside, sheet.marks) is None
    assert walls_between(inside, outside, sheet.marks, "vertical")
    assert not walls_between(inside, inside, sheet.marks, "horizontal")


def test_a_caption_under_the_middle_of_its_line_has_what_is_written_on_it() -> None:
    sheet = Sheet().text(60, 100, "Dana Whitlock", 12).rule(50, 104, 220)
    sheet.text(125, 112, "patient", 6).text(320, 100, "04/11/1961", 12).rule(300, 104, 460)
    sheet.text(365, 112, "date of birth", 6)
    assert paired(sheet) == {"patient": "Dana Whitlock", "date of birth": "04/11/1961"}


def test_a_long_caption_under_an_empty_line_takes_nothing_from_below() -> None:
    sheet = Sheet()
    rows = [("1/2/1960", "Birth date"), ("", "Precautions the therapist should know")]
    for i, (value, label) in enumerate(rows):
        sheet.text(50, 100 + 34 * i, value).rule(50, 103 + 34 * i, 400)
        sheet.text(50, 112 + 34 * i, label, 7)
    sheet.text(50, 160, "All of the above was explained to the patient in plain words.")
    assert paired(sheet) == {"Birth date": "1/2/1960"}


def test_a_row_that_begins_with_a_cell_for_its_label_holds_the_value_in_the_next() -> None:
    sheet = Sheet()
    for i, (label, value) in enumerate([("Treatment goals", "Walk a mile"), ("Member ID", "")]):
        sheet.frame(50, 100 + 16 * i, 200, 116 + 16 * i).frame(200, 100 + 16 * i, 500, 116 + 16 * i)
        sheet.text(54, 111 + 16 * i, label, 7).text(204, 111 + 16 * i, value)
    for x, label, value in ((50, "DOB", "1/2/1960"), (200, "Date of injury", "3/4/2026")):
        sheet.text(x, 142, label, 7).text(x, 154, value)
    assert paired(sheet)["Treatment goals"] == "Walk a mile"
