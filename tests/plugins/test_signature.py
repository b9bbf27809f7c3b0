"""The prescriber's signature: found, told apart from everything that is none, and dated."""

from datetime import date
from itertools import cycle

import pytest

from docflow import Document
from drawn import CHANNELS, Sheet
from readers import plugin
from signing import FORMS, SURE, order, read, said, text_page

_channels = cycle(CHANNELS)
CASES = [(form, next(_channels)) for form in FORMS]


@pytest.mark.parametrize(("form", "channel"), CASES)
def test_an_empty_place_is_known_as_unsigned(tmp_path, form, channel):
    best, _ = read(order(form, "none", 1).page(tmp_path, channel))
    assert said(best) == ("false", "none", True)


@pytest.mark.parametrize(("form", "channel"), CASES)
def test_ink_in_the_place_is_a_signature(tmp_path, form, channel):
    best, _ = read(order(form, "handwritten", 5).page(tmp_path, channel))
    assert said(best) == ("true", "handwritten", True)


@pytest.mark.parametrize("fill", ["stamp", "plain stamp", "typed"])
@pytest.mark.parametrize(("form", "channel"), CASES[::4])
def test_a_stamp_or_a_typed_name_is_no_signature(tmp_path, form, channel, fill):
    best, _ = read(order(form, fill, 3).page(tmp_path, channel))
    assert said(best)[:2] == ("false", "stamp")


@pytest.mark.parametrize("form", ["on line", "closing"])
def test_a_stamp_that_somebody_signed_over_is_shown_to_a_person(tmp_path, form):
    best, _ = read(order(form, "both", 2).page(tmp_path, "scan"))
    assert said(best) == ("true", "handwritten", False)


@pytest.mark.parametrize("form", ["under line", "cell"])
def test_an_electronic_statement_with_name_and_date_is_a_signature(tmp_path, form):
    best, days = read(order(form, "electronic", 4).page(tmp_path, "fax"))
    assert said(best) == ("true", "electronic", True)
    assert days == {"2026-11-02"}


@pytest.mark.parametrize("form", ["under line", "over line", "on line", "cell"])
def test_the_date_beside_it_is_taken_and_never_the_patients(tmp_path, form):
    _, days = read(order(form, "handwritten", 6).page(tmp_path, "scan"))
    assert days == {"2026-11-02"}


def test_what_is_doubtful_comes_with_its_contrary(tmp_path):
    page = order("under line", "typed", 8).page(tmp_path, "scan")
    readings = plugin("signature").docflow_extract(
        Document("paper", "paper", (page,), date(2026, 11, 20)), {}
    )
    present = {r.value: r.confidence for r in readings if r.field == "signature.present"}
    assert set(present) == {"true", "false"}
    assert sum(present.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Electronically signed by Ann Lee, DO on 11/02/2026 14:20", ("true", "electronic", True)),
        ("Electronicallysigned by: Ann Lee, DO 11/02/2026", ("true", "electronic", True)),
        ("Authenticated by Ann Lee MD at 11/02/2026 08:11", ("true", "electronic", True)),
        ("/s/ Ann Lee, DO 11/02/2026", ("true", "electronic", True)),
        ("Electronically signed by Ann Lee, DO", ("true", "electronic", False)),
        ("Electronically signed by:", ("false", "none", False)),
        ("Electronically signed by Bo Kay, LMT on 11/02/2026", None),
        ("Patient electronically signed by Peter Stone on 11/02/2026", None),
        ("Not electronically signed by Ann Lee, MD on 11/02/2026", ("false", "none", True)),
        ("Unsigned - awaiting electronic signature by Ann Lee, MD", ("false", "none", True)),
        ("This form must be electronically signed by the physician", None),
        ("[Electronically signed] Ann Lee, MD Nov 2, 2026 9:14 AM", ("true", "electronic", True)),
        ("Reviewed and e-signed by: LEE, ANN MD Date: 11/02/26", ("true", "electronic", True)),
        ("Signed electronically by: Ann Lee, DO - 11/02/2026", ("true", "electronic", True)),
        ("Electronically signed by Bo Kay, RN for Ann Lee, MD on 11/02/2026", None),
    ],
)
def test_an_electronic_statement_counts_by_who_signed_and_when(row, expected):
    best, _ = read(text_page("REFERRAL", "Massage therapy 97124, 2 x week for 6 weeks", row))
    assert said(best) == expected


