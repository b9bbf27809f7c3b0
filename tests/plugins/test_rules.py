"""The core's findings about a referral: when each is made, when not, and what it tells the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cases import SOUND, case, field, place
from docflow.catalog import Catalog
from docflow.model import DERIVED, Case, Field, Finding, Limit, Payer, Rule
from docflow.plugins import ask

Check = Callable[[Case], dict[str, Finding]]


@pytest.fixture
def found(plugins: Callable[..., Catalog]) -> Check:
    plugin = plugins(only=("common_fields", "rules")).plugin("rules")
    assert plugin

    def check(made: Case) -> dict[str, Finding]:
        said, fault = ask(plugin, "docflow_check", case=made)
        assert fault is None
        return {finding.code: finding for finding in said or ()}

    return check


def test_a_sound_order_has_no_finding(found: Check) -> None:
    assert found(case()) == {}


def test_other_papers_are_not_held_to_what_a_referral_needs(found: Check) -> None:
    assert found(case({}, kind="denial")) == {}


@pytest.mark.parametrize(
    ("without", "code", "severity"),
    [
        ("patient.name", "patient.name.missing", "error"),
        ("patient.birth_date", "patient.birth_date.missing", "error"),
        ("provider.name", "provider.name.missing", "error"),
        ("provider.npi", "npi.missing", "warning"),
        ("diagnosis.codes", "icd10.missing", "error"),
        ("order.frequency", "frequency.missing", "error"),
        ("order.duration", "duration.missing", "error"),
        ("order.date", "date.missing", "error"),
    ],
)
def test_each_thing_that_is_not_there_is_one_finding(
    found: Check, without: str, code: str, severity: str
) -> None:
    (finding,) = found(case(without=[without])).values()
    assert (finding.code, finding.severity, finding.field) == (code, severity, without)
    assert finding.rule and finding.rule.source
    assert "Ask the prescriber's office" in finding.message


def test_a_doubtful_value_is_not_missing(found: Check) -> None:
    doubt = field("order.frequency", "2/wk", review=True)
    assert found(case(without=["order.frequency"], fields=[doubt])) == {}


def test_a_person_s_not_on_the_paper_is_missing(found: Check) -> None:
    said = field("patient.birth_date", "", by="person:ann")
    made = case(without=["patient.birth_date"], fields=[said])
    assert set(found(made)) == {"patient.birth_date.missing"}


def test_a_total_of_visits_says_how_long(found: Check) -> None:
    assert found(case(without=["order.duration"], order__visits="12")) == {}


def test_the_signature_s_date_dates_the_order(found: Check) -> None:
    assert found(case(without=["order.date"], signature__date="2026-11-12")) == {}


def test_where_the_signature_s_place_is_unknown_so_is_the_date_beside_it(found: Check) -> None:
    made = found(case(without=["order.date", "signature.present", "signature.kind"]))
    assert set(made) == {"signature.unknown"}


class TestDiagnoses:
    def test_a_code_that_was_split_names_its_day_and_successors(self, found: Check) -> None:
        finding = found(case(diagnosis__codes="M54.5"))["icd10.invalid"]
        assert finding.severity == "error"
        assert "10/1/2021" in finding.message
        assert all(code in finding.message for code in ("M54.50", "M54.51", "M54.59"))
        assert finding.source == place(0)

    def test_a_group_of_codes_is_no_code(self, found: Check) -> None:
        finding = found(case(diagnosis__codes="S16.1"))["icd10.invalid"]
        assert "complete code" in finding.message and "S16.1XXA" in finding.message

    def test_an_icd_9_code_is_called_that(self, found: Check) -> None:
        finding = found(case(diagnosis__codes="724.2"))["icd10.invalid"]
        assert "ICD-9" in finding.message and "M54.50" in finding.message

    def test_long_lists_of_successors_are_cut(self, found: Check) -> None:
        assert "more" in found(case(diagnosis__codes="M25"))["icd10.invalid"].message

    def test_the_order_s_day_decides_not_today(self, found: Check) -> None:
        before = case(diagnosis__codes="M72.2", order__date="2026-09-20")
        after = case(diagnosis__codes="M72.2", order__date="2026-10-20")
        assert "icd10.invalid" not in found(before)
        assert "M67.A01" in found(after)["icd10.invalid"].message

    def test_an_undated_order_is_judged_by_the_day_it_arrived(self, found: Check) -> None:
        made = case(without=["order.date"], diagnosis__codes="M72.2")
        assert "icd10.invalid" in found(made)

    def test_nothing_is_concluded_from_a_code_that_is_likely_misread(self, found: Check) -> None:
        doubt = field("diagnosis.codes", "M54.55", review=True)
        unlikely = Field(doubt.name, doubt.value, 0.2, True, doubt.readings)
        made = case(fields=[unlikely])
        assert "icd10.invalid" not in found(made)

    def test_an_unsure_code_of_no_list_is_a_misreading_first(self, found: Check) -> None:
        doubt = field("diagnosis.codes", "M25.514", review=True)
        assert "icd10.invalid" not in found(case(fields=[doubt]))
        assert "icd10.invalid" in found(case(fields=[field("diagnosis.codes", "M25.514")]))

    def test_an_unsure_code_that_ends_with_a_placeholder_lost_its_end(self, found: Check) -> None:
        doubt = field("diagnosis.codes", "S33.5X", review=True)
        assert "icd10.invalid" not in found(case(fields=[doubt]))
        assert "icd10.invalid" in found(case(fields=[field("diagnosis.codes", "S33.5X")]))

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("M25.511", "M25.511 Pain in left shoulder"),
            ("M25.562", "Right knee pain [ICD-10-CM: M25.562]"),
            ("G56.03", "G56.03 carpal tunnel, L wrist"),
        ],
    )
    def test_the_words_name_another_side_than_the_code(
        self, found: Check, code: str, words: str
    ) -> None:
        one = field("diagnosis.codes", code, text=words)
        finding = found(case(without=["diagnosis.codes"], fields=[one]))["icd10.laterality"]
        assert finding.severity == "error" and code in finding.message

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("M25.511", "M25.511 Pain in right shoulder"),
            ("M25.511", "M25.511 shoulder pain"),
            ("M54.50", "M54.50 left low back pain"),
            ("M25.519", "M25.519 left shoulder"),
        ],
    )
    def test_the_same_side_or_none_is_no_contradiction(
        self, found: Check, code: str, words: str
    ) -> None:
        one = field("diagnosis.codes", code, text=words)
        assert "icd10.laterality" not in found(case(without=["diagnosis.codes"], fields=[one]))

    def test_words_of_another_line_belong_to_another_code(self, found: Check) -> None:
        shoulder = field("diagnosis.codes", "M25.511", source=place(3))
        knee = field("diagnosis.codes", "M25.562", source=place(4))
        words = field("diagnosis.text", "Pain in left knee", source=place(4))
        made = case(without=["diagnosis.codes"], fields=[shoulder, knee, words])
        assert "icd10.laterality" not in found(made)

    def test_one_diagnosis_in_words_belongs_to_the_one_code(self, found: Check) -> None:
        code = field("diagnosis.codes", "M25.511", source=place(3))
        words = field("diagnosis.text", "Pain in left shoulder", source=place(20))
        made = case(without=["diagnosis.codes"], fields=[code, words])
        assert "icd10.laterality" in found(made)

    @pytest.mark.parametrize(
        ("code", "words", "meant"),
        [
            ("M79.3", "M79.3 Fibromyalgia", "M79.7"),
            ("M54.2", "M54.2 whiplash", "S13.4"),
        ],
    )
    def test_the_table_outranks_a_guide_s_wrong_code(
        self, found: Check, code: str, words: str, meant: str
    ) -> None:
        one = field("diagnosis.codes", code, text=words)
        finding = found(case(without=["diagnosis.codes"], fields=[one]))["icd10.description"]
        assert finding.severity == "warning" and meant in finding.message

    def test_codes_that_exclude_each_other_are_a_warning(self, found: Check) -> None:
        finding = found(case(diagnosis__codes=("M54.50", "M51.360")))["icd10.excludes"]
        assert finding.severity == "warning"
        assert "M54.50" in finding.message and "M51.360" in finding.message


class TestCourse:
    @pytest.mark.parametrize("value", ["biweekly", "bimonthly", "2x6"])
    def test_an_unclear_frequency_is_ambiguous_not_missing(self, found: Check, value: str) -> None:
        made = found(case(order__frequency=value))
        assert set(made) == {"frequency.ambiguous"}
        assert made["frequency.ambiguous"].severity == "error"

    def test_a_number_without_a_unit_is_ambiguous(self, found: Check) -> None:
        finding = found(case(order__duration="x8"))["frequency.ambiguous"]
        assert finding.field == "order.duration" and "weeks or visits" in finding.message

    def test_weekly_by_eight_is_clear(self, found: Check) -> None:
        assert found(case(order__frequency="1/wk", order__duration="x8")) == {}

    def test_as_needed_beside_a_frequency_is_a_warning(self, found: Check) -> None:
        often = field("order.frequency", "1-2/wk", text="1-2x/wk PRN")
        finding = found(case(fields=[often], without=["order.frequency"]))["frequency.ambiguous"]
        assert finding.severity == "warning"

    @pytest.mark.parametrize(
        ("frequency", "duration", "visits"),
        [
            ("2/wk", "8wk", "12"),
            ("1/wk", "6wk", "8"),
            ("1-2/wk", "6wk", "20"),
            ("1/2wk", "3mo", "12"),
        ],
    )
    def test_a_total_that_the_plan_does_not_make_is_a_mismatch(
        self, found: Check, frequency: str, duration: str, visits: str
    ) -> None:
        made = case(order__frequency=frequency, order__duration=duration, order__visits=visits)
        finding = found(made)["visits.mismatch"]
        assert visits in finding.message

    @pytest.mark.parametrize(
        ("frequency", "duration", "visits"),
        [
            ("2/wk", "8wk", "16"),
            ("1-2/wk", "6wk", "8"),
            ("1-2/wk", "6wk", "6-12"),
            ("1/2wk", "3mo", "7"),
            ("2/wk", "60d", "17"),
            ("3/wk then 2/wk", "2wk then 4wk", "14"),
            ("biweekly", "8wk", "9"),
        ],
    )
    def test_a_total_that_the_plan_can_make_agrees(
        self, found: Check, frequency: str, duration: str, visits: str
    ) -> None:
        made = case(order__frequency=frequency, order__duration=duration, order__visits=visits)
        assert "visits.mismatch" not in found(made)

    def test_up_to_twelve_visits_limits_the_plan(self, found: Check) -> None:
        total = field("order.visits", "12", text="not to exceed 12 visits")
        assert found(case(fields=[total])) == {}

    def test_a_computed_total_is_not_checked_against_itself(self, found: Check) -> None:
        total = field("order.visits", "12", grounds=(DERIVED,))
        assert found(case(fields=[total])) == {}


class TestSignature:
    def test_an_empty_line_is_unsigned(self, found: Check) -> None:
        made = found(case(signature__present="false", signature__kind="none"))
        assert set(made) == {"signature.missing"}
        assert made["signature.missing"].source is not None

    @pytest.mark.parametrize("present", ["true", "false"])
    def test_a_stamp_is_a_stamp_whatever_was_made_of_it(self, found: Check, present: str) -> None:
        made = found(case(signature__present=present, signature__kind="stamp"))
        assert set(made) == {"signature.stamp"}

    def test_a_place_that_nobody_found_is_unknown_never_unsigned(self, found: Check) -> None:
        made = found(case(without=["signature.present", "signature.kind"]))
        assert set(made) == {"signature.unknown"}

    def test_a_person_s_word_that_there_is_none_counts(self, found: Check) -> None:
        said = field("signature.present", "", by="person:ann")
        made = case(without=["signature.present", "signature.kind"], fields=[said])
        assert set(found(made)) == {"signature.missing"}


class TestNpi:
    def test_a_wrong_check_digit_is_told_with_the_number(self, found: Check) -> None:
        finding = found(case(provider__npi="1457382914"))["npi.invalid"]
        assert "1457382914" in finding.message and finding.source == place(0)


class TestDates:
    def test_twelve_months_are_the_limit_where_the_payer_is_silent(self, found: Check) -> None:
        assert found(case(order__date="2025-11-20")) == {}
        assert "order.expired" in found(case(order__date="2025-11-19"))

    def test_the_strictest_pack_s_limit_counts_with_its_rule(self, found: Check) -> None:
        rule = Rule("Ninety days.", "42 CFR 424.24")
        limits = (Limit("order.max_age_days", 90, rule), Limit("order.max_age_days", 60, rule))
        packs = tuple(Payer(str(n), "P", limits=(limit,)) for n, limit in enumerate(limits))
        finding = found(case(order__date="2026-09-15", packs=packs))["order.expired"]
        assert finding.rule == rule and "11/14/2026" in finding.message

    def test_a_limit_of_another_time_does_not_count(self, found: Check) -> None:
        rule = Rule("Ninety days.", "old", effective_to=date(2020, 1, 1))
        pack = Payer("p", "P", limits=(Limit("order.max_age_days", 90, rule),))
        assert found(case(order__date="2026-07-01", packs=(pack,))) == {}

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"patient__birth_date": "2026-10-01", "injury__date": "2026-09-01"}, "injury.date"),
            ({"injury__date": "2026-11-15"}, "order.date"),
            ({"order__date": "2026-12-01"}, "order.date"),
            ({"signature__date": "2026-11-30"}, "signature.date"),
            ({"patient__birth_date": "2026-11-11"}, "order.date"),
            ({"order__date": "1959-07-21"}, "order.date"),
        ],
    )
    def test_days_that_cannot_follow_one_another_are_told(
        self, found: Check, changed: dict[str, str], field: str
    ) -> None:
        finding = found(case(**changed))["dates.order"]
        assert finding.field == field and finding.source is not None

    def test_a_date_of_long_ago_is_a_misreading_and_judges_nothing(self, found: Check) -> None:
        assert set(found(case(order__date="1959-07-21"))) == {"dates.order"}

    def test_a_signature_after_the_order_s_date_is_usual(self, found: Check) -> None:
        assert found(case(signature__date="2026-11-15")) == {}


def test_every_message_says_what_to_do(found: Check) -> None:
    worst = case(
        {"diagnosis.codes": ("M54.5", "ZZ9"), "order.frequency": "biweekly", "provider.npi": "1"},
        signature__present="false",
    )
    messages = [finding.message for finding in found(worst).values()]
    assert len(messages) > len(SOUND) - 4
    assert all("prescriber" in m or "paper" in m for m in messages)


@pytest.mark.parametrize(("sure", "told"), [(0.3, ["warning"]), (0.1, []), (0.6, ["error"])])
def test_an_order_that_seems_too_old_is_told_with_its_doubt(
    sure: float, told: list[str], found: Check
) -> None:
    unsure = replace(field("order.date", "2025-06-09", review=True), confidence=sure)
    made = found(case(without=["order.date", "signature.date"], fields=[unsure]))
    assert [f.severity for code, f in made.items() if code == "order.expired"] == told
