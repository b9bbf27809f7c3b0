"""Notices of denial of our own making, printed as PDF: letters, explanations, reviews."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=9)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=15, leading=19)
SMALL = ParagraphStyle("small", parent=BODY, fontName="Helvetica", fontSize=8, leading=10)
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("FONT", (0, 0), (-1, -1), "Helvetica", 8.5),
    ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8.5),
]
PLAIN = [("FONT", (0, 0), (-1, -1), "Courier", 9), ("LEFTPADDING", (0, 0), (-1, -1), 0)]


def printed(path: Path, *parts: Flowable | str, wide: bool = False) -> Path:
    """A PDF of these parts; a text is a paragraph of the body."""
    size = landscape(letter) if wide else letter
    sheet = SimpleDocTemplate(str(path), pagesize=size, leftMargin=54, rightMargin=54, topMargin=48)
    sheet.build([_flowable(part) for part in parts])
    return path


def _flowable(part: Flowable | str) -> Flowable:
    return Paragraph(escape(part).replace("\n", "<br/>"), BODY) if isinstance(part, str) else part


def head(text: str) -> Flowable:
    """A letterhead or a title."""
    return Paragraph(escape(text), HEAD)


def small(text: str) -> Flowable:
    """The small print."""
    return Paragraph(escape(text), SMALL)


def grid(rows: Sequence[Sequence[str]], ruled: bool = True, **options: object) -> Flowable:
    """A table; its first row is the header."""
    return Table(
        [list(row) for row in rows], style=GRID if ruled else PLAIN, hAlign="LEFT", **options
    )


def gap(points: float = 10) -> Flowable:
    """White space."""
    return Spacer(1, points)


def boxed_letter(path: Path) -> Path:
    """A letter to the provider with a ruled block whose labels stand above the values."""
    return printed(
        path,
        head("Old Cascade Health Plan"),
        "Provider Appeals, 400 Pine Road, Yakima, WA 98901",
        gap(),
        "September 14, 2026",
        grid(
            [
                ["Patient name", "Member ID", "Claim number", "Date of birth"],
                ["Ramona T. Fields", "OCH4471920", "26091400771", "03/02/1971"],
            ]
        ),
        gap(),
        "Dear Provider:",
        "We received your claim for services provided on August 3, 2026 and August 10, 2026. "
        "The amount denied is $212.40. This claim was denied because we have no record of an "
        "authorization for massage therapy on these dates.",
        "If you disagree with this decision you may file an appeal. We must receive it no later "
        "than March 13, 2027. Send it by fax to (509) 555-2231 or by mail to the address above.",
        "For questions call Provider Services at 800-555-7712. Medical records for other claims "
        "may be sent by fax to 509-555-9900.",
        "Sincerely,",
        "Claims Review",
    )


def split_codes(path: Path) -> Path:
    """An explanation of payment with group and reason in columns of their own and a long legend.

    One line of three is paid; a contract's reduction stands beside the denials.
    """
    rows = [
        ["From", "To", "CPT", "Units", "Charge", "Allowed", "Non-covered", "Grp", "Reason", "Paid"],
        ["07/06/2026", "07/06/2026", "97140", "2", "90.00", "0.00", "90.00", "CO", "50", "0.00"],
        ["07/13/2026", "07/13/2026", "97140", "2", "90.00", "0.00", "90.00", "CO", "50", "0.00"],
        ["07/20/2026", "07/20/2026", "97124", "2", "80.00", "62.00", "18.00", "CO", "45", "62.00"],
        ["Totals", "", "", "", "260.00", "62.00", "198.00", "", "", "62.00"],
    ]
    legend = [
        "27 Expenses incurred after coverage ended.",
        "45 Charge is above the fee schedule.",
        "50 The payer does not consider this medically necessary.",
        "97 Included in another service.",
    ]
    return printed(
        path,
        head("Bluff County Benefit Trust"),
        head("Explanation of Payment"),
        "Statement date: 08/04/2026",
        "Patient: OKAFOR, DANIEL      Subscriber ID: BCT90017342      Claim ID: 5520611904",
        gap(),
        grid(rows),
        gap(),
        small("REASON CODES"),
        *[small(line) for line in legend],
        gap(),
        small(
            "To request reconsideration write within 90 days of the date of this statement. "
            "Appeals fax: 541-555-0110."
        ),
        wide=True,
    )


def review_notice(path: Path) -> Path:
    """A utilisation review that does not certify treatment."""
    return printed(
        path,
        head("Keystone Utilization Review"),
        "NOTICE OF UTILIZATION REVIEW DETERMINATION",
        "Date of determination: 10/02/2026",
        "On behalf of: Harborview Casualty Insurance Company",
        grid(
            [
                ["Injured worker:", "Luz Marquez", "Claim #:", "WC-2219-884"],
                ["Date of injury:", "04/19/2026", "Requesting provider:", "Ana Petrov, DO"],
            ],
            ruled=False,
        ),
        gap(),
        "Request: massage therapy, 12 additional visits. Determination: NON-CERTIFIED.",
        "Rationale: The records do not show functional improvement from the first twelve visits. "
        "Continued passive treatment is not medically necessary under the treatment guideline.",
        "You may appeal this determination within 30 days of receipt of this notice.",
    )


def examination_letter(path: Path) -> Path:
    """An auto insurer that ends benefits after an examination."""
    return printed(
        path,
        head("Pacific Meadow Insurance"),
        "Date: November 2, 2026",
        "Re: Injured party: Henrik Solberg\nDate of loss: 02/11/2026\nClaim number: PM-77120-4",
        "Dear Mr. Solberg:",
        "An independent medical examination took place on October 20, 2026. The examiner found "
        "that you have reached maximum medical improvement and that further massage is not "
        "reasonable or necessary as a result of the accident. No benefits will be paid for "
        "treatment after November 2, 2026 under your policy.",
        "If you do not agree with this decision, you may dispute it in writing.",
        "Respectfully,",
        "Medical Claims",
    )


def told_letter(path: Path) -> Path:
    """A letter that tells of the claim's arrival and of the visits in one breath."""
    return printed(
        path,
        head("Old Cascade Health Plan"),
        "November 8, 2026",
        "Patient: Henrik Solberg",
        "Our claim number: WC-75893",
        "Thank you for the claim we received on October 25, 2026. It asks $220.00 for procedure "
        "97140 provided on October 2, 2026 and October 5, 2026. We are unable to pay this claim "
        "because continued massage was found to be not medically necessary. The claim is denied. "
        "If you disagree, you may file an appeal by February 6, 2027.",
    )


