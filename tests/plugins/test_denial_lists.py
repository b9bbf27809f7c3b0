"""Numbers, days and sums of notices that list them: whose they are, and where a list goes on."""

from __future__ import annotations

import pytest

from docflow.model import Reading
from readers import plugin
from typed_sheets import Sheet, document


def told(sheet: Sheet, field: str) -> dict[str, float]:
    """The values of a field, each with its confidence."""
    found: list[Reading] = list(plugin("denial").docflow_extract(document(sheet), {}))
    return {r.value: r.confidence for r in found if r.field == field}


def labelled(sheet: Sheet, y: float, *rows: tuple[str, str], x: float = 50) -> Sheet:
    """Labels in one column, their values in the next."""
    for number, (label, value) in enumerate(rows):
        sheet.text(x, y + 15 * number, label).text(x + 110, y + 15 * number, value)
    return sheet


REFUSED = (
    "CO50: These are non-covered services, not deemed a medical necessity by the payer.",
    "A request for reconsideration must be sent no later than February 11, 2027.",
)


def review() -> Sheet:
    """A car insurer's review of a bill: one row for each visit, and one date for the review."""
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    sheet.center(90, "BILL REVIEW DETERMINATION", 12, True)
    labelled(sheet, 115, ("Injured person:", "Ruth Okafor"), ("Claim number:", "0009076112"))
    labelled(sheet, 115, ("Date of loss:", "07/10/2026"), ("Reviewed on:", "11/12/2026"),
             ("Bill ID:", "63055512"), x=330)  # fmt: skip
    sheet.text(60, 190, "Treatment date").text(190, 190, "Procedure").text(290, 190, "Billed")
    sheet.text(400, 190, "Recommended").text(500, 190, "Remark")
    for number, day in enumerate(("09/02/2026", "09/07/2026", "09/12/2026")):
        y = 205 + 13 * number
        sheet.text(60, y, day).text(190, y, "97124").text(290, y, "102.50")
        sheet.text(400, y, "0.00").text(500, y, "CO50")
    return sheet.lines(50, 270, "\n".join(REFUSED))


def test_the_number_of_a_bill_or_a_letter_is_not_the_members() -> None:
    assert told(review(), "patient.member_id") == {}


def test_the_day_of_the_review_dates_it_and_no_visit_does() -> None:
    assert set(told(review(), "denial.date")) == {"2026-11-12"}
    assert max(told(review(), "denial.date").values()) > 0.8


def test_a_letters_own_date_goes_before_the_day_of_a_review() -> None:
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    sheet.text(50, 80, "November 14, 2026")
    labelled(sheet, 110, ("Injured person:", "Ruth Okafor"), ("Reviewed on:", "11/02/2026"))
    sheet.lines(50, 160, "We cannot pay this claim.\n" + "\n".join(REFUSED))
    assert set(told(sheet, "denial.date")) == {"2026-11-14"}


def fact_box(*days: str) -> Sheet:
    """A letter with a box of facts, whose days of service take several lines."""
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    sheet.text(50, 90, "November 4, 2026").text(400, 90, "Member ID").text(400, 102, "W747723999")
    sheet.text(400, 120, "Dates of service")
    for number, line in enumerate(days):
        sheet.text(400, 132 + 12 * number, line)
    sheet.text(50, 200, "We cannot pay this claim: the treatment was not medically necessary.")
    return sheet.text(50, 216, "Your written appeal must reach us by March 4, 2027.")


def test_a_list_of_days_that_ends_with_a_comma_goes_on_in_the_line_below() -> None:
    sheet = fact_box("08/17/2026, 08/24/2026,", "08/31/2026")
    assert set(told(sheet, "service.dates")) == {"2026-08-17", "2026-08-24", "2026-08-31"}
    assert set(told(sheet, "denial.date")) == {"2026-11-04"}


HEADS = ("Date of service", "Service", "Billed", "Allowed", "Not covered", "Reason", "Paid")


def row(sheet: Sheet, y: float, *cells: str) -> Sheet:
    for number, cell in enumerate(cells):
        sheet.text(45 + 80 * number, y, cell, 8)
    return sheet


def explanation() -> Sheet:
    """An explanation whose column of services has two lines to a cell."""
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    sheet.text(50, 80, "Explanation of Benefits").text(300, 80, "Statement date: 11/01/2026")
    row(sheet, 120, *HEADS)
    for number, day in enumerate(("09/19/2026", "09/26/2026")):
        y = 140 + 30 * number
        row(sheet, y, day, "Manual therapy", "$126.25", "$0.00", "$126.25", "PR-204", "$0.00")
        sheet.text(125, y + 10, "97140", 8)
    row(sheet, 200, "Total", "", "$252.50", "$0.00", "$252.50", "", "$0.00")
    sheet.text(50, 230, "PR-204 This service is not covered under the benefit plan.")
    return sheet.text(50, 250, "File your appeal no later than December 31, 2026.")


