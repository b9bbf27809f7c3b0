"""What stands apart on a row but reads on, lists to be circled, and what limits or reports say."""

from __future__ import annotations

import pytest

from docflow.model import Mark
from typed_orders import order, said
from typed_sheets import Sheet


def blanks(*parts: tuple[float, str]) -> Sheet:
    """An order with one row whose parts stand at these places."""
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    for x, text in parts:
        s.text(x, 300, text)
    return s


@pytest.mark.parametrize(
    "parts",
    [
        ((60, "Treat 2"), (150, "times per week for 6"), (310, "weeks.")),
        ((60, "Please treat"), (150, "2"), (190, "x per week for"), (290, "6"), (320, "weeks")),
    ],
)
def test_printed_words_and_what_fills_their_blanks_are_one_sentence(
    parts: tuple[tuple[float, str], ...],
) -> None:
    values = said(blanks(*parts))
    assert set(values["order.frequency"]) == {"2/wk"}
    assert set(values["order.duration"]) == {"6wk"}


def test_a_sentence_whose_blanks_are_empty_orders_nothing() -> None:
    values = said(blanks((60, "Treat"), (150, "times per week for"), (310, "weeks.")))
    assert not {"order.frequency", "order.duration"} & set(values)


def test_a_printed_list_with_wide_gaps_orders_nothing_by_its_last_number() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    for x, text in ((60, "Duration:"), (130, "4"), (165, "6"), (200, "8"), (235, "12 weeks")):
        s.text(x, 300, text)
    assert "order.duration" not in said(s)


@pytest.mark.parametrize(
    ("circled", "frequency"), [("once", "1/wk"), ("twice", "2/wk"), ("three", "3/wk")]
)
def test_a_circled_word_takes_the_unit_that_its_list_ends_with(
    circled: str, frequency: str
) -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, "HOW OFTEN", 10, True)
    for x, text in ((60, "once"), (110, "twice"), (160, "three"), (190, "times a week")):
        s.text(x, 320, text)
        if text == circled:
            box = s.words[-1].box
            s.marks.append(Mark("circle", box, circled, 0.95))
    assert set(said(s)["order.frequency"]) == {frequency}


@pytest.mark.parametrize("print_", ["may not exceed twelve months", "must not exceed 12 months"])
def test_the_longest_that_a_form_allows_is_no_length_of_treatment(print_: str) -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, "For what period", 9).text(60, 309, print_, 7).text(260, 304, "8 weeks")
    s.text(60, 340, "Number of visits", 9)
    assert set(said(s)["order.duration"]) == {"8wk"}


def test_a_limit_alone_is_never_taken_for_the_order_unasked() -> None:
    s = order(("Frequency:", "2x/week"), ("Duration:", "not to exceed 12 weeks"))
    assert said(s).get("order.duration", {}).get("12wk", 0.0) <= 0.3


def test_when_to_report_is_no_frequency_of_treatment() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, "REPORT BACK", 8).text(160, 302, "monthly")
    assert "order.frequency" not in said(s)
