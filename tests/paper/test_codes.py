"""Bar codes and QR codes on clean and on faxed paper."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image

from docflow import Page
from docflow.paper import save
from docflow.paper.codes import codes
from readers import letter

CASE = "docflow:case-2026-000123"


def qr(scale=4):
    data = io.BytesIO()
    segno.make(CASE, error="m").save(data, kind="png", scale=scale)
    return Image.open(data).convert("L")


def page(tmp_path, image):
    path = save(np.array(image), tmp_path / "page.png")
    return Page(1, 612, 792, image=path)


def faxed(image):
    """Sent at 204 by 98 dots an inch, then made square again."""
    low = cv2.resize(np.array(image), (1728, 1078), interpolation=cv2.INTER_AREA)
    black = ((low > 128) * 255).astype(np.uint8)
    return cv2.resize(black, (1728, 2156), interpolation=cv2.INTER_CUBIC)


@pytest.mark.parametrize("sent", [np.array, faxed])
def test_the_qr_code_of_a_case_is_read_with_its_place(tmp_path, sent):
    sheet = letter()
    sheet.paste(qr(), (1300, 1900))
    (mark,) = codes(page(tmp_path, sent(sheet)))
    assert (mark.kind, mark.value) == ("code", CASE)
    assert mark.box.left == pytest.approx(1316 / 1700, abs=0.01)
    assert mark.box.top == pytest.approx(1916 / 2200, abs=0.01)


def test_a_bar_code_on_an_insurers_notice_is_read(tmp_path):
    image = zxingcpp.write_barcode_to_image(
        zxingcpp.create_barcode("CLM2026110442", zxingcpp.Code128), scale=3
    )
    sheet = letter()
    sheet.paste(Image.fromarray(np.array(image)), (200, 1500))
    assert [mark.value for mark in codes(page(tmp_path, sheet))] == ["CLM2026110442"]


def test_text_and_tables_are_no_codes(tmp_path):
    sheet = np.array(letter())
    sheet[1400:2000:40] = 0
    sheet[1400:2000, 100:1600:60] = 0
    assert codes(page(tmp_path, sheet)) == ()