def test_a_line_of_service_goes_on_in_the_line_below_where_a_cell_has_two_lines() -> None:
    assert set(told(explanation(), "service.dates")) == {"2026-09-19", "2026-09-26"}
    assert set(told(explanation(), "procedure.codes")) == {"97140"}
    assert set(told(explanation(), "denial.amount")) == {"252.50"}


def viewer() -> Sheet:
    """A remittance as a clearinghouse shows it: every amount behind its word."""
    sheet = Sheet().text(50, 50, "Remittance viewer", 12, True)
    labelled(sheet, 75, ("Payer", "Cascade Mutual Insurance"), ("Patient", "OKAFOR, RUTH"),
             ("Payer claim control no.", "7801875459000"), ("Total charge", "191.00"))  # fmt: skip
    labelled(sheet, 75, ("Remittance date", "11/13/2026"), ("Insured ID", "YKM349909000"),
             ("Patient control no.", "747199"), ("Claim payment", "0.00"), x=350)  # fmt: skip
    for number, day in enumerate(("09/08/2026", "09/12/2026")):
        y = 160 + 40 * number
        sheet.text(50, y, f"Line {number + 1}").text(100, y, f"Service date {day}")
        sheet.text(250, y, "HC:97124").text(350, y, "Charge 95.50").text(450, y, "Paid 0.00")
        sheet.text(100, y + 13, "Adjustment CO-22 95.50")
    sheet.text(50, 260, "CO-22 This care may be covered by another payer.")
    return sheet.text(50, 280, "Disputes are accepted through February 11, 2027.")


def test_lines_that_name_their_amounts_are_lines_of_service() -> None:
    assert set(told(viewer(), "procedure.codes")) == {"97124"}
    assert set(told(viewer(), "service.dates")) == {"2026-09-08", "2026-09-12"}


def test_a_sum_of_lines_that_a_total_names_is_nearly_sure() -> None:
    assert told(viewer(), "denial.amount") == {"191.00": 0.9}


def test_the_day_through_which_disputes_are_accepted_is_the_last_one() -> None:
    assert set(told(viewer(), "appeal.deadline")) == {"2027-02-11"}


def test_the_payers_control_number_is_the_claims_and_the_patients_is_not() -> None:
    assert set(told(viewer(), "claim.number")) == {"7801875459000"}


@pytest.mark.parametrize("label", ["DCN:", "Internal control no.:", "TCN:", "Claim ID:"])
def test_the_payers_own_names_for_a_claims_number_are_known(label: str) -> None:
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    labelled(sheet, 90, ("Patient:", "Ruth Okafor"), (label, "2026301554000"))
    labelled(sheet, 120, ("Invoice no.:", "88120"), ("Appeal filing deadline:", "02/11/2027"))
    sheet.text(50, 170, "We cannot pay this claim: the treatment is not medically necessary.")
    sheet.text(50, 186, "If you disagree with this decision you may file an appeal.")
    assert set(told(sheet, "claim.number")) == {"2026301554000"}
    assert set(told(sheet, "appeal.deadline")) == {"2027-02-11"}


def test_a_request_for_a_second_review_is_the_appeal() -> None:
    sheet = review().lines(
        50, 320,
        "A request for second review must be received on or before February 5, 2027. Fax the\n"
        "request, this page and the supporting report of the provider to 360-555-0123.",
    )  # fmt: skip
    assert "2027-02-05" in told(sheet, "appeal.deadline")
    assert set(told(sheet, "appeal.fax")) == {"3605550123"}


def test_what_is_to_be_sent_with_an_appeal_is_not_what_the_claim_lacks() -> None:
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    sheet.text(50, 90, "November 4, 2026")
    sheet.lines(
        50, 120,
        "We are unable to pay this claim.\n"
        "Prior authorization is required for this service and none was on file.\n"
        "Your appeal must reach us by March 4, 2027. Please include a copy of this letter, the\n"
        "treatment notes and the order.",
    )  # fmt: skip
    assert set(told(sheet, "denial.category")) == {"no_authorization"}


def test_a_code_whose_group_is_misread_in_one_line_is_the_grouped_one_of_the_others() -> None:
    sheet = Sheet().text(50, 50, "Cascade Mutual Insurance", 16, True)
    sheet.text(50, 80, "EXPLANATION OF BENEFITS").text(300, 80, "DATE 10/17/2026")
    row(sheet, 120, "SERVICE DATE", "PROC", "BILLED", "PAID", "GRP", "REASON")
    row(sheet, 135, "08/15/2026", "97124", "145.00", "0.00", "CO", "197")
    row(sheet, 150, "08/19/2026", "97124", "145.00", "0.00", "co", "197")
    sheet.text(50, 200, "Appeals must be received within 180 days of the date of this voucher.")
    assert set(told(sheet, "denial.codes")) == {"CO-197"}
