from __future__ import annotations

from datetime import date

import pytest

from docflow.terms import icd10
from docflow.terms.icd10 import clean_code, find_codes

ORDER = date(2026, 11, 14)


def values(text: str) -> list[str]:
    return [found.value for found in find_codes(text)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("M54.50", "M54.50"),
        ("m54.50", "M54.50"),
        ("M5450", "M54.50"),
        ("M54,50", "M54.50"),
        ("M54-50", "M54.50"),
        ("M54 50", "M54.50"),
        ("M54·50", "M54.50"),
        ("M545.0", "M54.50"),
        ("M5.450", "M54.50"),
        ("M54.5-", "M54.5"),
        ("S13.4XX A", "S13.4XXA"),
        ("s13.4xxa", "S13.4XXA"),
        ("S134XXA", "S13.4XXA"),
        ("G35.D", "G35.D"),
        ("QA0.01", "QA0.01"),
        ("R51", "R51"),
    ],
)
def test_a_code_has_one_form_however_its_dot_was_set(written: str, code: str) -> None:
    assert clean_code(written) == code


@pytest.mark.parametrize(
    ("misread", "code"),
    [
        ("M54.5O", "M54.50"),
        ("MS4.SO", "M54.50"),
        ("M2S.511", "M25.511"),
        ("M99.0I", "M99.01"),
        ("M99.Ol", "M99.01"),
        ("l89.0", "I89.0"),
        ("189.0", "I89.0"),
        ("5134XXA", "S13.4XXA"),
        ("644.209", "G44.209"),
        ("S13.4XX5", "S13.4XXS"),
        ("S16.1xA", "S16.1XXA"),
    ],
)
def test_letters_that_cannot_stand_there_are_the_digits_they_look_like(
    misread: str, code: str
) -> None:
    assert clean_code(misread) == code


@pytest.mark.parametrize("code", ["M79.1", "M79.7", "M79.3", "M79.8", "M54.2", "M59.2", "M54.71"])
def test_digits_that_look_alike_are_never_exchanged(code: str) -> None:
    assert clean_code(code) == code


@pytest.mark.parametrize("text", ["", "hello", "97124", "T12", "C5-6", "L4-L5", "M54.501234", "5"])
def test_other_text_is_no_code(text: str) -> None:
    assert clean_code(text) == ""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Dx: M54.50 Low back pain, M79.7 fibromyalgia", ["M54.50", "M79.7"]),
        ("ICD10M54.50", ["M54.50"]),
        ("DxM54.2", ["M54.2"]),
        ("Dx1:M54.50Dx2:M79.7", ["M54.50", "M79.7"]),
        ("M54.50Low back pain", ["M54.50"]),
        ("M54.6Pain in thoracic spine", ["M54.6"]),
        ("L90.5scar", ["L90.5"]),
        ("M5450 S134XXA", ["M54.50", "S13.4XXA"]),
        ("M25.511/512", ["M25.511", "M25.512"]),
        ("M17.11/M17.12", ["M17.11", "M17.12"]),
        ("M54.5- M54.9", ["M54.5", "M54.9"]),
        ("I89.0,M79.604", ["I89.0", "M79.604"]),
        ("(M54.12)", ["M54.12"]),
        ("M54. 50 and M54 16", ["M54.50", "M54.16"]),
        ("ICD-10: R51", ["R51"]),
        ("Code: M54.55", ["M54.55"]),
        ("Diagnosis 724.2, 847.0", ["724.2", "847.0"]),
        ("516.1 Neck strain", ["S16.1"]),
        ("Lymphedema, not elsewhere classified 189.0", ["I89.0"]),
        ("944319 Post-traumatic headache", ["G44.319"]),
        ("bx M 79.12", ["M79.12"]),
        ("S16.1 XA Neck strain", ["S16.1XXA"]),
        ("S16.1 XXA", ["S16.1XXA"]),
        ("M54.2 XD", ["M54.2"]),
    ],
)
def test_codes_are_found_in_running_and_glued_text(text: str, codes: list[str]) -> None:
    assert values(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Form F245-417-000",
        "Room B12, Suite A10",
        "Suite S120",
        "C5-6, L4-L5, T12-L1",
        "T12 burst",
        "License MA60123456",
        "Everett WA 98201",
        "vitamin B12",
        "E11 9th St",
        "A1c 7.2",
        "fee $724.20 847.0",
        "S1 joint",
        "paid 516.1 in full",
        "97124 Massage",
        "189.0 mg lymph node dissection",
        "Suite M 79.12",
        "Grade B 79.12",
        "rev. A12.3",
    ],
)
def test_rooms_forms_vertebrae_and_fees_are_no_codes(text: str) -> None:
    assert values(text) == []


