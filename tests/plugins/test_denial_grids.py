"""What is read from notices that set their facts in grids, lists and labels."""

from __future__ import annotations

from docflow.model import Reading
from readers import plugin
from typed_sheets import Sheet, document


def readings(sheet: Sheet) -> list[Reading]:
    return list(plugin("denial").docflow_extract(document(sheet), {}))


def told(sheet: Sheet, field: str) -> dict[str, float]:
    """The values of a field, each with its confidence."""
    return {r.value: r.confidence for r in readings(sheet) if r.field == field}


def grid(sheet: Sheet, y: float, *cells: tuple[str, str]) -> Sheet:
    """Captions in a row, each over its value."""
    for number, (caption, value) in enumerate(cells):
        sheet.text(50 + 130 * number, y, caption, 8).text(50 + 130 * number, y + 14, value)
    return sheet


def portal() -> Sheet:
    """A claim as a plan's web site prints it."""
    sheet = (
        Sheet().text(40, 20, "11/19/26, 8:43 AM", 7).text(40, 50, "Regence BlueShield", 16, True)
    )
    sheet.text(420, 50, "Finalized - Denied", 11, True)
    grid(sheet, 90, ("Patient", "Ruth Okafor"), ("Member ID", "YKM517000663"),
         ("Claim ID", "15297000696"), ("Diagnosis", "M54.6"))  # fmt: skip
    grid(sheet, 130, ("Date received", "10/28/2026"), ("Date processed", "11/09/2026"),
         ("Total billed", "$188.00"), ("Total paid", "$0.00"))  # fmt: skip
    for number, day in enumerate(("09/03/2026", "09/10/2026")):
        grid(sheet, 190 + 40 * number, ("Date of service", day), ("Procedure", "97124"),
             ("Billed", "$94.00"), ("Not paid", "$94.00"))  # fmt: skip
    sheet.text(50, 290, "Totals").text(150, 290, "Billed $188.00").text(300, 290, "Denied $188.00")
    sheet.text(50, 320, "CO-22: This care may be covered by another payer per coordination.")
    return sheet.text(50, 340, "Last day to file a dispute on this claim: 01/08/2027.")


def letter(*lines: str, head: str = "Evergreen Mutual Insurance Company") -> Sheet:
    """A letter that refuses payment, its lines below the first third of the page."""
    sheet = Sheet().text(50, 50, head, 16, True).text(50, 90, "November 2, 2026")
    for number, line in enumerate(lines):
        sheet.text(50, 120 + 16 * number, line)
    end = 140 + 16 * len(lines)
    sheet.text(50, end, "We cannot pay this claim: the treatment is not medically necessary.")
    return sheet.text(50, end + 16, "If you disagree with this decision you may file an appeal.")


def test_days_of_a_claims_way_through_the_plan_are_no_days_of_service() -> None:
    assert set(told(portal(), "service.dates")) == {"2026-09-03", "2026-09-10"}


def test_the_day_of_the_decision_is_told_from_days_of_service_arrival_and_print() -> None:
    assert set(told(portal(), "denial.date")) == {"2026-11-09"}


def test_what_heads_a_column_of_lines_is_not_the_claims_total() -> None:
    assert set(told(portal(), "denial.amount")) == {"188.00"}


def test_the_last_day_to_file_a_dispute_is_the_deadline() -> None:
    assert set(told(portal(), "appeal.deadline")) == {"2027-01-08"}


def test_the_diagnosis_of_a_refused_claim_is_read_behind_its_label() -> None:
    assert set(told(portal(), "diagnosis.codes")) == {"M54.6"}


def test_a_bill_that_comes_back_without_payment_is_a_denial() -> None:
    sheet = Sheet().center(40, "NOTICE: BILL RETURNED WITHOUT PAYMENT", 14, True)
    grid(sheet, 80, ("Injured employee", "Okafor, Ruth"), ("Claim number", "47-36700087"))
    grid(sheet, 120, ("Bill received", "10/24/2026"), ("Notice mailed", "11/06/2026"))
    grid(sheet, 160, ("Charge returned", "$197.50"), ("Payment", "$0.00"))
    sheet.text(50, 220, "1. On 09/17/2026, procedure 97124, 4 units, $98.75")
    sheet.text(50, 236, "2. On 09/24/2026, procedure 97124, 4 units, $98.75")
    sheet.text(50, 260, "Why the bill is returned: prior authorization was not obtained.")
    sheet.text(50, 276, "To dispute this decision, ask for reconsideration by 02/10/2027.")
    assert told(sheet, "document.kind")["denial"] > 0.8
    assert set(told(sheet, "service.dates")) == {"2026-09-17", "2026-09-24"}
    assert set(told(sheet, "denial.amount")) == {"197.50"}
    assert set(told(sheet, "denial.date")) == {"2026-11-06"}
    assert set(told(sheet, "patient.name")) == {"Ruth Okafor"}


def test_running_text_with_a_day_and_a_sum_is_no_line_of_service() -> None:
    sheet = letter(
        "Thank you for the claim we received on September 30, 2026. It asks $410.00 for 97140",
        "provided on September 4, 2026 and September 7, 2026.",
    )
    assert set(told(sheet, "service.dates")) == {"2026-09-04", "2026-09-07"}


def test_days_behind_a_label_are_days_of_service_one_after_the_other() -> None:
    sheet = letter("Service dates: 08/22/2026, 08/26/2026", "Procedure: 97124")
    assert set(told(sheet, "service.dates")) == {"2026-08-22", "2026-08-26"}
    assert set(told(sheet, "procedure.codes")) == {"97124"}


