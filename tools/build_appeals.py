#!/usr/bin/env python3
"""Makes the templates of the appeal family, once: `python tools/build_appeals.py [FOLDER]`.

Offices change the .docx in Word afterwards; run this again only to start over.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from build_templates import bullet, known, practice_letter
from docx.shared import Pt
from letter_style import WIDTH, facts, listing, say, section

UPHELD = (
    "Please tell us the words of the plan and the criteria that the decision rests on, and the "
    "name and credentials of the reviewer, and send us the file on this claim."
)
FILE = (
    "the complete file on this claim, with all notes, letters and recordings",
    "the words of the plan or policy that the decision rests on",
    "the rules, guidelines and clinical criteria that were used, each with its date",
    "the name, specialty and credentials of everyone who reviewed the claim, and what they wrote",
    "the address, fax and last day for an appeal at each level",
)


APPEALS, CLAIMS = "Appeals Department", "Claims Department"
REVIEW = "External Review Department"


def opening(name: str, text: str, office: str = APPEALS, clinical: bool = False) -> Any:
    """Letterhead, date, whom it goes to, what it is about, and the claim.

    Only appeals go to the notice's address and fax for appeals. `clinical`: with diagnoses.
    """
    place = office == APPEALS
    document = practice_letter(name, "{{ patient_name }}")
    say(document, "{{ today }}").paragraph_format.space_after = Pt(8)
    address = (
        (office,)
        if not place
        else (
            f"{{% if appeal_address %}}{{{{ appeal_address }}}}{{% else %}}{office}{{% endif %}}",
        )
    )
    for line in ("{{ payer_name }}", *address):
        say(document, line).paragraph_format.space_after = Pt(0)
    if place:
        optional(document, "appeal_fax", "By fax: {{ appeal_fax }}")
    subject = say(document, f"Re: {text}", "Letter Title", bold=True)
    subject.runs[0].font.size = Pt(13)
    subject.paragraph_format.space_before = Pt(10)
    subject.paragraph_format.space_after = Pt(3)
    if place:
        optional(document, "appeal_level", "{{ appeal_level }}", "Subtitle Line")
    amount = "{% if denial_amount %}${{ denial_amount }}{% else %}\u2014{% endif %}"
    codes = "{% if procedure_codes %}{{ procedure_codes|join(', ') }}{% else %}\u2014{% endif %}"
    claim = "{% if injury_date %} (injury of {{ injury_date }}){% endif %}"
    diagnoses = (
        "{% for d in diagnoses %}{{ d.code }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )
    facts(
        document,
        [
            [
                ("Patient", "**{{ patient_name }}**"),
                ("Date of birth", known("patient_birth_date")),
                ("Member ID", known("patient_member_id")),
            ],
            [
                ("Claim number", known("claim_number") + claim),
                ("Date of the notice", "{{ appeal_notice }}"),
                ("Amount not paid", amount),
            ],
            [
                ("Dates of service", "{{ appeal_visits }}"),
                ("Procedures", codes),
                *([("Diagnoses", diagnoses)] if clinical else []),
            ],
        ],
    )
    greeting = say(document, f"To the {office}:")
    greeting.paragraph_format.space_before = Pt(8)
    return document


def optional(document: Any, name: str, text: str, style: str = "Normal") -> None:
    """A line that is left out where there is nothing to say."""
    say(document, f"{{%p if {name} %}}", "Hair")
    say(document, text, style).paragraph_format.space_after = Pt(0)
    say(document, "{%p endif %}", "Hair")


def decision(document: Any, cited: bool = True) -> None:
    """The denial, with the payer's own words where they are known."""
    section(document, "The decision")
    say(
        document,
        "Your notice of {{ appeal_notice }}" + (" (Exhibit A)" if cited else "") + " denied "
        "{{ appeal_why }}.{% if appeal_quote %} {{ appeal_quote }}{% endif %}"
        "{% if appeal_before %} {{ appeal_before }}{% endif %}",
    )


def when(document: Any, name: str, heading: str) -> None:
    """A section with one text, only where there is one."""
    say(document, f"{{%p if {name} %}}", "Hair")
    section(document, heading)
    say(document, f"{{{{ {name} }}}}")
    say(document, "{%p endif %}", "Hair")


def asked(document: Any, more: str = "") -> None:
    """What the payer is asked to do."""
    section(document, "What we ask")
    say(
        document,
        f"We appeal this decision and ask you to reverse it and to {{{{ appeal_ask }}}}.{more}"
        "{% if appeal_due %} {{ appeal_due }}{% endif %}",
    )


def argued(document: Any, heading: str) -> None:
    """The points, numbered, and the rules that fit."""
    section(document, heading)
    said(document)
    say(document, "{%p if appeal_law %}", "Hair")
    section(document, "The rule")
    rules(document)
    say(document, "{%p endif %}", "Hair")


def said(document: Any) -> None:
    """The points, numbered."""
    say(document, "{%p for p in appeal_points %}", "Hair")
    say(document, "**{{ loop.index }}.  {{ p.head }}.** {{ p.text }}")
    say(document, "{%p endfor %}", "Hair")


