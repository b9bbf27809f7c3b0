#!/usr/bin/env python3
"""Makes docflow's own letter templates, once: `python tools/build_templates.py [FOLDER]`.

Offices change the .docx in Word afterwards; run this again only to start over.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Inches, Pt
from letter_style import (
    INK,
    WIDTH,
    border,
    facts,
    figures,
    flush_right,
    footer,
    letter_document,
    letterhead,
    listing,
    panel,
    roomy,
    rule,
    running_head,
    say,
    section,
    signature,
    table,
)

CONFIDENTIAL = "Case {{ case_id }}  ·  Confidential health information"
CONTACTS = (
    "{%p if practice_address %}",
    "{{ practice_address }}",
    "{%p endif %}",
    "{% if practice_phone %}Phone {{ practice_phone }}{% endif %}"
    "{% if practice_phone and practice_fax %}  ·  {% endif %}"
    "{% if practice_fax %}Fax {{ practice_fax }}{% endif %}",
    "{%p if practice_email %}",
    "{{ practice_email }}",
    "{%p endif %}",
)
BOX = "\u2610\u00a0"


def known(name: str, otherwise: str = "\u2014") -> str:
    """A value, or what stands there where it is not known."""
    return f"{{% if {name} %}}{{{{ {name} }}}}{{% else %}}{otherwise}{{% endif %}}"


def title(document: Any, text: str, subtitle: str) -> None:
    """The letter's title and a line under it."""
    say(document, text, "Letter Title")
    say(document, subtitle, "Subtitle Line")


def practice_letter(name: str, patient: str) -> Any:
    """An empty letter on the practice's letterhead."""
    document = letter_document(name)
    letterhead(document, "{{ practice_name }}", CONTACTS)
    running_head(document, f"{name}  ·  {patient}")
    footer(document, CONFIDENTIAL)
    return document


def treatment_plan() -> Any:
    """The plan of treatment, signed by practitioner and prescriber."""
    document = practice_letter("Treatment Plan", "{{ patient_name }}")
    title(document, "Treatment Plan", "{{ today }}  ·  Case {{ case_id }}")
    facts(
        document,
        [
            [
                ("Patient", "**{{ patient_name }}**"),
                ("Date of birth", "{{ patient_birth_date }}"),
                ("Member ID", known("patient_member_id")),
            ],
            [
                ("Payer", known("payer_name")),
                ("Claim number", known("injury_claim")),
                ("Date of injury", known("injury_date")),
            ],
            [
                ("Prescriber", "{{ provider_signer }}"),
                ("Prescriber’s NPI", known("provider_npi")),
                ("Date of the order", "{{ order_date }}"),
            ],
        ],
    )
    section(document, "Diagnoses")
    listing(
        document,
        ("ICD-10-CM", "Description"),
        (1.2, WIDTH - 1.2),
        "d in diagnoses",
        ("**{{ d.code }}**", "{{ d.description }}"),
    )
    section(document, "Functional limits")
    say(document, "{%p if plan_limits %}", "Cell")
    say(document, "{%p for limit in plan_limits %}", "Cell")
    bullet(document, "{{ limit }}")
    say(document, "{%p endfor %}", "Cell")
    say(document, "{%p else %}", "Cell")
    say(document, "Not stated in the order.", "Cell")
    say(document, "{%p endif %}", "Cell")
    section(document, "Treatment")
    figures(
        document,
        [
            ("Frequency", "{{ order_frequency }}"),
            ("Duration", "{{ order_duration }}"),
            ("Total visits", "{{ visits_total }}"),
            ("Each session", known("order_session_minutes")),
        ],
    )
    say(document, "", "Hair").paragraph_format.space_after = Pt(5)
    treatment_tables(document)
    section(document, "Goals")
    say(document, "{%p if goals %}", "Cell")
    listing(
        document,
        ("Goal", "Baseline", "Target"),
        (WIDTH - 2.6, 1.3, 1.3),
        "g in goals",
        ("{{ g.goal }}", "{{ g.baseline or '\u2014' }}", "{{ g.target or '\u2014' }}"),
    )
    say(document, "{%p else %}", "Cell")
    say(document, "Not stated in the order.", "Cell")
    say(document, "{%p endif %}", "Cell")
    section(document, "Re-evaluation and precautions")
    pairs(
        document,
        [
            ("Re-evaluation", "On or before **{{ reevaluation }}**"),
            ("Precautions", known("order_precautions", "None stated in the order.")),
        ],
    )
    two_signatures(document)
    return document