def own_codes(path: Path) -> Path:
    """A review of a bill by the payer's own codes, explained below among others."""
    rows = [
        ["Date of service", "Procedure", "Billed", "Paid", "Expl"],
        ["05/04/2026", "97124", "$75.00", "$0.00", "X41"],
        ["05/11/2026", "97124", "$75.00", "$0.00", "X41"],
    ]
    return printed(
        path,
        head("Tamarack Mutual"),
        head("Explanation of Review"),
        "Date processed: 06/01/2026     Patient: Joan Eberhart     Claim no.: TM-4471-20",
        "Bill received: 05/20/2026",
        gap(),
        grid(rows),
        gap(),
        small("X17 Another insurance carrier is primary for this patient."),
        small("X41 The bill was received after the time limit for filing."),
        small("X52 Duplicate of a bill already processed."),
        gap(),
        small("Total denied: $150.00. To dispute this review write to us within 60 days."),
    )


def paid_in_full(path: Path) -> Path:
    """An explanation of benefits that refuses nothing."""
    rows = [
        ["Date", "Procedure", "Charge", "Allowed", "Paid", "Copay"],
        ["05/04/2026", "97124", "75.00", "75.00", "55.00", "20.00"],
    ]
    return printed(
        path,
        head("Tamarack Mutual"),
        head("Explanation of Benefits"),
        "Remit date: 06/01/2026     Patient: Joan Eberhart     Claim no.: TM-4471-21",
        grid(rows),
    )


def order(path: Path, day: str = "07/14/2026") -> Path:
    """A prescription for Ramona Fields, complete and signed electronically."""
    return printed(
        path,
        head("Birch Street Family Medicine"),
        "118 Birch Street, Yakima, WA 98901   Phone 509-555-3311   Fax 509-555-3312",
        head("Physician Referral for Massage Therapy"),
        grid(
            [
                ["Patient name:", "Ramona T. Fields", "Date of birth:", "03/02/1971"],
                ["Insurance:", "Old Cascade Health Plan", "Member ID:", "OCH4471920"],
                ["Diagnosis:", "M54.2 Cervicalgia", "Order date:", day],
                ["Frequency:", "2 times per week", "Duration:", "8 weeks"],
                ["Treatment:", "97124 massage therapy", "Goals:", "Turn the head while driving"],
            ],
            ruled=False,
        ),
        gap(),
        "Ordering physician: Amanda Smith, MD     NPI: 1457382913",
        f"Electronically signed by Amanda Smith, MD on {day} 10:22 AM",
    )


REFUSALS = {
    "medical_necessity": ("CO-50", "The services were not medically necessary."),
    "no_authorization": ("CO-197", "No authorization was obtained before the service."),
    "non_covered": ("CO-204", "The plan does not cover this type of service."),
    "benefit_limit": ("CO-119", "The maximum benefit for this period has been reached."),
    "missing_information": ("CO-16", "The claim lacks required information."),
    "timely_filing": ("CO-29", "The time limit for filing has expired."),
    "duplicate": ("CO-18", "This is a duplicate of a claim that was processed before."),
    "bundled": ("CO-97", "The service is included in another service and not paid separately."),
    "coding": ("CO-4", "The modifier is not consistent with the procedure code."),
    "not_eligible": ("CO-27", "The coverage terminated before the date of service."),
    "other_payer": ("CO-22", "Another insurance carrier is primary for this patient."),
    "provider_type": ("CO-170", "This type of provider is not eligible for payment."),
}


def refusal(
    path: Path, category: str, claim: str = "26091400771", notice: str = "09/14/2026"
) -> Path:
    """An explanation of benefits for Ramona Fields that refuses two visits for one reason."""
    code, words = REFUSALS[category]
    rows = [
        ["Date of service", "Procedure", "Units", "Charge", "Paid", "Not covered", "Reason code"],
        ["08/03/2026", "97124", "2", "90.00", "0.00", "90.00", code],
        ["08/10/2026", "97124", "2", "90.00", "0.00", "90.00", code],
        ["Totals", "", "", "180.00", "0.00", "180.00", ""],
    ]
    return printed(
        path,
        head("Old Cascade Health Plan"),
        head("Explanation of Benefits"),
        grid(
            [
                ["Notice date:", notice, "Claim number:", claim],
                ["Patient:", "FIELDS, RAMONA T", "Member ID:", "OCH4471920"],
                ["Date of birth:", "03/02/1971", "Group:", "77120"],
            ],
            ruled=False,
        ),
        gap(),
        grid(rows),
        gap(),
        f"Reason code {code}: {words}",
        "You may appeal this decision. We must receive your appeal no later than March 13, 2027. "
        "Mail it to Appeals Unit, PO Box 2212, Yakima, WA 98907. Appeals fax: 509-555-2231.",
    )
