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


def test_what_stands_elsewhere_is_no_sure_answer_where_the_form_asks_for_it() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"), ("Frequency:", ""), ("Duration:", ""))
    s.text(330, 400, "2x/week for 6 weeks")
    assert max(said(s)["order.frequency"].values()) <= 0.3


@pytest.mark.parametrize("label", ["Total visits planned", "Number of visits under this order:"])
def test_visits_are_asked_for_in_many_words(label: str) -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, label).text(260, 300, "12")
    assert set(said(s)["order.visits"]) == {"12"}


def test_visits_so_far_are_not_ordered() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"), ("Frequency:", "2x/week"))
    s.text(60, 300, "Visits so far").text(260, 300, "11")
    assert "order.visits" not in said(s)


def test_a_code_behind_its_own_caption_is_no_part_of_the_option_before_it() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    for x, state, text in ((60, "on", "Massage"), (150, "off", "Work conditioning")):
        s.marks.append(Mark("tick", s.box(x, 292, x + 9, 301), state))
        s.text(x + 14, 300, text)
    s.text(270, 300, "CPT").text(300, 300, "97140")
    assert set(said(s)["procedure.codes"]) == {"97140"}


def test_restrictions_for_the_therapist_end_before_the_next_lettered_part() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, "Restrictions for therapist").text(
        200, 300, "Pacemaker, no electrical modalities"
    )
    s.text(60, 313, "d. Work ability")
    assert set(said(s)["order.precautions"]) == {"Pacemaker, no electrical modalities"}


def test_a_goal_ends_with_its_row_where_the_next_begins_further_right() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, "GOAL OF TREATMENT Improve rotation of the neck to 70 degrees")
    s.text(60, 313, "PRECAUTIONS").text(170, 313, "Diabetic neuropathy, check the skin")
    assert set(said(s)["order.goals"]) == {"Improve rotation of the neck to 70 degrees"}
