import pytest

from docflow.paper.strikes import strikes
from drawn import CHANNELS, Sheet


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("seed", [3, 7])
def test_words_that_are_crossed_out_are_found_and_no_others(tmp_path, channel, seed):
    sheet = Sheet(seed)
    end = sheet.text(200, 300, "Frequency 2x/week")
    sheet.pen.line((360, 293, end, 289), 30, 4)
    end = sheet.text(200, 400, "ibuprofen 600 mg")
    sheet.pen.line((190, 394, end + 10, 391), 30, 3)
    sheet.text(200, 500, "underlined words stay")
    sheet.rule(200, 506, 400)
    sheet.text(200, 600, "on the line of a form")
    sheet.rule(150, 596, 1200)
    sheet.text(200, 700, "Plain words and DOB 01/02/1980")
    seen = [mark.value for mark in strikes(sheet.page(tmp_path, channel))]
    assert seen == ["2x/week", "ibuprofen", "600", "mg"]


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c not in ("coarse_fax", "copy")])
def test_a_stroke_that_hardly_reaches_out_of_the_word_crosses_it_out(tmp_path, channel):
    sheet = Sheet(5)
    end = sheet.text(400, 300, "M79.2")
    sheet.pen.line((394, 291, end - 8, 290), 20, 5)
    sheet.text(400, 400, "Deductible totals")
    sheet.text(400, 500, "M54.50")
    assert [mark.value for mark in strikes(sheet.page(tmp_path, channel))] == ["M79.2"]
