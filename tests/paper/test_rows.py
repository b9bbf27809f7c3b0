"""What stands on one row of print."""

from __future__ import annotations

import pytest

from docflow.model import Box
from docflow.paper.rows import on_row, one_row

ROW = Box(0.1, 0.50, 0.3, 0.52)


def moved(down: float) -> Box:
    """A box of the row's size further right, lower by shares of its height."""
    return Box(0.5, ROW.top + down * ROW.height, 0.7, ROW.bottom + down * ROW.height)


@pytest.mark.parametrize(("down", "expected"), [(0, True), (0.5, True), (-0.5, True), (0.7, False)])
def test_a_word_stands_on_a_row_if_its_middle_does(down, expected):
    assert on_row(moved(down), ROW) is expected


def test_what_has_to_stand_closer_or_may_stand_further_off_says_so():
    assert not on_row(moved(0.5), ROW, share=0.4)
    assert on_row(moved(0.7), ROW, share=0.8)


def test_tall_handwriting_stands_beside_small_print():
    assert one_row(Box(0.5, 0.47, 0.7, 0.525), ROW)
    assert not one_row(moved(0.7), ROW)
