"""The picture of a page, whole and in parts."""

from __future__ import annotations

import numpy as np
import pytest

from docflow import Box, Page, UnreadableError
from docflow.paper import blank, crop, picture, save
from readers import letter


@pytest.fixture
def page(tmp_path):
    grey = np.arange(200 * 100, dtype=np.uint32).reshape(200, 100) % 251
    return Page(1, 612, 792, image=save(grey.astype(np.uint8), tmp_path / "page.png"))


def test_a_picture_is_read_once_and_cannot_be_written_to(page):
    assert picture(page) is picture(page)
    with pytest.raises(ValueError, match="read-only"):
        picture(page)[0, 0] = 1


def test_a_picture_that_changed_is_read_again(page):
    before = picture(page)
    save(np.zeros((10, 20), np.uint8), page.image)
    assert before.shape == (200, 100) and picture(page).shape == (10, 20)


def test_a_page_without_a_picture_says_so():
    with pytest.raises(UnreadableError, match="no picture"):
        picture(Page(1, 612, 792))


def test_a_crop_is_the_part_in_the_box(page):
    part = crop(page, Box(0.1, 0.5, 0.3, 0.6))
    assert np.array_equal(part, picture(page)[100:120, 10:30])


def test_a_crop_is_widened_by_shares_of_its_height_and_white_beyond_the_page(page):
    part = crop(page, Box(0.0, 0.5, 0.3, 0.6), pad=0.5)
    assert part.shape == (40, 50)
    assert (part[:, :10] == 255).all()
    assert np.array_equal(part[:, 10:], picture(page)[90:130, :40])


def test_a_crop_is_enlarged(page):
    assert crop(page, Box(0.1, 0.5, 0.3, 0.6), scale=3).shape == (60, 60)


def test_a_crop_of_nothing_is_one_white_or_grey_pixel(page):
    assert crop(page, Box(0.5, 0.5, 0.5, 0.5)).shape == (1, 1)
    assert crop(page, Box(1.2, 1.2, 1.3, 1.3)).min() == 255


def test_a_page_with_specks_is_blank_and_one_with_a_word_is_not():
    speckled = np.full((2200, 1700), 250, np.uint8)
    speckled[::190, ::170] = 0
    assert blank(speckled)
    assert not blank(np.array(letter(["12"])))
    assert blank(np.full((2200, 1700), 200, np.uint8))
