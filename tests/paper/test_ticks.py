import pytest

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
    for x, y, ticked in places:
        sheet.box(x, y, size, style if ticked else "empty")
    sheet.text(120, 1000, "Patient: Olga Dodd Doe, DOB 08/08/1980, ID BD0880")
    return sheet, places


def found(marks, x, y, size=24):
    """The mark on a place of the sheet, as its value."""
    spot = (x + size / 2) / 1700, (y + size / 2) / 2200
    near = [
        m
        for m in marks
        if abs(m.box.middle[0] - spot[0]) < 0.012 and abs(m.box.middle[1] - spot[1]) < 0.009
    ]
    return near[0].value if near else "missed"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_tick_is_seen_on_every_kind_of_paper(tmp_path, style, channel):
    sheet, places = form(style, STYLES.index(style) + 10)
    seen = ticks(sheet.page(tmp_path, channel))
    wrong = [
        (x, y, ticked, value)
        for x, y, ticked in places
        if (value := found(seen, x, y)) not in ({"on", "unsure"} if ticked else {"off", "unsure"})
    ]
    assert wrong == []
    assert len(seen) == len(places)
