"""Where people sign on forms of many offices, and what a record says of itself unsigned."""

from dataclasses import replace

import pytest

from docflow import Box, Mark, Word
from docflow.paper.rules import rules
from drawn import Sheet
from signing import ELECTRONIC, EMPTY, SIGNED, read, said, text_page


def stamped(sheet, x, y, tilt=4.0):
    """A framed rubber stamp."""
    sheet.stamp(x, y, ["ANN LEE, DC", "Cedar Street Clinic"], tilt=tilt, points=9)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Authorized by Ann Lee, ND; electronically signed on 11/02/2026 12:24", ELECTRONIC),
        ("Provider: Ann Lee, DO Electronically signed on 11/02/2026 09:13", ELECTRONIC),
        ("Peter Stone electronically signed on 11/02/2026 09:13", ("false", "none", False)),
        ("Provider: Ann Lee, DO Electronically signed by: 11/02/2026", ("false", "none", False)),
        ("Entered by Bo Kay, MA; electronically signed on 11/02/2026", ("false", "none", False)),
        ("Entered by Bo Kay, RN; electronically signed on 11/02/2026 12:24", None),
        ("Provider e-signature: Ann Lee, DO 11/02/2026", ELECTRONIC),
        ("Electronically authorized by Ann Lee, DO on 11/02/2026", ELECTRONIC),
        ("Order signed by Ann Lee, DO 11/02/2026 10:22", ("true", "electronic", False)),
        ("Order signed by Ann Lee, DO 11/02/2026", None),
        ("Consent signed by Peter Stone 11/02/2026 10:22", None),
    ],
)
def test_an_electronic_signature_says_who_signed_before_it_or_behind(row, expected):
    best, _ = read(text_page("REFERRAL", row))
    assert said(best) == expected


def test_the_name_of_an_electronic_signature_may_stand_in_the_line_above():
    page = text_page("REFERRAL", "Massage therapy 97124", "Provider: Ann Lee, DO")
    below = text_page("Electronically signed on 11/02/2026").words
    top = page.words[-1].box.bottom + 0.003
    words = (Word(w.text, Box(w.box.left, top, w.box.right, top + 0.015)) for w in below)
    best, days = read(replace(page, words=(*page.words, *words)))
    assert said(best) == ("true", "electronic", True)
    assert days == {"2026-11-02"}


@pytest.mark.parametrize(
    "row",
    [
        "** ORDER PENDING COSIGN - NOT YET SIGNED **",
        "Note status: DRAFT, unsigned",
        "Status: awaiting signature",
        "Electronic signature: pending",
        "Signature status: pending",
        "(not signed)",
    ],
)
def test_a_record_that_calls_itself_unsigned_is(row):
    best, _ = read(text_page("OFFICE VISIT", "Massage therapy 97124", "Ann Lee, ND", row))
    assert said(best) == EMPTY


@pytest.mark.parametrize(
    "row",
    [
        "Unsigned forms will be returned.",
        "This order is not valid if not signed.",
        "Orders that are not signed cannot be processed",
        "Patient has not signed the consent",
    ],
)
def test_what_a_form_says_of_unsigned_papers_is_not_said_of_this_one(row):
    best, _ = read(text_page("REFERRAL", "Massage therapy 97124", row))
    assert best == {}


def test_a_signature_on_a_record_that_calls_itself_unsigned_is_shown_to_a_person():
    rows = ("Electronically signed by Ann Lee, DO on 11/02/2026", "Status: pending cosignature")
    best, _ = read(text_page("REFERRAL", *rows))
    assert said(best) == ("true", "electronic", False)


@pytest.mark.parametrize(
    "caption", ["Doctor of Chiropractic", "Attending provider", "Physician", "Doctor of Osteopathy"]
)
@pytest.mark.parametrize("dated", ["Date", "Signed on"])
def test_a_line_is_signed_above_the_prescribers_title(tmp_path, caption, dated):
    sheet = Sheet(31)
    stamped(sheet, 240, 1310)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, caption, 8)
    sheet.text(1000, 1390, "11/02/2026")
    sheet.rule(980, 1400, 300)
    sheet.text(985, 1426, dated, 8)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == ("false", "stamp")
    assert days == {"2026-11-02"}


