"""Labels are found as printed, glued and misread; words of running text are none."""

from __future__ import annotations

import pytest

from docflow.paper.labels import Label, labels
from docflow.paper.lexicon import compact, exact, nearest
from docflow.paper.lines import lines
from docflow.paper.sections import owners
from typed_sheets import Sheet


def found(text: str) -> list[tuple[str, str]]:
    return [(label.noun, label.role) for label in on(text)]


def on(text: str) -> tuple[Label, ...]:
    return labels(lines(Sheet().text(50, 100, text).page()))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Date of Birth:", "birth_date"),
        ("FREO", "frequency"),
        ("DxLumbago with sciatica", "diagnosis"),
        ("D.O.B.", "birth_date"),
        ("DOB:11/28/1986", "birth_date"),
        ("NPI1676723723", "npi"),
        ("13. ICD-10-CM", "diagnosis"),
        ("13ICD-10-CM", "diagnosis"),
        ("# of visits", "visits"),
        ("Number of visits", "visits"),
        ("Frequency/Duration", "schedule"),
        ("Oate of burth:", "birth_date"),
        ("Memher 1D", "member_id"),
        ("PatientJennings, Betty", "name"),
        ("Tel:(425) 470-3807", "phone"),
    ],
)
def test_a_label_is_known_however_it_is_set_or_read(text: str, noun: str) -> None:
    assert found(text)[0][0] == noun


@pytest.mark.parametrize(
    "text",
    [
        "Patient may choose any licensed massage practitioner.",
        "Anticoagulant therapy: light pressure only",
        "Other conditions complicating pregnancy",
        "State Farm",
        "2x/week x 8 weeks",
        "Boise, ID 83702",
        "Claims Center, PO Box 2291, Boise ID 83701",
        "restriction C5-6, T4; hypertonic",
    ],
)
def test_words_of_values_and_sentences_are_no_labels(text: str) -> None:
    assert not [label for label in on(text) if label.noun not in ("other", "heading")]


def test_several_labels_on_one_line_are_told_apart() -> None:
    assert [noun for noun, _ in found("Phone 425.956.8268 Fax 503.818.3899 NPI 1445423142")] == [
        "phone",
        "fax",
        "npi",
    ]


def test_a_longer_caption_than_the_known_one_is_another_label() -> None:
    assert found("Date of wheelchair fitting") == [("other", "")]


def test_an_unknown_word_before_a_label_makes_it_another_persons() -> None:
    assert found("Spouse DOB: 1/2/1960")[0] == ("birth_date", "another")


def test_the_lexicon_reads_signs_and_digits_as_the_letters_they_were() -> None:
    assert compact("Claim #") == compact("claim no.") == compact("Claim Number")
    assert exact("Goal(s)") is not None
    term, likeness = nearest("1nsurance")
    assert term and term.noun == "payer"
    assert likeness > 0.9


def roles(sheet: Sheet) -> dict[str, str]:
    page = lines(sheet.page())
    every = labels(page)
    return {label.text.strip(): o.role for label, o in zip(every, owners(every, page), strict=True)}


def test_a_telephone_is_the_person_s_in_whose_row_or_column_it_stands() -> None:
    sheet = Sheet().text(50, 100, "Patient:").text(320, 100, "Attorney:")
    sheet.text(50, 120, "Phone:").text(320, 120, "Tel:")
    sheet.text(50, 160, "Therapist:").text(200, 160, "NPI:")
    assert roles(sheet) == {
        "Patient:": "patient",
        "Attorney:": "attorney",
        "Phone:": "patient",
        "Tel:": "attorney",
        "Therapist:": "recipient",
        "NPI:": "recipient",
    }


def test_a_heading_makes_a_general_label_the_recipients() -> None:
    sheet = Sheet().text(50, 100, "Refer to").text(50, 120, "Provider:").text(50, 140, "NPI:")
    assert roles(sheet)["Provider:"] == "recipient"
    assert roles(sheet)["NPI:"] == "recipient"


def test_row_and_column_that_disagree_are_not_sure() -> None:
    sheet = Sheet().text(50, 100, "Patient").text(320, 100, "Prescriber")
    sheet.text(50, 115, "Client name").text(320, 115, "Fax")
    page = lines(sheet.page())
    every = labels(page)
    fax = next(o for x, o in zip(every, owners(every, page), strict=True) if x.noun == "fax")
    assert not fax.sure


def test_a_diagnosis_in_a_sentence_is_no_misread_label_for_a_telephone() -> None:
    assert found("pain (M25.562). My order is as follows") == []
    assert found("Main (office): 206-555-0142") == [("phone", "provider")]


def test_a_telephone_behind_an_address_is_of_whoever_lives_there() -> None:
    sheet = Sheet().text(50, 100, "PATIENT'S ADDRESS").text(250, 100, "CITY")
    sheet.text(400, 100, "TELEPHONE")
    assert roles(sheet)["TELEPHONE"] == "patient"


def test_a_line_in_parentheses_is_a_caption_as_a_whole() -> None:
    (caption,) = on("(injured person: last, first)")
    assert (caption.noun, caption.alone, caption.colon) == ("name", True, False)
    (filled,) = on("(patient: Ann Lee)")
    assert not filled.alone


