"""What the host finds whatever plugins exist."""

from __future__ import annotations

from datetime import date

from cases import case, field, place
from docflow.checks import checks, legible, missing_code, settled
from docflow.model import (
    DERIVED,
    GUESSED,
    Case,
    Field,
    FieldSpec,
    Finding,
    Payer,
    Reading,
    Requirement,
    Rule,
)
from docflow.terms.names import same_name

SPECS = {
    spec.name: spec
    for spec in (
        FieldSpec("patient.name", "Patient", identifies=True, same=same_name),
        FieldSpec("payer.name", "Payer"),
        FieldSpec("provider.npi", "NPI", critical=True),
        FieldSpec("order.goals", "Goals"),
        FieldSpec("order.visits", "Total visits", critical=True),
        FieldSpec("order.duration", "Duration", critical=True),
        FieldSpec("claim.number", "Claim number"),
    )
}
OLD = Rule("Wanted until 2025.", "handbook", effective_to=date(2025, 12, 31))
NOW = Rule("The payer wants it.", "handbook", effective_from=date(2026, 1, 1))


def found(made: Case) -> dict[str, Finding]:
    return {finding.code: finding for finding in checks(made, SPECS)}


def codes(made: Case) -> dict[str, Finding]:
    """What is found besides that the case names no payer, which has a test of its own."""
    return {code: finding for code, finding in found(made).items() if code != "payer.missing"}


def two_papers(value: str, other: str, by: str = "referral") -> Field:
    best = Reading("patient.name", value, value, 0.9, place(), by=by)
    rival = Reading("patient.name", other, other, 0.1, place(document="d2"), by="referral")
    return Field("patient.name", value, 0.9, True, (best, rival))


def test_a_sound_case_has_nothing_to_check() -> None:
    assert codes(case()) == {}


def test_a_doubtful_value_that_costs_money_is_an_error_with_its_place() -> None:
    doubt = field("provider.npi", "1457382913", review=True, source=place(7))
    found = codes(case(fields=[doubt]))["provider.npi.doubtful"]
    assert found.severity == "error"
    assert found.source == place(7)
    assert "1457382913" in found.message


def test_a_doubtful_value_of_little_weight_is_a_warning() -> None:
    found = codes(case(fields=[field("order.goals", "Walk", review=True)]))
    assert found["order.goals.doubtful"].severity == "warning"


def test_a_guessed_name_is_told_with_what_was_read() -> None:
    guess = Reading("payer.name", "Sedgwick", "Sedgrrck", 0.8, place(7), (GUESSED, "label"))
    found = codes(case(fields=[Field("payer.name", "Sedgwick", 0.9, True, (guess,))]))
    message = found["payer.name.doubtful"].message
    assert "“Sedgrrck” was read and is taken for “Sedgwick”" in message


def test_a_computed_value_is_not_doubted_beside_what_it_was_computed_from() -> None:
    total = field("order.visits", "16", review=True, grounds=(DERIVED,))
    assert codes(case(fields=[total])) == {}


def test_a_person_s_not_on_the_paper_is_no_doubt() -> None:
    assert codes(case(fields=[field("order.goals", "", review=False, by="person:ann")])) == {}


def test_two_papers_that_name_two_people_block() -> None:
    found = codes(
        case(without=["patient.name"], fields=[two_papers("Rosa Delgado", "Rose Delaney")])
    )
    assert found["patient.name.disputed"].severity == "error"
    assert "Rose Delaney" in found["patient.name.disputed"].message
    assert "patient.name.doubtful" not in found


def test_a_middle_initial_on_one_paper_disputes_nothing() -> None:
    papers = two_papers("Rosa Delgado", "Rosa M Delgado")
    found = codes(case(without=["patient.name"], fields=[papers]))
    assert set(found) == {"patient.name.doubtful"}


def test_a_person_s_word_ends_the_dispute() -> None:
    said = two_papers("Rosa Delgado", "Rose Delaney", by="person:ann")
    found = codes(case(without=["patient.name"], fields=[said]))
    assert "patient.name.disputed" not in found


def test_what_the_payer_wants_and_nobody_read_is_missing_by_its_rule() -> None:
    pack = Payer("acme", "Acme", requires=(Requirement("claim.number", "error", NOW),))
    found = codes(case(packs=(pack,)))["claim.missing"]
    assert (found.severity, found.rule) == ("error", NOW)


