"""Lists of options drawn for tests, of which a hand circles one."""

from __future__ import annotations

import math
from itertools import pairwise

from drawn import HEIGHT, WIDTH, Sheet, _curve


def circle(sheet, box, thick=3, turns=1.1, room=(14, 10)):
    """A loop by hand around a place in pixels; `turns` below 1 leave it open."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    wide, high = (right - left) / 2 + room[0], (bottom - top) / 2 + room[1]
    start, lean = sheet.random.uniform(0, 2 * math.pi), sheet.random.uniform(-0.12, 0.12)
    knots = []
    for i in range(41):
        turn = start + 2 * math.pi * turns * i / 40
        far = 1 + 0.08 * math.sin(2 * turn + start) + 0.06 * i / 40
        across, down = far * wide * math.cos(turn), far * high * math.sin(turn)
        knots.append((x + across - lean * down, y + down + lean * across))
    for one, other in pairwise(_curve(knots)):
        sheet.pen.line((*one, *other), 35, thick)


def options(sheet, y, label, items, chosen="", tail="", gap=40, **loop):
    """A row "label item item tail" with the chosen item circled; returns nothing."""
    x = sheet.text(200, y, label) + gap
    for item in items:
        at = len(sheet.words)
        x = sheet.text(x, y, item) + gap
        if item == chosen:
            box = sheet.words[at].box
            pixels = box.left * WIDTH, box.top * HEIGHT, box.right * WIDTH, box.bottom * HEIGHT
            circle(sheet, pixels, **loop)
    if tail:
        sheet.text(x, y, tail)


LISTS = (
    ("Side (circle one):", ("Left", "Right", "Bilateral"), ""),
    ("Frequency:", ("1x", "2x", "3x"), "per week"),
    ("Duration:", ("4", "6", "8", "12"), "weeks"),
    ("Medically necessary:", ("Yes", "No"), ""),
    ("Codes:", ("97110", "97112", "97124", "97140"), ""),
    ("Dx:", ("M54.2", "M54.50", "M54.6", "M79.18"), ""),
)


def order(seed=0, chosen=(), **loop):
    """An order to be filled in by circles; `chosen` are the circled options."""
    sheet = Sheet(seed)
    sheet.text(200, 200, "Referral for massage therapy", 14)
    for row, (label, items, tail) in enumerate(LISTS):
        mine = next((item for item in items if item in chosen), "")
        options(sheet, 400 + 90 * row, label, items, mine, tail, **loop)
    return sheet
