import pytest

from docflow.paper.rules import rules, unruled
from drawn import CHANNELS, HEIGHT, WIDTH, Sheet

LINES = (
    ("horizontal", 450, 420),
    ("horizontal", 910, 420),
    ("horizontal", 800, 600),
    ("horizontal", 800, 900),
    ("vertical", 200, 750),
    ("vertical", 1400, 750),
)


def form():
    sheet = Sheet(3)
    sheet.text(200, 300, "Patient name and a few more words that stand close to one another")
    sheet.rule(200, 420, 500)
    sheet.rule(760, 420, 300)
    sheet.pen.rectangle((200, 600, 1400, 900), None, 20, 3)
    sheet.pen.rectangle((200, 1000, 1400, 1040), 20)
    for i in range(6):
        sheet.box(200, 1100 + 60 * i)
    return sheet


@pytest.mark.parametrize("channel", CHANNELS)
def test_lines_are_found_and_text_bars_and_boxes_are_not(tmp_path, channel):
    seen = rules(form().page(tmp_path, channel))
    assert len(seen) == len(LINES)
    for way, x, y in LINES:
        assert any(m.value == way and _near(m, x, y) for m in seen), (way, x, y)


def _near(mark, x, y):
    middle = mark.box.middle
    return abs(middle[0] * WIDTH - x) < 25 and abs(middle[1] * HEIGHT - y) < 25


def test_a_worn_line_is_one_line(tmp_path):
    sheet = Sheet()
    for x in range(200, 1000, 120):
        sheet.rule(x, 500, 112)
    (line,) = rules(sheet.page(tmp_path))
    assert line.box.width * WIDTH > 780
    assert line.confidence < 1


def test_ink_remains_where_lines_are_taken_away(tmp_path):
    sheet = Sheet(1)
    sheet.rule(200, 500, 900)
    sheet.hand(300, 500, 300, 80, seed=2)
    dark = unruled(sheet.page(tmp_path))
    assert (dark[505:, :] > 0).sum() < 200
    assert (dark[430:498, 300:600] > 0).sum() > 1500
