"""Labels made of words for whose and what."""

from __future__ import annotations

import pytest

from docflow.paper.lexicon import exact

MADE = [
    ("Provider printed name", "name", "provider"),
    ("Requesting physician fax", "fax", "provider"),
    ("Printed name of provider", "name", "provider"),
    ("Veteran DOB", "birth_date", "patient"),
    ("Claims adjuster telephone", "phone", "adjuster"),
    ("Spouse name", "name", "contact"),
    ("Signature of certifying practitioner", "signature", "provider"),
    ("Veteran's legal full name (First, MI, Last)", "name", "patient"),
    ("HOME / CELL", "phone", "patient"),
    ("Best number to reach the patient", "phone", "patient"),
    ("Who insures the patient?", "payer", ""),
    ("Member identification", "member_id", ""),
    ("Submission ID", "other_id", ""),
    ("Report Request ID", "other_id", ""),
]


@pytest.mark.parametrize(("text", "noun", "role"), MADE)
def test_a_label_that_joins_whose_and_what_is_understood(text: str, noun: str, role: str) -> None:
    made = exact(text)
    assert made is not None
    assert (made.noun, made.role) == (noun, role)


@pytest.mark.parametrize("text", ["Pharmacy phone", "Massage therapy", "Provider education"])
def test_words_that_do_not_say_whose_and_what_make_no_label(text: str) -> None:
    assert exact(text) is None
