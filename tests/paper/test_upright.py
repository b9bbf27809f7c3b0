"""Pages as they arrive are set upright, and every place finds its way back."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from docflow import Box
from docflow.paper import quarter_turn, stand, upright
from docflow.paper.turn import skew, turn
from readers import LINES, ink_box, letter

TITLE = (0.0, 0.118)


@pytest.fixture(scope="module")
def sheet():
    """A page full enough to tell how it lies, its title highest."""
    return letter(LINES * 3, size=11)


def title(image):
    """Where the first line stands."""
    return Box(*ink_box(image, TITLE))


def arrived(place, way):
    """Where a place of the sheet lies on the page as it arrived, by the true way."""
    corners = [(x, y) for x in (place.left, place.right) for y in (place.top, place.bottom)]
    xs, ys = zip(*(way(x, y) for x, y in corners), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


@pytest.mark.parametrize(
    ("quarters", "way"),
    [
        (0, lambda x, y: (x, y)),
        (1, lambda x, y: (y, 1 - x)),
        (2, lambda x, y: (1 - x, 1 - y)),
        (3, lambda x, y: (1 - y, x)),
    ],
)
def test_a_turned_page_is_set_upright_and_its_words_lie_where_they_arrived(sheet, quarters, way):
    result = upright(np.rot90(np.array(sheet), quarters), (200, 200))
    assert (round(result.width), round(result.height)) == (612, 792)
    assert title(Image.fromarray(result.picture)) == pytest.approx(title(sheet), abs=0.003)
    back = result.delivered.box(title(sheet))
    assert back == pytest.approx(arrived(title(sheet), way), abs=0.003)


@pytest.mark.parametrize("angle", [-6.5, -2.0, 0.6, 5.0])
def test_a_skewed_page_is_levelled_and_its_words_lie_where_they_arrived(sheet, angle):
    skewed = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    result = upright(np.array(skewed), (200, 200))
    assert skew(result.picture) == 0
    place = title(Image.fromarray(result.picture))
    corner = result.delivered.point(place.left, place.bottom)
    radians = np.radians(angle)
    x, y = (title(sheet).left - 0.5) * 8.5, (title(sheet).bottom - 0.5) * 11
    true = x * np.cos(radians) + y * np.sin(radians), y * np.cos(radians) - x * np.sin(radians)
    assert corner == pytest.approx((true[0] / 8.5 + 0.5, true[1] / 11 + 0.5), abs=0.006)


def test_a_level_page_keeps_its_pixels(sheet):
    result = upright(np.array(sheet), (200, 200))
    assert np.array_equal(result.picture, np.array(sheet))


def test_a_standard_fax_gets_square_pixels(sheet):
    low = sheet.resize((1728, 1078), Image.Resampling.BOX).point(lambda g: 255 * (g > 150))
    result = upright(np.array(low), (204, 98))
    rows, columns = result.picture.shape
    assert rows / columns == pytest.approx(11 / 8.47, abs=0.01)
    assert (result.width, result.height) == pytest.approx((610, 792), abs=1)
    assert result.delivered.box(title(sheet)) == pytest.approx(title(sheet), abs=0.004)


def test_a_finer_scan_than_needed_is_made_smaller(sheet):
    result = upright(np.array(sheet.resize((5100, 6600))), (600, 600))
    assert result.picture.shape == (3300, 2550)
    assert (round(result.width), round(result.height)) == (612, 792)


def test_a_picture_without_a_resolution_counts_as_eleven_inches_high(sheet):
    assert upright(np.array(sheet)).height == pytest.approx(792)


def test_an_empty_page_stays_as_it_is():
    result = upright(np.full((2200, 1700), 255, np.uint8), (200, 200))
    assert result.picture.shape == (2200, 1700)
    assert result.delivered == pytest.approx(quarter_turn(0))


SPOTS = np.float32([[150, 60], [1500, 180], [1650, 2280], [40, 2200]])
"""Where the corners of a sheet lie in a photo of 1800 by 2400 dots."""


def photographed(paper, spots=SPOTS, size=(1800, 2400)):
    """A sheet on a dark desk, seen from the side, lit from one corner, and the way there."""
    high, wide = paper.shape
    flat = np.float32([[0, 0], [wide, 0], [wide, high], [0, high]])
    way = cv2.getPerspectiveTransform(flat, spots)
    desk = np.full(size[::-1], 70, np.uint8)
    seen = cv2.warpPerspective(paper, way, size, desk, borderMode=cv2.BORDER_TRANSPARENT)
    light = np.linspace(0.65, 1.0, size[0])[None] * np.linspace(0.8, 1.0, size[1])[:, None]
    return (seen * light).astype(np.uint8), way


def test_the_sheet_in_a_photo_is_laid_flat_and_its_words_lie_where_they_arrived(sheet):
    photo, way = photographed(np.array(sheet))
    result = upright(photo)
    assert (round(result.width), round(result.height)) == (612, 792)
    found = title(Image.fromarray(result.picture))
    assert tuple(found) == pytest.approx(tuple(title(sheet)), abs=0.01)
    high, wide = sheet.height, sheet.width
    corners = [
        (x * wide, y * high) for x in (found.left, found.right) for y in (found.top, found.bottom)
    ]
    true = cv2.perspectiveTransform(np.float32([corners]), way)[0] / (1800, 2400)
    back = result.delivered.box(found)
    assert tuple(back) == pytest.approx((*true.min(axis=0), *true.max(axis=0)), abs=0.005)


def test_the_light_on_a_photo_is_evened(sheet):
    photo, _ = photographed(np.array(sheet))
    margin = upright(photo).picture[:, -150:-40]
    assert margin.min() > 215


def test_a_photo_taken_sideways_is_set_upright(sheet):
    spots = np.float32([[60, 150], [2300, 60], [2200, 1700], [180, 1500]])
    photo, _ = photographed(np.rot90(np.array(sheet)), spots, (2400, 1800))
    result = upright(photo)
    assert result.height > result.width
    assert title(Image.fromarray(result.picture)) == pytest.approx(title(sheet), abs=0.012)


def test_a_dark_letterhead_is_no_desk(sheet):
    dark = np.array(sheet)
    dark[:200] = 30
    assert np.array_equal(upright(dark, (200, 200)).picture, dark)


def test_the_black_rim_of_a_copier_is_no_desk(sheet):
    copied = np.array(sheet)
    copied[:, :60] = copied[:, -60:] = 0
    assert upright(copied, (200, 200)).picture.shape == copied.shape


def test_a_form_full_of_boxes_is_told_from_a_sheet_on_a_desk():
    form = np.array(letter(LINES * 3, size=11))
    cv2.rectangle(form, (100, 150), (1600, 2050), 0, 8)
    cv2.rectangle(form, (100, 150), (1600, 500), 120, -1)
    assert upright(form, (200, 200)).picture.shape == form.shape


def test_turn_counts_as_numpy_turns(sheet):
    assert [turn(np.rot90(np.array(sheet), n)) for n in range(4)] == [0, 3, 2, 1]


def test_a_standing_page_is_saved_for_the_desk(sheet, tmp_path):
    page = stand(np.array(sheet), (200, 200), 3, tmp_path)
    assert page.number == 3 and page.origin == "none"
    with Image.open(page.image) as saved:
        assert saved.size == sheet.size and saved.mode == "L"
