"""Recognises words with the PP-OCRv6 models that lie in the wheels; nothing is downloaded.

rapidocr finds the lines; each line is read here, for rapidocr gives a word the confidence of
another sign, the box of an average one, and letters from every script on earth.
"""

from __future__ import annotations

from collections.abc import Iterable

from docflow import Page, Settings, Word, hookimpl
from docflow.paper import blank, picture

from .finding import lines, whole
from .words import words

TALL = 30
"""Points from which a picture holds more than one line."""


@hookimpl
def docflow_recognize(page: Page, settings: Settings) -> Iterable[Word] | None:
    """Recognise the words on a page, or on the picture of a single line."""
    if page.image is None:
        return None
    grey = picture(page)
    if blank(grey):
        return ()
    if page.height < TALL:
        return tuple(words(grey, whole(grey)))
    return tuple(word for place in lines(grey) for word in words(grey, place, labels=True))
