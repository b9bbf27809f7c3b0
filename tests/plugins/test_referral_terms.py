"""The order's terms, told apart from clocks, homework, histories and what is to be reported."""

from __future__ import annotations

import pytest

from docflow.model import Mark
from readers import plugin
from typed_orders import order, said
from typed_sheets import Sheet, document


def test_the_hour_of_an_order_is_no_length_of_its_sessions() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    for x, head, value in (
        (60, "DATE", "10/30/26"),
        (150, "TIME", "14:45"),
        (230, "ORDERS", "Massage therapy 97140, 45 min sessions"),
    ):
        s.text(x, 240, head, 9, True).text(x, 262, value, 10)
    assert set(said(s)["order.session_minutes"]) == {"45"}


def test_an_age_is_no_length_of_treatment() -> None:
    s = order(("Frequency:", "2x/week"))
    s.text(330, 150, "55 years female")
    assert "order.duration" not in said(s)


@pytest.mark.parametrize("lead", ["Report back:", "Follow up", "Progress report due"])
def test_a_tick_that_says_when_to_report_orders_no_weeks(lead: str) -> None:
    s = order(("Frequency:", "2x/week"), ("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, lead, 10, True)
    for x, value, text in ((200, "off", "after each visit"), (330, "on", "30 days")):
        s.marks.append(Mark("tick", s.box(x, 292, x + 9, 301), value))
        s.text(x + 14, 300, text)
    assert "order.duration" not in said(s)


def test_what_patients_do_at_home_is_not_ordered() -> None:
    s = Sheet()
    s.center(50, "Birch Hill Physiatry", 15, True)
    s.text(60, 100, "RE: Marta Lindholm DOB: 04/02/1971")
    s.text(60, 140, "RECOMMENDATIONS", 10, True)
    s.text(60, 156, "1. Massage therapy (CPT 97124): 2x/week for 6 weeks.")
    s.text(60, 172, "2. Home stretching every day. Heat for 15 minutes.")
    found = said(s)
    assert set(found["order.frequency"]) == {"2/wk"}
    assert "order.session_minutes" not in found


def test_minutes_of_a_goal_are_no_session() -> None:
    s = order(("Orders:", "CPT 97124; 3x/week x 4 weeks; 30 min per visit; goal: Walk 45 minutes"))
    found = said(s)
    assert set(found["order.session_minutes"]) == {"30"}
    assert set(found["order.duration"]) == {"4wk"}
    assert set(found["order.goals"]) == {"Walk 45 minutes"}


def test_a_code_under_a_list_of_problems_is_not_what_is_treated() -> None:
    s = order()
    s.text(60, 200, "Chronic problem list", 10, True)
    for x, head, value in ((60, "ICD-10", "E78.5"), (130, "Problem", "Hyperlipidemia")):
        s.text(x, 216, head, 9).text(x, 232, value)
    s.text(60, 270, "Assessment for today's order", 10, True)
    s.text(60, 286, "#1 M53.1 Cervicobrachial syndrome")
    assert set(said(s)["diagnosis.codes"]) == {"M53.1"}


def test_an_empty_blank_takes_nothing_from_the_blank_beside_it() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    for left, right, value, caption in (
        (60, 200, "2x/week", "(visits per week or month)"),
        (220, 360, "6 weeks", "(number of weeks or months)"),
        (380, 440, "", "(total visits)"),
        (450, 550, "60", "(minutes a visit)"),
    ):
        s.rule(left, 330, right).text(left + 4, 326, value)
        s.text(left + 4, 340, caption, 8)
    found = said(s)
    assert "order.visits" not in found
    assert set(found["order.session_minutes"]) == {"60"}


def test_the_day_of_a_patients_consent_is_not_the_orders() -> None:
    s = order(("Frequency:", "2x/week"))
    s.text(60, 500, "(patient: I authorize release of my records to the insurer)", 8)
    s.rule(400, 490, 540).text(420, 486, "11/03/2026").text(460, 500, "(date)", 8)
    assert "order.date" not in said(s)


def test_a_clinic_named_after_a_disease_gives_no_precaution() -> None:
    s = order(("Frequency:", "2x/week"))
    s.text(330, 30, "Cascade Rheumatology & Osteoporosis Center")
    assert "order.precautions" not in said(s)


def test_a_goal_ends_where_the_letter_speaks_to_its_reader() -> None:
    s = order()
    s.text(60, 200, "1. Massage therapy: 2x/week for 6 weeks. Goal: Sit through a long workday")
    s.text(72, 213, "without neck pain under 3/10. Please accept this letter as my order.")
    assert set(said(s)["order.goals"]) == {
        "Sit through a long workday without neck pain under 3/10"
    }


def test_a_precaution_whose_label_ends_the_line_stands_on_the_next() -> None:
    s = order()
    s.text(60, 200, "1. Massage therapy: 2x/week for 6 weeks. Precaution:")
    s.text(72, 213, "Insulin pump at the left hip, avoid the site. Please accept this as my order.")
    assert set(said(s)["order.precautions"]) == {"Insulin pump at the left hip, avoid the site"}


def test_an_empty_place_for_a_goal_takes_no_other_question_below() -> None:
    s = order(("We hope for", ""), ("Report back:", "after each visit"))
    assert "order.goals" not in said(s)


def test_how_a_goal_is_dated_is_no_part_of_it() -> None:
    found = said(order(("Goals", "Long term: Return to recreational tennis")))
    assert set(found["order.goals"]) == {"Return to recreational tennis"}


def test_an_order_placed_by_staff_has_its_day_in_a_sentence() -> None:
    s = order(("Frequency:", "2x/week"))
    s.text(60, 400, "Order 1 placed 10/08/2026 16:45 by Wanda Ostrom, MA per verbal order.")
    assert set(said(s)["order.date"]) == {"2026-10-08"}


def test_a_code_behind_an_empty_box_is_not_ordered_though_a_speck_parts_it_from_the_box() -> None:
    s = order(("Frequency:", "2x/week"), ("Therapy", ""))
    for i, (state, text, code) in enumerate(
        (("off", "Massage therapy", "(97124)"), ("on", "Manual therapy, myofascial", "(97140)"))
    ):
        y = 240 + 18 * i
        s.marks.append(Mark("tick", s.box(200, y - 8, 209, y + 1), state))
        s.text(214, y, text).text(352 if i else 294, y, code)
    s.marks.append(Mark("tick", s.box(291, 232, 300, 241), "unsure"))
    assert set(said(s)["procedure.codes"]) == {"97140"}


def test_a_remedy_among_the_medicines_is_no_course_of_treatment() -> None:
    s = order(("Frequency:", "Weekly"))
    s.text(60, 260, "Current supplements and medicines (for your information)", 10, True)
    s.text(66, 276, "Fish oil 2 g daily")
    s.text(66, 290, "Arnica gel to the sore areas, 3 times a day for 2 weeks")
    assert "order.duration" not in said(s)


def test_a_circled_number_counts_what_its_label_asks_for() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 260, "Times per week:", 10, True).text(150, 260, "1   2   3")
    s.text(250, 260, "Number of weeks:", 10, True).text(345, 260, "4   6   8")
    s.text(60, 290, "Minutes per session:", 10, True).text(170, 290, "30   45   60")
    for word in [w for w in s.words if w.text in ("2", "6", "45")]:
        s.marks.append(Mark("circle", word.box, word.text, 0.99))
    found = said(s)
    assert set(found["order.frequency"]) == {"2/wk"}
    assert set(found["order.duration"]) == {"6wk"}
    assert set(found["order.session_minutes"]) == {"45"}


def test_a_circled_number_takes_no_unit_from_a_label_further_away_than_its_list_is_wide() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 260, "Number of weeks:", 10, True)
    for x, number in ((160, "4"), (185, "6"), (210, "8"), (235, "12")):
        s.text(x, 260, number)
    s.text(288, 260, "Total visits")
    (four,) = (w for w in s.words if w.text == "4")
    s.marks.append(Mark("circle", four.box, "4", 0.99))
    found = said(s)
    assert set(found["order.duration"]) == {"4wk"}
    assert "order.visits" not in found


