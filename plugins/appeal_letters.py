"""Appeals: their letters, and the facts about them that only a person knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docflow import FieldSpec, Letter, hookimpl
from docflow.terms.dates import clean_date
from docflow.terms.exhibits import KINDS, clean_added
from docflow.terms.steps import HOW, RESULTS, clean_step


def clean_text(text: str) -> str:
    """Words with single spaces."""
    return " ".join(text.split())


def _step(words: tuple[str, ...]) -> Callable[[str], str]:
    return lambda text: clean_step(text, words)


@hookimpl
def docflow_fields() -> Iterable[FieldSpec]:
    """What was sent, what came of it, and what a biller adds for an appeal."""
    yield FieldSpec(
        "appeal.sent",
        "Sent",
        _step(HOW),
        many=True,
        meaning='"2026-11-30 fax 1 ab12cd34": day, how, level, notice. docflow sent writes it.',
    )
    yield FieldSpec(
        "appeal.outcome",
        "Outcome",
        _step(RESULTS),
        many=True,
        meaning='"2026-12-20 upheld 1 ab12cd34": day, result, level, notice.',
    )
    yield FieldSpec(
        "exhibit.added",
        "Exhibit",
        clean_added,
        many=True,
        meaning="Kind, file and title of what a biller adds. docflow appeal --add writes it.",
    )
    yield FieldSpec(
        "appeal.facts",
        "Further fact",
        clean_text,
        many=True,
        meaning=f"In your words, with the exhibit that shows it: text | kind ({', '.join(KINDS)}).",
    )
    yield FieldSpec(
        "appeal.policy_language",
        "Plan or policy language",
        clean_text,
        meaning="Word for word, from a page that is added as the exhibit policy.",
    )
    yield FieldSpec(
        "note.scores",
        "Scores of a note",
        clean_text,
        many=True,
        meaning='"measure | day | score | later day | score", from an added progress-note.',
    )
    yield FieldSpec(
        "claim.submitted_date",
        "Claim was sent on",
        clean_date,
        meaning="As an added proof-of-filing shows.",
    )
    yield FieldSpec(
        "claim.received_date",
        "Payer received the claim on",
        clean_date,
        meaning="As the payer says.",
    )
    yield FieldSpec(
        "claim.correction",
        "What is corrected",
        clean_text,
        meaning="For the corrected claim, in your words.",
    )


_OPTIONAL = frozenset(
    "appeal_address appeal_before appeal_due appeal_expedited appeal_fax appeal_law appeal_level "
    "appeal_quote claim_number denial_amount "
    "diagnoses injury_date patient_birth_date patient_member_id practice_address "
    "practice_credentials practice_email practice_fax practice_license practice_npi "
    "practice_phone procedure_codes".split()
)


@hookimpl
def docflow_letters() -> Iterable[Letter]:
    """The family of appeals; a person asks for them, none is written by itself."""
    for name, title, template in (
        ("appeal-medical-necessity", "Appeal: medical necessity", "appeal-medical-necessity.docx"),
        ("appeal-no-authorization", "Appeal: authorization", "appeal-no-authorization.docx"),
        ("appeal", "Appeal", "appeal.docx"),
        ("corrected-claim", "Corrected claim", "corrected-claim.docx"),
        ("secondary-claim", "Claim after another payer", "secondary-claim.docx"),
        ("claim-file-request", "Request for the claim file", "claim-file-request.docx"),
    ):
        yield Letter(name, title, template, kinds=(), optional=_OPTIONAL)
    yield Letter(
        "external-review",
        "Request for external review",
        "external-review.docx",
        kinds=(),
        optional=_OPTIONAL - {"appeal_law"},
    )
