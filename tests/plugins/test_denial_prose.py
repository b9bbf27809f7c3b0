"""Letters that refuse in plain words, without a form's labels, and letters that only sound so."""

from __future__ import annotations

import pytest

from docflow.model import Reading
from docflow.terms.reasons import REFUSAL, refusing
from readers import plugin
from typed_sheets import Sheet, document

REFUSED = (
    "Payment is declined, as the care was not related to the accident. If you dispute this, "
    "write to me.",
    "The committee voted against payment of these visits, which were not medically necessary. "
    "A request for review must reach us by May 1, 2027.",
    "Your request for twelve further visits has not been granted. The notes do not show "
    "improvement. You have the right to a hearing.",
    "We find that the plan owes nothing, because the yearly limit of visits has been reached. "
    "You can contest this finding.",
    "The charges are not ours to pay; another insurer is primary. If you believe otherwise, ask "
    "for a second look.",
    "We must turn down this claim. The same visit was paid on an earlier claim. To challenge it, "
    "send your reasons in writing.",
    "Our answer to your request is no. There was no prior authorization for these visits. The "
    "member may ask us to reconsider.",
    "The fund is not in a position to honor your statement. Massage is an excluded service. "
    "Write to the trustees if you disagree.",
    "I have recommended that the carrier make no payment on this bill. In my opinion treatment "
    "was no longer reasonable. Request reconsideration within 30 days.",
    "No reimbursement is owed for these dates. The injury was fixed and stable. The provider may "
    "take the dispute to the Department.",
)
NOT_REFUSED = (
    "I understand that if my insurance company denies payment or refuses to pay I am responsible "
    "for all charges. I agree to pay for services that are not covered.",
    "Please evaluate and treat with massage therapy 2 times per week for 6 weeks. If the insurer "
    "denies payment, call my office and I will appeal the decision.",
    "We hereby appeal your decision to deny payment. The treatment was medically necessary. We "
    "ask the board to reconsider the denial and to pay this bill.",
    "Her plan denied massage as not medically necessary. In my judgement it is. Please reconsider.",
    "We have received your appeal of the denial of claim 5512. The trustees will look at the "
    "matter again and you will have our decision within 60 days.",
    "We have overturned our denial and will pay the claim of $230.00 within 30 days.",
    "Your insurance did not pay for these visits: not a covered benefit. Balance due $230.00.",
    "We are happy to tell you that your request for 12 visits has been approved. This is no "
    "guarantee of payment. You may appeal if you disagree with the number of visits.",
    "Welcome to the plan. You have the right to a review of any decision. If we deny a claim you "
    "may appeal within 180 days.",
)


@pytest.mark.parametrize("letter", REFUSED)
def test_a_letter_refuses_by_what_it_says(letter: str) -> None:
    assert refusing(letter) >= REFUSAL


@pytest.mark.parametrize("letter", NOT_REFUSED)
def test_who_speaks_of_refusals_refuses_nothing_by_it(letter: str) -> None:
    assert refusing(letter) < REFUSAL


def prose() -> Sheet:
    """A trust's letter without any label."""
    sheet = Sheet().text(60, 50, "HARBOR ROOFERS BENEFIT FUND", 14, True)
    sheet.text(60, 110, "October 6, 2026")
    told = (
        "Regarding: Ruth Okafor, participant number HRB449120; our file 7713-20944",
        "We write about your bill for treatment on August 3, 2026 and August 10, 2026.",
        "The charges come to $212.40. We have concluded that no part of them can be paid.",
        "Our nurse does not believe that further care was medically necessary.",
        "If you think otherwise, ask the Trustees to consider the claim again. Write so that it",
        "reaches us by April 4, 2027. You may fax it to 206-555-0143.",
    )
    for number, line in enumerate(told):
        sheet.text(60, 160 + 13 * number, line)
    return sheet


def test_a_letter_in_prose_is_read_by_its_sentences() -> None:
    found: list[Reading] = list(plugin("denial").docflow_extract(document(prose()), {}))
    told = {r.field: r.value for r in sorted(found, key=lambda r: r.confidence)}
    assert told["document.kind"] == "denial"
    assert told["patient.name"] == "Ruth Okafor"
    assert told["patient.member_id"] == "HRB449120"
    assert told["claim.number"] == "7713-20944"
    assert told["denial.date"] == "2026-10-06"
    assert told["denial.amount"] == "212.40"
    assert told["denial.category"] == "medical_necessity"
    assert told["appeal.deadline"] == "2027-04-04"
    assert told["appeal.fax"] == "2065550143"
    assert {r.value for r in found if r.field == "service.dates"} == {"2026-08-03", "2026-08-10"}
