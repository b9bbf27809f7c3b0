"""Finding things on a page: its picture, words, lines, cells and marks. Public API for plugins."""

from docflow.paper.picture import Picture, blank, crop, cut, picture, save
from docflow.paper.upright import Upright, stand, upright

__all__ = [
    "Picture",
    "Upright",
    "blank",
    "crop",
    "cut",
    "picture",
    "save",
    "stand",
    "upright",
]
