"""Labels by which an office asks for the order's terms in its own words."""

from __future__ import annotations

import pytest

from docflow.paper.lexicon import exact

ASKED = [
    ("How many times a week / month", "frequency"),
    ("Visits per week or month", "frequency"),
    ("How often should the patient be seen?", "frequency"),
    ("For how many weeks", "duration"),
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
    ("Chronic problem list", "history"),
    ("Other medical conditions", "history"),
    ("Pertinent medical history", "history"),
    ("Current medicines and supplements", "medications"),
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