def treatment_tables(document: Any) -> None:
    """Techniques by region, and the procedures that are billed."""
    say(document, "{%p if techniques %}", "Hair")
    listing(
        document,
        ("Region", "Techniques"),
        (2.2, WIDTH - 2.2),
        "t in techniques",
        ("**{{ t.region or '\u2014' }}**", "{{ t.technique or '\u2014' }}"),
    )
    say(document, "", "Hair").paragraph_format.space_after = Pt(5)
    say(document, "{%p endif %}", "Hair")
    say(document, "{%p if procedures %}", "Hair")
    say(document, "Procedures", "Label")
    say(document, "{%p for p in procedures %}", "Hair")
    line = say(document, "**{{ p.code }}**\t{{ p.words }}", "Cell")
    line.paragraph_format.tab_stops.add_tab_stop(Inches(0.75))
    line.paragraph_format.left_indent = Inches(0.75)
    line.paragraph_format.first_line_indent = Inches(-0.75)
    say(document, "{%p endfor %}", "Hair")
    say(document, "{%p endif %}", "Hair")


def bullet(document: Any, text: str) -> None:
    """One point of a list."""
    point = say(document, f"•\t{text}", "Cell")
    point.paragraph_format.left_indent = Inches(0.2)
    point.paragraph_format.first_line_indent = Inches(-0.2)
    point.paragraph_format.tab_stops.add_tab_stop(Inches(0.2))


def pairs(document: Any, rows: list[tuple[str, str]]) -> None:
    """Labels on the left, values on the right."""
    made = table(document, (1.6, WIDTH - 1.6), len(rows))
    for row, (label, value) in zip(made.rows, rows, strict=True):
        say(row.cells[0], label, "Label").paragraph_format.space_before = Pt(3)
        say(row.cells[1], value, "Cell")
        for cell in row.cells:
            border(cell, bottom=True)
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def two_signatures(document: Any) -> None:
    """Practitioner and prescriber side by side."""
    space = say(document, "", "Hair").paragraph_format
    space.space_after, space.keep_with_next = Pt(8), True
    made = table(document, (3.25, WIDTH - 6.5, 3.25))
    left, _, right = made.rows[0].cells
    signature(
        left,
        "Treating practitioner",
        (
            "**{{ practice_signer }}{% if practice_credentials %}, "
            "{{ practice_credentials }}{% endif %}**",
            "{% if practice_license %}License {{ practice_license }}{% endif %}"
            "{% if practice_license and practice_npi %}  ·  {% endif %}"
            "{% if practice_npi %}NPI {{ practice_npi }}{% endif %}",
        ),
    )
    signature(
        right,
        "Prescriber: I have reviewed this plan and agree with it",
        (
            "**{{ provider_signer }}**",
            "{% if provider_npi %}NPI {{ provider_npi }}{% endif %}",
        ),
    )