def test_a_precaution_that_stops_at_a_comma_was_not_read_to_its_end() -> None:
    s = order(("Precautions:", "Osteoporosis,"))
    (sure,) = said(s)["order.precautions"].values()
    assert sure < 0.5


def test_a_goal_goes_on_below_though_a_heading_above_reaches_over_it() -> None:
    s = order()
    s.text(60, 190, "IMPRESSION", 10, True).text(66, 204, "1. Cervicalgia (M54.2)")
    s.text(60, 224, "RECOMMENDATIONS", 10, True)
    s.text(66, 238, "1. Massage therapy: 2x/week for 6 weeks. Precaution: Lumbar")
    s.text(78, 251, "fusion L4-S1, no end range loading. Please accept this letter as my order.")
    assert set(said(s)["order.precautions"]) == {"Lumbar fusion L4-S1, no end range loading"}


def test_a_caption_in_parentheses_names_the_line_above_it() -> None:
    s = order()
    s.text(60, 190, "Conditions being treated", 10, True)
    s.text(64, 206, "M54.2 Cervicalgia").text(64, 222, "M62.830 Muscle spasm of back")
    s.text(60, 262, "Garden for one hour").rule(60, 266, 540)
    s.text(230, 276, "(what the treatment should achieve)", 8)
    assert set(said(s)["order.goals"]) == {"Garden for one hour"}


