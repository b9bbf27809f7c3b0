"""Belief: no wrong value passes on weak evidence, and a person's word ends the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from docflow import Box, FieldSpec, Reading, Source
from docflow.belief import believe, confusable
from docflow.model import Field
from docflow.terms.names import same_name

DAY = date(2026, 11, 20)
SURE = 0.97
NAME = FieldSpec("patient.name", "Patient", identifies=True, critical=True, same=same_name)
NPI = FieldSpec("provider.npi", "NPI", critical=True)
CODES = FieldSpec("diagnosis.codes", "Diagnoses", many=True, critical=True)
GOALS = FieldSpec("order.goals", "Goals")


def read(
    spec: FieldSpec, value: str, *grounds: str, confidence: float = 0.95, **more: Any
) -> Reading:
    row = more.pop("row", 0)
    place = Source(more.pop("document", "doc"), 1, Box(0.1, row / 20, 0.4, row / 20 + 0.03))
    return Reading(spec.name, value, value, confidence, place, grounds, more.pop("by", "referral"))


def person(spec: FieldSpec, value: str, text: str = "") -> Reading:
    return Reading(spec.name, value, text, 1.0, by="person:ana")


def one(spec: FieldSpec, *readings: Reading) -> Field:
    (field,) = believe(spec, readings, SURE, DAY)
    return field


def test_what_a_text_layer_says_under_its_label_needs_nobody() -> None:
    assert not one(NAME, read(NAME, "Laura Schmidt", "label", "text")).review


@pytest.mark.parametrize("spec", [NAME, NPI])
def test_one_recognised_reading_never_passes_alone_where_it_matters(spec: FieldSpec) -> None:
    alone = read(spec, "Laura Schmidt", "label", "table", "described", confidence=1.0)
    assert one(spec, alone).review
    assert not one(spec, replace(alone, grounds=("agreed", "label"))).review


def test_a_recognised_code_that_lacks_a_last_digit_is_asked_however_sure_it_is() -> None:
    sure = ("agreed", "described", "label", "table", "twice")
    assert one(CODES, read(CODES, "M25.51", *sure, confidence=0.99)).review
    assert not one(CODES, read(CODES, "M25.511", *sure, confidence=0.99)).review
    assert not one(CODES, read(CODES, "M25.51", "label", "text")).review


def test_what_its_own_reader_sees_again_passes_unless_it_tells_persons_or_diagnoses_apart() -> None:
    again = ("label", "reread")
    assert not one(NPI, read(NPI, "1457382913", *again, confidence=0.98)).review
    assert one(NAME, read(NAME, "Laura Schmidt", *again, confidence=0.98)).review
    code = read(CODES, "M62.830", *again, confidence=0.98)
    assert one(CODES, code).review
    assert not one(CODES, replace(code, grounds=(*again, "described"))).review


def test_a_value_at_two_places_is_evidence_and_two_plugins_at_one_place_are_not() -> None:
    sure = 0.98
    here, there = (read(NPI, "1457382913", "label", confidence=sure, row=r) for r in (1, 9))
    assert not one(NPI, here, there).review
    assert one(NPI, here, replace(here, by="other")).review


def test_a_name_with_and_without_its_middle_letter_is_one_name() -> None:
    field = one(
        NAME,
        read(NAME, "Danny Edwards", "label", "text", row=1),
        read(NAME, "Danny M Edwards", "text", confidence=0.8, row=9),
    )
    assert field.value == "Danny Edwards"
    assert not field.review


def test_two_values_of_like_strength_go_to_a_person_with_both_readings() -> None:
    first = read(NPI, "1457382913", "label", "agreed", row=1)
    second = read(NPI, "1245319599", "label", "agreed", row=9)
    field = one(NPI, first, second)
    assert field.review
    assert field.confidence < 0.6
    assert {r.value for r in field.readings} == {first.value, second.value}


def test_what_the_second_reader_saw_instead_counts_against_a_value() -> None:
    seen = read(CODES, "M54.50", "label", "differs")
    rival = read(CODES, "M54.56", "rival", by="tesseract")
    field = one(CODES, seen, rival)
    assert (field.value, field.review) == ("M54.50", True)
    assert rival in field.readings


def test_each_of_several_codes_is_judged_for_itself() -> None:
    fields = believe(
        CODES,
        [read(CODES, "M62.830", "agreed", "described", "label"), read(CODES, "S13.4XXA", row=5)],
        SURE,
        DAY,
    )
    assert [(f.value, f.review) for f in fields] == [("M62.830", False), ("S13.4XXA", True)]


def test_another_document_that_names_someone_else_always_goes_to_a_person() -> None:
    strong = read(NAME, "Laura Schmidt", "label", "text", "twice", "agreed")
    other = read(NAME, "Lara Schmid", confidence=0.05, document="other")
    assert not one(NAME, strong).review
    assert one(NAME, strong, other).review


def test_a_code_one_confused_digit_from_another_needs_two_kinds_of_evidence() -> None:
    code = "M54.11"
    assert confusable(code, DAY)
    assert confusable("M54.17", DAY)
    assert not confusable("M62.830", DAY)
    agreed = read(CODES, code, "agreed", "label", confidence=0.99)
    assert one(CODES, agreed).review
    assert not one(CODES, replace(agreed, grounds=("agreed", "described", "label"))).review
    assert not one(CODES, agreed, replace(read(CODES, code, row=9), confidence=0.9)).review


def test_a_persons_word_outranks_every_machine_and_the_last_one_counts() -> None:
    machine = read(NPI, "1457382913", "agreed", "text")
    field = one(NPI, person(NPI, "1245319599"), machine, person(NPI, "1881897886"))
    assert (field.value, field.confidence, field.review) == ("1881897886", 1.0, False)
    assert machine in field.readings


def test_a_persons_not_on_the_paper_is_a_word_too() -> None:
    field = one(NPI, read(NPI, "1457382913", "text"), person(NPI, ""))
    assert (field.value, field.review) == ("", False)


def test_a_person_adds_and_takes_away_single_codes() -> None:
    machines = [read(CODES, "M54.50", "label"), read(CODES, "M54.56", "label", row=9)]
    said = [person(CODES, "", "M54.56"), person(CODES, "M54.2")]
    fields = believe(CODES, [*machines, *said], SURE, DAY)
    assert [(f.value, f.review) for f in fields] == [("M54.2", False), ("M54.50", True)]
    none = believe(CODES, [*machines, *said, person(CODES, "")], SURE, DAY)
    assert [f.value for f in none] == [""]
    again = believe(CODES, [*machines, person(CODES, ""), person(CODES, "M54.50")], SURE, DAY)
    assert [f.value for f in again] == ["M54.50"]


def test_a_field_that_is_not_critical_may_pass_on_one_good_reading() -> None:
    assert not one(GOALS, read(GOALS, "Walk 30 minutes", "label", confidence=0.99)).review
    assert one(GOALS, read(GOALS, "Walk 30 minutes", "handwriting", confidence=0.9)).review


def test_no_reading_is_no_belief() -> None:
    assert believe(NPI, [], SURE, DAY) == ()


PAYER = FieldSpec("payer.name", "Payer")


def test_a_name_that_was_guessed_or_stands_alone_always_goes_to_a_person() -> None:
    sure = ("agreed", "label", "reread", "twice")
    assert not one(PAYER, read(PAYER, "Acme", "known", *sure)).review
    assert one(PAYER, read(PAYER, "Acme", "guessed", "repaired", *sure)).review
    assert one(PAYER, read(PAYER, "Acme", "alone", "known", "text", *sure)).review


def test_a_guess_that_is_read_elsewhere_as_it_stands_needs_nobody() -> None:
    guess = read(PAYER, "Acme", "guessed", "label", "repaired")
    plain = read(PAYER, "Acme", "agreed", "known", "label", row=5)
    assert not one(PAYER, guess, plain).review
    seen = read(PAYER, "Acme", "known", "rival", by="tesseract")
    assert one(PAYER, guess, seen).review


def test_two_readers_that_agree_on_a_doubted_word_prove_nothing() -> None:
    doubted = read(NAME, "Laura Schmidt", "agreed", "faint", "label")
    assert one(NAME, doubted).review
    assert not one(NAME, replace(doubted, grounds=("agreed", "label"))).review
    assert not one(NAME, doubted, read(NAME, "Laura Schmidt", "agreed", row=9)).review
