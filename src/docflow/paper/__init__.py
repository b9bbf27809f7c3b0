"""Finding things on a page: its picture, words, lines, cells and marks. Public API for plugins."""

from docflow.paper.enclosed import enclose
from docflow.paper.glyphs import Glyph, joined, sensible
from docflow.paper.marks import marks
from docflow.paper.markup import plain
from docflow.paper.picture import Picture, blank, crop, cut, picture, save
from docflow.paper.typeset import Cell, laid, typeset
from docflow.paper.upright import Upright, quarter_turn, stand, upright

__all__ = [
    "Cell",
    "Glyph",
    "Picture",
    "Upright",
    "blank",
    "crop",
    "cut",
    "enclose",
    "joined",
    "laid",
    "marks",
    "picture",
    "plain",
    "quarter_turn",
    "save",
    "sensible",
    "stand",
    "typeset",
    "upright",
]
