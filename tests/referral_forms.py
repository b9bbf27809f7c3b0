"""Referral forms of many habits, each with what stands on it; people, numbers and offices invented.

What is left out of a form's truth must not be found on it: values of other people, of the past,
of examples and of boxes that nobody ticked stand there as well.
"""

from __future__ import annotations

from docflow.model import Document
from typed_sheets import Sheet, document

Truth = dict[str, str | set[str]]
Form = tuple[Document, Truth]


def typed_letterhead() -> Form:
    """A word processor's form: centred head, labels left with colons, values after tabs."""
    s = Sheet()
    s.center(50, "Larch Mountain Internal Medicine", 17, True)
    s.center(66, "4410 Fir Street, Suite 220, Vancouver, WA 98661", 9)
    s.center(78, "Telephone 360-555-0177     Fax 360-555-0178", 9)
    s.center(110, "THERAPY REFERRAL", 13, True)
    rows = [
        ("Date of Referral:", "September 3, 2026"),
        ("Patient Name:", "Okafor, Chidi T."),
        ("Date of Birth:", "02/17/1979"),
        ("Home Phone:", "(360) 555-0119"),
        ("Insurance Carrier:", "Premera Blue Cross"),
        ("Subscriber ID:", "PBC 4471 90226"),
        ("Authorization #:", ""),
        ("Diagnosis / ICD-10:", "M54.12 Radiculopathy, cervical region"),
        ("", "G44.209 Tension-type headache, unspecified"),
        ("Services Requested:", "Massage therapy 97124, manual therapy 97140"),
        ("Frequency:", "2 times per week"),
        ("Duration:", "6 weeks"),
        ("Number of Visits:", "12"),
        ("Goals:", "Turn head fully when driving"),
        ("Precautions:", "None"),
        ("Past Medical History:", "Hypertension I10, L knee arthroscopy 2019 (M23.92)"),
    ]
    for i, (label, value) in enumerate(rows):
        s.text(72, 140 + 20 * i, label, 10, True).text(220, 140 + 20 * i, value)
    s.text(72, 500, "Referring Provider:", 10, True).text(220, 500, "Ingrid Solheim, ARNP")
    s.text(72, 520, "NPI:", 10, True).text(220, 520, "1815901396")
    s.text(72, 580, "Signature: ______________________________     Date: ______________")
    return document(s), {
        "provider.organization": "Larch Mountain Internal Medicine",
        "provider.phone": "3605550177",
        "provider.fax": "3605550178",
        "order.date": "2026-09-03",
        "patient.name": "Chidi T Okafor",
        "patient.birth_date": "1979-02-17",
        "patient.phone": "3605550119",
        "payer.name": "Premera Blue Cross",
        "patient.member_id": "PBC447190226",
        "diagnosis.codes": {"M54.12", "G44.209"},
        "procedure.codes": {"97124", "97140"},
        "order.frequency": "2/wk",
        "order.duration": "6wk",
        "order.visits": "12",
        "order.goals": "Turn head fully when driving",
        "provider.name": "Ingrid Solheim",
        "provider.npi": "1815901396",
    }


def captions_under_lines() -> Form:
    """Values on ruled lines, captions below them, in two columns with a head each."""
    s = Sheet()
    s.text(60, 60, "PRESCRIPTION FOR MANUAL THERAPY", 14, True)
    s.text(60, 90, "CLIENT", 9, True).text(330, 90, "PRESCRIBER", 9, True)
    left = [
        ("Rosalind Achterberg", "full legal name"),
        ("6/5/1990", "birthdate"),
        ("971 555 0134", "mobile"),
        ("Moda Health", "health plan"),
        ("M0D-88120447", "member number"),
        ("", "prior authorization no."),
    ]
    right = [
        ("Dr. Tobias Wrenfield, DO", "physician (print)"),
        ("1385280841", "national provider identifier"),
        ("Wrenfield Osteopathic Clinic", "clinic"),
        ("503.555.0166", "office phone"),
        ("503.555.0167", "office fax"),
        ("10/12/2026", "date prescribed"),
    ]
    for i, ((a, b), (c, d)) in enumerate(zip(left, right, strict=True)):
        y = 120 + 34 * i
        s.text(62, y, a).rule(60, y + 3, 290).text(60, y + 12, b, 7)
        s.text(332, y, c).rule(330, y + 3, 560).text(330, y + 12, d, 7)
    s.text(62, 350, "M79.7  Fibromyalgia").rule(60, 353, 560).text(
        60, 362, "diagnosis with code", 7
    )
    s.text(62, 384, "once a week for 3 months").rule(60, 387, 290)
    s.text(60, 396, "frequency and duration", 7)
    s.text(332, 384, "75").rule(330, 387, 560).text(330, 396, "minutes per session", 7)
    s.text(62, 418, "Sleep through the night").rule(60, 421, 560).text(
        60, 430, "treatment goals", 7
    )
    s.rule(60, 455, 560).text(60, 464, "precautions / contraindications", 7)
    s.rule(60, 520, 290).text(60, 529, "prescriber's signature", 7)
    s.text(332, 517, "10/14/2026").rule(330, 520, 560).text(330, 529, "date signed", 7)
    s.text(60, 570, "THERAPIST", 9, True)
    s.text(62, 600, "Imogen Vale, LMT").rule(60, 603, 290).text(60, 612, "name", 7)
    s.text(332, 600, "253-555-0102").rule(330, 603, 560).text(330, 612, "phone", 7)
    return document(s), {
        "patient.name": "Rosalind Achterberg",
        "patient.birth_date": "1990-06-05",
        "patient.phone": "9715550134",
        "payer.name": "Moda Health",
        "patient.member_id": "M0D-88120447",
        "provider.name": "Tobias Wrenfield",
        "provider.npi": "1385280841",
        "provider.organization": "Wrenfield Osteopathic Clinic",
        "provider.phone": "5035550166",
        "provider.fax": "5035550167",
        "order.date": "2026-10-12",
        "diagnosis.codes": {"M79.7"},
        "order.frequency": "1/wk",
        "order.duration": "3mo",
        "order.session_minutes": "75",
        "order.goals": "Sleep through the night",
    }