def test_in_a_list_of_printed_names_nobody_signs(tmp_path):
    sheet = Sheet(22)
    for i, name in enumerate(("Olga Novak, MD", "Ann Lee, DO", "Peter Stone, ARNP")):
        sheet.text(600, 300 + 45 * i, name)
    sheet.rule(590, 360, 400)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert best == {}


def test_nothing_is_said_where_no_place_is_found(tmp_path):
    sheet = Sheet(1)
    sheet.text(200, 300, "Patient notes: massage helps, two more visits planned.")
    sheet.text(200, 400, "A signature on file is no signature, and this line asks for none.")
    best, _ = read(sheet.page(tmp_path))
    assert best == {}


def test_a_payers_letter_is_not_signed_by_a_prescriber():
    best, _ = read(
        text_page(
            "NOTICE OF DENIAL",
            "You have the right to appeal within 180 days.",
            "Electronically signed by Ann Lee, MD on 11/02/2026 14:20",
        )
    )
    assert best == {}


def test_only_the_patient_signed(tmp_path):
    sheet = order("under line", "none", 9)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("false", "none", True)
    assert days == set()


@pytest.mark.parametrize("channel", ["clean", "fax", "coarse_fax"])
@pytest.mark.parametrize(
    ("unread", "empty"),
    [
        ("Dispense as written", "Substitution permitted"),
        ("Physician", "Attending physician signature"),
    ],
)
def test_an_empty_line_proves_nothing_while_a_pen_wrote_beside_it(tmp_path, channel, unread, empty):
    sheet = Sheet(12)
    sheet.text(200, 300, "Massage therapy 97124, 2 x week for 6 weeks")
    sheet.hand(220, 1400, 380, 85, seed=5)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, unread, 8, seen=False)
    sheet.rule(200, 1580, 700)
    sheet.text(205, 1606, empty, 8)
    best, _ = read(sheet.page(tmp_path, channel))
    assert best["signature.present"].confidence < SURE


def test_of_two_lines_on_a_pad_the_signed_one_counts_though_its_label_is_unreadable(tmp_path):
    sheet = Sheet(13)
    sheet.hand(220, 1400, 380, 85, seed=6)
    sheet.rule(200, 1400, 600)
    sheet.rule(900, 1400, 600)
    sheet.text(905, 1426, "Product selection permitted", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("true", "handwritten", False)


def test_the_patients_consent_does_not_sign_the_order(tmp_path):
    sheet = Sheet(14)
    sheet.text(200, 900, "I authorize the release of medical information to my doctor.")
    sheet.hand(420, 1000, 300, 80, seed=7)
    sheet.text(200, 1000, "Signature:")
    sheet.rule(400, 1002, 500)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert best == {}


def test_a_signature_that_may_be_anyones_is_doubted_where_the_prescribers_place_is_empty(tmp_path):
    sheet = Sheet(15)
    sheet.text(200, 800, "Physician signature:")
    sheet.rule(520, 802, 500)
    sheet.hand(420, 1600, 300, 80, seed=8)
    sheet.text(200, 1600, "Signature:")
    sheet.rule(400, 1602, 500)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert best["signature.present"].confidence < SURE


@pytest.mark.parametrize("signed", [True, False])
def test_a_supervisors_signature_alone_is_shown_to_a_person(tmp_path, signed):
    sheet = Sheet(16)
    if signed:
        sheet.hand(220, 1400, 380, 85, seed=9)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, "Physician assistant signature", 8)
    sheet.hand(220, 1600, 380, 85, seed=10)
    sheet.rule(200, 1600, 700)
    sheet.text(205, 1626, "Supervising physician signature", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("true", "handwritten", True) if signed else said(best)[2] is False


@pytest.mark.parametrize("name", [("Ann Lee, M D",), ("Ann Lee,", "D O"), ("Ann Lee",)])
def test_a_letters_closing_is_signed_above_the_prescribers_name_however_it_is_read(tmp_path, name):
    sheet = Sheet(17)
    sheet.text(200, 1000, "Thank you for seeing this patient twice a week.")
    sheet.text(200, 1100, "With kind regards,")
    x = 200
    for part in name:
        x = sheet.text(x, 1290, part)
    sheet.text(200, 1325, "NPI 1234567893", 9)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("false", "none", True)


def test_a_label_that_a_reader_broke_is_still_a_label(tmp_path):
    sheet = Sheet(18)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, "Provide sq ature", 8)
    best, _ = read(sheet.page(tmp_path, "fax"))
    assert said(best) == ("false", "none", True)


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Physician Assistant signature", ("true", "handwritten", True)),
        ("Nurse practitioner signature", ("true", "handwritten", True)),
        ("Medical assistant signature", None),
        ("Supervising physician signature", ("true", "handwritten", False)),
        ("Product selection permitted", ("true", "handwritten", True)),
        ("Patient / guardian signature", None),
    ],
)
def test_a_label_says_whose_signature_it_asks_for(tmp_path, words, seen):
    sheet = Sheet(19)
    sheet.hand(220, 1400, 380, 85, seed=9)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, words, 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == seen