def test_a_rule_that_was_not_in_force_on_the_order_s_date_asks_for_nothing() -> None:
    pack = Payer("acme", "Acme", requires=(Requirement("claim.number", "error", OLD),))
    assert codes(case(packs=(pack,))) == {}


def test_a_total_of_visits_stands_for_a_duration() -> None:
    pack = Payer("acme", "Acme", requires=(Requirement("order.duration", "error", NOW),))
    made = case(packs=(pack,), without=["order.duration"], order__visits="12")
    assert codes(made) == {}


def test_a_denial_owes_the_payer_no_referral() -> None:
    pack = Payer("acme", "Acme", requires=(Requirement("claim.number", "error", NOW),))
    assert codes(case(packs=(pack,), kind="denial")) == {}


def test_a_payer_without_a_pack_is_named_not_passed_over() -> None:
    found = codes(case(payer__name="Acme Heath Plan"))["payer.unknown"]
    assert found.severity == "warning"
    assert "Acme Heath Plan" in found.message


def test_codes_of_what_is_missing_are_the_field_s_noun() -> None:
    named = ("order.frequency", "diagnosis.codes", "provider.npi", "patient.birth_date")
    assert [missing_code(name) for name in named] == [
        "frequency.missing",
        "icd10.missing",
        "npi.missing",
        "patient.birth_date.missing",
    ]


def test_the_desk_is_told_once_that_something_is_missing() -> None:
    core = Finding("npi.missing", "warning", "No NPI.", "provider.npi")
    pack = Finding("npi.missing", "error", "The payer wants it.", "provider.npi", NOW)
    assert settled([core, pack, core]) == (pack,)


def test_two_codes_that_cannot_be_billed_are_two_findings() -> None:
    bad = [Finding("icd10.invalid", "error", m, "diagnosis.codes") for m in ("M54.5", "M79.1")]
    assert settled(bad) == tuple(bad)


def test_the_desk_is_asked_for_a_paper_s_kind_only_where_the_signs_are_divided() -> None:
    specs = {"document.kind": FieldSpec("document.kind", "Kind of document")}
    for sure, asked in ((0.9, []), (0.6, ["document.kind.doubtful"])):
        said = Reading("document.kind", "referral", "", sure, None, ("signs",), "referral")
        unsure = Field("document.kind", "referral", sure, True, (said,))
        findings = checks(case(fields=(unsure,)), specs)
        assert [f.code for f in findings if f.field == "document.kind"] == asked


def test_what_stands_there_unread_is_not_called_missing() -> None:
    missing = Finding("npi.missing", "warning", "No NPI.", "provider.npi")
    other = Finding("frequency.missing", "error", "No frequency.", "order.frequency")
    made = case(fields=(field("document.unread", "provider.npi"),))
    unread, left = legible((missing, other), made, SPECS)
    assert (unread.code, unread.severity) == ("provider.npi.unread", "warning")
    assert "could not be read" in unread.message
    assert left == other


def test_a_page_too_poor_to_be_read_is_said_to_be_that_and_no_value_missing() -> None:
    missing = Finding("npi.missing", "warning", "No NPI.", "provider.npi")
    nowhere = Reading("document.unread", "provider.npi", "", 0.9, None, ("poor",), "referral")
    spec = Field("document.unread", "provider.npi", 0.9, False, (nowhere,))
    (unread,) = legible((missing,), case(fields=(spec,)), SPECS)
    assert (unread.code, unread.source) == ("provider.npi.unread", None)
    assert "too poor" in unread.message


def test_a_payer_of_whom_only_the_name_is_known_is_told_as_one_without_rules() -> None:
    named, need = [field("payer.name", "Tricare West")], Requirement("claim.number", "error", NOW)
    bare, ruled = Payer("tricare-west", "Tricare West"), Payer("rules", "", requires=(need,))
    assert "payer.unknown" in codes(case(packs=(bare,), fields=named))
    assert "payer.unknown" not in codes(case(packs=(bare, ruled), fields=named))
    assert "payer.unknown" not in codes(case(kind="denial", packs=(bare,), fields=named))


def test_without_a_payer_the_desk_is_told_that_no_payers_rules_were_checked() -> None:
    told = found(case())["payer.missing"]
    assert (told.severity, told.field) == ("warning", "payer.name")
    assert "payer.missing" not in found(case(kind="denial"))
    nobody = field("payer.name", "", by="person:Ana")
    assert "payer.missing" not in found(case(fields=[nobody]))
