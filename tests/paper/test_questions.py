"""Labels by which an office asks for the order's terms in its own words."""

from __future__ import annotations

import pytest

from docflow.paper.labels import labels
from docflow.paper.lexicon import exact
from docflow.paper.lines import lines
from typed_sheets import Sheet

ASKED = [
    ("How many times a week / month", "frequency"),
    ("Visits per week or month", "frequency"),
    ("How often should the patient be seen?", "frequency"),
    ("How many times", "frequency"),
    ("For how many weeks", "duration"),
    ("Over what period", "duration"),
    ("Number of weeks or months", "duration"),
    ("Length of program", "duration"),
    ("How long should therapy continue?", "duration"),
    ("Min per appointment", "minutes"),
    ("Length of each treatment (minutes)", "minutes"),
    ("Each session", "minutes"),
    ("How many visits", "visits"),
    ("Total sessions recommended", "visits"),
    ("How often and for how long", "schedule"),
    ("What should the massage achieve?", "goals"),
    ("What do you hope to achieve", "goals"),
    ("Main treatment goal", "goals"),
    ("Restrictions and precautions, if any", "precautions"),
    ("Is there anything the therapist should avoid?", "precautions"),
    ("Referral written on", "order_date"),
    ("Date of this report", "order_date"),
    ("Diagnosis for this referral", "diagnosis"),
    ("Injuries for which treatment is prescribed", "diagnosis"),
    ("Days per week", "frequency"),
    ("Expected duration of care", "duration"),
    ("Treatment frequency and duration", "schedule"),
    ("What are the goals of treatment?", "goals"),
    ("Previous injuries", "history"),
    ("Care the patient has already received", "history"),
    ("Date referral written", "order_date"),
    ("Chronic problem list", "history"),
    ("Other medical conditions", "history"),
    ("Pertinent medical history", "history"),
    ("Current medicines and supplements", "medications"),
    ("Total visits, if limited", "visits"),
    ("Claim number (if applicable)", "claim"),
    ("How the treatment will help; expected result", "goals"),
    ("Precautions the therapist should know", "precautions"),
    ("Participant account number", "member_id"),
    ("Prior care for this condition", "history"),
    ("Date of hire", "other_date"),
    ("Medical ID no.", "member_id"),
    ("Expected improvement", "goals"),
    ("Precautions / weight bearing", "precautions"),
    ("How often / for how long", "schedule"),
    ("If yes, what and when", "other"),
    ("Signature of dentist", "signature"),
]
PLAIN = [
    "visit",
    "one visit",
    "no visit",
    "massage",
    "current condition",
    "restriction",
    "We hope you",
    "plan",
    "today we discussed",
    "weeks of pain",
]


@pytest.mark.parametrize(("text", "noun"), ASKED)
def test_a_question_for_a_term_of_the_order_is_its_label(text: str, noun: str) -> None:
    label = exact(text)
    assert label is not None
    assert label.noun == noun


@pytest.mark.parametrize("text", PLAIN)
def test_words_that_ask_for_no_term_of_the_order_are_no_label_for_it(text: str) -> None:
    label = exact(text)
    assert label is None or label.noun in ("payer", "other")


def test_a_question_that_nobody_knows_is_no_value_of_the_one_before() -> None:
    sheet = Sheet().text(50, 100, "Precautions for the therapist?")
    sheet.text(50, 116, "Does the patient need an interpreter?").text(300, 116, "No")
    found = [(x.noun, x.alone) for x in labels(lines(sheet.page()))]
    assert found == [("precautions", True), ("other", True)]


def test_a_doubt_behind_a_value_makes_no_question_of_it() -> None:
    assert not labels(lines(Sheet().text(50, 100, "S33.5XXA lumbar sprain?").page()))
