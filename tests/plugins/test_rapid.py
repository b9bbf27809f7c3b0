"""The recogniser: right words in their places, offline, quiet."""

from __future__ import annotations

import logging
import socket
import sys
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from docflow import Page
from docflow.paper import save, stand
from readers import DPI, LINES, ink_box, letter, plugin, recognize, text_of, word


@pytest.fixture(scope="module")
def offline():
    """No socket can be made while this is in use."""

    class Refused(socket.socket):
        def __init__(self, *_args, **_more):
            raise AssertionError("a socket was asked for")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", Refused)
        yield


@pytest.fixture(scope="module")
def page(offline, tmp_path_factory) -> Page:
    """A sideways, skewed scan, set upright and recognised."""
    skewed = letter().rotate(90, expand=True).rotate(3, Image.Resampling.BICUBIC, fillcolor=255)
    standing = stand(np.array(skewed), (200, 200), 1, tmp_path_factory.mktemp("scan"))
    words = tuple(recognize("rapid", standing))
    return replace(standing, words=words, origin="ocr")


def glued(text):
    return text.replace(" ", "")


def test_a_printed_page_is_read_right(page):
    assert glued(text_of(page)) == glued(" ".join(LINES))


def test_words_lie_on_their_ink(page):
    with Image.open(page.image) as image:
        left, top, right, bottom = ink_box(image, (0.0, 0.12))
    title = [w for w in page.words if w.box.middle[1] < 0.12]
    assert min(w.box.left for w in title) == pytest.approx(left, abs=0.01)
    assert max(w.box.right for w in title) == pytest.approx(right, abs=0.01)
    assert min(w.box.top for w in title) < (top + bottom) / 2 < max(w.box.bottom for w in title)


def test_words_of_a_line_lie_side_by_side(page):
    name, born = word(page, "Laura").box, word(page, "Schmidt").box
    assert name.right <= born.left + 0.003
    assert abs(name.middle[1] - born.middle[1]) < 0.004


def test_confidence_is_a_share(page):
    assert all(0.5 < w.confidence <= 1 for w in page.words)


def test_an_empty_page_has_no_words(tmp_path):
    white = stand(np.full((2200, 1700), 250, np.uint8), (200, 200), 1, tmp_path)
    assert recognize("rapid", white) == ()


def test_a_small_picture_of_one_value_is_read(tmp_path):
    number = np.array(letter(["1457382913"]).crop((180, 190, 600, 260)))
    small = Page(1, 151, 25, image=save(number, tmp_path / "part.png"))
    assert [w.text for w in recognize("rapid", small)] == ["1457382913"]


def test_a_page_without_a_picture_is_left_to_others():
    assert recognize("rapid", Page(1, 612, 792)) is None


def test_nothing_is_said_on_the_console_or_in_the_log(page, caplog, capfd, tmp_path):
    with caplog.at_level(logging.DEBUG):
        recognize("rapid", page)
    out, err = capfd.readouterr()
    assert not out and not err and not caplog.records


def test_a_stain_taken_for_a_line_costs_no_page():
    """The finder of lines may see one where there is no sign at all."""
    words = sys.modules[f"{plugin('rapid').__name__}.words"].words
    stain = np.full((60, 400), 244, np.uint8)
    corners = np.array([[10, 10], [390, 10], [390, 50], [10, 50]], np.float32)
    assert list(words(stain, corners)) == []


def worn(text, folder, level=150) -> Page:
    """A line of small print as a coarse fax leaves it: every other row of dots, strokes broken."""
    line = Image.new("L", (130 + 11 * len(text), 140), 255)
    ImageDraw.Draw(line).text((60, 60), text, 60, ImageFont.load_default(17))
    coarse = cv2.resize(np.array(line), None, fx=1, fy=0.5, interpolation=cv2.INTER_AREA)
    dots = np.where(coarse < level, 0, 255).astype(np.uint8)
    whole = cv2.resize(dots, line.size, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(whole, (0, 0), 0.8)
    return Page(1, line.width * 72 / DPI, 50.4, image=save(soft, folder / "line.png"))


@pytest.mark.parametrize("label", ["Date of birth", "Authorizing provider", "Diagnosis codes"])
def test_a_worn_label_is_read_as_forms_print_it_no_surer_than_its_picture(label, tmp_path):
    """Letter by letter they are "Date of nrth", "Authonzing prowvider", "Duagnoses codes"."""
    words = recognize("rapid", worn(label, tmp_path, level=135))
    assert " ".join(word.text for word in words) == label
    assert min(word.confidence for word in words) < 0.5


@pytest.mark.parametrize("name", ["Dale Turth", "Hone Pate", "Barth Date"])
@pytest.mark.parametrize("level", [135, 150])
def test_a_worn_name_that_looks_like_a_label_is_not_made_one(name, level, tmp_path):
    words = recognize("rapid", worn(name, tmp_path, level))
    labels = {"birth date", "date of birth", "home phone", "patient date"}
    assert " ".join(word.text for word in words).lower() not in labels


def test_wide_letters_do_not_tear_a_word(tmp_path):
    """A cell's top may be cut close, so that an m is as wide as the line is high."""
    words = sys.modules[f"{plugin('rapid').__name__}.words"].words
    line = Image.new("L", (420, 60), 255)
    ImageDraw.Draw(line).text((10, 6), "Simmons mom", 20, ImageFont.load_default(48))
    top, bottom = 12, 55
    corners = np.array([[5, top], [340, top], [340, bottom], [5, bottom]], np.float32)
    assert [word.text for word in words(np.array(line), corners)] == ["Simmons", "mom"]


def test_small_grey_print_is_found_on_a_grey_scan(tmp_path):
    """What finds the worn print of a fax would wipe it out."""
    printed = ("Acknowledged by", "Responsible party", "Facility code")
    sheet = Image.new("L", (1700, 2200), 240)
    ImageDraw.Draw(sheet).text((200, 150), "Referral", 20, ImageFont.load_default(60))
    for number in range(12):
        place = 200 + number % 3 * 400, 300 + number * 60
        ImageDraw.Draw(sheet).text(place, printed[number % 3], 120, ImageFont.load_default(11))
    noise = np.random.default_rng(5).normal(0, 4, (2200, 1700))
    grey = np.clip(np.array(sheet) + noise, 0, 255).astype(np.uint8)
    words = recognize("rapid", Page(1, 612, 792, image=save(grey, tmp_path / "page.png")))
    assert sum(word.text in " ".join(printed).split() for word in words) >= 20