def test_a_title_in_a_framed_section_names_the_line_over_it(tmp_path):
    sheet = Sheet(32)
    sheet.pen.rectangle((150, 1200, 1550, 1500), None, 20, 3)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, "Attending provider", 8)
    sheet.rule(980, 1400, 300)
    sheet.text(985, 1426, "Date", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == ("false", "none")


def test_a_long_numbered_caption_asks_for_a_signature(tmp_path):
    sheet = Sheet(33)
    sheet.pen.rectangle((150, 1200, 1550, 1350), None, 20, 3)
    sheet.pen.line((1000, 1200, 1000, 1350), 20, 3)
    sheet.text(
        160, 1222, "31. SIGNATURE OF PHYSICIAN OR SUPPLIER INCLUDING DEGREES OR CREDENTIALS", 6
    )
    sheet.hand(220, 1335, 380, 85, seed=9)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED


@pytest.mark.parametrize("words", ["Treating therapist: Bo Kay, LMT", "Refer to: Patient's choice"])
def test_a_bare_signature_is_not_the_therapists_for_a_name_above_it(tmp_path, words):
    sheet = Sheet(34)
    sheet.text(200, 860, words)
    sheet.text(200, 1000, "Signature:")
    sheet.hand(420, 998, 380, 85, seed=9)
    sheet.rule(400, 1002, 600)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED


@pytest.mark.parametrize("words", ["RN signature", "Unit clerk signature"])
def test_a_nurse_or_a_clerk_does_not_sign_the_order(tmp_path, words):
    sheet = Sheet(35)
    stamped(sheet, 240, 1110)
    sheet.rule(200, 1200, 700)
    sheet.text(205, 1226, "Prescriber's signature", 8)
    sheet.hand(220, 1600, 380, 85, seed=9)
    sheet.rule(200, 1600, 700)
    sheet.text(205, 1626, words, 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("false", "stamp", True)


def test_an_option_beside_a_tick_box_is_no_line_to_sign_on(tmp_path):
    sheet = Sheet(36)
    sheet.box(200, 1280, 24, "cross")
    sheet.text(235, 1302, "Generic substitution permitted", 9)
    sheet.rule(200, 1250, 900)
    sheet.hand(220, 1500, 380, 85, seed=9)
    sheet.rule(200, 1500, 700)
    page = sheet.page(tmp_path, "scan")
    box = Box(200 / 1700, 1280 / 2200, 224 / 1700, 1304 / 2200)
    best, _ = read(replace(page, marks=(Mark("tick", box, "on", 0.99),)))
    assert best == {}


@pytest.mark.parametrize("words", ["NOTED BY CLINIC  503-555-0142", "CAREFUL NEAR THE NECK"])
def test_print_in_the_row_above_is_no_signature(tmp_path, words):
    sheet = Sheet(37)
    sheet.text(200, 1332, "Clinic fax:")
    sheet.text(420, 1332, words)
    sheet.text(200, 1400, "Provider signature:")
    sheet.rule(480, 1402, 700)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == EMPTY


def test_an_option_above_the_line_is_no_signature(tmp_path):
    sheet = Sheet(38)
    sheet.box(200, 1310, 24, "filled")
    sheet.text(235, 1332, "I approve", 9)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, "Physician signature", 8)
    page = sheet.page(tmp_path, "scan")
    box = Box(200 / 1700, 1310 / 2200, 224 / 1700, 1334 / 2200)
    best, _ = read(replace(page, marks=(Mark("tick", box, "on", 0.99), *rules(page))))
    assert said(best) == EMPTY


def test_ink_that_hides_where_its_line_begins_stands_on_it(tmp_path):
    sheet = Sheet(39)
    sheet.text(200, 1400, "Signature")
    sheet.hand(340, 1398, 380, 85, seed=9)
    sheet.rule(520, 1402, 500)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == ("true", "handwritten")


def test_where_its_line_is_lost_a_signature_stands_on_the_side_on_which_the_date_stands(tmp_path):
    sheet = Sheet(40)
    sheet.hand(220, 1400, 380, 85, seed=9)
    sheet.text(205, 1430, "Physician signature", 8)
    sheet.text(1000, 1395, "11/02/2026")
    sheet.text(985, 1430, "Date signed", 8)
    sheet.rule(150, 1520, 1400)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == ("true", "handwritten")
    assert days == {"2026-11-02"}


def test_in_a_wide_cell_the_signature_stands_below_its_label_not_in_the_next_cell(tmp_path):
    sheet = Sheet(41)
    for i, (label, other) in enumerate((("Clinic", "Clinic fax"), ("Physician signature", ""))):
        sheet.pen.rectangle((150, 1000 + 130 * i, 1550, 1130 + 130 * i), None, 20, 2)
        sheet.text(165, 1022 + 130 * i, label, 7)
        sheet.text(1115, 1022 + 130 * i, other, 7)
    sheet.text(165, 1285, "Practice", 7)
    sheet.pen.line((1100, 1000, 1100, 1260), 20, 2)
    sheet.hand(220, 1245, 380, 80, seed=9)
    sheet.text(1115, 1230, "11/02/2026")
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED


def test_the_date_in_the_workers_row_of_a_grid_is_not_the_prescribers(tmp_path):
    sheet = Sheet(42)
    rows = ("Attending provider's signature", "Worker: I have received a copy of this form")
    for i, label in enumerate(rows):
        sheet.pen.rectangle((150, 1000 + 130 * i, 1550, 1130 + 130 * i), None, 20, 2)
        sheet.text(165, 1022 + 130 * i, label, 7)
        sheet.text(1115, 1022 + 130 * i, "Date", 7)
        sheet.hand(260, 1115 + 130 * i, 380, 75, seed=9 + i)
    sheet.pen.line((1100, 1000, 1100, 1260), 20, 2)
    sheet.text(1115, 1230, "11/02/2026")
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == ("true", "handwritten")
    assert days == set()


def test_a_date_in_the_cell_behind_its_label_stands_a_little_higher_than_the_label(tmp_path):
    sheet = Sheet(43)
    for left, right in ((150, 400), (400, 1050), (1050, 1250), (1250, 1600)):
        sheet.pen.rectangle((left, 1000, right, 1150), None, 20, 2)
    sheet.text(160, 1085, "SIGNATURE", 7)
    sheet.hand(450, 1110, 380, 75, seed=9)
    sheet.text(1060, 1085, "DATE SIGNED", 7)
    sheet.text(1265, 1074, "11/02/2026", 12)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best)[:2] == ("true", "handwritten")
    assert days == {"2026-11-02"}


@pytest.mark.parametrize("who", ["dentist", "chiropractor", "nurse-midwife"])
def test_whoever_may_order_signs_over_the_caption_that_names_his_profession(tmp_path, who):
    sheet = Sheet(57)
    sheet.rule(200, 1200, 700)
    sheet.text(205, 1226, f"Signature of {who}", 8)
    sheet.hand(220, 1198, 380, 85, seed=9)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == SIGNED
