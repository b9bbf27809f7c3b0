"""Papers of our own making that come to an office, as lines of text: some order treatment."""

from __future__ import annotations

from docflow.model import Document
from typed_sheets import Sheet, document

OTHERS = {
    "report of an image": """
Tall Fir Imaging
MRI LUMBAR SPINE WITHOUT CONTRAST
Patient: Ruth Okafor      DOB: 02/03/1971
Ordering provider: Dana Whitlow, MD      Exam date: 11/02/2026
Accession: 7738192
CLINICAL HISTORY: Low back pain, M54.50. Prior physical therapy for 6 weeks.
TECHNIQUE: Sagittal T1 and T2 images.
COMPARISON: None.
FINDINGS: Mild disc bulge at L4-L5. No stenosis.
IMPRESSION: Mild degenerative change.
Electronically signed by Paul Ames, MD, radiologist 11/03/2026 08:14
""",
    "report of a laboratory": """
Cascade Pathology Laboratory
LABORATORY REPORT
Patient Name: Ruth Okafor     Date of Birth: 02/03/1971
Physician: Dana Whitlow, MD   NPI 1457382913
Specimen: Blood   Collected: 11/02/2026   Reported: 11/03/2026
Dx: M54.50, M79.7
Test   Result   Reference Range   Units
TSH   2.1   0.4-4.0   mIU/L
CRP   3   0-5   mg/L
""",
    "receipt for a plan": """
Alder Street Massage
SUPERBILL
Patient: Ruth Okafor   DOB: 02/03/1971
Referring physician: Dana Whitlow, MD  NPI 1457382913
Insurance: Regence BlueShield   ID: ZXY123456789
Diagnosis codes: M54.50, M62.830
DOS 11/02/2026  CPT 97124  Massage  Units 4  Fee $120.00
DOS 11/09/2026  CPT 97140  Manual therapy  Units 4  Fee $120.00
Total charges $240.00  Amount paid $240.00  Balance $0.00
Provider signature: Jo Lane LMT
""",
    "invoice": """
Alder Street Massage
INVOICE 2291
Bill to: Ruth Okafor
Date of birth: 02/03/1971
Referring provider: Dana Whitlow, MD
Diagnosis: M54.50
11/02/2026  97124 Massage therapy  4 units  $120.00
11/09/2026  97124 Massage therapy  4 units  $120.00
Subtotal $240.00
Amount due $240.00
Terms: due within 30 days. Make checks payable to Alder Street Massage.
""",
    "missed appointment": """
Alder Street Massage
Re: Missed appointment
Dear Ruth Okafor,
We missed you on November 2, 2026. Your provider Dana Whitlow, MD has ordered massage
therapy twice a week for six weeks and regular visits help.
Please call to reschedule. A missed visit fee of $45 may apply.
""",
    "release of records": """
AUTHORIZATION TO RELEASE HEALTH INFORMATION
Patient name: Ruth Okafor   Date of birth: 02/03/1971
I authorize Alder Street Massage to disclose my treatment records, diagnosis and
prescriptions to Dana Whitlow, MD.
Purpose: continuing care.  This authorization expires in 12 months.
Patient signature: ______   Date: 11/02/2026
""",
    "quote of benefits": """
Benefit Quote
Member: Ruth Okafor   DOB 02/03/1971   Member ID ZXY123456789
Plan: Regence BlueShield PPO
Massage therapy: 12 visits per calendar year, 4 used. Referral required: yes. Prescription
required: yes
Deductible $500, met $320. Coinsurance 20%. Copay $25. Out-of-pocket max $3,000.
Rep name: Carla, reference call 88213
""",
    "newsletter": """
Wellness News
Autumn 2026
Massage therapy helps low back pain: a study found that massage once a week for ten weeks
reduces pain.
Ask your doctor for a referral or prescription. Most plans pay with a diagnosis such as M54.50.
Gift cards on sale. Save 10% when you book six visits.
Unsubscribe at our website.
""",
    "form of a new client": """
Alder Street Massage
New Client Intake Form
Name: Ruth Okafor   Date of birth: 02/03/1971   Phone: 360-555-0199
Emergency contact: Sam Okafor   Occupation: cook
Insurance: Regence BlueShield  Member ID: ZXY123456789
Physician: Dana Whitlow, MD   Physician phone: 360-555-0142
Reason for visit: low back pain
Have you had massage before? Yes   How often? once a month
Goals for treatment: less pain
Medications: none   Allergies: nut oil
I understand that massage therapy is not a substitute for medical care.
Client signature: Ruth Okafor  Date: 11/02/2026
""",
    "prescription of a drug": """
Cedar Grove Family Practice
Dana Whitlow, MD   NPI 1457382913   DEA BW1234563
Patient: Ruth Okafor   DOB: 02/03/1971   Date: 11/02/2026
Rx: Cyclobenzaprine 10 mg tablets
Sig: take 1 tablet by mouth at bedtime for 10 days
Dispense: #10   Refills: 1
Diagnosis: M54.50
Signature: Dana Whitlow, MD
""",
    "requisition to a laboratory": """
Cedar Grove Family Practice
LABORATORY REQUISITION
Patient: Ruth Okafor   DOB: 02/03/1971
Ordering provider: Dana Whitlow, MD  NPI 1457382913  Order date: 11/02/2026
Diagnosis: M79.7, R53.83
Tests ordered: CBC, CRP, TSH, Vitamin D
Fasting: yes   Frequency: once
Signature: Dana Whitlow, MD
""",
    "order of an image": """
Cedar Grove Family Practice
IMAGING ORDER
Patient: Ruth Okafor   DOB: 02/03/1971
Exam: X-ray lumbar spine 2 views
Diagnosis: M54.50
Ordering provider: Dana Whitlow, MD  NPI 1457382913  Order date: 11/02/2026
Signature: Dana Whitlow, MD
""",
    "order of a device": """
Cedar Grove Family Practice
Durable Medical Equipment Order
Patient: Ruth Okafor   DOB: 02/03/1971  Insurance: Regence BlueShield  ID ZXY123456789
Item: lumbar brace L0631, quantity 1
Length of need: 12 months
Diagnosis: M54.50
Physician: Dana Whitlow, MD  NPI 1457382913  Date: 11/02/2026
""",
    "note for an employer": """
Cedar Grove Family Practice
November 2, 2026
To whom it may concern: Ruth Okafor was seen today. She may return to work on November 5,
2026 with no lifting over 10 pounds for 2 weeks.
Dana Whitlow, MD
""",
    "notice of approval": """
Regence BlueShield
November 2, 2026
Notice of Approval
Member: Ruth Okafor   Member ID: ZXY123456789   DOB 02/03/1971
Your request for prior authorization has been approved. Authorization number: A11822
Service: 97124 massage therapy, 12 visits, 11/02/2026 to 01/31/2027
Provider: Alder Street Massage. Approval is not a guarantee of payment.
""",
    "report of an examination": """
Western Medical Evaluations
Independent Medical Examination Report
Examinee: Ruth Okafor   Claim AB12345   Date of injury 06/01/2026   DOB 02/03/1971
Diagnosis: S39.012A lumbar strain
Opinion: the examinee has reached maximum medical improvement. Massage twice a week
for six weeks was given. No further treatment is needed.
Paul Ames, MD  10/01/2026
""",
    "claim form": """
HEALTH INSURANCE CLAIM FORM
1a. Insured's ID number ZXY123456789   2. Patient's name Okafor, Ruth
17. Name of referring provider Dana Whitlow MD  17b. NPI 1457382913
21. Diagnosis A. M54.50
24. 11 02 26 97124 A 120.00 4
28. Total charge 120.00  29. Amount paid 0.00
""",
    "claim status": """
Regence BlueShield
Claim status
Claim number 7738192 Patient Ruth Okafor Date of service 11/02/2026 97124 billed $120.00
Status: in process
We need 30 days to finish our review.
""",
    "examination of an insurer": """
Western Medical Evaluations
November 2, 2026
Re: Ruth Okafor   Claim: AB12345   Date of injury: 06/01/2026
An independent medical examination has been scheduled with Paul Ames, MD on December 3,
2026 at 9:00 am.
Please bring records of massage therapy and physical therapy. If you do not attend your
benefits may stop.
""",
    "letter of protection": """
Letter of Protection
Harmon & Vale, Attorneys
Client: Ruth Okafor  Date of accident: 06/01/2026
We agree to pay Alder Street Massage for treatment out of any settlement. Please provide
therapy as ordered by her doctor and send bills to this office.
""",
    "request of a pharmacy": """
Pharmacy refill request
Patient: Ruth Okafor  DOB 02/03/1971
Prescriber: Dana Whitlow, MD  NPI 1457382913
Drug: gabapentin 300 mg capsule  Sig: 1 capsule three times a day  Qty 90
Approve ___ Deny ___  Refills ___   Prescriber signature ______
""",
    "report of progress": """
Alder Street Massage
Progress report to referring provider
To: Dana Whitlow, MD   From: Jo Lane, LMT
Patient: Ruth Okafor  DOB 02/03/1971   Diagnosis: M54.50
Visits completed: 8 of 12. Frequency: 2 times per week.
Pain went from 7 to 3. Patient has met the goal of sitting 1 hour.
Thank you for the referral.
""",
    "membership": """
Alder Street Massage membership agreement
I, Ruth Okafor, agree to one massage a month for twelve months at $85 a month charged to
my card.
Signature Ruth Okafor   Date 11/02/2026
""",
    "message of a patient": """
MyHealth message
From: Ruth Okafor   To: Dana Whitlow, MD   Sent: 11/02/2026
Can you please send a referral for massage to Alder Street Massage? My back pain M54.50 is
worse. I would like to go twice a week for six weeks.
""",
    "answer to an order": """
Salmonberry Massage
Referral received
To: Dana Whitlow, MD, Cedar Grove Family Practice
Patient: Ruth Okafor      Date of Birth: 02/03/1971
Insurance: Regence BlueShield
We have received your order for massage therapy, dated 11/03/2026. Her first session is on
November 12 with Ida Brandt, LMT, and further sessions follow on Mondays and Fridays.
This letter is for your chart; it is not an order, and nobody has to sign it.
""",
    "request for an order": """
Alder Street Massage
November 2, 2026
To: Dana Whitlow, MD  Fax 360-555-0142
Re: Ruth Okafor   DOB 02/03/1971
We need a new prescription for massage therapy for this patient. Please include the
diagnosis codes, frequency and duration and sign and date it.
""",
}
ORDERS = {
    "letter": """
Cedar Grove Family Practice
November 2, 2026
Dear Jo Lane,
Please see my patient Ruth Okafor (DOB 02/03/1971) for M54.50. I would like her to have
bodywork once a week for eight weeks.
Thank you, Dana Whitlow, MD
""",
    "order in a portal": """
Referral details
Referral ID 88213  Status: Authorized
Patient Ruth Okafor  DOB 02/03/1971
Referred by: Dana Whitlow, MD  Referred to: Massage therapy
Diagnosis: M54.50
Number of visits: 12
Order date: 11/02/2026
Electronically signed by Dana Whitlow, MD
""",
    "summary after a visit": """
After Visit Summary
Ruth Okafor  DOB 02/03/1971  11/02/2026
Your next appointment: December 3 at 9:00
Orders placed today: Ambulatory referral to massage therapy
Diagnosis: Low back pain M54.50
Frequency: 2 times per week for 6 weeks
Authorized by Dana Whitlow, MD
""",
    "status for an employer": """
Occupational Health Work Status
Employee: Ruth Okafor  Claim AB12345  Date of injury 06/01/2026
Modified duty: no lifting over 10 pounds
Treatment plan: massage therapy 2 times weekly for 4 weeks
Diagnosis S39.012A
Next appointment 11/20/2026
Dana Whitlow, MD  11/02/2026
""",
    "request for authorization": """
Request for Authorization of treatment
Patient Ruth Okafor  DOB 02/03/1971 Claim AB12345
Diagnosis M54.50   Procedure 97124   Frequency 2x week   Duration 6 weeks
Requesting physician Dana Whitlow, MD   Signature ______ Date 11/02/2026
""",
    "letter of necessity": """
Letter of medical necessity
Patient: Ruth Okafor  DOB: 02/03/1971
Condition: chronic low back pain M54.50
Recommended: therapeutic massage, twice monthly for 12 months
HSA reimbursement
Dana Whitlow, MD  11/02/2026
""",
}


def paper(*pages: str) -> Document:
    """A file of these pages, each a title over small lines."""
    return document(*(_sheet(page) for page in pages))


def _sheet(text: str) -> Sheet:
    sheet = Sheet()
    for number, line in enumerate(text.strip().splitlines()):
        sheet.text(50, 70 + 22 * number, line, 14 if number == 0 else 9)
    return sheet
