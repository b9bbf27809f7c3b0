"""Sentences over several lines, and what machines and clerks added to a page."""

from __future__ import annotations

from docflow.paper.lines import lines
from docflow.paper.prose import passages
from docflow.paper.strips import margins
from typed_sheets import Sheet


def test_running_text_is_told_from_a_form() -> None:
    sheet = Sheet().text(50, 60, "Goals: Walk a mile").text(50, 75, "Duration: 6 weeks")
    sheet.lines(
        50,
        120,
        """I am referring him to you for massage of the neck and the shoulders, twice
        a week. He was treated for a sprain of the ankle, which has since resolved.""",
    )
    found = passages(lines(sheet.page()))
    assert [p.running for p in found] == [False, True]


def test_a_sentence_is_found_around_a_place_and_has_its_box() -> None:
    sheet = Sheet().lines(
        50,
        120,
        """I am referring him to you for massage of the neck and the shoulders, twice
        a week. He was treated for a sprain of the ankle; that is of the past.""",
    )
    (passage,) = passages(lines(sheet.page()))
    place = passage.text.index("sprain")
    start, end = passage.sentence(place)
    assert passage.text[start:end].strip() == "He was treated for a sprain of the ankle;"
    _, whole = passage.sentence(place, clause=False)
    assert whole == len(passage.text)
    first = passage.box(0, passage.text.index("week"))
    assert first.height > 1.5 * sheet.words[0].box.height


def test_a_fax_header_and_a_stamp_of_reception_are_set_aside() -> None:
    sheet = Sheet().text(40, 20, "11/20/2026 15:29  SOUTH CLINIC  (FAX) 800-463-1176  P.001/002", 8)
    sheet.text(60, 300, "RECEIVED NOV 20 2026", 14).text(60, 100, "Date received: 11/19/2026")
    parted = margins(lines(sheet.page()))
    assert [line.text for line in parted.body] == ["Date received: 11/19/2026"]
    assert parted.strips
    assert parted.stamps


def test_the_top_line_of_a_letterhead_is_no_fax_header() -> None:
    sheet = Sheet().text(40, 20, "Larch Clinic, 12 Fir Street, phone 206-555-0101", 8)
    assert len(margins(lines(sheet.page())).body) == 1
