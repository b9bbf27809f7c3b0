"""Steps of an appeal as a person's words keep them."""

from docflow.terms.steps import HOW, RESULTS, clean_step, step_of


def test_a_step_has_one_spelling() -> None:
    value = "2026-11-30 fax 1 ab12cd34"
    assert clean_step(" 2026-11-30  FAX 1 AB12CD34 ", HOW) == value
    assert clean_step(value, HOW) == value


def test_a_step_with_another_word_is_none() -> None:
    assert clean_step("2026-11-30 pigeon 1 ab12cd34", HOW) == ""
    assert clean_step("2026-11-30 fax 1 ab12cd34", RESULTS) == ""


def test_a_day_that_does_not_exist_is_none() -> None:
    assert step_of("2026-02-30 fax 1 ab12cd34") is None
    assert step_of("fax on Monday") is None
