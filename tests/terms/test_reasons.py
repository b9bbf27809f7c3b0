"""Why a claim is not paid, where only prose says it."""

from pathlib import Path

import pytest

from docflow.terms.denials import CATEGORIES
from docflow.terms.reasons import compiled, reasons

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "denial_sentences.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


def test_the_reason_of_invented_sentences_is_named_and_rarely_wrong() -> None:
    said = [(want, reasons(sentence)) for want, sentence in SENTENCES]
    right = sum(bool(got) and got[0].category == want for want, got in said)
    wrong = sum(bool(got) and got[0].category != want for want, got in said)
    assert len(SENTENCES) > 200
    assert right / len(SENTENCES) >= 0.92
    assert wrong / len(SENTENCES) <= 0.05


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_each_category_has_sentences_and_a_majority_of_them_is_read(category: str) -> None:
    own = [sentence for want, sentence in SENTENCES if want == category]
    assert len(own) >= 10
    assert sum(bool(r := reasons(s)) and r[0].category == category for s in own) >= 0.8 * len(own)


def test_rights_and_ways_are_hardly_a_reason() -> None:
    text = (
        "You may appeal if you believe the service was medically necessary. "
        "A request for authorization must be filed in writing."
    )
    assert all(reason.weight < 2 for reason in reasons(text))


def test_the_place_of_the_reason_is_given() -> None:
    text = "Dear provider. The time limit for filing has expired. Sincerely"
    (reason,) = reasons(text)
    assert "time limit" in text[reason.start : reason.end]


def test_misread_letters_and_lost_blanks_do_not_hide_a_reason() -> None:
    text = "Treatment was notmedically necessarv for the injury."
    assert reasons(text)[0].category == "medical_necessity"


def test_a_gap_in_a_pattern_stays_within_the_sentence() -> None:
    assert compiled("not ... needed").search("not so very much needed")
    text = "This is not a bill. Records were needed."
    assert all(reason.category != "medical_necessity" for reason in reasons(text))


def test_nothing_is_said_where_nothing_is_refused() -> None:
    assert reasons("Your appointment is on Tuesday at nine.") == ()
    assert reasons("") == ()