def compensation_table() -> Form:
    """Sections of a state's form: employee, administrator, physician; the request as a table."""
    s = Sheet()
    s.center(40, "REQUEST FOR AUTHORIZATION OF TREATMENT", 13, True)
    y = 60

    def section(title: str, rows: list[list[tuple[float, str, str]]]) -> None:
        nonlocal y
        s.frame(40, y, 572, y + 16).text(44, y + 12, title, 9, True)
        y += 16
        for row in rows:
            s.frame(40, y, 572, y + 18)
            for x, label, value in row:
                s.text(x, y + 12, label, 8).text(x + 6 + 4.2 * len(label), y + 12, value, 9)
                if x > 50:
                    s.wall(x - 4, y, y + 18)
            y += 18

    section(
        "Employee Information",
        [
            [(44, "Name (Last, First, Middle):", "Baptiste, Renee Colette")],
            [(44, "Date of Injury:", "04/22/2026"), (300, "Date of Birth:", "12/01/1985")],
            [
                (44, "Claim Number:", "WC-2026-118842"),
                (300, "Employer:", "Harbor Freight Cold Storage"),
            ],
        ],
    )
    section(
        "Requesting Physician Information",
        [
            [(44, "Name:", "Samuel Oyelaran, MD")],
            [
                (44, "Practice Name:", "Tidewater Occupational Medicine"),
                (340, "Contact Name:", "Bea Lund"),
            ],
            [(44, "Phone:", "(253) 555-0181"), (220, "Fax Number:", "(253) 555-0182")],
            [(44, "Specialty:", "Occupational Medicine"), (300, "NPI Number:", "2462889751")],
        ],
    )
    section(
        "Claims Administrator Information",
        [
            [(44, "Company Name:", "Gallagher Bassett"), (340, "Contact Name:", "Paul Reyes")],
            [(44, "Phone:", "(800) 555-0111"), (220, "Fax Number:", "(800) 555-0112")],
        ],
    )
    heads = [
        (44, "Diagnosis"),
        (170, "ICD-Code"),
        (250, "Service Requested"),
        (370, "CPT/HCPCS Code"),
        (470, "Frequency, Duration"),
    ]
    s.frame(40, y, 572, y + 16)
    for x, head in heads:
        s.text(x, y + 12, head, 8, True)
    for row in (
        ["Lumbar sprain", "S33.5XXA", "Massage", "97124", "2x/week x 4 weeks"],
        ["Muscle spasm of back", "M62.830", "Manual therapy", "97140", "2x/week x 4 weeks"],
    ):
        y += 16
        s.frame(40, y, 572, y + 16)
        for (x, _), value in zip(heads, row, strict=True):
            s.text(x, y + 12, value, 8)
            s.wall(x - 4, y, y + 16)
    y += 50
    s.text(44, y, "Requesting Physician Signature:", 9).text(380, y, "Date: 05/01/2026", 9)
    s.text(44, y + 40, "Claims Administrator Response", 9, True)
    s.tick(44, y + 60, False, "Approved", 9).tick(150, y + 60, False, "Denied", 9)
    s.text(300, y + 60, "Authorization Number:", 9).text(300, y + 80, "Date:", 9)
    return document(s), {
        "patient.name": "Renee Colette Baptiste",
        "injury.date": "2026-04-22",
        "patient.birth_date": "1985-12-01",
        "claim.number": "WC-2026-118842",
        "provider.name": "Samuel Oyelaran",
        "provider.organization": "Tidewater Occupational Medicine",
        "provider.phone": "2535550181",
        "provider.fax": "2535550182",
        "provider.npi": "2462889751",
        "payer.name": "Gallagher Bassett",
        "diagnosis.codes": {"S33.5XXA", "M62.830"},
        "procedure.codes": {"97124", "97140"},
        "order.frequency": "2/wk",
        "order.duration": "4wk",
    }


