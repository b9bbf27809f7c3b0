"""The text layer of a sheet: the words that a person can see, and how they run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from ctypes import c_uint, c_void_p, cast
from math import degrees
from typing import Any, NamedTuple

from docflow import Affine, Word
from docflow.paper import Glyph, joined, quarter_turn

from .view import Shown, place

WHOLE = 0.8
"""Share of the sheet from which a picture hides the text that was painted before it."""

UNKNOWN = "\ufffd"


class Layer(NamedTuple):
    """The words of a sheet's own text, on the sheet turned by `quarters` counter-clockwise."""

    words: tuple[Word, ...]
    quarters: int


def layer(sheet: Any, way: Affine, shown: tuple[Shown, ...]) -> Layer:
    """The words of a sheet's own text, and the turn that sets most of them upright.

    Text that is drawn invisibly, or under a scan (what a recogniser wrote behind its picture),
    is not on the paper and is left out.
    """
    running: dict[int, list[Glyph]] = defaultdict(list)
    for turn, glyph in _glyphs(sheet, way, _covered(sheet, shown)):
        running[turn].append(glyph)
    upright = max(running, key=lambda turn: (len(running[turn]), -turn), default=0)
    words = tuple(
        Word(word.text, quarter_turn(turn - upright).box(word.box))
        for turn in sorted(running, key=lambda turn: (turn != upright, turn))
        for word in _words(sheet, running[turn], turn)
    )
    return Layer(words, upright)


def _words(sheet: Any, glyphs: list[Glyph], turn: int) -> tuple[Word, ...]:
    width, height = sheet.get_size()
    tall = width / height if turn % 2 else height / width
    back = quarter_turn(-turn)
    return joined((Glyph(glyph.text, back.box(glyph.box)) for glyph in glyphs), tall)


def _glyphs(sheet: Any, way: Affine, covered: set[int]) -> Iterator[tuple[int, Glyph]]:
    """Every visible character with the quarter turn that it needs, spaces included."""
    import pypdfium2.raw as pdfium

    page = sheet.get_textpage()
    hidden: dict[int, bool] = {}
    turn = 0
    for index in range(page.count_chars()):
        thing = pdfium.FPDFText_GetTextObject(page, index)
        address = _address(thing)
        if address not in hidden:
            hidden[address] = address in covered or (thing and _invisible(page, index, thing))
        if hidden[address]:
            continue
        text = _text(pdfium.FPDFText_GetUnicode(page, index))
        if text.strip():
            clockwise = degrees(pdfium.FPDFText_GetCharAngle(page, index)) + sheet.get_rotation()
            turn = round(clockwise / 90) % 4
        box = place(way, *page.get_charbox(index, loose=True))
        if not text.strip() or (box.width > 0 and box.height > 0):
            yield turn, Glyph(text, box)


def _text(code: int) -> str:
    return UNKNOWN if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


def _address(thing: Any) -> int:
    return cast(thing, c_void_p).value or 0


def _invisible(page: Any, index: int, thing: Any) -> bool:
    """Whether a text object is drawn by no means, or with no colour at all."""
    import pypdfium2.raw as pdfium

    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
        return True
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    pdfium.FPDFText_GetFillColor(page, index, red, green, blue, alpha)
    return alpha.value == 0


def _covered(sheet: Any, shown: tuple[Shown, ...]) -> set[int]:
    """The text objects that a picture as large as the sheet was painted over."""
    import pypdfium2.raw as pdfium

    over = [p.order for p in shown if p.box.width * p.box.height > WHOLE]
    if not over:
        return set()
    return {
        _address(thing.raw)
        for order, thing in enumerate(sheet.get_objects(max_depth=2))
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT and order < max(over)
    }
