from itertools import cycle

import pytest

from docflow import Box, Page, Word
from docflow.paper.ticks import ticks
from drawn import CHANNELS, Sheet

STYLES = ("check", "cross", "filled", "beyond", "wild cross", "scribble", "thin check")
OPTIONS = ("Massage", "Manual therapy", "Hot pack", "Ultrasound", "Exercise", "Cupping", "Other")


def form(style, seed, size=24):
    """A column and a row of options, some ticked; returns the sheet and (x, y, ticked) of each."""
    sheet = Sheet(seed)
    sheet.text(120, 200, "TREATMENT ORDERED (mark all that apply)", 12)
    places = []
    for i, option in enumerate(OPTIONS):
        places.append((140, 300 + 60 * i, i % 3 == seed % 3))
        sheet.text(140 + size + 14, 300 + 60 * i + 20, option)
    x = 140
    for i, option in enumerate(("1/wk", "2/wk", "3/wk", "4/wk")):
        places.append((x, 800, i == seed % 4))
        x = int(sheet.text(x + size + 8, 820, option)) + 30
    styles = cycle((style,) if isinstance(style, str) else style)
    for x, y, ticked in places:
        sheet.box(x, y, size, next(styles) if ticked else "empty")
    sheet.text(120, 1000, "Patient: Olga Dodd Doe, DOB 08/08/1980, ID BD0880")
    return sheet, places


COARSE = "coarse_fax"


def found(marks, x, y, size=24):
    """What was seen on a place of the sheet: a mark's value, or "missed"."""
    spot = (x + size / 2) / 1700, (y + size / 2) / 2200
    for mark in marks:
        across, down = mark.box.middle
        if abs(across - spot[0]) < 0.012 and abs(down - spot[1]) < 0.009:
            return mark.value
    return "missed"


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c != COARSE])
def test_every_way_to_tick_is_seen_on_every_kind_of_paper(tmp_path, channel):
    sheet, places = form(STYLES[:-1], 10)
    seen = ticks(sheet.page(tmp_path, channel))
    assert [found(seen, x, y) for x, y, _ in places] == [
        "on" if ticked else "off" for _, _, ticked in places
    ]
    assert len(seen) == len(places)


def test_on_a_coarse_fax_a_tick_may_hide_its_box_but_no_box_changes_its_state(tmp_path):
    sheet, places = form(STYLES[:-1], 10)
    seen = ticks(sheet.page(tmp_path, COARSE))
    said = [(found(seen, x, y), "on" if ticked else "off") for x, y, ticked in places]
    assert [pair for pair in said if pair[0] not in (pair[1], "missed")] == []
    assert sum(state == "missed" for state, _ in said) <= 1
    assert len(seen) <= len(places)


def test_a_light_pen_on_a_coarse_fax_is_never_taken_for_an_empty_box(tmp_path):
    sheet, places = form("thin check", 16)
    seen = ticks(sheet.page(tmp_path, "coarse_fax"))
    assert all(found(seen, x, y) in ("on", "unsure") for x, y, ticked in places if ticked)


def test_letters_that_look_like_boxes_are_none(tmp_path):
    sheet = Sheet(1)
    for i, line in enumerate(("DO DC OD BOB HOOD", "Dodd & Odo LLC", "10 00 80 88 O D B H")):
        sheet.text(200, 300 + 80 * i, line, 10 + 4 * i)
    assert ticks(sheet.page(tmp_path, "fax")) == ()


def test_the_cells_of_a_table_are_no_tick_boxes(tmp_path):
    sheet = Sheet(2)
    for row in range(5):
        for column in range(12):
            x, y = 200 + 40 * column, 300 + 40 * row
            sheet.pen.rectangle((x, y, x + 40, y + 40), None, 20, 2)
    assert ticks(sheet.page(tmp_path, "scan")) == ()