def record_print() -> Form:
    """A print from a health record: key and value columns, numbered diagnoses, chart lists."""
    s = Sheet()
    s.text(40, 40, "Puget Crossing Family Practice", 12, True)
    s.text(40, 53, "Main: 206-555-0123   Fax: 206-555-0124   1900 Alder Ave, Seattle WA 98122", 8)
    s.text(40, 80, "Outgoing Referral", 14, True)
    s.text(40, 100, "Patient", 9).text(130, 100, "Wendell P. Harkness", 9, True)
    s.text(330, 100, "DOB", 9).text(420, 100, "11/30/1961 (64 yrs)", 9)
    s.text(40, 114, "MRN", 9).text(130, 114, "00482213", 9)
    s.text(330, 114, "Mobile", 9).text(420, 114, "206-555-0190", 9)
    s.text(40, 128, "Primary Coverage", 9).text(130, 128, "Regence BlueShield", 9)
    s.text(330, 128, "Member #", 9).text(420, 128, "ZLG802217746", 9)
    s.text(40, 142, "PCP", 9).text(130, 142, "Lucia Marchetti, MD", 9)
    s.text(330, 142, "PCP Phone", 9).text(420, 142, "206-555-0125", 9)
    s.text(40, 175, "Order Details", 11, True)
    pairs = [
        ("Order Date", "10/21/2026", "Expiration Date", "10/21/2027"),
        ("Ordering Provider", "Priya Raghunathan, PA-C", "NPI", "1532650201"),
        ("Referred To", "Clear Lake Massage Group", "Referred To Fax", "425-555-0150"),
        ("Visits Requested", "8", "Priority", "Routine"),
        ("Frequency", "Every other week", "Duration", "16 weeks"),
    ]
    for i, (a, b, c, d) in enumerate(pairs):
        y = 192 + 14 * i
        s.text(40, y, a, 9).text(150, y, b, 9).text(330, y, c, 9).text(430, y, d, 9)
    s.text(40, 285, "Associated Diagnoses", 11, True)
    s.text(40, 300, "1. Chronic right shoulder pain (M25.511, G89.29)", 9)
    s.text(40, 313, "2. Myalgia of other sites (M79.18)", 9)
    s.text(40, 340, "Comments", 11, True)
    s.text(40, 355, "Deep tissue massage for periscapular trigger points. 60 minute sessions.", 9)
    s.text(40, 385, "Past Medical History", 11, True)
    s.text(
        40, 400, "Type 2 diabetes (E11.9), hyperlipidemia (E78.5), rotator cuff repair 3/2/2018", 9
    )
    s.text(40, 425, "Allergies", 11, True).text(40, 440, "Latex", 9)
    s.text(40, 470, "Electronically signed by Priya Raghunathan, PA-C at 10/21/2026 4:12 PM", 9)
    s.text(40, 740, "Printed by T. Osei on 10/22/26 9:01 AM", 7)
    return document(s), {
        "provider.organization": "Puget Crossing Family Practice",
        "provider.phone": "2065550123",
        "provider.fax": "2065550124",
        "patient.name": "Wendell P Harkness",
        "patient.birth_date": "1961-11-30",
        "patient.phone": "2065550190",
        "payer.name": "Regence BlueShield",
        "patient.member_id": "ZLG802217746",
        "order.date": "2026-10-21",
        "provider.name": "Priya Raghunathan",
        "provider.npi": "1532650201",
        "order.visits": "8",
        "order.frequency": "1/2wk",
        "order.duration": "16wk",
        "diagnosis.codes": {"M25.511", "G89.29", "M79.18"},
        "order.session_minutes": "60",
    }


def short_letter() -> Form:
    """A letter without labels; telephone and fax in its foot."""
    s = Sheet()
    s.text(72, 60, "North Fork Spine Center", 18, True)
    s.text(72, 110, "August 14, 2026")
    s.text(72, 140, "To Whom It May Concern:")
    s.lines(
        72,
        170,
        """Please see Mrs. Adaeze Lindqvist (DOB 3/9/1972) twice weekly for 8 weeks for
        massage therapy to treat cervicalgia (M54.2) and thoracic back pain (M54.6). Sessions
        should last 45 minutes. She was treated last winter for a left ankle sprain (S93.402A),
        three times a week for four weeks, which has resolved. Her goal is to work a full day at
        the computer without pain.""",
    )
    s.text(72, 250, "Her insurance is Kaiser Permanente, member ID 880-41-9927.")
    s.text(72, 290, "Sincerely,")
    s.text(72, 340, "Bartholomew Quist, DC")
    s.text(72, 354, "NPI 1337761740")
    s.text(72, 750, "P 425.555.0140  |  F 425.555.0141  |  77 Main St, Duvall WA 98019", 8)
    return document(s), {
        "provider.organization": "North Fork Spine Center",
        "order.date": "2026-08-14",
        "patient.name": "Adaeze Lindqvist",
        "patient.birth_date": "1972-03-09",
        "order.frequency": "2/wk",
        "order.duration": "8wk",
        "diagnosis.codes": {"M54.2", "M54.6"},
        "order.session_minutes": "45",
        "order.goals": "work a full day at the computer without pain",
        "payer.name": "Kaiser Permanente",
        "patient.member_id": "880-41-9927",
        "provider.name": "Bartholomew Quist",
        "provider.npi": "1337761740",
        "provider.phone": "4255550140",
        "provider.fax": "4255550141",
    }


