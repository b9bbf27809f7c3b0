"""What is read from notes, letters and heads of other offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow.catalog import Catalog
from docflow.flow.taking import extract
from docflow.model import Case
from readers import judged
from typed_sheets import Sheet, document


@pytest.fixture
def read(plugins: Callable[..., Catalog]) -> Callable[[Sheet], Case]:
    catalog = plugins()
    return lambda sheet: judged(document(sheet), catalog)


HISTORY = (
    "An older claim for a torn ligament (S83.512A) is closed and is not being treated.",
    "The patient had post-op therapy after a torn ligament, S83.512A, on the same side.",
)


@pytest.mark.parametrize("sentence", HISTORY)
def test_a_code_of_an_old_or_closed_condition_is_not_ordered(
    read: Callable[[Sheet], Case], sentence: str
) -> None:
    s = Sheet().text(72, 100, "Patient: Nadia Ferris").text(72, 120, "DOB: 04/11/1971")
    s.text(72, 160, "I am ordering massage therapy for cervicalgia (M54.2), weekly for six weeks.")
    case = read(s.text(72, 174, sentence))
    assert case.values("diagnosis.codes") == ("M54.2",)


def test_a_worksheet_that_verifies_benefits_is_no_referral(
    plugins: Callable[..., Catalog],
) -> None:
    s = Sheet().text(48, 50, "BENEFIT VERIFICATION WORKSHEET", 14, True)
    rows = [
        ("Patient", "Nadia Ferris"),
        ("Massage covered?", "Yes, with a prescription from MD, DO, DC, ND, ARNP or PA"),
        ("Visit limit", "20 per calendar year"),
        ("Diagnosis needed on claim", "yes, ICD-10"),
        ("Prior authorization", "after visit 6"),
    ]
    for row, (label, value) in enumerate(rows):
        s.text(48, 80 + 20 * row, label, 10, True).text(190, 80 + 20 * row, value)
    s.text(48, 220, "Verification of benefits is not a guarantee of payment.", 9)
    readings, _, _ = extract(document(s), plugins())
    kinds = {r.value: r.confidence for r in readings if r.field == "document.kind"}
    assert kinds["other"] > kinds["referral"]
    assert {r.field for r in readings} == {"document.kind"}


def test_a_unit_that_ends_a_wrapped_value_takes_no_value_of_the_next_row(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(56, 100, "Patient:").text(210, 100, "Nadia Ferris")
    s.text(56, 130, "Frequency", bold=True).text(210, 130, "every week")
    s.text(56, 150, "Goals", bold=True)
    s.text(210, 150, "Turn the head fully and return to all activities within three")
    s.text(210, 163, "months")
    s.text(56, 183, "Surgical history", bold=True)
    s.text(210, 183, "Bunionectomy; therapy 2x/week for 6 weeks completed")
    case = read(s)
    assert case.value("order.frequency") == "1/wk"
    assert not case.value("order.duration")


def note() -> Sheet:
    """A progress note that ends with an order."""
    s = Sheet().text(40, 42, "Alder Point Family Practice", 12, True)
    s.text(430, 42, "Progress Note / Outgoing Order", 10)
    s.text(40, 74, "Patient:", bold=True).text(90, 74, "Ferris, Nadia")
    s.text(240, 74, "DOB:", bold=True).text(270, 74, "04/11/1971")
    s.text(240, 88, "Plan:", bold=True).text(270, 88, "Premera Blue Cross")
    s.text(40, 110, "PAST MEDICAL HISTORY", bold=True)
    s.text(40, 124, "generalized anxiety [F41.1]; ankle sprain 2019, resolved [S93.401D]")
    s.text(40, 144, "ASSESSMENT", bold=True).text(50, 158, "1. Cervicalgia - M54.2")
    s.text(40, 178, "PLAN", bold=True)
    s.text(50, 192, "1. Refer to massage therapy (CPT 97124), 2x/wk x 6 wks.")
    s.text(50, 206, "2. Session length 45 minutes.")
    return s.text(50, 220, "3. Continue lisinopril 10 mg daily. Labs in 3 months.")


def test_an_order_in_the_plan_of_a_note_is_read_with_what_the_note_assesses(
    read: Callable[[Sheet], Case],
) -> None:
    case = read(note())
    assert case.values("diagnosis.codes") == ("M54.2",)
    assert case.values("procedure.codes") == ("97124",)
    assert case.values("order.frequency") == ("2/wk",)
    assert case.values("order.duration") == ("6wk",)
    assert case.value("order.session_minutes") == "45"
    assert case.value("payer.name") == "Premera Blue Cross"


def test_what_a_note_assesses_is_shown_to_a_person(read: Callable[[Sheet], Case]) -> None:
    assert all(field.review for field in read(note()).fields["diagnosis.codes"])


def letter(head: str) -> Sheet:
    s = Sheet().text(72, 60, "Alder Point Family Practice", 15, True).text(72, 78, head, 9)
    s.text(72, 112, "October 21, 2026").text(72, 150, "Patient: Nadia Ferris")
    s.text(72, 166, "DOB: 04/11/1971")
    s.text(72, 200, "I am treating the above patient for cervicalgia (ICD-10 M54.2). I recommend")
    s.text(72, 214, "massage therapy as treatment for this condition, once a week for 8 weeks.")
    s.text(72, 236, "Sessions of 45 minutes are appropriate.")
    s.text(72, 290, "Greta Holloway, MD").text(330, 290, "Date:").text(362, 290, "10/22/2026")
    return s


HEAD = "5020 Commerce Way, Tacoma, WA 98405  ·  (206) 555-0142  ·  fax (206) 555-0143"


def test_the_date_of_a_signature_does_not_hide_the_date_of_the_letter(
    read: Callable[[Sheet], Case],
) -> None:
    assert read(letter(HEAD)).value("order.date") == "2026-10-21"


def test_the_second_line_of_a_letterhead_does_not_take_the_date_of_the_letter(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(30, 50, "Harbor Neurology", 14, True).text(30, 66, "Clinic", 14, True)
    s.text(180, 62, "October 21, 2026").text(180, 90, "Re: Letter of medical necessity")
    s.text(180, 130, "I am writing on behalf of my patient, Nadia Ferris (born 04/11/1971), whom")
    s.text(180, 144, "I treat for cervicalgia (M54.2). I prescribe manual therapy, 12 visits.")
    assert read(s).value("order.date") == "2026-10-21"


@pytest.mark.parametrize("title", ["Patient", "Injured worker"])
def test_the_day_beside_a_line_that_a_patient_signs_is_not_the_orders(
    read: Callable[[Sheet], Case], title: str
) -> None:
    s = Sheet().text(72, 60, "MASSAGE PRESCRIPTION").text(72, 84, "Patient: Nadia Ferris")
    s.text(72, 110, "Frequency: 2x/week").text(72, 130, "Diagnosis: M54.2 Cervicalgia")
    s.text(85, 560, "N Ferris").text(400, 560, "11/02/2026")
    s.text(72, 576, title).text(400, 576, "Date")
    assert read(s).value("order.date") == ""


def test_a_sentence_that_only_says_how_long_a_session_is_is_read(
    read: Callable[[Sheet], Case],
) -> None:
    assert read(letter(HEAD)).value("order.session_minutes") == "45"


def test_the_number_beside_the_fax_of_a_letterhead_is_the_telephone(
    read: Callable[[Sheet], Case],
) -> None:
    case = read(letter(HEAD))
    assert case.value("provider.phone") == "2065550142"
    assert case.value("provider.fax") == "2065550143"


@pytest.mark.parametrize("words", ["scheduling 800-555-0111 · fax (206) 555-0143", "Tacoma, WA"])
def test_no_telephone_is_made_of_a_line_that_is_not_the_offices(
    read: Callable[[Sheet], Case], words: str
) -> None:
    assert not read(letter(words)).value("provider.phone")


def test_a_goal_in_minutes_is_no_length_of_a_session(read: Callable[[Sheet], Case]) -> None:
    s = Sheet().text(60, 100, "Name: Nadia Ferris").text(60, 130, "Rx massage weekly x 8 weeks")
    case = read(s.text(60, 160, "Improve sitting tolerance to 60 minutes"))
    assert not case.value("order.session_minutes")


def test_of_options_under_a_label_only_the_ticked_are_its_value(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(60, 100, "Name: Nadia Ferris").text(60, 130, "Rx massage weekly x 8 weeks")
    s.text(60, 160, "Precautions:")
    s.tick(140, 160, False, "Pacemaker").tick(230, 160, True, "Osteoporosis")
    assert read(s).values("order.precautions") == ("Osteoporosis",)


def test_the_telephone_of_an_alternate_contact_is_not_the_patients(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(36, 106, "Patient Name").text(110, 106, "Nadia Ferris")
    s.text(36, 128, "Best phone").text(200, 128, "Alternate contact")
    case = read(s.text(290, 128, "Jo Ferris (206) 555-0142"))
    assert not case.value("patient.phone")


def test_a_pad_may_ask_for_the_birth_date_on_the_line_of_the_name(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(54, 110, "For Nadia L. Ferris-Haverford DOB 2/25/1989")
    case = read(s.text(54, 140, "Rx Medical massage twice weekly x 6 weeks"))
    assert case.value("patient.name") == "Nadia L Ferris-Haverford"
    assert case.value("patient.birth_date") == "1989-02-25"


def test_a_goal_that_counts_by_the_week_is_no_frequency(read: Callable[[Sheet], Case]) -> None:
    s = Sheet().text(60, 100, "Patient: Nadia Ferris").text(60, 130, "How often?")
    s.text(60, 160, "Goals of therapy").text(230, 160, "Lower headache days from 5 to 2 per week")
    assert not read(s).values("order.frequency")


def headed(*lines: tuple[float, float, str, float]) -> Sheet:
    """An order under these lines of a head: place, words and size."""
    s = Sheet()
    for left, top, words, size in lines:
        s.text(left, top, words, size)
    s.text(220, 110, "Patient: Nadia Ferris").text(220, 130, "DOB: 04/11/1971")
    return s.text(220, 200, "Massage therapy 97124 weekly x 8 weeks").text(220, 220, "Dx: M54.2")


TITLES = ("AFTER VISIT SUMMARY", "PHYSICIAN'S ORDERS", "- Call us about numbness or weakness.")


@pytest.mark.parametrize("title", TITLES)
def test_titles_and_sentences_are_no_offices(read: Callable[[Sheet], Case], title: str) -> None:
    assert not read(headed((40, 50, title, 16))).value("provider.organization")


def test_a_title_does_not_hide_the_office_above_it(read: Callable[[Sheet], Case]) -> None:
    s = headed((40, 40, "Alder Point Hospital", 11), (40, 66, "PHYSICIAN'S ORDERS", 16))
    assert read(s).value("provider.organization") == "Alder Point Hospital"


def test_a_name_that_a_narrow_column_breaks_is_read_whole(read: Callable[[Sheet], Case]) -> None:
    s = headed((30, 46, "Two", 14), (30, 62, "Alders Naturopathic", 14), (30, 78, "Clinic", 14))
    assert read(s).value("provider.organization") == "Two Alders Naturopathic Clinic"


def test_a_last_word_that_is_a_label_elsewhere_belongs_to_the_office(
    read: Callable[[Sheet], Case],
) -> None:
    s = headed().text(60, 400, "Practice Alder Point Physicians Group")
    assert read(s).value("provider.organization") == "Alder Point Physicians Group"


def test_the_title_of_a_form_for_healthcare_providers_names_no_office(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(300, 46, "Healthcare provider referral", 13, True)
    s.text(72, 100, "Patient: Nadia Ferris").text(72, 120, "DOB: 04/11/1971")
    case = read(s.text(72, 160, "Massage therapy 2x/week x 6 weeks for cervicalgia (M54.2)"))
    assert case.value("provider.organization") == ""


@pytest.mark.parametrize("glued", ["206-555-0142", "1679576722", "FIN: 88120"])
def test_what_the_next_cell_holds_is_no_part_of_an_offices_name(
    read: Callable[[Sheet], Case], glued: str
) -> None:
    s = Sheet().text(72, 100, "Patient: Nadia Ferris").text(72, 120, "DOB: 04/11/1971")
    s.text(72, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(72, 180, "Dx: M54.2")
    s.text(72, 220, "Referring provider: Greta Holloway, MD")
    s.text(72, 240, f"Practice: Alder Point Spine & Joint Center {glued}")
    assert read(s).value("provider.organization") == "Alder Point Spine & Joint Center"


def test_an_offices_name_may_end_on_the_next_line_of_its_column(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(72, 100, "Patient: Nadia Ferris").text(72, 120, "DOB: 04/11/1971")
    s.text(72, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(72, 180, "Dx: M54.2")
    s.text(72, 220, "Referred by").text(180, 220, "Greta Holloway, MD")
    s.text(72, 240, "Practice").text(180, 240, "Alder Point Naturopathic").text(180, 252, "Clinic")
    s.text(72, 270, "Office tel").text(180, 270, "206-555-0142")
    assert read(s).value("provider.organization") == "Alder Point Naturopathic Clinic"


def test_the_insurer_to_whom_a_letter_goes_is_no_prescribers_office(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().lines(40, 40, "Alder Point Spine &\nJoint Center", 12)
    s.lines(180, 60, "Molina Healthcare\nMedical Review Department\nPO Box 5937", 11)
    s.text(180, 120, "Re: Letter of medical necessity for Nadia Ferris")
    s.text(180, 150, "I am writing on behalf of my patient, whom I treat for cervicalgia (M54.2).")
    s.text(180, 164, "I therefore prescribe massage therapy (CPT 97124), weekly for six weeks.")
    case = read(s.text(180, 220, "Sincerely,").text(180, 260, "Greta Holloway, MD"))
    assert "Molina" not in " ".join(case.values("provider.organization"))