def test_radio_buttons_are_found_in_their_group(tmp_path):
    sheet = Sheet(3)
    for i, option in enumerate(("Initial", "Renewal", "Discharge")):
        sheet.ring(200, 300 + 60 * i, 26, "dot" if i == 1 else "empty")
        sheet.text(250, 322 + 60 * i, option)
    marks = ticks(sheet.page(tmp_path, "scan"))
    assert [mark.value for mark in marks] == ["off", "on", "off"]


def test_a_box_glued_to_its_text_by_the_reader_is_found(tmp_path):
    sheet, places = form("cross", 4)
    glued = tuple(
        Word("□" + w.text, Box(w.box.left - 0.024, *w.box[1:])) if w.text.endswith("wk") else w
        for w in sheet.words
    )
    sheet.words = list(glued)
    seen = ticks(sheet.page(tmp_path, "fax"))
    assert [found(seen, x, y) for x, y, _ in places[-4:]] == ["on", "off", "off", "off"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("☒ Massage ☐ PT", ["on", "off"]),
        ("[x] Massage [ ] PT", ["on", "off"]),
        ("( ) Massage (X) PT", ["off", "on"]),
        ("__x__ Massage", ["on"]),
        ("\uf0fe Massage \uf0a8 PT", ["on", "off"]),
        ("(see page 2) 60 (sixty) minutes", []),
    ],
)
def test_boxes_typed_as_letters_are_read(text, values):
    words = []
    for i, part in enumerate(text.split()):
        words.append(Word(part, Box(0.1 + 0.06 * i, 0.1, 0.14 + 0.06 * i, 0.115)))
    page = Page(1, 612.0, 792.0, tuple(words), origin="text")
    assert [mark.value for mark in ticks(page)] == values


@pytest.mark.parametrize(("lines", "rings"), [(4, 4), (2, 0)])
def test_rings_that_readers_took_for_a_letter_are_boxes_of_which_nobody_knows(lines, rings):
    words = []
    for i, option in enumerate(("Massage", "Manual", "Exercise", "Packs")[:lines]):
        top = 0.1 + 0.03 * i
        words.append(Word("O", Box(0.1, top, 0.112, top + 0.012), 0.9))
        words.append(Word(option, Box(0.12, top, 0.2, top + 0.012), 0.9))
    page = Page(1, 612.0, 792.0, tuple(words), origin="ocr")
    assert [mark.value for mark in ticks(page)] == ["unsure"] * rings


def test_the_loop_of_an_unread_sign_in_large_print_is_no_tick_box(tmp_path):
    sheet = Sheet(41)
    sheet.box(1200, 500, 24, "empty")
    sheet.text(1235, 522, "Massage therapy")
    end = sheet.text(300, 240, "Cedar Sports", 26)
    sheet.ring(int(end), 222, 18, "dot")
    sheet.text(end + 40, 240, "Spine", 26)
    assert [mark.value for mark in ticks(sheet.page(tmp_path, "scan"))] == ["off"]


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c != COARSE])
def test_boxes_stacked_with_hardly_any_room_between_them_are_no_line(tmp_path, channel):
    sheet, size = Sheet(7), 20
    sheet.pen.rectangle((110, 280, 800, 420), None, 20, 2)
    for i, option in enumerate(OPTIONS[:5]):
        sheet.box(130, 292 + 24 * i, size, "cross" if i in (1, 4) else "empty")
        sheet.text(165, 309 + 24 * i, option, 7)
    states = [mark.value for mark in ticks(sheet.page(tmp_path, channel))]
    assert states == ["off", "on", "off", "off", "on"]


def test_boxes_that_a_tick_joins_are_seen_one_by_one(tmp_path):
    sheet = Sheet(8)
    for i in range(4):
        sheet.box(200, 300 + 24 * i, 20, "beyond" if i == 2 else "empty")
    seen = ticks(sheet.page(tmp_path))
    assert [found(seen, 200, 300 + 24 * i, 20) for i in range(4)] == ["off", "off", "on", "off"]