def hand_pad() -> Form:
    """A prescription pad with one printed doctor and free writing."""
    s = Sheet()
    s.center(50, "Fenwick Sports & Family Care", 15, True)
    s.center(66, "Odalys Fenwick, ND   NPI 1912845298", 9)
    s.center(78, "12 Quarry Rd, Bellingham WA 98225  tel 360.555.0155  fax 360.555.0156", 8)
    s.rule(60, 88, 552)
    s.text(60, 110, "For").text(90, 108, "Magnus Thorvald", 13).rule(85, 112, 330)
    s.text(360, 110, "Date").text(392, 108, "11/2/26", 13).rule(388, 112, 540)
    s.text(60, 135, "Address").rule(110, 137, 330)
    s.text(360, 135, "DOB").text(392, 133, "8-19-88", 13).rule(388, 137, 540)
    s.text(60, 180, "Rx", 26, True)
    s.text(100, 215, "Medical massage 97124  2x/wk x 6 wks", 13)
    s.text(100, 245, "Dx: M54.50 LBP,  M79.18 myalgia", 13)
    s.text(100, 275, "Decrease pain to 3/10, return to running", 13)
    s.text(100, 305, "Avoid pressure on L calf (prior DVT)", 13)
    s.text(60, 470, "Refills 0 1 2 3", 8)
    s.rule(60, 520, 330).text(60, 530, "Signature", 8)
    return document(s), {
        "provider.organization": "Fenwick Sports & Family Care",
        "provider.name": "Odalys Fenwick",
        "provider.npi": "1912845298",
        "provider.phone": "3605550155",
        "provider.fax": "3605550156",
        "patient.name": "Magnus Thorvald",
        "order.date": "2026-11-02",
        "patient.birth_date": "1988-08-19",
        "procedure.codes": {"97124"},
        "order.frequency": "2/wk",
        "order.duration": "6wk",
        "diagnosis.codes": {"M54.50", "M79.18"},
        "order.goals": "Decrease pain to 3/10, return to running",
        "order.precautions": "Avoid pressure on L calf (prior DVT)",
    }


