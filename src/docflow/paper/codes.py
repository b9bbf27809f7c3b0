"""Bar codes and QR codes on a page."""

from __future__ import annotations

from docflow.model import Box, Mark, Page
from docflow.paper.picture import Picture, picture

FORMATS = "QRCode|DataMatrix|Aztec|PDF417|Code128|Code39"

SHORTEST = 4
"""Characters; ruled lines and tables look like bar codes of one or two."""


def codes(page: Page) -> tuple[Mark, ...]:
    """The codes on a page that are read whole and with their checksum, from top to bottom."""
    import zxingcpp

    formats = zxingcpp.barcode_formats_from_str(FORMATS)
    grey = picture(page)
    found = zxingcpp.read_barcodes(grey, formats, try_rotate=False, try_invert=False)
    marks = (Mark("code", _box(grey, code.position), code.text) for code in found)
    good = (mark for mark in marks if len(mark.value) >= SHORTEST)
    return tuple(sorted(good, key=lambda mark: (mark.box.top, mark.box)))


def _box(grey: Picture, position: object) -> Box:
    rows, columns = grey.shape
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    corners = [getattr(position, name) for name in names]
    xs, ys = [corner.x / columns for corner in corners], [corner.y / rows for corner in corners]
    return Box(max(0.0, min(xs)), max(0.0, min(ys)), min(1.0, max(xs)), min(1.0, max(ys)))
