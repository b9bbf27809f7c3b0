"""Texts whose words betray that they stand for something else go to a person."""

from __future__ import annotations

import pytest

from docflow.flow.wording import foreign
from docflow.model import Field, Reading


def asked(name: str, text: str) -> bool:
    field = Field(name, text, 0.999, False, (Reading(name, text, text, 0.99),))
    return (name, text) in foreign({name: (field,)})


@pytest.mark.parametrize(
    "text",
    [
        "PHYSICIAN'S NOTES AND PLAN:",
        "Facility: Tern Hill Clinic",
        "Tern Hill Clinic 206 555 0144",
        "Quiet Hands Massage Clinic",
        "Tern Hill Physicians",
        "VISIT SUMMARY",
        "Physiatry",
    ],
)
def test_an_office_that_gives_no_orders_or_lost_a_word_is_asked_for(text: str) -> None:
    assert asked("provider.organization", text)


@pytest.mark.parametrize(
    "text", ["Tern Hill Family Medicine", "Clinic of Tern Hill Physicians", "Lumen Chiropractic"]
)
def test_a_medical_office_s_whole_name_is_taken(text: str) -> None:
    assert not asked("provider.organization", text)


def test_more_words_than_a_name_has_may_be_another_text_s() -> None:
    assert asked("patient.name", "Summary Nadia R Ferris")
    assert not asked("patient.name", "Nadia R Ferris")


@pytest.mark.parametrize(
    "text",
    [
        "Does the patient need a ride?",
        "Prior injuries",
        "Osteoporosis",
        "Varicose veins, avoid",
        "Therapy the worker has already had",
    ],
)
def test_a_form_s_next_question_or_half_a_sentence_is_no_sure_precaution(text: str) -> None:
    assert asked("order.precautions", text)


@pytest.mark.parametrize("text", ["None", "History of DVT, no deep work", "Avoid the left knee"])
def test_a_precaution_in_full_is_taken(text: str) -> None:
    assert not asked("order.precautions", text)


def test_what_is_to_be_avoided_is_no_goal() -> None:
    assert asked("order.goals", "Neuropathy of both feet, avoid heat")
    assert not asked("order.goals", "Walk one mile without pain")