def clinics_own_pad() -> Form:
    """A massage clinic's referral form: its own numbers in the head, boxes to tick."""
    s = Sheet()
    s.center(45, "SALISH TIDE MASSAGE & BODYWORK", 16, True)
    s.center(
        60,
        "3100 Bay St, Tacoma WA 98402   Phone 253-555-0170   Fax 253-555-0171   NPI 1581535493",
        8,
    )
    s.center(84, "Physician Referral Form - please fax to 253-555-0171", 11, True)
    s.text(50, 115, "Patient: Yusuf Demirkan").text(330, 115, "DOB: 07/04/2000")
    s.text(50, 135, "Phone: 253-555-0133").text(330, 135, "Ins. Co.: Cigna")
    s.text(50, 155, "ID#: U7734410 02").text(330, 155, "Claim #: ")
    s.text(50, 185, "Diagnosis (check all that apply or write in):", 10, True)
    options = [
        (True, "M54.2 Neck pain"),
        (False, "M54.50 Low back pain"),
        (False, "M25.511 R shoulder pain"),
        (True, "M62.838 Other muscle spasm"),
    ]
    for i, (on, text) in enumerate(options):
        s.tick(60 + 250 * (i % 2), 205 + 18 * (i // 2), on, text)
    s.text(50, 250, "Other: ______________________ (e.g. M79.7)")
    s.text(50, 280, "Frequency:", 10, True)
    for i, (on, text) in enumerate(
        [(False, "1x/wk"), (True, "2x/wk"), (False, "3x/wk"), (False, "1x/mo")]
    ):
        s.tick(120 + 80 * i, 280, on, text)
    s.text(50, 300, "Duration:", 10, True)
    for i, (on, text) in enumerate(
        [(False, "4 wks"), (False, "6 wks"), (False, "8 wks"), (True, "12 wks")]
    ):
        s.tick(120 + 80 * i, 300, on, text)
    s.text(50, 325, "Treatment:", 10, True)
    for i, (on, text) in enumerate([(True, "Massage (97124)"), (False, "Manual therapy (97140)")]):
        s.tick(120 + 180 * i, 325, on, text)
    s.text(50, 350, "Special precautions: Latex allergy")
    s.text(50, 400, "Provider name (print): Calliope Strand, ARNP").text(
        360, 400, "NPI#: 1830640037"
    )
    s.text(50, 420, "Clinic/Practice: Commencement Bay Health").text(360, 420, "Ph: 253-555-0160")
    s.text(360, 440, "Fax: 253-555-0161")
    s.text(50, 470, "Provider signature: __________________").text(360, 470, "Date: 10/05/2026")
    return document(s), {
        "patient.name": "Yusuf Demirkan",
        "patient.birth_date": "2000-07-04",
        "patient.phone": "2535550133",
        "payer.name": "Cigna",
        "patient.member_id": "U773441002",
        "diagnosis.codes": {"M54.2", "M62.838"},
        "procedure.codes": {"97124"},
        "order.frequency": "2/wk",
        "order.duration": "12wk",
        "order.precautions": "Latex allergy",
        "provider.name": "Calliope Strand",
        "provider.npi": "1830640037",
        "provider.organization": "Commencement Bay Health",
        "provider.phone": "2535550160",
        "provider.fax": "2535550161",
    }


def veterans_referral() -> Form:
    """A community-care referral: values right of labels in cells, many dates that are others'."""
    s = Sheet()
    s.center(40, "Community Care Referral", 14, True)
    rows = [
        ("Veteran's Name", "Harlan Quigley", "Referral Number", "VA0098812345"),
        ("Date of Birth", "1/22/1958", "Referral Issue Date", "10/02/2026"),
        ("Veteran Phone", "509-555-0121", "Expiration of Referral", "04/02/2027"),
        ("ICN", "1012845566V882134", "Number of Visits", "12"),
        ("Category of Care", "Massage Therapy", "First Appointment Date", "10/16/2026"),
        (
            "Provisional Diagnosis",
            "M47.816 Spondylosis, lumbar region",
            "Level of Care Coordination",
            "Basic",
        ),
        ("Referring Provider", "Evangeline Toth, MD", "Referring Provider NPI", "1433734419"),
        (
            "Referring Facility",
            "Mann-Grandstaff VA Medical Center",
            "Facility Phone",
            "509-555-0100",
        ),
        ("Community Provider", "Spokane Falls Massage", "Community Provider NPI", "1643883170"),
    ]
    for i, (a, b, c, d) in enumerate(rows):
        top = 60 + 24 * i
        s.frame(40, top, 572, top + 24)
        for x in (140, 330, 450):
            s.wall(x, top, top + 24)
        s.text(44, top + 15, a, 8, True).text(145, top + 15, b, 8)
        s.text(334, top + 15, c, 8, True).text(455, top + 15, d, 8)
    return document(s), {
        "patient.name": "Harlan Quigley",
        "authorization.number": "VA0098812345",
        "patient.birth_date": "1958-01-22",
        "order.date": "2026-10-02",
        "patient.phone": "5095550121",
        "order.visits": "12",
        "diagnosis.codes": {"M47.816"},
        "provider.name": "Evangeline Toth",
        "provider.npi": "1433734419",
        "provider.organization": "Mann-Grandstaff VA Medical Center",
        "provider.phone": "5095550100",
    }


def accident_two_columns() -> Form:
    """After a collision: the patient at the left, the insurer at the right, labels over values."""
    s = Sheet()
    s.text(50, 45, "Cascadia Injury Chiropractic", 16, True)
    s.text(400, 40, "Phone (503) 555-0113", 9).text(400, 52, "Fax (503) 555-0114", 9)
    s.text(50, 80, "Massage Therapy Prescription - Auto Injury", 12, True)
    pairs = [
        ("Patient's name", "Beatrix Nakamura", "Auto insurance company", "State Farm"),
        ("D.O.B.", "09-27-1983", "PIP claim number", "37-55K2-91B"),
        ("Date of accident", "07-30-2026", "Adjuster", "Ronald Pike"),
        ("Cell phone", "503-555-0187", "Adjuster's phone", "800-555-0199"),
        ("Attorney", "Greta Holm", "Attorney phone", "503-555-0177"),
    ]
    for i, (a, b, c, d) in enumerate(pairs):
        y = 105 + 34 * i
        s.text(50, y, a, 8).text(50, y + 13, b, 11).text(320, y, c, 8).text(320, y + 13, d, 11)
    s.text(50, 285, "Diagnoses", 8).text(
        50, 299, "S13.4XXA  sprain of ligaments of cervical spine", 11
    )
    s.text(50, 314, "S23.3XXA  sprain of ligaments of thoracic spine", 11)
    s.text(50, 340, "Treatment frequency", 8).text(
        50, 353, "3 times a week for 4 weeks, then 2 times a week for 4 weeks", 11
    )
    s.text(50, 380, "Restrictions", 8).text(50, 393, "No cervical traction", 11)
    s.text(50, 420, "Not to exceed", 8).text(50, 433, "20 visits", 11)
    s.rule(50, 520, 300).text(50, 531, "Leopold Varga, DC    NPI 1761125651", 8)
    s.text(330, 516, "08-03-2026", 11).rule(330, 520, 460).text(330, 531, "Date", 8)
    s.rule(50, 600, 300).text(50, 611, "Patient signature", 8)
    s.text(330, 596, "08-04-2026", 11).rule(330, 600, 460).text(330, 611, "Date", 8)
    return document(s), {
        "provider.organization": "Cascadia Injury Chiropractic",
        "provider.phone": "5035550113",
        "provider.fax": "5035550114",
        "patient.name": "Beatrix Nakamura",
        "patient.birth_date": "1983-09-27",
        "injury.date": "2026-07-30",
        "patient.phone": "5035550187",
        "payer.name": "State Farm",
        "claim.number": "37-55K2-91B",
        "diagnosis.codes": {"S13.4XXA", "S23.3XXA"},
        "order.frequency": "3/wk then 2/wk",
        "order.duration": "4wk then 4wk",
        "order.visits": "20",
        "order.precautions": "No cervical traction",
        "provider.name": "Leopold Varga",
        "provider.npi": "1761125651",
    }


def cover_order_note() -> Form:
    """Three sheets: a fax cover, the order, and a chart note with other codes and schedules."""
    cover = Sheet()
    cover.text(
        30,
        20,
        "NOV 12 2026 10:41AM   FROM: SKAGIT PAIN CLINIC  3605550188   TO: 3605550143   P. 1/3",
        8,
    )
    cover.text(60, 80, "Fax Transmittal", 24, True)
    for i, (a, b) in enumerate(
        [
            ("To:", "Maren Holloway, LMT"),
            ("Fax:", "360-555-0143"),
            ("From:", "Referral desk"),
            ("Phone:", "360-555-0186"),
            ("Fax:", "360-555-0188"),
            ("Date:", "11/12/2026"),
            ("Re:", "new referral"),
        ]
    ):
        cover.text(60, 130 + 22 * i, a, 11, True).text(140, 130 + 22 * i, b, 11)
    order = Sheet()
    order.text(60, 60, "Skagit Pain Clinic", 16, True)
    order.text(60, 90, "ORDER FOR MASSAGE THERAPY", 12, True)
    for i, text in enumerate(
        [
            "Ordered on: 11/11/2026",
            "Patient: Dorothea Finch    DOB: 05/16/1949",
            "Insurance: Medicare    MBI: 1EG4-TE5-MK72",
            "Dx: M48.061 Spinal stenosis, lumbar region",
            "Sig: 1-2x/week x 10 weeks, 30 min",
            "Goal: stand at the sink for 20 minutes",
            "Precautions: Osteoporosis, light pressure",
            "Ordering provider: Casimir Doyle, MD    NPI: 2880021581",
        ]
    ):
        order.text(60, 120 + 22 * i, text, 11)
    note = Sheet()
    note.text(60, 60, "PROGRESS NOTE", 14, True)
    note.text(60, 80, "Patient: Dorothea Finch    DOB: 05/16/1949    Date of visit: 10/28/2026")
    note.text(60, 110, "Subjective:", 10, True)
    note.lines(
        60,
        124,
        """She reports back pain with walking. She had physical therapy 3x/week for 6 weeks
        last year (M54.50) without benefit. Seen by Hugo Brandt, MD in 2024 for migraine
        (G43.909).""",
    )
    note.text(60, 165, "Medications:", 10, True).text(
        60, 179, "gabapentin 300 mg 3 times a day for 90 days"
    )
    note.text(60, 205, "Past history:", 10, True).text(60, 219, "I10, E03.9, Z96.651")
    return document(cover, order, note), {
        "provider.phone": "3605550186",
        "provider.fax": "3605550188",
        "provider.organization": "Skagit Pain Clinic",
        "order.date": "2026-11-11",
        "patient.name": "Dorothea Finch",
        "patient.birth_date": "1949-05-16",
        "payer.name": "Medicare",
        "patient.member_id": "1EG4-TE5-MK72",
        "diagnosis.codes": {"M48.061"},
        "order.frequency": "1-2/wk",
        "order.duration": "10wk",
        "order.session_minutes": "30",
        "order.goals": "stand at the sink for 20 minutes",
        "order.precautions": "Osteoporosis, light pressure",
        "provider.name": "Casimir Doyle",
        "provider.npi": "2880021581",
    }


FORMS = (
    typed_letterhead,
    captions_under_lines,
    compensation_table,
    record_print,
    short_letter,
    hand_pad,
    clinics_own_pad,
    veterans_referral,
    accident_two_columns,
    cover_order_note,
)


def boxed_captions() -> Form:
    """A ruled grid with captions in its cells, unlike words, and cells that stay empty."""
    s = Sheet()
    s.text(40, 36, "ORDER FORM - REHABILITATIVE MASSAGE", 13, True)
    rows: list[list[tuple[float, str, str]]] = [
        [
            (40, "Pt. legal name", "Vasquez-Oduya, Marisol"),
            (330, "Birth dt", "04-Feb-1994"),
            (460, "Gender", "F"),
        ],
        [
            (40, "Contact no.", "425.555.0198"),
            (230, "Emergency contact / phone", "Luis Vasquez 425.555.0199"),
        ],
        [
            (40, "Coverage", "UnitedHealthcare"),
            (230, "Identification no.", "914 402 118"),
            (400, "Grp", "78-110233"),
            (490, "Pre-cert", ""),
        ],
        [(40, "Dx 1", "M75.41"), (120, "Description", "Impingement syndrome of right shoulder")],
        [(40, "Dx 2", "M25.611"), (120, "Description", "Stiffness of right shoulder, NEC")],
        [(40, "Dx 3", ""), (120, "Description", "")],
        [(40, "Comorbidities", "E66.9, F41.1"), (330, "Allergies", "arnica")],
        [
            (40, "Modality", "Myofascial release"),
            (230, "HCPCS/CPT", "97140"),
            (400, "Session minutes", "45"),
        ],
        [
            (40, "How often", "1-2 x weekly"),
            (230, "How long", "10 weeks"),
            (400, "Max visits", "15"),
        ],
        [(40, "Expected outcome", "Reach overhead shelf without pain")],
        [(40, "Contraindications", "")],
        [
            (40, "Clinician", "Noor Abdallah, DO"),
            (300, "Clinician NPI", "1893194260"),
            (450, "State license", "OP60811"),
        ],
        [
            (40, "Medical group", "Evergreen Orthopaedic Associates"),
            (330, "Tel", "206.555.0137"),
            (460, "Facsimile", "206.555.0138"),
        ],
        [
            (40, "Clinician signature", ""),
            (330, "Signed on", "2026-09-30"),
            (460, "Order written", "2026-09-29"),
        ],
        [
            (40, "Rendering provider", "Pia Lundgren, LMT"),
            (300, "NPI", "1637289905"),
            (450, "Fax", "360.555.0108"),
        ],
    ]
    for i, row in enumerate(rows):
        top = 50 + 32 * i
        s.frame(40, top, 572, top + 32)
        for x, caption, value in row:
            if x > 40:
                s.wall(x - 3, top, top + 32)
            s.text(x + 2, top + 9, caption, 6.5).text(x + 2, top + 24, value, 10)
    return document(s), {
        "patient.name": "Marisol Vasquez-Oduya",
        "patient.birth_date": "1994-02-04",
        "patient.phone": "4255550198",
        "payer.name": "UnitedHealthcare",
        "patient.member_id": "914402118",
        "diagnosis.codes": {"M75.41", "M25.611"},
        "procedure.codes": {"97140"},
        "order.session_minutes": "45",
        "order.frequency": "1-2/wk",
        "order.duration": "10wk",
        "order.visits": "15",
        "order.goals": "Reach overhead shelf without pain",
        "provider.name": "Noor Abdallah",
        "provider.npi": "1893194260",
        "provider.organization": "Evergreen Orthopaedic Associates",
        "provider.phone": "2065550137",
        "provider.fax": "2065550138",
        "order.date": "2026-09-29",
    }


def unknown_captions() -> Form:
    """Labels of an office's own making between known ones: nobody may take their values."""
    s = Sheet()
    s.center(50, "Orchard Heights Women's Health", 16, True)
    s.center(64, "phone 509-555-0150 / fax 509-555-0151", 9)
    s.center(95, "Referral to massage", 13, True)
    rows = [
        ("Patient", "Josephine Tallgrass"),
        ("Preferred first name", "Josie"),
        ("DOB", "10/30/1991"),
        ("Estimated due date", "02/11/2027"),
        ("Best number today", "509-555-0117"),
        ("Pharmacy number", "509-555-0222"),
        ("Insurance", "Molina Healthcare"),
        ("Ins. ID", "MLN0093381"),
        ("Newborn plan code", "88213-A"),
        ("Referred by", "Hilde Amundsen, CNM"),
        ("NPI", "1235985235"),
        ("Back-up midwife", "Rosa Klein, CNM"),
        ("Reason for referral", "Low back pain in pregnancy O26.892, M54.59"),
        ("Last ultrasound", "10/02/2026"),
        ("Order", "Prenatal massage once weekly until delivery"),
        ("Positioning", "Side-lying only"),
        ("Date", "10/09/2026"),
    ]
    for i, (label, value) in enumerate(rows):
        s.text(60, 130 + 22 * i, label + ":", 10).text(210, 130 + 22 * i, value)
    return document(s), {
        "provider.organization": "Orchard Heights Women's Health",
        "provider.phone": "5095550150",
        "provider.fax": "5095550151",
        "patient.name": "Josephine Tallgrass",
        "patient.birth_date": "1991-10-30",
        "payer.name": "Molina Healthcare",
        "patient.member_id": "MLN0093381",
        "provider.name": "Hilde Amundsen",
        "provider.npi": "1235985235",
        "diagnosis.codes": {"O26.892", "M54.59"},
        "order.frequency": "1/wk",
        "order.date": "2026-10-09",
    }


def necessity_letter() -> Form:
    """A letter of medical necessity for a spending account, in sentences."""
    s = Sheet()
    s.text(72, 50, "Meridian Peak Integrative Medicine", 15, True)
    s.text(72, 64, "901 Summit Loop, Boise, ID 83702 | Office: 208-555-0160 | Fax: 208-555-0161", 8)
    s.text(72, 100, "Date: July 7, 2026")
    s.text(
        72, 120, "RE: Letter of Medical Necessity for Leopoldine Krause, date of birth 12/12/1968"
    )
    s.text(72, 134, "Account holder: Matthias Krause     Employer: Snake River Utility Co.")
    s.lines(
        72,
        165,
        """To the plan administrator:
        I am the treating physician of Ms. Krause. She has been diagnosed with fibromyalgia (M79.7)
        and chronic tension-type headache (G44.229). I recommend therapeutic massage, one hour,
        every two weeks for 12 months. The treatment will reduce pain and allow her to
        sleep through the night. Over-the-counter medication has not helped; she does not have
        rheumatoid arthritis (M06.9).""",
    )
    s.text(72, 300, "Respectfully,")
    s.text(72, 350, "Gwendolyn Achebe, MD")
    s.text(72, 364, "NPI: 1217654163     License: M-20418")
    return document(s), {
        "provider.organization": "Meridian Peak Integrative Medicine",
        "provider.phone": "2085550160",
        "provider.fax": "2085550161",
        "order.date": "2026-07-07",
        "patient.name": "Leopoldine Krause",
        "patient.birth_date": "1968-12-12",
        "diagnosis.codes": {"M79.7", "G44.229"},
        "order.frequency": "1/2wk",
        "order.duration": "12mo",
        "order.session_minutes": "60",
        "provider.name": "Gwendolyn Achebe",
        "provider.npi": "1217654163",
    }


def three_columns_of_labels() -> Form:
    """Labels and values side by side in three columns, small type, two people with one surname."""
    s = Sheet()
    s.text(30, 30, "Mercy Valley Health System", 11, True).text(
        430, 30, "Rehab Services Order", 11, True
    )
    s.text(30, 42, "Ortho & Spine Dept   Ph 541-555-0144   Fx 541-555-0145", 7)
    table = [
        ("Name:", "Delacroix, Antoine", "Sex:", "M", "Enc date:", "11/03/2026"),
        ("DOB:", "08/08/1957", "MRN:", "55-81-203", "Order #:", "7741902"),
        ("Cell:", "541-555-0112", "Lang:", "French", "Order date:", "11/04/2026"),
        ("Ins:", "PacificSource", "Subscriber:", "Delacroix, Marie", "Priority:", "Routine"),
        ("Policy #:", "PSM-4419027", "Sub DOB:", "03/03/1959", "Expires:", "11/04/2027"),
    ]
    for i, row in enumerate(table):
        for x, text in zip((30, 90, 230, 290, 420, 490), row, strict=True):
            s.text(x, 70 + 13 * i, text, 8)
    s.text(30, 150, "Ordering provider: Marguerite Delacroix-Owens, PA-C (NPI 1464627045)", 8)
    s.text(30, 163, "Supervising MD: Helmut Brandt, MD (NPI 2905597722)", 8)
    s.text(30, 190, "Dx:", 8, True).text(
        60, 190, "M51.360 Lumbar disc degeneration with discogenic back pain only", 8
    )
    s.text(30, 203, "Tx:", 8, True).text(
        60, 203, "massage therapy, 30 min, 2x per week x 5 weeks (10 visits)", 8
    )
    s.text(30, 216, "Goal:", 8, True).text(60, 216, "Sit 45 min without pain", 8)
    s.text(30, 229, "Precautions:", 8, True).text(100, 229, "none", 8)
    s.text(30, 260, "E-signed: Marguerite Delacroix-Owens, PA-C 11/04/2026 13:05", 8)
    s.text(30, 300, "Send to: Willamette Muscle Works   Ph 541-555-0170   Fx 541-555-0171", 8)
    return document(s), {
        "provider.organization": "Mercy Valley Health System",
        "provider.phone": "5415550144",
        "provider.fax": "5415550145",
        "patient.name": "Antoine Delacroix",
        "patient.birth_date": "1957-08-08",
        "patient.phone": "5415550112",
        "payer.name": "PacificSource",
        "patient.member_id": "PSM-4419027",
        "order.date": "2026-11-04",
        "provider.name": "Marguerite Delacroix-Owens",
        "provider.npi": "1464627045",
        "diagnosis.codes": {"M51.360"},
        "order.session_minutes": "30",
        "order.frequency": "2/wk",
        "order.duration": "5wk",
        "order.visits": "10",
        "order.goals": "Sit 45 min without pain",
    }


def blanks_left_empty() -> Form:
    """A form of which half is empty: what is not there must not be found elsewhere."""
    s = Sheet()
    s.text(60, 50, "Massage Therapy Prescription", 15, True)
    y = 85
    for label, value, right, other in [
        ("Patient name", "Ottoline Barr", "Date of birth", ""),
        ("Phone", "", "Today's date", "08/21/2026"),
        ("Insurance company", "", "Member ID", ""),
        ("Claim number", "", "Date of injury", ""),
        ("Diagnosis", "M54.41 lumbago with sciatica, right", "", ""),
        ("Frequency", "", "Duration", "6 weeks"),
        ("Number of visits", "", "Minutes per visit", ""),
        ("Goals", "", "", ""),
        ("Precautions", "", "", ""),
        ("Physician name", "Ambrose Feld, MD", "NPI", ""),
        ("Clinic", "", "Fax", "360-555-0184"),
        ("Phone", "", "", ""),
        ("Signature", "", "Date", ""),
    ]:
        s.text(60, y, label).rule(150, y + 2, 330).text(154, y, value)
        if right:
            s.text(345, y, right).rule(430, y + 2, 552).text(434, y, other)
        y += 24
    s.text(60, 480, "Questions? Call Tahoma Massage at 360-555-0100 or fax to 360-555-0101.", 8)
    return document(s), {
        "patient.name": "Ottoline Barr",
        "order.date": "2026-08-21",
        "diagnosis.codes": {"M54.41"},
        "order.duration": "6wk",
        "provider.name": "Ambrose Feld",
        "provider.fax": "3605550184",
    }


FORMS += (
    boxed_captions,
    unknown_captions,
    necessity_letter,
    three_columns_of_labels,
    blanks_left_empty,
)