@pytest.mark.parametrize("firm", ["Alder Physicians Group", "Point Claims", "The Doctors Office"])
def test_a_word_that_ends_a_firms_name_is_no_label(firm: str) -> None:
    assert on(f"Fir {firm}") == ()


def test_one_letter_asks_for_a_birth_date_only_before_a_day() -> None:
    assert found("55 yrs b. 04/11/1971") == [("birth_date", "patient")]
    assert found("b. take the form along") == []


def test_for_on_the_row_of_a_birth_date_asks_for_whom() -> None:
    sheet = Sheet().text(60, 100, "FOR", 7).text(300, 100, "DOB", 7)
    sheet.text(60, 140, "FOR", 7).text(300, 140, "WEEKS", 7)
    asked = [x.noun for x in labels(lines(sheet.page())) if x.phrase == "for"]
    assert asked == ["name", "duration"]


def test_a_birth_date_is_asked_for_though_its_o_was_read_as_a_nought() -> None:
    assert found("D0B 04/11/1971") == [("birth_date", "patient")]


def test_a_caption_may_have_its_own_colon() -> None:
    (label,) = on("Patient: last name, first name")
    assert (label.noun, label.role, label.alone) == ("name", "patient", True)


@pytest.mark.parametrize(
    ("beside", "noun"),
    [("Alder Point Family Medicine", "organization"), ("(360) 555-0142", "phone")],
)
def test_office_asks_for_a_name_or_a_telephone_by_what_stands_beside_it(
    beside: str, noun: str
) -> None:
    sheet = Sheet().text(60, 100, "Office").text(200, 100, beside)
    assert [label.noun for label in labels(lines(sheet.page()))] == [noun]
    assert found(f"Office {beside}") == [(noun, "provider")]


def test_the_kind_of_a_visit_names_no_office() -> None:
    assert ("organization", "provider") not in found("Office Visit Summary")


def test_a_label_is_found_right_behind_a_dot_that_parts_two_numbers() -> None:
    assert [noun for noun, _ in found("Phone 509.555.0142 ·Fax 509.555.0143")] == ["phone", "fax"]


@pytest.mark.parametrize("head", ["Clinic use", "Front desk use only", "Insurer use"])
def test_what_an_office_writes_for_itself_is_its_own_part(head: str) -> None:
    assert found(f"{head} Ines Marlowe, LMT")[0] == ("heading", "office")


def test_a_plans_number_for_its_member_is_asked_for_in_whole() -> None:
    assert found("Plan ID no. 347555457") == [("member_id", "")]


def test_a_caption_in_parentheses_is_one_however_long_it_goes_on() -> None:
    sheet = Sheet().text(50, 100, "(precautions / nodes removed / week of pregnancy)", 7)
    assert [(x.noun, x.alone) for x in labels(lines(sheet.page()))] == [("precautions", True)]


def test_labels_before_lines_to_write_on_are_told_apart() -> None:
    assert [label.noun for label in on("Patient ____________ Birth date ________")] == [
        "name",
        "birth_date",
    ]
    sentence = "My patient, ____________, born ________, is covered by __________"
    assert [label.noun for label in on(sentence)] == ["name", "birth_date", "payer"]


def test_a_label_that_begins_an_unknown_caption_asks_for_something_else() -> None:
    assert found("Patient Type: Clinic") == [("other", "")]
    assert found("Patient Phone: 206-555-0142") == [("phone", "patient")]


def test_a_bracket_read_as_a_letter_is_no_label() -> None:
    assert [label.noun for label in on("CLINIC FAX C503) 555-0142")] == ["fax"]


@pytest.mark.parametrize("text", ["NPI1457382913", "NP11457382913", "NPl 1457382913"])
def test_the_letters_before_an_npi_may_be_misread_or_glued(text: str) -> None:
    assert [(label.noun, label.end) for label in on(text)] == [("npi", len(text) - 10)]


def test_a_name_behind_printed_is_a_signers_a_day_is_the_printing() -> None:
    assert found("Printed: Greta Holloway, MD") == [("name", "")]
    assert found("Printed: 11/02/2026 10:34") == [("other_date", "")]


def test_a_telephone_beside_somebody_to_be_called_is_not_the_patients() -> None:
    s = Sheet().text(50, 80, "Patient").text(50, 92, "Nadia Ferris")
    s.text(300, 80, "Contact Phone").text(300, 92, "206-555-0142")
    s.text(50, 120, "Emergency Contact").text(50, 132, "Ada Ferris")
    s.text(300, 120, "Contact Phone").text(300, 132, "206-555-0143")
    body = lines(s.page())
    marked = labels(body)
    told = zip(marked, owners(marked, body), strict=True)
    assert [owner.role for label, owner in told if label.noun == "phone"] == ["patient", "contact"]


def test_primary_right_under_insurance_asks_for_the_insurer() -> None:
    s = Sheet().text(50, 80, "INSURANCE").text(50, 94, "Primary").text(130, 94, "Aetna")
    s.text(50, 200, "Primary").text(130, 200, "M54.2")
    assert [(x.noun, x.text) for x in labels(lines(s.page())) if x.phrase == "primary"] == [
        ("payer", "Primary"),
        ("diagnosis", "Primary"),
    ]


def test_what_a_form_says_of_a_number_that_may_be_missing_keeps_its_meaning() -> None:
    assert [label.noun for label in on("Authorization number, if you have one")] == [
        "authorization"
    ]
