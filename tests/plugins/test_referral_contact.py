"""Whose telephone and fax numbers are, and which of them need nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow.catalog import Catalog
from docflow.model import Case
from readers import judged
from typed_sheets import Sheet, document


@pytest.fixture
def read(plugins: Callable[..., Catalog]) -> Callable[..., Case]:
    catalog = plugins()
    return lambda *sheets: judged(document(*sheets), catalog)


def passed(case: Case, name: str) -> set[str]:
    return {f.value for f in case.fields.get(name, ()) if f.value and not f.review}


def order(head: str, office: str = "Alder Point Family Practice") -> Sheet:
    """An order on an office's paper with this line under the office's name."""
    s = Sheet().text(60, 46, office, 15, True).text(60, 62, head, 9)
    s.text(60, 110, "Patient: Nadia Ferris").text(300, 110, "DOB: 04/11/1971")
    s.text(60, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 180, "Dx: M54.2")
    return s.text(60, 400, "Greta Holloway, MD").text(60, 414, "NPI 1679576722")


def test_the_only_labelled_numbers_of_an_ordering_offices_letterhead_need_nobody(
    read: Callable[..., Case],
) -> None:
    case = read(order("Tel 206-555-0142   Fax 206-555-0143"))
    assert passed(case, "provider.phone") == {"2065550142"}
    assert passed(case, "provider.fax") == {"2065550143"}


def test_a_toll_free_number_of_a_letterhead_goes_to_a_person(read: Callable[..., Case]) -> None:
    assert not passed(read(order("Tel 800-555-0142   Fax 888-555-0143")), "provider.phone")


def test_the_number_for_appointments_is_the_offices_if_it_has_no_other(
    read: Callable[..., Case],
) -> None:
    alone = read(order("Appointments 206.555.0142 | Fax 206.555.0143"))
    assert alone.value("provider.phone") == "2065550142"
    assert alone.value("provider.fax") == "2065550143"
    both = read(order("Phone 206.555.0140 | Appointments 206.555.0142"))
    assert both.value("provider.phone") == "2065550140"


def test_a_telephone_and_a_fax_on_one_line_are_an_offices_though_the_patient_stands_before(
    read: Callable[..., Case],
) -> None:
    s = Sheet().text(400, 46, "Alder Point Family Practice", 11, True)
    s.text(60, 60, "DOB: 04/11/1971 Cell 206-555-0111")
    s.text(400, 60, "T (206) 555-0142 F (206) 555-0143")
    s.text(60, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 180, "Dx: M54.2")
    case = read(s)
    assert case.value("patient.phone") == "2065550111"
    assert case.value("provider.fax") == "2065550143"


@pytest.mark.parametrize(
    ("sender", "phone"),
    [("Alder Point Neurology", "2065550142"), ("Quiet Hands Massage", "")],
)
def test_our_numbers_on_a_cover_sheet_are_the_senders(
    read: Callable[..., Case], sender: str, phone: str
) -> None:
    cover = Sheet().text(60, 60, "FAX", 24, True)
    rows = [("To", "Wild Rose Clinic"), ("From", sender), ("Our phone", "206-555-0142")]
    for row, (label, value) in enumerate(rows):
        cover.text(60, 110 + 22 * row, label).text(180, 110 + 22 * row, value)
    assert read(cover, order("Tacoma, WA 98405")).value("provider.phone") == phone


def test_the_only_prescriber_whose_npi_stands_under_his_name_needs_nobody(
    read: Callable[..., Case],
) -> None:
    case = read(order("Tacoma, WA 98405"))
    assert passed(case, "provider.name") == {"Greta Holloway"}
    other = read(order("Tacoma, WA 98405").text(60, 340, "Ines Marlowe, DO"))
    assert passed(other, "provider.name") == set()


def test_a_cover_sheets_voice_number_is_a_telephone(read: Callable[..., Case]) -> None:
    cover = Sheet().text(60, 60, "FACSIMILE", 24, True)
    rows = [("To", "Quiet Hands Massage"), ("From", "Alder Point Neurology")]
    for row, (label, value) in enumerate(rows):
        cover.text(60 + 250 * row, 110, label).text(110 + 250 * row, 110, value)
        number = f"206-555-014{row}"
        cover.text(60 + 250 * row, 140, "Voice").text(110 + 250 * row, 140, number)
    case = read(cover, order("Tacoma, WA 98405"))
    assert case.value("provider.phone") == "2065550141"


def letter(foot: str) -> Sheet:
    """A letter on paper with this line at its foot, to an office with a fax."""
    s = Sheet().text(300, 46, "Alder Point Neurology", 15, True).text(72, 84, "October 30, 2026")
    s.lines(72, 104, "Ines Marlowe, LMT\nQuiet Hands Massage\nFax 253-555-0187")
    s.text(72, 160, "Patient: Nadia Ferris").text(72, 174, "DOB: 04/11/1971")
    s.text(72, 200, "Dear Ines,").text(
        72, 230, "I am sending Ms. Ferris to you for massage therapy,"
    )
    s.text(72, 243, "twice a week for six weeks. The diagnosis is cervicalgia (M54.2).")
    s.text(72, 480, "Sincerely,").text(72, 540, "Greta Holloway, ND")
    return s.text(130, 752, foot, 9)


def test_numbers_behind_an_offices_address_at_the_foot_are_its_own(
    read: Callable[..., Case],
) -> None:
    numbers = "Telephone 206-555-0142 • Fax 206-555-0143"
    case = read(letter(f"75 Fir Street • Tacoma, WA 98405 • {numbers}"))
    assert passed(case, "provider.phone") == {"2065550142"}
    assert passed(case, "provider.fax") == {"2065550143"}
    assert not passed(read(letter(f"Records Service • {numbers}")), "provider.phone")


def test_who_signs_a_letter_and_its_day_need_nobody(read: Callable[..., Case]) -> None:
    case = read(letter("75 Fir Street"))
    assert passed(case, "provider.name") == {"Greta Holloway"}
    assert passed(case, "order.date") == {"2026-10-30"}


def test_our_numbers_are_of_the_office_whose_cover_sheet_it_is(read: Callable[..., Case]) -> None:
    cover = Sheet().text(60, 60, "Fax", 24, True).text(60, 90, "Alder Point Neurology", 12)
    rows = [("At fax", "253-555-0187"), ("Our phone", "206-555-0142")]
    for row, (label, value) in enumerate(rows):
        cover.text(60, 130 + 22 * row, label).text(180, 130 + 22 * row, value)
    assert read(cover, order("Tacoma, WA 98405")).value("provider.phone") == "2065550142"


def blocks() -> Sheet:
    """An order with two blocks of data side by side, each under a heading of its own."""
    s = Sheet().text(60, 46, "Alder Point Family Practice", 12, True)
    s.text(430, 46, "Phone: 206-555-0142").text(430, 58, "Fax: 206-555-0143")
    s.text(60, 110, "PATIENT", 9, True).text(320, 110, "REFER TO", 9, True)
    left = [("Name", "Nadia Ferris"), ("DOB", "04/11/1971"), ("Cell", "360-555-0111")]
    right = [
        ("Provider", "Tess Marlow, LMT"),
        ("Practice", "Quiet Hands Massage"),
        ("Tel", "503-555-0190"),
        ("Fax", "503-555-0191"),
        ("NPI", "1245319599"),
    ]
    for x, rows in ((60, left), (320, right)):
        for at, (label, value) in enumerate(rows):
            s.text(x, 124 + 13 * at, label, 9).text(x + 80, 124 + 13 * at, value, 9)
    s.text(60, 205, "INSURANCE", 9, True).text(320, 205, "REFERRING PROVIDER", 9, True)
    s.text(60, 218, "Primary", 9).text(140, 218, "Regence BlueShield", 9)
    s.text(60, 231, "Member #", 9).text(140, 231, "W140075607", 9)
    s.text(320, 218, "Name", 9).text(400, 218, "Greta Holloway, MD", 9)
    s.text(320, 231, "NPI", 9).text(400, 231, "1679576722", 9)
    return s.text(60, 280, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 300, "Dx: M54.2")


def test_what_stands_under_a_columns_heading_is_of_whom_the_heading_names(
    read: Callable[..., Case],
) -> None:
    case = read(blocks())
    assert case.value("provider.name") == "Greta Holloway"
    assert case.value("provider.npi") == "1679576722"
    assert case.value("provider.phone") == "2065550142"
    assert case.value("provider.fax") == "2065550143"
    assert case.value("provider.organization") == "Alder Point Family Practice"


def test_the_number_to_call_about_a_fax_that_went_astray_is_nobodys(
    read: Callable[..., Case],
) -> None:
    cover = Sheet().text(60, 60, "FAX", 24, True).text(60, 110, "To: Wild Rose Clinic")
    cover.text(60, 400, "This fax is for the addressee only. If you received it in error call", 9)
    cover.text(60, 412, "206-555-0150 and destroy every page of it at once, please.", 9)
    case = read(cover, order("Tel 206-555-0142   Fax 206-555-0143"))
    assert case.values("provider.fax") == ("2065550143",)
    assert case.values("provider.phone") == ("2065550142",)


def test_the_numbers_of_who_gets_a_copy_are_not_the_prescribers(
    read: Callable[..., Case],
) -> None:
    s = order("Tel 206-555-0142   Fax 206-555-0143")
    case = read(s.text(60, 440, "cc: Wild Rose Massage Clinic, fax 503-555-0191"))
    assert case.values("provider.fax") == ("2065550143",)


def test_a_caption_that_only_begins_like_a_persons_label_opens_no_part(
    read: Callable[..., Case],
) -> None:
    s = Sheet().text(60, 46, "Facility: Alder Point Family Practice", 10)
    s.text(320, 46, "FIN: 1990365266").text(320, 60, "Patient Type: Clinic")
    s.text(60, 74, "Tel: 206-555-0142").text(320, 74, "Fax: 206-555-0143")
    s.text(60, 110, "Patient Name: Ferris, Nadia").text(320, 110, "DOB: 04/11/1971")
    s.text(60, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 180, "Dx: M54.2")
    case = read(s.text(60, 220, "Ordering Provider: Greta Holloway, MD"))
    assert case.value("provider.phone") == "2065550142"
    assert case.value("provider.fax") == "2065550143"
    assert case.value("provider.organization") == "Alder Point Family Practice"
    assert case.value("patient.phone") == ""


@pytest.mark.parametrize(
    "heads", [("Referral From", "Referral To"), ("Prescriber", "Rendering Facility")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_offices_side_by_side_are_never_taken_for_each_other(
    read: Callable[..., Case], heads: tuple[str, str], turned: bool
) -> None:
    ours = ["Name: Greta Holloway, MD", "Clinic: Alder Point Family Practice"]
    theirs = ["Name: Tess Marlow, LMT", "Clinic: Quiet Hands Massage"]
    ours += ["Phone: 206-555-0142", "Fax: 206-555-0143", "NPI: 1679576722"]
    theirs += ["Phone: 503-555-0190", "Fax: 503-555-0191", "NPI: 1245319599"]
    s = Sheet().text(60, 70, "Patient name: Nadia Ferris").text(320, 70, "DOB: 04/11/1971")
    for x, (head, rows) in zip(
        (320, 60) if turned else (60, 320), zip(heads, (ours, theirs), strict=True), strict=True
    ):
        s.text(x, 110, head, 10, True)
        for at, row in enumerate(rows):
            s.text(x, 126 + 14 * at, row, 9)
    case = read(
        s.text(60, 240, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 260, "Dx: M54.2")
    )
    assert case.value("provider.name") == "Greta Holloway"
    assert case.values("provider.phone") == ("2065550142",)
    assert case.values("provider.fax") == ("2065550143",)
    assert case.value("provider.npi") == "1679576722"
    assert case.value("provider.organization") == "Alder Point Family Practice"


JOINED = [
    ("Provider name / NPI", "Greta Holloway, MD / 1679576722", "provider.npi", "1679576722"),
    ("Ordering provider and NPI", "Greta Holloway, MD  1679576722", "provider.npi", "1679576722"),
    (
        "Clinic, telephone, fax",
        "Alder Point Family Practice, 206-555-0142, 206-555-0143",
        "provider.organization",
        "Alder Point Family Practice",
    ),
    (
        "Clinic name and phone",
        "Alder Point Family Practice 206-555-0142",
        "provider.organization",
        "Alder Point Family Practice",
    ),
    ("Insurance / ID / group", "Aetna / W140075607 / 55120", "patient.member_id", "W140075607"),
]


@pytest.mark.parametrize(("label", "text", "name", "value"), JOINED)
def test_a_label_that_asks_for_a_name_and_its_numbers_has_both_read(
    read: Callable[..., Case], label: str, text: str, name: str, value: str
) -> None:
    s = Sheet().text(60, 110, "Patient: Nadia Ferris").text(300, 110, "DOB: 04/11/1971")
    s.text(60, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 180, "Dx: M54.2")
    assert read(s.text(60, 300, f"{label}: {text}")).values(name) == (value,)


def test_a_telephone_and_a_fax_that_one_label_asks_for_are_an_offices(
    read: Callable[..., Case],
) -> None:
    s = Sheet().text(60, 70, "Patient name: Nadia Ferris").text(320, 70, "DOB: 04/11/1971")
    s.text(60, 120, "Phone / Fax: 206-555-0142 / 206-555-0143")
    s.text(60, 160, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 180, "Dx: M54.2")
    case = read(s.text(60, 400, "Referring provider: Greta Holloway, MD"))
    assert not case.values("patient.phone")
    assert case.values("provider.fax") == ("2065550143",)


def test_a_letterhead_may_say_behind_a_number_what_it_is(read: Callable[..., Case]) -> None:
    sheet = order("")
    sheet.text(420, 44, "206-555-0144 office", 8).text(420, 56, "206-555-0145 fax", 8)

    case = read(sheet)

    assert case.value("provider.phone") == "2065550144"
    assert case.value("provider.fax") == "2065550145"


def test_a_cover_sheet_s_direct_line_is_the_sender_s(read: Callable[..., Case]) -> None:
    cover = Sheet().text(60, 60, "FAX", 20, True)
    cover.text(60, 120, "To").text(140, 120, "Quiet Hands Massage")
    cover.text(60, 150, "From").text(140, 150, "Ines Marlowe, RN, nurse navigator")
    cover.text(60, 180, "Direct line").text(140, 180, "206-555-0199")

    case = read(cover, order("Tel 206-555-0142   Fax 206-555-0143"))

    assert passed(case, "provider.phone") == {"2065550142"}


@pytest.mark.parametrize(("number", "sure"), [("3046477", False), ("VA0064845815", True)])
def test_an_office_s_own_number_of_a_referral_is_no_sure_authorization(
    read: Callable[..., Case], number: str, sure: bool
) -> None:
    case = read(order("").text(60, 200, "Referral #:").text(140, 200, number))
    assert bool(passed(case, "authorization.number")) is sure