def test_an_empty_option_below_an_empty_goal_is_no_goal() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"), ("Goal", ""))
    s.tick(60, 226, False, "Progress note before the next visit")
    assert "order.goals" not in said(s)


def test_a_blank_answer_is_not_the_next_question_whatever_that_asks() -> None:
    s = order()
    rows = (("Goals", "Sleep through the night"), ("Frequency", "2x/week"), ("Precautions", ""))
    for i, (label, value) in enumerate((*rows, ("Sports the client likes", "Rowing"))):
        s.text(60, 300 + 20 * i, label).text(250, 300 + 20 * i, value)
    assert "order.precautions" not in said(s)


def test_a_blank_answer_in_a_ruled_row_is_not_the_next_question() -> None:
    s = order()
    rows = (("Goals", "Sleep through the night"), ("Frequency", "2x/week"), ("Precautions", ""))
    for i, (label, value) in enumerate((*rows, ("Sports the client likes", ""))):
        s.text(60, 300 + 20 * i, label).text(250, 300 + 20 * i, value)
        s.rule(55, 306 + 20 * i, 550)
    assert "order.precautions" not in said(s)


def test_headings_in_capitals_have_their_own_habit_beside_captions_under_lines() -> None:
    s = order()
    s.text(60, 300, "DIAGNOSIS", 10, True).text(60, 320, "M54.2 Cervicalgia")
    s.text(60, 350, "PRECAUTIONS", 10, True).text(60, 370, "Latex allergy, no balm")
    s.text(60, 395, "GOALS", 10, True).text(60, 415, "Lift the grandchild without pain")
    s.text(60, 445, "ORDERING PROVIDER", 10, True)
    for x, value, caption in (
        (60, "Ivana Hallberg, NP", "Printed name"),
        (230, "(509) 555-0144", "Office phone"),
        (400, "(509) 555-0145", "Office fax"),
    ):
        s.text(x, 470, value).rule(x, 473, x + 140).text(x, 484, caption, 8)
    found = said(s)
    assert set(found["order.precautions"]) == {"Latex allergy, no balm"}
    assert set(found["order.goals"]) == {"Lift the grandchild without pain"}


@pytest.mark.parametrize("print_", ["This referral is good for 180 days.", "Orders are good until"])
def test_how_long_a_referral_is_good_is_no_length_of_treatment(print_: str) -> None:
    s = order(("Frequency:", "2x/week"))
    s.text(60, 400, f"{print_} Bring it to the first visit, within 8 weeks.")


def test_what_was_tried_before_orders_nothing_though_the_order_s_own_line_is_empty() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"), ("Frequency:", ""))
    s.text(60, 300, "3. Was other treatment tried?").text(330, 300, "Yes")
    s.text(80, 316, "If yes, what and when:").text(200, 316, "PT 2x/wk x 3 wks, 2025")
    assert "order.frequency" not in said(s)
    assert "order.duration" not in said(s)


def test_of_options_close_below_each_other_each_has_only_its_own_row() -> None:
    s = order()
    rows = (("Massage 97124", True), ("Exercise 97110", False), ("Packs 97010", False))
    for i, (text, on) in enumerate(rows):
        y = 300 + 9 * i
        s.marks.append(Mark("tick", s.box(60, y - 7, 68, y + 1), "on" if on else "off", 0.99))
        s.text(72, y, text, 14)
    assert set(said(s)["procedure.codes"]) == {"97124"}


def test_an_option_whose_box_nobody_saw_is_never_sure_though_it_follows_the_label() -> None:
    s = order(("Diagnosis:", "M54.2 Cervicalgia"))
    s.text(60, 300, "Frequency:", 10, True).text(140, 300, "1/wk")
    for x, text in ((200, "2/wk"), (260, "3/wk")):
        s.tick(x, 300, False, text)
    found = [
        r
        for r in plugin("referral").docflow_extract(document(s), {})
        if (r.field, r.value) == ("order.frequency", "1/wk")
    ]
    assert found
    assert all("alone" in r.grounds for r in found)
