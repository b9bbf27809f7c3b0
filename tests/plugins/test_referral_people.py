"""Which of several people on a paper orders the treatment."""

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


def accepted(case: Case, name: str) -> set[str]:
    return {f.value for f in case.fields.get(name, ()) if f.value and not f.review}


def pad() -> Sheet:
    """A prescription under a head that lists three prescribers."""
    s = Sheet()
    s.center(50, "Alder Point Family Practice", 16, True)
    s.text(60, 90, "Prescriber:", 9)
    for row, (name, npi) in enumerate(
        [
            ("Ines Marlowe, DO", "1265492385"),
            ("Tomas Verhoeven, PA-C", "1164583318"),
            ("Greta Holloway, MD", "1679576722"),
        ]
    ):
        s.text(160, 90 + 16 * row, name, 9).text(330, 90 + 16 * row, f"NPI {npi}", 9)
    s.text(60, 180, "Patient:").text(120, 180, "Nadia Ferris")
    s.text(320, 180, "DOB:").text(360, 180, "04/11/1971")
    s.text(60, 210, "Rx: Massage therapy 97124, 2x/week x 6 weeks").text(60, 240, "Dx: M54.2")
    return s


def test_of_listed_prescribers_none_is_taken_for_sure_unless_something_says_which(
    read: Callable[[Sheet], Case],
) -> None:
    case = read(pad())
    assert accepted(case, "provider.name") == accepted(case, "provider.npi") == set()


def test_the_signature_says_which_of_the_listed_prescribers_is_meant(
    read: Callable[[Sheet], Case],
) -> None:
    signed = pad().text(60, 500, "Greta Holloway", 14).rule(60, 506, 300)
    case = read(signed.text(60, 516, "Physician signature", 8))
    assert case.value("provider.name") == "Greta Holloway"
    assert case.value("provider.npi") == "1679576722"


def cosigned(ink: str = "") -> Sheet:
    """An order by an assistant, with a line below for the physician who supervises."""
    s = Sheet()
    s.text(54, 50, "Alder Point Family Practice", 15, True)
    s.text(54, 110, "Patient").text(110, 110, "Nadia Ferris")
    s.text(360, 110, "Birth Date").text(420, 110, "04/11/1971")
    s.text(54, 140, "Dx").text(84, 140, "Cervicalgia M54.2")
    s.text(54, 170, "Sig").text(84, 170, "twice weekly x 6 weeks")
    if ink:
        s.text(60, 290, ink, 16)
    s.rule(54, 300, 290).text(54, 310, "Ordering clinician", 8)
    s.text(54, 324, "Tomas Verhoeven, PA-C").text(310, 324, "NPI 1164583318")
    s.rule(54, 384, 290).text(54, 394, "Supervising physician (if required)", 8)
    return s.text(54, 408, "Greta Holloway, MD").text(310, 408, "NPI 1679576722")


def test_a_name_under_the_line_of_a_supervisor_is_not_the_prescribers(
    read: Callable[[Sheet], Case],
) -> None:
    case = read(cosigned())
    assert case.value("provider.name") == "Tomas Verhoeven"
    assert case.value("provider.npi") == "1164583318"


def test_a_signature_read_as_words_is_no_second_name(read: Callable[[Sheet], Case]) -> None:
    case = read(cosigned(ink="T Verhoe"))
    assert case.values("provider.name") == ("Tomas Verhoeven",)


def test_who_prints_a_name_under_the_order_gives_it_though_the_patient_heads_that_column(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().center(50, "Alder Point Family Practice", 16, True)
    s.text(60, 100, "PATIENT", 8, True).text(110, 100, "Nadia Ferris")
    s.text(60, 120, "ADDRESS", 8, True).text(110, 120, "12 Quay Road")
    s.text(330, 100, "DOB", 8, True).text(360, 100, "04/11/1971")
    s.text(60, 150, "Rx").text(110, 150, "Massage 97124, 2x/week x 6 weeks")
    s.text(60, 250, "DX", 8, True).text(110, 250, "M54.2 Cervicalgia")
    s.text(60, 420, "SIGNATURE", 7)
    s.text(60, 450, "PRINT NAME", 8, True).text(130, 450, "Greta Holloway, ARNP")
    s.text(330, 450, "NPI", 8, True).text(360, 450, "1679576722")

    case = read(s)

    assert case.value("provider.name") == "Greta Holloway"
    assert case.value("provider.npi") == "1679576722"
    assert case.value("patient.name") == "Nadia Ferris"


def test_a_word_for_the_part_before_a_bare_label_says_whose_name_it_is(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().center(50, "MASSAGE THERAPY ORDER", 16, True)
    s.text(50, 100, "Patient", 9, True).text(130, 100, "Name", 8).text(165, 100, "Nadia Ferris")
    s.text(50, 130, "Diagnosis", 9, True).text(130, 130, "M54.2 Cervicalgia")
    s.text(50, 160, "Frequency", 9, True).text(130, 160, "2x/week x 6 weeks, massage 97124")
    s.text(50, 190, "Prescriber", 9, True).text(130, 190, "Name", 8)
    s.text(165, 190, "Greta Holloway, ARNP").text(350, 190, "NPI", 8).text(380, 190, "1679576722")

    case = read(s)

    assert case.value("patient.name") == "Nadia Ferris"
    assert case.value("provider.name") == "Greta Holloway"
    assert case.value("provider.npi") == "1679576722"


def test_what_a_form_tells_the_therapist_makes_the_names_below_nobody_else_s(
    read: Callable[[Sheet], Case],
) -> None:
    s = Sheet().center(50, "Alder Point Injury Care", 16, True)
    s.text(60, 100, "FOR: Nadia Ferris").text(320, 100, "D.O.B.: 04/11/1971")
    s.text(60, 130, "Rx: Massage therapy 97124, 2x/week x 6 weeks").text(60, 150, "Dx: M54.2")
    s.text(60, 300, "Therapist: send chart notes each month with the claim number on them.")
    s.text(60, 420, "Print name & degree: Greta Holloway, ARNP")
    s.text(330, 420, "NPI: 1679576722")

    case = read(s)

    assert case.value("patient.name") == "Nadia Ferris"
    assert case.value("provider.name") == "Greta Holloway"
    assert case.value("provider.npi") == "1679576722"