def medical_necessity() -> Any:
    """The physician's letter for an FSA or HSA, drafted for review and signature."""
    document = letter_document("Letter of Medical Necessity")
    letterhead(
        document,
        known("provider_organization", "{{ provider_signer }}"),
        (
            "{{ provider_signer }}",
            "{% if provider_npi %}NPI {{ provider_npi }}{% endif %}",
            "{% if provider_phone %}Phone {{ provider_phone }}{% endif %}"
            "{% if provider_phone and provider_fax %}  ·  {% endif %}"
            "{% if provider_fax %}Fax {{ provider_fax }}{% endif %}",
        ),
    )
    running_head(document, "Letter of Medical Necessity  ·  {{ patient_name }}")
    footer(document, CONFIDENTIAL)
    title(document, "Letter of Medical Necessity", "{{ today }}")
    say(document, "To the plan administrator (FSA, HSA or HRA)", "Normal")
    facts(
        document,
        [
            [
                ("Patient", "**{{ patient_name }}**"),
                ("Date of birth", "{{ patient_birth_date }}"),
                ("Account holder, if another person", known("lmn_holder", "")),
            ],
            [
                ("Employer", known("lmn_employer", "")),
                ("Account or member ID", known("lmn_account", known("patient_member_id", ""))),
                ("Date of the order", "{{ order_date }}"),
            ],
        ],
    )
    opening = say(
        document,
        "I ordered the treatment below for {{ patient_name }} on {{ order_date }}, for the medical "
        "condition named here.",
    )
    opening.paragraph_format.space_before = Pt(9)
    section(document, "Medical condition")
    listing(
        document,
        ("ICD-10-CM", "Description"),
        (1.2, WIDTH - 1.2),
        "d in diagnoses",
        ("**{{ d.code }}**", "{{ d.description }}"),
    )
    section(document, "Recommended treatment")
    say(document, "{{ treatment }}")
    figures(
        document,
        [
            ("Frequency", "{{ order_frequency }}"),
            ("Duration", "{{ order_duration }}"),
            ("Total visits", "{{ visits_total }}"),
        ],
    )
    period = say(
        document,
        "Period of this letter: {{ order_date }} to {{ course_end }}. When it has passed, a new "
        "letter is needed.",
        "Small",
    )
    period.paragraph_format.space_before = Pt(4)
    section(document, "How the treatment addresses the condition")
    say(document, "{{ lmn_benefit }}")
    section(document, "Statement")
    statement = say(
        document,
        f"{BOX}The treatment is prescribed for the medical condition named above. It is not for "
        "general health or well-being, and it is not cosmetic. (The physician ticks the box.)",
    )
    statement.paragraph_format.left_indent = Inches(0.22)
    statement.paragraph_format.first_line_indent = Inches(-0.22)
    physician_signature(document)
    return document


def physician_signature(document: Any) -> None:
    """Signature, printed name, credentials and license of the physician."""
    made = table(document, (3.6, WIDTH - 3.6))
    left, right = made.rows[0].cells
    signature(left, "Physician or other prescriber", ("**{{ provider_signer }}**",))
    for label, value in (
        ("Credentials and license number", known("lmn_license", "")),
        ("NPI", known("provider_npi", "")),
    ):
        say(right, label, "Label").paragraph_format.left_indent = Inches(0.3)
        line = rule(say(right, value, "Value"), INK, 6, 0)
        line.paragraph_format.left_indent = Inches(0.3)
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(5), Pt(5)
    note = say(
        document,
        "Drafted from the order on file by {{ practice_name }}"
        "{% if practice_phone %}, {{ practice_phone }}{% endif %}, for the physician’s review and "
        "signature. Plans differ in what they accept; many ask for the physician’s own letterhead "
        "and take a letter for at most a year.",
        "Small",
    )
    note.paragraph_format.space_before = Pt(12)


def request_to_prescriber() -> Any:
    """One page that asks the prescriber for exactly what is missing."""
    document = practice_letter("Request to Prescriber", "{{ patient_name }}")
    head = table(document, (WIDTH - 1.1, 1.1))
    left, right = head.rows[0].cells
    say(left, "Please complete your order", "Letter Title")
    say(left, "Request to the prescriber  ·  {{ today }}  ·  Case {{ case_id }}", "Subtitle Line")
    to = say(left, f"To  **{known('provider_signer', 'the prescriber')}**", "Cell")
    to.add_run("{% if provider_organization %}, {{ provider_organization }}{% endif %}")
    to.add_run("{% if provider_fax %}  ·  Fax {{ provider_fax }}{% endif %}")
    flush_right(right)
    code = say(right, "{{ case_code }}", "Hair")
    code.alignment = 2
    ask = say(
        document,
        "Thank you for your order for this patient. Some points that the payer asks for are "
        "missing or unclear. Please complete them, sign, and fax this page back to us.",
    )
    ask.paragraph_format.space_before = Pt(6)
    section(document, "What your order says")
    facts(
        document,
        [
            [
                ("Patient", f"**{known('patient_name')}**"),
                ("Date of birth", known("patient_birth_date")),
                ("Date of the order", known("order_date")),
            ],
            [
                ("Diagnosis codes", known_list("diagnosis_codes")),
                ("Frequency and duration", known("schedule", schedule_parts())),
                ("Visits ordered", known("order_visits")),
            ],
        ],
    )
    section(document, "What is missing or unclear")
    questions(document)
    reply(document)
    return document


