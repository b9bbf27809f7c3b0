"""The rooms in which people sign: what bounds them, and where they are when lines are lost."""

import pytest

from drawn import Sheet
from signing import ELECTRONIC, EMPTY, SIGNED, read, said, text_page


def test_a_sentence_right_above_the_line_is_what_is_signed_not_the_signature(tmp_path):
    sheet = Sheet(41)
    sheet.text(200, 1290, "I certify the need for these services furnished under this plan.", 9)
    sheet.rule(200, 1400, 900)
    sheet.text(205, 1428, "Physician signature", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == EMPTY


def test_a_caption_at_the_right_end_of_its_line_names_the_whole_line(tmp_path):
    sheet = Sheet(42)
    sheet.hand(520, 1380, 250, 80, seed=6)
    sheet.rule(500, 1400, 800)
    sheet.text(1050, 1430, "Signature of prescriber", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED


def test_a_date_stands_over_the_line_that_its_caption_ends(tmp_path):
    sheet = Sheet(43)
    sheet.hand(220, 1398, 300, 80, seed=6)
    sheet.rule(200, 1400, 600)
    sheet.text(205, 1430, "Signature of prescriber", 8)
    sheet.text(900, 1392, "11/02/2026")
    sheet.rule(890, 1400, 240)
    sheet.text(1095, 1430, "Date", 8)
    _, days = read(sheet.page(tmp_path, "scan"))
    assert days == {"2026-11-02"}


def grid(sheet, *heads):
    """A row of three cells with a head at the top of each; a copy lost the border's left end."""
    sheet.rule(190, 1200, 1310, 3)
    sheet.rule(120, 1320, 1380, 3)
    for x in (120, 700, 1150, 1498):
        sheet.pen.line((x, 1216, x, 1320), 20, 3)
    for x, head in zip((130, 710, 1160), heads, strict=True):
        sheet.text(x, 1224, head, 6)


def test_a_cell_whose_borders_a_copy_lost_in_part_is_still_the_place_to_sign(tmp_path):
    sheet = Sheet(44)
    grid(sheet, "PROVIDER SIGNATURE", "PROVIDER NAME (PRINT)", "DATE")
    sheet.hand(160, 1300, 280, 60, seed=6)
    sheet.text(720, 1290, "Ann Lee, DC")
    sheet.text(1170, 1290, "11/02/2026")
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED
    assert days == {"2026-11-02"}


def table(sheet, sign):
    """A table ruled between its rows only; at its end the order is signed, or not."""
    rows = ("REFERRED BY", "CLINIC", "CLINIC PHONE", "SIGNATURE", "DATE SIGNED")
    values = ("Ann Lee, ND", "Cedar Street Clinic", "(206) 555-0136", "", "11/02/2026")
    for y, head, value in zip(range(1000, 1500, 100), rows, values, strict=True):
        sheet.text(120, y + 60, head, 8)
        sheet.text(460, y + 65, value)
        sheet.rule(110, y + 95, 1480)
    if sign:
        sheet.hand(480, 1385, 280, 70, seed=6)


@pytest.mark.parametrize(("sign", "expected"), [(True, SIGNED), (False, ("false", "none"))])
def test_in_a_table_without_upright_lines_people_sign_in_the_column_of_values(
    tmp_path, sign, expected
):
    sheet = Sheet(45)
    table(sheet, sign)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best)[: len(expected)] == expected
    assert days == ({"2026-11-02"} if sign else set())


def certified(sheet, end):
    """A line beside a title, under what a prescriber certifies."""
    sheet.text(200, 1290, "I certify that the treatment is needed for the injury.", 9)
    end = int(sheet.text(200, 1400, "Attending provider"))
    sheet.rule(end + 5, 1402, 600)
    begin = int(sheet.text(end + 640, 1400, "Date"))
    sheet.text(begin + 10, 1396, "11/02/2026")
    return end


@pytest.mark.parametrize(
    ("fill", "expected"),
    [(lambda s, x: s.hand(x, 1398, 300, 80, seed=6), ("true", "handwritten")),
     (lambda s, x: s.text(x, 1394, "Ottilie Novakovic, ARNP"), ("false", "stamp")),
     (lambda s, x: None, ("false", "none"))],
)  # fmt: skip
def test_under_what_a_prescriber_certifies_the_line_beside_a_title_is_signed(
    tmp_path, fill, expected
):
    sheet = Sheet(46)
    fill(sheet, certified(sheet, 0) + 30)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == expected


def test_a_caption_may_list_the_letters_of_those_who_may_sign(tmp_path):
    sheet = Sheet(47)
    sheet.hand(220, 1398, 300, 80, seed=6)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1430, "signed (M.D., D.O., D.C., N.D., A.R.N.P., P.A.)", 8)
    sheet.text(900, 1392, "11/02/2026")
    sheet.rule(890, 1400, 300)
    sheet.text(900, 1430, "on (date)", 8)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED
    assert days == {"2026-11-02"}


@pytest.mark.parametrize(
    "row",
    [
        "Electronically signed by: Ann Lee, DO on 11/02/2026 16:41",
        "/es/ Ann Lee, DO on 11/02/2026 16:41",
    ],
)
@pytest.mark.parametrize("above", ["Outpatient medications: none", "Therapist: Bo Kay, LMT"])
def test_the_letters_of_who_signed_electronically_tell_whose_the_section_is(row, above):
    best, days = read(text_page("REFERRAL", above, "Signature", row))
    assert said(best) == ELECTRONIC
    assert days == {"2026-11-02"}


def test_words_in_the_box_below_do_not_say_who_signs_above(tmp_path):
    sheet = Sheet(48)
    end = int(sheet.text(200, 1400, "Signature:"))
    sheet.hand(end + 30, 1398, 300, 80, seed=6)
    sheet.rule(end + 10, 1402, 650)
    sheet.rule(150, 1420, 1400)
    sheet.text(205, 1450, "Therapist acknowledges receipt", 9)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED


def test_the_askew_side_of_a_stamp_is_no_line_to_sign_on(tmp_path):
    sheet = Sheet(49)
    end = int(sheet.text(200, 1400, "Signature:"))
    sheet.rule(end + 60, 1402, 650)
    sheet.pen.line((end - 40, 1350, end + 480, 1318), 20, 4)
    sheet.text(end - 20, 1385, "ANN LEE, DC", 9)
    sheet.pen.line((end - 40, 1350, end - 36, 1410), 20, 4)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert best["signature.present"].value == "false"


def test_ink_in_the_row_of_a_label_whose_line_is_lost_is_shown_as_a_signature(tmp_path):
    sheet = Sheet(50)
    end = int(sheet.text(200, 1400, "Provider signature"))
    sheet.hand(end + 30, 1398, 380, 100, seed=6)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("true", "handwritten", False)


def test_below_a_table_people_sign_over_the_label_not_in_the_column_of_values(tmp_path):
    sheet = Sheet(51)
    table(sheet, sign=False)
    sheet.words = [w for w in sheet.words if w.text not in ("SIGNATURE", "SIGNED", "DATE")]
    sheet.text(120, 1530, "I certify that the treatment ordered is necessary.", 9)
    sheet.hand(140, 1620, 280, 70, seed=6)
    sheet.rule(120, 1640, 700)
    sheet.text(120, 1666, "Provider's signature", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED


def test_a_primary_care_provider_signs_as_a_prescriber(tmp_path):
    sheet = Sheet(52)
    sheet.hand(220, 1398, 300, 80, seed=6)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1430, "PCP signature", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED
