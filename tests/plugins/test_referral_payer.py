"""Who pays is read in its place, also where its label is lost; what only may be meant is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow.catalog import Catalog
from docflow.flow import case_of
from docflow.flow.taking import extract
from docflow.model import Case, Filed
from typed_sheets import Sheet, document


@pytest.fixture
def catalog(plugins: Callable[..., Catalog]) -> Catalog:
    return plugins()


def order(catalog: Catalog, *cells: tuple[float, float, str], head: str = "Fir Clinic") -> Case:
    """An order with these words at these places, in points from the left top."""
    sheet = Sheet().center(40, head, 17, True).center(70, "THERAPY REFERRAL", 13, True)
    sheet.text(72, 110, "Patient:").text(140, 110, "Dana Whitlock")
    sheet.text(72, 134, "DOB:").text(140, 134, "03/04/1961")
    sheet.text(72, 420, "Frequency: 2x/week").text(72, 444, "Diagnosis: M54.2 Cervicalgia")
    for left, top, text in cells:
        sheet.text(left, top, text)
    paper = document(sheet)
    readings, _, _ = extract(paper, catalog)
    return case_of(
        "c", (Filed(paper.id, "referral", paper.received),), readings, catalog, paper.received
    )


def payer(case: Case) -> tuple[str, bool]:
    field = case.field("payer.name")
    return (
        (case.payer.id if case.payer else "", bool(field and field.review))
        if field
        else ("", False)
    )


def test_a_payer_by_its_label_is_taken_as_it_stands(catalog: Catalog) -> None:
    assert payer(order(catalog, (72, 158, "Insurance: Allstate"))) == ("allstate", False)


def test_a_payer_under_a_label_that_nobody_can_read_is_known_and_shown(catalog: Catalog) -> None:
    lost = ((72, 158, "Allstate"), (72, 172, "lnsvtarcc"))
    assert payer(order(catalog, *lost)) == ("allstate", True)


def test_a_payer_misread_at_its_label_is_known_and_shown_with_what_was_read(
    catalog: Catalog,
) -> None:
    case = order(catalog, (72, 158, "Insurance: Gellagher Basne t"))
    assert payer(case) == ("gallagher-bassett", True)
    field = case.field("payer.name")
    assert field and (field.value, field.best.text) == ("Gallagher Bassett", "Gellagher Basne t")


def test_a_misread_payer_is_not_hidden_by_a_label_that_it_resembles(catalog: Catalog) -> None:
    cells = ((72, 158, "COVERAGE"), (72, 176, "Attna"), (72, 190, "company"))
    assert payer(order(catalog, *cells)) == ("aetna", True)


@pytest.mark.parametrize(
    "cells",
    [
        ((72, 158, "Secondary insurance: Allstate"),),
        ((72, 158, "Employer: Allstate"),),
        ((72, 158, "Occupation"), (72, 172, "CNA")),
        ((72, 158, "Insurance: ______"), (72, 300, "Allstate")),
        ((72, 158, "Allstate"), (72, 200, "GEICO")),
        ((72, 158, "We bill Allstate and most other plans for you, so please bring your card."),),
    ],
    ids=["secondary", "employer", "short", "empty place", "several", "sentence"],
)
def test_another_mention_of_an_insurer_is_not_the_payer(
    catalog: Catalog, cells: tuple[tuple[float, float, str], ...]
) -> None:
    assert payer(order(catalog, *cells)) == ("", False)


def test_a_payer_in_the_top_row_of_a_form_without_readable_labels_is_known_and_shown(
    catalog: Catalog,
) -> None:
    sheet = Sheet().text(60, 30, "Requisition for massage").text(60, 60, "Gonzales, Robert")
    for number, text in enumerate(("SCIACT", "Allstate", "PTSPON", "855173", "OA", "97124")):
        sheet.text(60 + 200 * (number % 2), 100 + 30 * (number // 2), text)
    sheet.text(60, 300, "M54.2 Cervicalgia").text(60, 330, "2x/week for 6 weeks")
    paper = document(sheet)
    readings, _, _ = extract(paper, catalog)
    filed = (Filed(paper.id, "referral", paper.received),)
    assert payer(case_of("c", filed, readings, catalog, paper.received)) == ("allstate", True)


def test_the_office_whose_paper_it_is_does_not_pay(catalog: Catalog) -> None:
    assert payer(order(catalog, head="Kaiser Permanente")) == ("", False)


def test_a_region_behind_a_payers_name_is_part_of_it(catalog: Catalog) -> None:
    case = order(catalog, (72, 158, "Coverage on file"), (72, 172, "Tricare West"))
    assert case.value("payer.name").casefold() == "tricare west"


def test_a_carrier_under_the_employer_is_the_payer(catalog: Catalog) -> None:
    cells = ((72, 158, "Employer: Port Authority"), (72, 182, "Work comp carrier: Liberty Mutual"))
    assert order(catalog, *cells).value("payer.name") == "Liberty Mutual"


def test_a_plan_under_the_heading_of_insurance_is_the_payer(catalog: Catalog) -> None:
    cells = ((72, 150, "Ordering clinician"), (180, 150, "Greta Holloway, MD"))
    cells += ((72, 180, "Insurance"), (72, 200, "Primary plan"), (180, 200, "Allstate"))
    case = order(catalog, *cells)
    assert payer(case) == ("allstate", False)


def test_a_known_insurer_before_a_members_number_is_the_payer(catalog: Catalog) -> None:
    case = order(catalog, (72, 158, "Allstate, member ID XEA012461944"))
    assert payer(case) == ("allstate", False)
    assert payer(order(catalog, (72, 158, "Secondary Allstate, member ID XEA012461"))) == (
        "",
        False,
    )


@pytest.mark.parametrize(
    ("caption", "value"),
    [
        ("Payer / ID", "Regence BlueShield /H264111900"),
        ("INSURANCE / ID", "Regence BlueShield 1 h264111900"),
        ("Plan & member #", "Regence BlueShield          H264111900"),
    ],
)
def test_a_label_may_ask_for_the_insurer_and_the_number_at_once(
    catalog: Catalog, caption: str, value: str
) -> None:
    case = order(catalog, (72, 160, caption), (200, 160, value))
    assert case.value("payer.name") == "Regence BlueShield"
    assert case.values("patient.member_id") == ("H264111900",)


def test_the_number_of_a_form_that_was_sent_is_no_members(catalog: Catalog) -> None:
    case = order(catalog, (72, 90, "Wild Rose online form · Submission ID 7584814051026866"))
    assert not case.values("patient.member_id")


def test_an_insurer_whose_own_form_asks_for_a_claim_is_shown_to_a_person(catalog: Catalog) -> None:
    case = order(catalog, (72, 158, "Claim number: SC46078294"), head="Liberty Mutual")
    assert payer(case) == ("liberty-mutual", True)
    assert not payer(order(catalog, head="Liberty Mutual"))[0]


def test_a_participants_number_beside_his_employer_is_his_own(catalog: Catalog) -> None:
    cells = [(72, 158, "Employer"), (72, 170, "City of Alder Point")]
    own = [(300, 158, "Participant account number"), (300, 170, "ZGP859266921")]
    assert order(catalog, *cells, *own).values("patient.member_id") == ("ZGP859266921",)
