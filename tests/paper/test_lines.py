"""Words become lines in reading order, whatever readers split, tilt or box in."""

from __future__ import annotations

from docflow.model import Box, Mark, Page, Word
from docflow.paper.lines import Line, level, lines, rise
from typed_sheets import Sheet


def texts(page: Page) -> list[str]:
    return [line.text for line in lines(page)]


def test_a_wide_gap_parts_a_line_in_two() -> None:
    page = Sheet().text(50, 100, "Patient Name").text(200, 100, "Amara Diallo").page()
    assert texts(page) == ["Patient Name", "Amara Diallo"]


def test_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for i in range(3):
        sheet.text(50, 100 + 12 * i, f"left {i}").text(320, 106 + 12 * i, f"right {i}")
    assert texts(sheet.page()) == ["left 0", "left 1", "left 2", "right 0", "right 1", "right 2"]


def test_an_upright_rule_and_a_tick_box_part_words_that_stand_close() -> None:
    ruled = Sheet().text(50, 100, "Sedgwick AB123")
    ruled.wall(95.5, 80, 120)
    assert texts(ruled.page()) == ["Sedgwick", "AB123"]
    ticked = Sheet().text(50, 100, "neck").tick(74, 100, True, "shoulder")
    assert texts(ticked.page()) == ["neck", "shoulder"]


def test_a_streak_over_the_whole_page_parts_nothing() -> None:
    page = Sheet().text(50, 100, "Walk without pain").wall(71, 0, 792).page()
    assert texts(page) == ["Walk without pain"]


def test_a_streak_that_is_found_in_pieces_parts_nothing_either() -> None:
    page = Sheet().text(50, 100, "Walk without pain").wall(71, 0, 400).wall(74, 410, 792).page()
    assert texts(page) == ["Walk without pain"]


def test_tilted_lines_are_followed_and_set_level() -> None:
    words = tuple(
        Word(
            f"w{x}{y}",
            Box(
                0.1 + x * 0.08,
                0.1 + y * 0.03 + x * 0.0024,
                0.17 + x * 0.08,
                0.115 + y * 0.03 + x * 0.0024,
            ),
        )
        for y in range(3)
        for x in range(8)
    )
    page = Page(1, 612, 792, words=words)
    assert abs(rise(words) - 0.03) < 0.005
    assert [len(line.words) for line in lines(page)] == [8, 8, 8]
    straight, back = level(page)
    first = lines(straight)[0]
    assert first.box.height < 0.018
    there = back.box(first.words[-1].box)
    assert abs(there.top - words[7].box.top) < 0.002


def test_a_crossed_out_word_and_a_tick_read_as_a_letter_are_no_words() -> None:
    sheet = Sheet().text(50, 100, "97124 97140")
    struck = sheet.words[0].box
    sheet.marks.append(Mark("strike", struck, "97124"))
    assert texts(sheet.page()) == ["97140"]
    flourish = Sheet().text(50, 100, "Juan Simon, MD")
    flourish.marks.append(Mark("strike", flourish.box(40, 60, 200, 110), "JSimo~"))
    assert texts(flourish.page()) == ["Juan Simon, MD"]
    ticked = Sheet().tick(50, 200, True, "massage").text(52, 200, "X")
    assert texts(ticked.page()) == ["massage"]


def test_headings_that_run_up_the_edge_are_set_aside() -> None:
    sheet = Sheet().text(80, 110, "Name Ana Ruiz")
    sheet.words.append(Word("PATIENT", sheet.box(60, 80, 70, 130)))
    for i, letter in enumerate("DATES"):
        sheet.words.append(Word(letter, sheet.box(60, 200 + 9 * i, 66, 208 + 9 * i)))
    assert texts(sheet.page()) == ["Name Ana Ruiz"]


def test_a_span_of_a_line_has_its_box_inside_a_word_too() -> None:
    line = Line.of(
        [
            Word("NPI1676723723", Box(0.1, 0.1, 0.36, 0.12), 0.9),
            Word("x", Box(0.4, 0.1, 0.41, 0.12)),
        ]
    )
    number = line.span(3, 13)
    assert abs(number.left - 0.16) < 1e-6
    assert abs(number.right - 0.36) < 1e-6
    assert line.confidence(0, 13) == 0.9
    assert line.confidence(14, 15) == 1.0