def rules(document: Any) -> None:
    """Each rule with its source."""
    say(document, "{%p for a in appeal_law %}", "Hair")
    say(document, "{{ a.text }} ({{ a.source }})")
    say(document, "{%p endfor %}", "Hair")


def closing(document: Any, heading: str = "Exhibits") -> None:
    """Who signs, and the table of exhibits."""
    lines = (
        "Sincerely,",
        "{{ practice_signer }}{% if practice_credentials %}, {{ practice_credentials }}{% endif %}",
        "{{ practice_name }}{% if practice_npi %}  ·  NPI {{ practice_npi }}{% endif %}",
    )
    for place, line in enumerate(lines):
        paragraph = say(document, line)
        paragraph.paragraph_format.keep_with_next = place < 2
        paragraph.paragraph_format.space_before = Pt((6, 26, 0)[place])
        paragraph.paragraph_format.space_after = Pt(0)
    if heading:
        exhibits(document, heading)


def exhibits(document: Any, heading: str) -> None:
    """The table of exhibits, on one page where it fits."""
    section(document, heading)
    made = listing(
        document,
        ("Exhibit", "Document"),
        (0.9, WIDTH - 0.9),
        "e in appeal_exhibits",
        ("**{{ e.mark }}**", "{{ e.title }}{% if e.pages %}  ·  {{ e.pages }}{% endif %}"),
    )
    for row in made.rows[:3]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def medical_necessity() -> Any:
    """An appeal that the treatment was necessary."""
    document = opening("Appeal", "Appeal of a denial for medical necessity", clinical=True)
    when(document, "appeal_expedited", "Expedited decision")
    decision(document)
    asked(
        document,
        " Please have it decided by a reviewer of the same or a similar specialty who had no part "
        "in the first decision.",
    )
    argued(document, "Why the treatment is medically necessary")
    section(document, "If you uphold the decision")
    say(document, UPHELD)
    closing(document)
    return document


def no_authorization() -> Any:
    """An appeal about an authorization that is said to lack."""
    document = opening("Appeal", "Appeal of a denial for lack of authorization")
    when(document, "appeal_expedited", "Expedited decision")
    decision(document)
    asked(document)
    argued(document, "What happened")
    section(document, "If you uphold the decision")
    say(
        document,
        "Please tell us which service needed authorization, from which "
        "visit on, where this was made known to us, and whom we could have asked.",
    )
    closing(document)
    return document


def any_denial() -> Any:
    """An appeal of any other denial."""
    document = opening("Appeal", "Appeal of a denial")
    when(document, "appeal_expedited", "Expedited decision")
    decision(document)
    asked(document)
    argued(document, "Why the decision should be reversed")
    section(document, "If you uphold the decision")
    say(document, UPHELD)
    closing(document)
    return document


def corrected_claim() -> Any:
    """The cover of a corrected claim."""
    document = opening("Corrected Claim", "Corrected claim", CLAIMS)
    say(document, "**This is a corrected claim and not an appeal.**")
    decision(document)
    section(document, "What is corrected")
    say(document, "{{ claim_correction }}")
    say(document, "Please process the claim as corrected.")
    closing(document, "Enclosed")
    return document


def secondary_claim() -> Any:
    """A claim that follows another payer's decision."""
    document = opening("Claim", "Claim after another payer's decision", CLAIMS)
    decision(document)
    section(document, "What has changed")
    said(document)
    say(document, "Please process the claim as the payer that comes after it.")
    closing(document, "Enclosed")
    return document


def claim_file() -> Any:
    """A request for the claim file and the criteria."""
    document = opening("Request", "Request for the claim file and criteria")
    decision(document, cited=False)
    section(document, "What we ask for")
    for line in FILE:
        bullet(document, line)
    say(
        document,
        "Please send these by fax{% if practice_fax %} to {{ practice_fax }}{% endif %} or by "
        "mail. This request is not the appeal and does not stop its time.",
    ).paragraph_format.space_before = Pt(8)
    closing(document, "")
    return document


def external_review() -> Any:
    """A request for review outside the plan, by the rule that gives the right to it."""
    document = opening("External Review", "Request for external review", REVIEW, clinical=True)
    when(document, "appeal_expedited", "Expedited decision")
    decision(document)
    section(document, "What we ask")
    say(
        document,
        "The appeal against this decision was not granted. We ask for review outside the plan, and "
        "that the plan be told to {{ appeal_ask }}.",
    )
    section(document, "The right to review")
    rules(document)
    section(document, "Why the decision should be reversed")
    said(document)
    closing(document)
    return document


TEMPLATES = {
    "appeal-medical-necessity.docx": medical_necessity,
    "appeal-no-authorization.docx": no_authorization,
    "appeal.docx": any_denial,
    "corrected-claim.docx": corrected_claim,
    "secondary-claim.docx": secondary_claim,
    "claim-file-request.docx": claim_file,
    "external-review.docx": external_review,
}


def main() -> None:
    """Write every template into the folder that is named, by default `templates/`."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates")
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in TEMPLATES.items():
        build().save(folder / name)


if __name__ == "__main__":
    main()
