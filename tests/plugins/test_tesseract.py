"""The second reader looks at single places."""

from __future__ import annotations

import socket

import numpy as np

from docflow import Box, Page
from docflow.paper import save
from readers import letter, plugin, recognize


def place(tmp_path, lines, box, size=14):
    """A part of a printed page as a small page of its own."""
    part = letter(lines, size).crop(box)
    image = save(np.array(part), tmp_path / "part.png")
    return Page(1, part.width * 0.36, part.height * 0.36, image=image)


def test_a_value_is_read_with_its_place_and_an_honest_confidence(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    small = place(tmp_path, ["NPI 1457382913"], (180, 190, 720, 250))
    label, number = recognize("tesseract", small)
    assert (label.text, number.text) == ("NPI", "1457382913")
    assert 0.8 < number.confidence <= 1
    assert label.box.right < number.box.left < 0.35
    assert 0 <= number.box.top < number.box.bottom <= 1


def test_a_place_of_several_lines_is_read_line_by_line(tmp_path):
    small = place(tmp_path, ["first line", "second line"], (180, 190, 720, 350))
    assert [w.text for w in recognize("tesseract", small)] == ["first", "line", "second", "line"]


def test_an_empty_place_has_no_words(tmp_path):
    assert recognize("tesseract", place(tmp_path, [""], (0, 0, 300, 60))) == ()
    blank = save(np.full((40, 200), 255, np.uint8), tmp_path / "blank.png")
    assert recognize("tesseract", Page(1, 72, 14, image=blank)) == ()


def test_where_its_model_is_missing_it_says_nothing(tmp_path, monkeypatch):
    module = plugin("tesseract")
    module._reader.cache_clear()
    monkeypatch.setattr(module, "_model", lambda: None)
    try:
        assert recognize("tesseract", place(tmp_path, ["12"], (180, 190, 720, 250))) is None
    finally:
        module._reader.cache_clear()


def test_a_page_without_a_picture_is_left_to_others():
    assert recognize("tesseract", Page(1, 612, 792)) is None


def test_places_stay_inside_the_picture(tmp_path):
    small = place(tmp_path, ["NPI 1457382913"], (200, 202, 640, 232))
    for found in recognize("tesseract", small):
        assert Box(0, 0, 1, 1).around(found.box) == Box(0, 0, 1, 1)
