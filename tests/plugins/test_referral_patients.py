"""The patient's name where no label asks for it, or where its label has a form of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow.catalog import Catalog
from docflow.model import Case
from readers import judged
from typed_sheets import Sheet, document


@pytest.fixture
def read(plugins: Callable[..., Catalog]) -> Callable[[Sheet], Case]:
    catalog = plugins()
    return lambda sheet: judged(document(sheet), catalog)


def ordered(s: Sheet) -> Sheet:
    """The sheet with an order for massage under its head."""
    s.text(60, 300, "Order: Massage therapy 97124, 2x/week x 6 weeks")
    return s.text(60, 320, "Dx: Cervicalgia M54.2").text(60, 500, "Greta Holloway, MD")


def test_words_of_a_title_above_are_no_part_of_the_name_before_a_birth_date(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(40, 46, "TODAYS CARE AND PLANS", 16, True)
    case = read(ordered(s.text(40, 62, "Nadia Ferris DOB 04/11/1971 Chart 4409", 10, True)))
    assert case.value("patient.name") == "Nadia Ferris"


@pytest.mark.parametrize("below", ["DOB 04/11/1971 F 55Y", "55 yrs female b. 04/11/1971 Chart 44"])
def test_a_surname_first_right_above_the_birth_date_is_the_patients(
    read: Callable[[Sheet], Case], below: str
) -> None:
    s = Sheet().text(360, 40, "FERRIS, NADIA R", 10, True).text(360, 53, below, 9)
    case = read(ordered(s))
    assert case.value("patient.name") == "Nadia R Ferris"
    assert case.value("patient.birth_date") == "1971-04-11"


def test_two_words_above_a_birth_date_without_a_comma_go_to_a_person(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(60, 100, "Auto Accident", 10, True).text(60, 114, "DOB: 04/11/1971")
    assert all(field.review for field in read(ordered(s)).fields.get("patient.name", ()))


def test_captions_in_parentheses_name_what_stands_on_the_line_above_them(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(70, 100, "Ferris, Nadia").rule(60, 104, 260)
    s.text(127, 114, "(patient: last, first)", 7)
    s.text(300, 100, "04/11/1971").rule(290, 104, 400).text(320, 114, "(birth date)", 7)
    case = read(ordered(s))
    assert case.value("patient.name") == "Nadia Ferris"
    assert case.value("patient.birth_date") == "1971-04-11"


def test_degrees_to_be_circled_are_nobodys_name(read: Callable[[Sheet], Case]) -> None:
    s = Sheet().text(60, 100, "Patient: Nadia Ferris").text(300, 100, "DOB: 04/11/1971")
    s.text(60, 300, "Massage therapy 97124, 2x/week x 6 weeks").text(60, 320, "Dx: M54.2")
    s.text(60, 420, "REFERRING PROVIDER", 9, True).text(200, 420, "MD   DO   DC   ND   ARNP", 9)
    s.text(60, 440, "Printed name", 9).text(130, 440, "Greta Holloway")
    assert read(s).value("provider.name") == "Greta Holloway"


def test_a_surname_first_right_above_the_number_of_a_record_is_the_patients(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().text(40, 100, "Ferris, Nadia", 10, True).text(40, 112, "MRN: 48820888", 9)
    s.text(220, 100, "Birth date", 8).text(220, 111, "04/11/1971", 9)
    case = read(ordered(s))
    assert case.value("patient.name") == "Nadia Ferris"
    assert case.value("patient.birth_date") == "1971-04-11"