@pytest.mark.parametrize("channel", ["scan", "fax"])
@pytest.mark.parametrize("signed", [True, False])
def test_in_a_table_whose_labels_have_a_column_the_signature_stands_beside_its_label(
    tmp_path, channel, signed
):
    sheet = Sheet(20)
    rows = ("Diagnosis", "Contraindications", "Provider signature", "Date signed", "NPI")
    for i, label in enumerate(rows):
        sheet.pen.rectangle((150, 800 + 110 * i, 1550, 910 + 110 * i), None, 20, 2)
        sheet.text(170, 835 + 110 * i, label)
    sheet.rule(600, 800, 2, 550)
    sheet.text(620, 840, "M54.50 low back pain")
    if signed:
        sheet.hand(640, 1105, 330, 70, seed=11)
    best, _ = read(sheet.page(tmp_path, channel))
    assert said(best) == (("true", "handwritten") if signed else ("false", "none")) + (True,)


@pytest.mark.parametrize(
    ("drawn", "expected"), [(True, ("true", "handwritten", False)), (False, None)]
)
def test_a_caption_that_only_names_a_person_asks_for_a_signature_if_a_date_is_asked_for_too(
    tmp_path, drawn, expected
):
    sheet = Sheet(21)
    if drawn:
        sheet.hand(220, 1400, 380, 85, seed=9)
    else:
        sheet.text(220, 1396, "Olga Novak")
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1426, "Ordering clinician", 8)
    sheet.rule(980, 1400, 300)
    sheet.text(985, 1426, "Date", 8)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best) == expected


@pytest.mark.parametrize(("fill", "present"), [("hand", "true"), ("nothing", "false")])
def test_beside_a_label_whose_line_a_copy_lost_people_sign_where_the_date_stands_beside_its_own(
    tmp_path, fill, present
):
    sheet = Sheet()
    sheet.text(200, 300, "ORDER FOR MASSAGE THERAPY")
    sheet.rule(180, 1280, 1300)
    end = int(sheet.text(200, 1400, "Provider signature"))
    if fill == "hand":
        sheet.hand(end + 40, 1400, 330, 80, seed=5)
    end = int(sheet.text(1000, 1400, "Date signed"))
    sheet.text(end + 40, 1400, "11/02/2026")
    sheet.rule(180, 1500, 1300)
    best, _ = read(sheet.page(tmp_path, "scan"))
    assert said(best)[0] == present