def known_list(name: str) -> str:
    """Several values in one line, or a dash."""
    return f"{{% if {name} %}}{{{{ {name}|join(', ') }}}}{{% else %}}\u2014{{% endif %}}"


def schedule_parts() -> str:
    """Frequency or duration where the order has only one of them."""
    return known("order_frequency", known("order_duration"))


def questions(document: Any) -> None:
    """One row for each open question, with boxes or a line."""
    made = table(document, (1.6, WIDTH - 1.6), 3)
    say(made.rows[0].cells[0], "{%tr for ask in asks %}", "Cell")
    label, answer = made.rows[1].cells
    roomy(made.rows[1])
    say(label, "**{{ ask.label }}**", "Cell").paragraph_format.space_before = Pt(5)
    when(answer, "if ask.question and not ask.blank", "{{ ask.question }}")
    line = rule(when(answer, "if ask.blank", "{{ ask.question }}"), INK, 6, 1)
    line.paragraph_format.space_after = Pt(6)
    ticks = "{% for tick in ask.ticks %}" + BOX + "{{ tick }}     {% endfor %}"
    when(answer, "if ask.ticks", ticks).paragraph_format.space_before = Pt(3.5)
    choice = when(answer, "for choice in ask.choices", BOX + "{{ choice }}")
    choice.paragraph_format.space_before = Pt(1)
    for cell in (label, answer):
        border(cell, bottom=True)
    say(made.rows[2].cells[0], "{%tr endfor %}", "Cell")


def when(cell: Any, tag: str, text: str) -> Any:
    """A paragraph of a cell that stands there under a condition, or once for each of a list."""
    say(cell, f"{{%p {tag} %}}", "Hair")
    paragraph = say(cell, text, "Cell")
    paragraph.paragraph_format.space_before = Pt(5)
    say(cell, f"{{%p end{tag.split()[0]} %}}", "Hair")
    return paragraph


def reply(document: Any) -> None:
    """Where the prescriber signs and where the page goes."""
    say(document, "", "Hair").paragraph_format.space_after = Pt(8)
    made = table(document, (4.5, 0.2, WIDTH - 4.7))
    left, _, right = made.rows[0].cells
    say(left, "Prescriber: the above completes my order", "Label")
    gap = say(left, "", "Value")
    gap.paragraph_format.space_before = Pt(24)
    rule(gap, INK, 6, 0)
    under = say(left, "Signature\tDate\tNPI", "Small")
    for stop in (2.2, 3.15):
        under.paragraph_format.tab_stops.add_tab_stop(Inches(stop), WD_TAB_ALIGNMENT.LEFT)
    panel(right)
    say(right, "Fax back to", "Label").paragraph_format.space_before = Pt(5)
    say(right, "{{ practice_fax }}", "Figure")
    say(right, "{% if practice_phone %}Questions? {{ practice_phone }}{% endif %}", "Small")


TEMPLATES = {
    "treatment-plan.docx": treatment_plan,
    "lmn.docx": medical_necessity,
    "request-to-prescriber.docx": request_to_prescriber,
}


def main() -> None:
    """Write every template into the folder that is named, by default `templates/`."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates")
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in TEMPLATES.items():
        build().save(folder / name)


if __name__ == "__main__":
    main()