def test_the_day_on_which_care_was_received_is_one_of_service() -> None:
    sheet = letter("This is about services received on August 12, 2026.")
    assert set(told(sheet, "service.dates")) == {"2026-08-12"}
    assert not told(letter("Your claim was received on August 12, 2026."), "service.dates")


def test_a_sort_of_coverage_is_no_payer() -> None:
    sheet = letter("Coverage: Personal Injury Protection", "Claim no.: 50800029", head="Nationwide")
    assert set(told(sheet, "payer.name")) == {"Nationwide"}


def test_who_is_paid_is_not_who_pays() -> None:
    sheet = letter("Payee: Rivermark Therapeutic Massage", head="Molina Healthcare")
    assert set(told(sheet, "payer.name")) == {"Molina Healthcare"}


def test_who_reviews_for_a_payer_is_not_the_payer() -> None:
    sheet = letter("Re: our review", head="Meridian Review Services, for Sedgwick")
    assert set(told(sheet, "payer.name")) == {"Sedgwick"}


def test_whom_a_members_letter_is_addressed_to_is_only_perhaps_the_patient() -> None:
    sheet = letter("Ruth Okafor", "171 Alder St", "Boise ID 83702", "Member ID: W806000124")
    assert told(sheet, "patient.name") == {"Ruth Okafor": 0.5}
    assert set(told(sheet, "patient.member_id")) == {"W806000124"}


def test_two_days_that_stand_alone_at_the_head_are_both_doubtful() -> None:
    days = told(letter("October 28, 2026"), "denial.date")
    assert set(days) == {"2026-11-02", "2026-10-28"} and max(days.values()) < 0.7


def test_the_only_sum_that_a_notice_names_is_no_sure_amount() -> None:
    amounts = told(letter("You ask $410.00 for procedure 97140."), "denial.amount")
    assert amounts == {"410.00": 0.6}


def test_a_day_that_a_sentence_gives_a_bill_or_an_older_decision_is_not_the_notices() -> None:
    older = letter("Your bill dated October 12, 2026 for treatment on 9/14/2026 is denied.")
    assert set(told(older, "denial.date")) == {"2026-11-02"}
    appeal = letter("You asked us to change our decision dated September 2, 2026.")
    assert set(told(appeal, "denial.date")) == {"2026-11-02"}


def test_the_day_on_which_bills_came_is_no_day_of_service() -> None:
    sheet = letter("We received your bills on October 3, 2026 for treatment dates of 8/4/2026.")
    assert set(told(sheet, "service.dates")) == {"2026-08-04"}


def test_two_sums_that_may_each_be_refused_are_both_doubtful() -> None:
    sheet = letter("Bills in the amount of $320.00 came. The remaining $200.00 is denied.")
    sums = told(sheet, "denial.amount")
    assert set(sums) == {"320.00", "200.00"} and max(sums.values()) < 0.7


def test_a_line_that_was_paid_in_part_leaves_its_charge_out_of_the_sum() -> None:
    sheet = Sheet().text(40, 40, "Moda Health", 18, True)
    rows = [
        ("DOS", "Proc", "Charges", "Allowed", "Paid", "Remark"),
        ("09/03/2026", "97124", "$94.00", "$60.00", "$40.00", ""),
        ("09/10/2026", "97140", "$104.00", "$0.00", "$0.00", "CO-50"),
        ("Total", "", "$198.00", "$60.00", "$40.00", ""),
    ]
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.text(40 + 90 * place, 140 + 16 * number, text)
    sheet.text(40, 240, "Payment is denied: CO-50 not medically necessary. You may file an appeal.")
    sums = told(sheet, "denial.amount")
    assert max(sums, key=lambda value: sums[value]) == "104.00" and max(sums.values()) < 0.75
    assert set(told(sheet, "service.dates")) == {"2026-09-10"}


def test_a_column_of_payment_days_gives_no_days_of_service() -> None:
    sheet = Sheet().text(40, 40, "Asuris Northwest Health", 16, True)
    for place, text in enumerate(("Service", "Date paid", "Code", "Billed", "Denied", "Reason")):
        sheet.text(40 + 80 * place, 110, text, 9)
    row = ("09/14/26", "10/30/26", "97124", "94.00", "94.00", "CO-29")
    for place, text in enumerate(row):
        sheet.text(40 + 80 * place, 130, text, 9)
    sheet.text(40, 170, "CO-29 The time limit for filing has expired. Payment is denied.")
    sheet.text(40, 186, "If you disagree with this decision you may file an appeal.")
    assert set(told(sheet, "service.dates")) == {"2026-09-14"}


def test_a_count_beside_a_code_with_its_group_is_no_code() -> None:
    sheet = Sheet().text(60, 50, "Regence BlueShield", 14, True)
    sheet.text(60, 80, "Explanation of Benefits: payment for these services has been denied.")
    for x, caption in ((60, "Date of service"), (160, "CPT"), (225, "Code"), (300, "Units"),
                       (370, "Charged"), (450, "Paid")):  # fmt: skip
        sheet.text(x, 120, caption)
    for number, day in enumerate(("09/03/2026", "09/10/2026")):
        y = 136 + 14 * number
        for x, cell in ((60, day), (160, "97124"), (198, "CO 170"), (240, "4"),
                        (370, "$115.00"), (450, "$0.00")):  # fmt: skip
            sheet.text(x, y, cell)
    sheet.text(60, 180, "If you disagree with this decision you may appeal within 180 days.")
    assert set(told(sheet, "denial.codes")) == {"CO-170"}