def test_a_repaired_code_says_so_and_stands_where_it_was_printed() -> None:
    text = "Dx: MS4.SO x"
    (found,) = find_codes(text)
    assert (found.value, found.text, found.repaired) == ("M54.50", "MS4.SO", True)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("code", "day", "billable"),
    [
        ("M54.5", date(2021, 9, 30), True),
        ("M54.5", date(2021, 10, 1), False),
        ("M54.50", date(2021, 9, 30), False),
        ("M54.50", ORDER, True),
        ("M79.1", date(2018, 9, 30), True),
        ("M79.1", date(2018, 10, 1), False),
        ("M79.18", date(2018, 10, 1), True),
        ("M51.36", date(2024, 9, 30), True),
        ("M51.36", date(2024, 10, 1), False),
        ("G35", date(2025, 9, 30), True),
        ("G35", ORDER, False),
        ("M72.2", date(2026, 9, 30), True),
        ("M72.2", date(2026, 10, 1), False),
        ("M67.A01", date(2026, 9, 30), False),
        ("M67.A01", date(2026, 10, 1), True),
        ("S30.1XXA", date(2025, 9, 30), True),
        ("S30.1XXA", date(2025, 10, 1), False),
        ("M54.4", ORDER, False),
        ("M54.4", date(2016, 1, 1), False),
        ("S13.4", ORDER, False),
        ("M54.2", date(2015, 9, 30), False),
        ("M54.55", ORDER, False),
    ],
)
def test_a_code_is_billable_by_the_list_in_force_on_the_day(
    code: str, day: date, billable: bool
) -> None:
    assert icd10.billable(code, day) is billable


@pytest.mark.parametrize(
    ("code", "follow"),
    [
        ("M54.5", ("M54.50", "M54.51", "M54.59")),
        ("M54.4", ("M54.40", "M54.41", "M54.42")),
        ("M79.1", ("M79.10", "M79.11", "M79.12", "M79.18")),
        ("S13.4", ("S13.4XXA", "S13.4XXD", "S13.4XXS")),
        ("M72.2", ("M67.A01", "M67.A02", "M67.A09", "M72.20", "M72.21", "M72.22")),
        ("724.2", ("M54.50", "M54.51", "M54.59")),
        ("M54.55", ("M54.50", "M54.51", "M54.59")),
        ("ZZ9.99", ()),
    ],
)
def test_an_unbillable_code_names_what_stands_for_it(code: str, follow: tuple[str, ...]) -> None:
    assert icd10.successors(code, ORDER) == follow


def test_successors_are_those_of_the_day() -> None:
    assert icd10.successors("G93.3", date(2022, 10, 1)) == ("G93.31", "G93.32", "G93.39")
    assert icd10.successors("M72.2", date(2026, 9, 30)) == ()


def test_the_day_a_code_ended_is_known() -> None:
    assert icd10.dated("M54.5", ORDER) == date(2021, 10, 1)
    assert icd10.dated("M54.50", ORDER) is None
    assert icd10.dated("M72.2", date(2026, 9, 30)) is None


@pytest.mark.parametrize(
    ("code", "side"),
    [("M25.511", "right"), ("M25.512", "left"), ("M25.519", ""), ("G56.03", "both"), ("M54.2", "")],
)
def test_the_side_of_a_code_is_in_its_words(code: str, side: str) -> None:
    assert icd10.laterality(code) == side


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("(L) knee", "left"),
        ("R shoulder", "right"),
        ("Lt. hip", "left"),
        ("bilateral knees", "both"),
        ("L4-L5 disc", ""),
        ("L5 S1", ""),
        ("low back", ""),
    ],
)
def test_the_side_of_words_is_not_a_vertebra(words: str, side: str) -> None:
    assert icd10.side(words) == side


@pytest.mark.parametrize(
    ("a", "b"),
    [("M54.50", "M51.360"), ("M54.2", "M50.30"), ("M79.18", "M79.7"), ("G54.0", "M54.12")],
)
def test_excludes_notes_hold_in_both_directions(a: str, b: str) -> None:
    assert icd10.excludes(a, b) and icd10.excludes(b, a)


def test_codes_of_different_conditions_do_not_exclude_each_other() -> None:
    assert not icd10.excludes("M54.50", "M25.511")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("M54.50", "Low back pain"),
        ("M54.50", "LBP"),
        ("M54.50", "Lowbackpain"),
        ("M25.511", "R shoulder pain"),
        ("M54.2", "Cervicalqia"),
        ("M54.12", "Cervical radiculopathy"),
        ("S13.4XXA", "whiplash"),
        ("M51.362", "DDD lumbar"),
        ("G43.909", "Migraine"),
        ("M25.562", "left kņee pain"),
    ],
)
def test_usual_names_and_misread_words_fit_their_code(code: str, words: str) -> None:
    assert icd10.described(code, words) >= 0.75


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("M25.512", "Right shoulder pain"),
        ("M54.2", "knee pain"),
        ("M25.514", "Pain in right shoulder"),
        ("M79.3", "fibromyalgia"),
        ("M54.2", ""),
    ],
)
def test_other_words_other_sides_and_unknown_codes_do_not_fit(code: str, words: str) -> None:
    assert icd10.described(code, words) <= 0.5


@pytest.mark.parametrize(
    ("code", "words", "name"),
    [
        ("M79.3", "Fibromyalgia", "fibromyalgia"),
        ("M54.2", "whiplash injury", "whiplash"),
        ("M79.7", "Fibromyalgia", ""),
        ("M54.2", "neck pain and headache", ""),
        ("M62.830", "back pain", ""),
        ("M54.50", "seen on Monday", ""),
    ],
)
def test_the_name_of_another_condition_beside_a_code_is_noticed(
    code: str, words: str, name: str
) -> None:
    assert icd10.contradicted(code, words) == name
