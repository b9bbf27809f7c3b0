"""What is read from referral forms that nobody drew for docflow's samples."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from docflow.catalog import Catalog
from docflow.flow.taking import extract
from docflow.model import Box, Case, Document, Mark, Word
from docflow.paper.lines import Line
from readers import judged as case
from readers import plugin
from referral_forms import FORMS, Form
from typed_sheets import Sheet, document

UNREAD = "document.unread"
NOT_ASKED = ("document.kind", "signature.", "order.text", "order.region", "order.techniques")


@pytest.fixture
def catalog(plugins: Callable[..., Catalog]) -> Catalog:
    return plugins()


def wanted(catalog: Catalog, name: str, value: str | set[str]) -> set[str]:
    values = value if isinstance(value, set) else {value}
    return {catalog.fields[name].clean(text) for text in values}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_value_on_a_form_is_found(form: Callable[[], Form], catalog: Catalog) -> None:
    document, truth = form()
    found = case(document, catalog)
    for name, value in truth.items():
        want = wanted(catalog, name, value)
        got = set(found.values(name)) if isinstance(value, set) else {found.value(name)}
        assert want <= got, name


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_value_is_accepted_that_does_not_stand_on_the_form(
    form: Callable[[], Form], catalog: Catalog
) -> None:
    document, truth = form()
    found = case(document, catalog)
    for name, fields in found.fields.items():
        if name.startswith(NOT_ASKED):
            continue
        want = wanted(catalog, name, truth.get(name, set()))
        accepted = {f.value for f in fields if f.value and not f.review and not f.derived}
        assert accepted <= want, name


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_form_is_recognised_as_a_referral(form: Callable[[], Form], catalog: Catalog) -> None:
    document, _ = form()
    readings, _, _ = extract(document, catalog)
    kinds = [r for r in readings if r.field == "document.kind"]
    assert max(kinds, key=lambda r: r.confidence).value == "referral"


def test_no_place_of_a_clear_form_is_called_unreadable(catalog: Catalog) -> None:
    assert [form.__name__ for form in FORMS if case(form()[0], catalog).values(UNREAD)] == []


@pytest.mark.parametrize(
    ("written", "unread"),
    [("l?/3/19S#", {"patient.birth_date"}), ("", set()), ("unknown", set()), ("3/4/1961", set())],
)
def test_writing_that_nobody_can_read_is_not_a_missing_value(
    written: str, unread: set[str], catalog: Catalog
) -> None:
    lines = (
        "REFERRAL FOR MASSAGE THERAPY",
        "Patient: Dana Whitlock",
        f"DOB: {written}",
        "Frequency: 2x/week",
        "Duration: 6 weeks",
        "Diagnosis: M54.2 Cervicalgia",
    )
    sheet = Sheet()
    for number, line in enumerate(lines):
        sheet.text(72, 80 + 24 * number, line)
    found = case(document(sheet), catalog)
    assert set(found.values(UNREAD)) == unread


def test_writing_above_its_caption_is_looked_for_where_its_column_has_it(catalog: Catalog) -> None:
    sheet = Sheet().text(300, 60, "REFERRAL FOR MASSAGE THERAPY")
    for y, (written, caption) in zip(
        range(100, 400, 60),
        [
            ("Dana Whitlock", "patient name"),
            ("l?/3/19S#", "birth date"),
            ("360-555-0119", "cell phone"),
            ("Premera Blue Cross", "insurance company"),
        ],
        strict=False,
    ):
        sheet.text(50, y, written, 12).rule(50, y + 6, 220).text(50, y + 16, caption, 8)
    for y, (caption, written) in zip(
        range(100, 500, 50),
        [
            ("Diagnosis", "M54.2 Cervicalgia"),
            ("Frequency", "2x/week"),
            ("Duration", "6 weeks"),
            ("Goals", "Turn head fully"),
            ("Precautions", "None"),
        ],
        strict=False,
    ):
        sheet.text(300, y, caption, 10, True).text(300, y + 18, written).rule(300, y + 24, 560)
    found = case(document(sheet), catalog)
    assert found.value("patient.name") == "Dana Whitlock"
    assert set(found.values(UNREAD)) == {"patient.birth_date"}


def test_a_number_lost_under_a_faxs_streak_is_unread(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE THERAPY")
    sheet.text(72, 84, "Patient: Dana Whitlock").text(72, 108, "Diagnosis: M54.2 Cervicalgia")
    sheet.text(72, 140, "How often / how long: twice a month for   months")
    streak = max(w.box.left for w in sheet.words if w.text == "months") * 612 - 6
    sheet.wall(streak, 0, 500).wall(streak - 1, 510, 792)
    found = case(document(sheet), catalog)
    assert found.value("order.frequency") == "2/mo"
    assert set(found.values(UNREAD)) == {"order.duration"}


def order(*lines: str, sure: float = 1.0) -> Document:
    """An order with one line a row; all that stands on it was read as surely as `sure`."""
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE THERAPY")
    sheet.text(72, 84, "Patient: Dana Whitlock")
    for number, line in enumerate(lines):
        sheet.text(72, 108 + 24 * number, line)
    sheet.words = [replace(word, confidence=sure) for word in sheet.words]
    return document(sheet)


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("Frequency: 2 trtments a wcek", {"order.frequency"}),
        ("Frequency: as needed", set()),
        ("Frequency: 1x 2x 3x per week", {"order.frequency"}),
        ("How often / how long: twice weekly", set()),
        ("How often / how long: twice weekly fr 6 vvcs", {"order.duration"}),
        ("Diagnosis: 1) neck pain 2) headache", set()),
        ("Diagnosis: neck pain M?9.60k", {"diagnosis.codes"}),
    ],
)
def test_a_place_with_more_in_it_than_was_understood_is_unread(
    line: str, unread: set[str], catalog: Catalog
) -> None:
    assert set(case(order(line), catalog).values(UNREAD)) == unread


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("61 yrs female (03/04/1965) Chart 4471", {"patient.birth_date"}),
        ("Subscriber: Glenn Whitlock, 03/04/1965", set()),
        ("11/02/2026", {"order.date"}),
        ("Next appointment", set()),
        ("Last seen 11/02/2026", set()),
    ],
)
def test_a_day_that_nothing_took_may_be_the_one_looked_for(
    line: str, unread: set[str], catalog: Catalog
) -> None:
    asked = ("Frequency: 2x/week", "Duration: 6 weeks", "Diagnosis: M54.2 Cervicalgia")
    assert set(case(order(*asked, line), catalog).values(UNREAD)) == unread


def test_the_day_beside_a_patients_own_signature_is_not_the_orders(catalog: Catalog) -> None:
    sheet = (
        Sheet().text(72, 60, "REFERRAL FOR MASSAGE THERAPY").text(72, 84, "Patient: Dana Whitlock")
    )
    sheet.text(72, 110, "Frequency: 2x/week").text(72, 130, "Diagnosis: M54.2 Cervicalgia")
    sheet.text(72, 400, "Dana Whitlock").text(400, 400, "11/02/2026")
    sheet.rule(72, 404, 300).rule(400, 404, 520)
    sheet.text(72, 416, "Signature of patient", 8).text(400, 416, "Date", 8)
    assert "order.date" not in case(document(sheet), catalog).values(UNREAD)


def test_what_no_label_asks_for_is_unread_on_a_page_too_poor_to_be_read(catalog: Catalog) -> None:
    lines = ("Frequency: 2x/week", "Diagnosis: M54.2 Cervicalgia")
    assert case(order(*lines), catalog).values(UNREAD) == ()
    poor = case(order(*lines, sure=0.6), catalog).values(UNREAD)
    assert "patient.birth_date" in poor
    assert not {"order.frequency", "diagnosis.codes", "patient.name"} & set(poor)


def accepted(found: Case, name: str) -> set[str]:
    return {f.value for f in found.fields.get(name, ()) if f.value and not f.review}


def test_a_code_in_a_column_of_its_own_belongs_to_the_box_of_its_row(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 110, "CONDITION (check all being treated)", bold=True)
    rows = [("Cervical", "M54.2"), ("Shoulder R", "M25.511"), ("Hip L", "M25.552")]
    for number, (words, code) in enumerate(rows):
        sheet.tick(72, 134 + 20 * number, words == "Shoulder R", words).text(
            200, 134 + 20 * number, code
        )
        sheet.tick(300, 134 + 20 * number, False, "Spasm").text(430, 134 + 20 * number, "M62.830")
    assert set(case(document(sheet), catalog).values("diagnosis.codes")) == {"M25.511"}


def test_a_code_in_a_list_of_options_whose_box_was_not_seen_is_never_sure(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 110, "Diagnosis", bold=True)
    codes = ("M54.2 Neck pain", "M54.6 Thoracic pain", "M79.7 Fibromyalgia", "M54.12 Radiculopathy")
    for number, words in enumerate(codes):
        sheet.tick(72, 134 + 20 * number, number == 0, words)
    sheet.text(86, 134 + 20 * len(codes), "M54.50 Low back pain")
    found = case(document(sheet), catalog)
    assert "M54.50" not in accepted(found, "diagnosis.codes")


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("minutes per visit 60", "order.session_minutes", "60"),
        (
            "Goals: Return to lifting 30 Ibs at work",
            "order.goals",
            "Return to lifting 30 lbs at work",
        ),
        ("Coverage 1: Cigna", "payer.name", "Cigna"),
        ("Employee phone: 206-555-0142", "patient.phone", "2065550142"),
        ("Date of this request: 11/02/2026", "order.date", "2026-11-02"),
        ("Veteran DOB: 04/11/1961", "patient.birth_date", "1961-04-11"),
    ],
)
def test_labels_of_other_offices_are_understood(
    line: str, name: str, value: str, catalog: Catalog
) -> None:
    assert case(order(line), catalog).value(name) == value


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Coverage 2: None on file", "payer.name"),
        ("Member ID: 84627", "patient.member_id"),
        ("Member ID: 2GP505246701", "patient.member_id"),
        ("Neighbor DOB: 04/11/1961", "patient.birth_date"),
    ],
)
def test_what_may_be_another_s_or_misread_is_not_accepted(
    line: str, name: str, catalog: Catalog
) -> None:
    assert accepted(case(order(line), catalog), name) == set()


def test_a_member_number_of_medicare_may_have_letters_behind_digits(catalog: Catalog) -> None:
    lines = ("Frequency: 2x/week", "Duration: 6 weeks", "Diagnosis: M54.2")
    found = case(order("Member ID: 1EG4-TE5-MK73", *lines), catalog)
    assert accepted(found, "patient.member_id") == {"1EG4-TE5-MK73"}


def test_a_telephone_under_the_referring_provider_is_not_the_patient_s(catalog: Catalog) -> None:
    lines = ("Insurance: Cigna", "Ref. provider: Sylvia Salazar, DC")
    found = case(order(*lines, "Phone / Fax: (541) 555-0124 / (971) 555-0127"), catalog)
    assert found.value("patient.phone") == ""
    assert (found.value("provider.phone"), found.value("provider.fax")) == (
        "5415550124",
        "9715550127",
    )


def test_a_letter_s_goal_goes_on_to_the_end_of_its_sentence(catalog: Catalog) -> None:
    sheet = (
        Sheet()
        .text(72, 60, "RE: Dana Whitlock, born April 11, 1961")
        .lines(
            72,
            100,
            """Please provide therapeutic massage to her 2 visits per week for 8 weeks, 12
        visits total, 45 minutes per session. Precautions: No prone lying, please, for her. Goal
        of treatment: Return to lifting 30 lbs at work. The prior order dated 10/14/2025 is no
        longer in effect, and I thank you for this.""",
        )
    )
    found = case(document(sheet), catalog)
    assert found.value("order.goals") == "Return to lifting 30 lbs at work"
    assert found.value("order.visits") == "12"
    assert found.value("order.session_minutes") == "45"
    assert found.value("order.date") == ""


def test_a_caption_with_a_word_that_nobody_knows_has_its_value_under_both(catalog: Catalog) -> None:
    sheet = Sheet().text(60, 60, "THERAPY ORDER").text(60, 84, "2. PATIENT'S NAME", 7)
    sheet.text(62, 98, "Whitlock, Dana").text(260, 84, "3. VETERANO'S BIRTH DATE", 7)
    sheet.text(262, 98, "4/11/61")
    assert case(document(sheet), catalog).value("patient.birth_date") == "1961-04-11"


def test_codes_of_a_menu_without_boxes_are_never_sure(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 110, "Diagnosis (circle)", bold=True)
    codes = ("M54.2", "M54.6", "M79.7", "M54.12", "M54.50", "M25.511", "M25.512", "G44.209")
    for number, code in enumerate(codes):
        sheet.text(90 + 240 * (number % 2), 134 + 20 * (number // 2), f"Pain of some kind {code}")
    assert accepted(case(document(sheet), catalog), "diagnosis.codes") == set()


def test_how_a_form_is_filled_in_orders_nothing(catalog: Catalog) -> None:
    sheet = (
        Sheet()
        .text(72, 50, "REFERRAL FOR MASSAGE")
        .lines(
            72,
            70,
            """How to complete this form: please follow the examples, for the insurance asks for it.
        Diagnosis: give the full code, e.g. M54.2 cervicalgia, M25.511 pain in the shoulder.
        S13.4XXA is for a new neck sprain, 2x/week for 6 weeks is a whole schedule.""",
        )
    )
    sheet.text(72, 140, "Patient: Dana Whitlock").text(72, 164, "Diagnosis (e.g. M54.50): M53.0")
    found = case(document(sheet), catalog)
    assert set(found.values("diagnosis.codes")) == {"M53.0"}
    assert found.value("order.frequency") == ""


def test_a_cross_on_the_blank_before_a_code_chooses_it_from_its_row(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.rule(72, 120, 92).text(96, 120, "97124 Massage")
    sheet.text(180, 120, "X").rule(176, 122, 196).text(200, 120, "97140 Manual therapy")
    sheet.rule(320, 120, 340).text(344, 120, "97110 Exercise")
    assert set(case(document(sheet), catalog).values("procedure.codes")) == {"97140"}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Session: 30 minutes", "order.visits"),
        ("Clinic: Medicine", "provider.organization"),
        ("Clinic: Annika Hollingsworth", "provider.organization"),
    ],
)
def test_a_value_of_another_kind_is_not_taken(line: str, name: str, catalog: Catalog) -> None:
    assert case(order(line), catalog).value(name) == ""


def test_a_problem_list_is_no_order_by_whatever_name(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 108, "Diagnosis: M53.0").text(72, 150, "Your problem list", bold=True)
    sheet.text(72, 170, "R knee OA").text(300, 170, "M17.11")
    sheet.text(72, 190, "hypertension").text(300, 190, "I10")
    assert set(case(document(sheet), catalog).values("diagnosis.codes")) == {"M53.0"}


def test_codes_to_be_circled_are_not_sure_where_no_circle_was_seen(catalog: Catalog) -> None:
    lines = ("Diagnosis (circle all that apply):", "M54.2 Neck pain", "M54.50 Low back pain")
    assert accepted(case(order(*lines), catalog), "diagnosis.codes") == set()


def test_a_diagnosis_named_under_lab_orders_is_no_diagnosis_of_the_order(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 108, "Diagnosis: M53.0").text(72, 150, "Lab orders", bold=True)
    sheet.text(72, 166, "Hemoglobin (Quest), due 02/09/2027. Dx E11.9 type 2 diabetes")
    assert set(case(document(sheet), catalog).values("diagnosis.codes")) == {"M53.0"}


def test_a_goal_that_breaks_off_is_not_accepted(catalog: Catalog) -> None:
    lines = ("Frequency: 2x/week", "Duration: 6 weeks", "Diagnosis: M54.2")
    whole = case(order(*lines, "Goals: Lower headache days"), catalog)
    broken = case(order(*lines, "Goals: Lower headache days from"), catalog)
    assert accepted(whole, "order.goals") == {"Lower headache days"}
    assert accepted(broken, "order.goals") == set()


def test_an_order_among_the_items_of_a_list_is_not_the_item_s_before(catalog: Catalog) -> None:
    items = (
        "1. Supplements",
        "Vitamin D3 5000 IU 1x/day x 3 months",
        "2. Referral for therapeutic massage",
        "Manual therapy (97140), 2x/week x 60 days for pain in left shoulder M25.512",
    )
    found = case(order(*items), catalog)
    assert found.value("order.frequency") == "2/wk"
    assert found.value("order.duration") == "60d"
    assert set(found.values("diagnosis.codes")) == {"M25.512"}


def test_what_stands_across_the_page_is_not_in_an_empty_label_s_room(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(50, 120, "FREQ").text(430, 120, "12")
    assert "order.frequency" not in case(document(sheet), catalog).values(UNREAD)


def test_the_number_of_a_form_s_item_is_no_value(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 110, "28 MINUTES / VISIT", 7).text(200, 110, "29 TOTAL VISITS", 7)
    sheet.text(200, 124, "12")
    found = case(document(sheet), catalog)
    assert accepted(found, "order.session_minutes") == set()
    assert found.value("order.visits") == "12"


def test_the_day_of_a_client_s_own_sheet_is_not_the_order_s(catalog: Catalog) -> None:
    intake = Sheet().center(50, "NEW CLIENT INTAKE").text(72, 80, "Today's date: 10/25/2026")
    intake.text(72, 152, "Doctor phone: 206-555-0142").text(72, 104, "Name: Dana Whitlock").text(
        72, 128, "Insurance: Cigna"
    )
    order = Sheet().text(72, 60, "Order for massage therapy").text(72, 84, "Date: 10/24/2026")
    order.text(72, 108, "Patient: Dana Whitlock").text(72, 132, "Frequency: 2x/week")
    found = case(document(intake, order), catalog)
    assert found.value("order.date") == "2026-10-24"
    assert found.value("provider.phone") == ""


def test_a_therapist_s_npi_is_not_the_prescriber_s(catalog: Catalog) -> None:
    lines = (
        "Certifying provider: Nathaniel Novotny, DO",
        "Zachary Maldonado, PT, DPT NPI 1508723990",
    )
    found = case(order(*lines), catalog)
    assert found.value("provider.name") == "Nathaniel Novotny"
    assert found.value("provider.npi") == ""


def test_an_option_with_the_words_of_two_hides_a_box_that_was_not_seen(catalog: Catalog) -> None:
    def asked(*options: str) -> set[str]:
        sheet = Sheet().text(72, 60, "REFERRAL FOR MASSAGE THERAPY").text(72, 100, "Frequency:")
        for number, option in enumerate(options):
            sheet.tick(140 + 110 * number, 100, False, option)
        return set(case(document(sheet), catalog).values(UNREAD))

    assert asked("1/wk", "2/wk", "3/wk") == set()
    assert asked("1/wk", "2/wk  3/wk") == {"order.frequency"}


@pytest.mark.parametrize("left", [0.118, 0.112, 0.107])
def test_a_ticked_box_has_its_words_though_a_reader_draws_them_into_it(left: float) -> None:
    options = sys.modules[f"{plugin('referral').__name__}.options"].options
    ticks = [Mark("tick", Box(0.10, 0.20, 0.115, 0.212), "on")]
    number, unit = Box(left, 0.198, 0.13, 0.214), Box(0.135, 0.198, 0.16, 0.214)
    line = Line.of([Word("4", number), Word("wk", unit)])
    assert [o.text for o in options([line], ticks, 1.29)] == ["4 wk"]


def test_the_day_beside_a_line_that_a_prescriber_signs_is_not_the_order_s(catalog: Catalog) -> None:
    sheet = Sheet().text(72, 60, "MASSAGE PRESCRIPTION").text(72, 84, "Patient: Dana Whitlock")
    sheet.text(72, 110, "Frequency: 2x/week").text(72, 130, "Diagnosis: M54.2 Cervicalgia")
    sheet.text(400, 560, "11/02/2026").text(72, 576, "Prescriber").text(400, 576, "Date")
    sheet.text(72, 600, "Print name Greta Holloway, ND")
    assert case(document(sheet), catalog).value("order.date") == ""
