"""How a sheet of a PDF looks: its pictures, its rendering, the scan that fills it."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_int
from dataclasses import dataclass
from typing import Any

from docflow import Affine, Box, UnreadableError
from docflow.paper import Picture, blank

DPI = 200
FINE = 300
POINTS = 72

PIXELS = 40_000_000
COARSE = 72
"""Sheets that even at this many dots an inch have too many pixels are refused."""

ALIKE = 12
"""Mean difference in shades of grey up to which a scan and the sheet it fills look the same."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a sheet: its place in fractions, when it was painted, its fineness in dpi."""

    box: Box
    order: int
    dpi: float
    image: Any


def to_fractions(sheet: Any) -> Affine:
    """From a sheet's own coordinates to fractions of what is shown of it."""
    import pypdfium2.raw as pdfium

    fine = 1 << 20

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = c_int(), c_int()
        pdfium.FPDF_PageToDevice(sheet, 0, 0, fine, fine, 0, x, y, across, down)
        return across.value / fine, down.value / fine

    unit = 100.0
    (c, f), (ax, dx), (bx, ex) = shown(0, 0), shown(unit, 0), shown(0, unit)
    return Affine((ax - c) / unit, (bx - c) / unit, c, (dx - f) / unit, (ex - f) / unit, f)


def place(way: Affine, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle of a sheet's own coordinates in fractions of what is shown, clipped to it."""
    return way.box(Box(left, bottom, right, top))


def pictures(sheet: Any, way: Affine) -> tuple[Shown, ...]:
    """The pictures on a sheet in the order in which they were painted."""
    import pypdfium2.raw as pdfium

    inches = [side / POINTS for side in sheet.get_size()]
    found = []
    for order, thing in enumerate(sheet.get_objects(max_depth=2)):
        if thing.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        box = place(way, *(thing.container or thing).get_bounds())
        if box.width > 0 and box.height > 0:
            pixels = max(thing.get_px_size())
            dpi = pixels / max(box.width * inches[0], box.height * inches[1])
            found.append(Shown(box, order, dpi, thing))
    return tuple(found)


def rendered(sheet: Any, dpi: float) -> Picture:
    """The sheet in grey as a viewer shows it, forms and notes included, at `dpi` or less.

    Raises UnreadableError for a sheet as large as a wall.
    """
    width, height = (side / POINTS for side in sheet.get_size())
    most = (PIXELS / max(width * height, 1e-6)) ** 0.5
    if most < COARSE:
        raise UnreadableError(
            f"A page of the PDF measures {width:.0f} by {height:.0f} inches. Print it to Letter."
        )
    return _grey(sheet.render(scale=min(dpi, most) / POINTS, grayscale=True).to_numpy())


def scan(sheet: Any, shown: Sequence[Shown], bare: bool) -> tuple[Picture, tuple[float, float]]:
    """The picture of a scanned sheet, and its dots an inch across and down.

    A scan that fills a `bare` sheet is taken out as it is; anything else is rendered as finely
    as its pictures are.
    """
    whole = _embedded(sheet, shown) if bare else None
    if whole is None:
        dpi = max((picture.dpi for picture in shown), default=DPI)
        whole = rendered(sheet, min(max(dpi, DPI), FINE))
        if shown and blank(whole):
            _refuse_undecoded(shown)
    width, height = sheet.get_size()
    rows, columns = whole.shape
    return whole, (columns * POINTS / width, rows * POINTS / height)


def _embedded(sheet: Any, shown: Sequence[Shown]) -> Picture | None:
    """The one scan that is all there is on a sheet, turned as the sheet is shown, else None."""
    import numpy as np
    from pypdfium2 import PdfiumError

    if len(shown) != 1 or sum(1 for _ in sheet.get_objects(max_depth=1)) != 1:
        return None
    box, image = shown[0].box, shown[0].image
    if box.width < 0.99 or box.height < 0.99 or image.container is not None:
        return None
    if np.prod(image.get_px_size(), dtype=float) > PIXELS:
        return None
    try:
        grey = _grey(image.get_bitmap().to_numpy())
    except PdfiumError:
        return None
    turned = np.ascontiguousarray(np.rot90(grey, -sheet.get_rotation() // 90))
    return turned if _alike(turned, rendered(sheet, 12)) else None


def _refuse_undecoded(shown: Sequence[Shown]) -> None:
    """A page looks empty, and lies: its scan cannot be decoded."""
    from pypdfium2 import PdfiumError

    for picture in shown:
        try:
            picture.image.get_bitmap()
        except PdfiumError as fault:
            raise UnreadableError(
                "A picture in the PDF is broken. Ask the sender to send it again."
            ) from fault


def _alike(grey: Picture, seen: Picture) -> bool:
    """Whether a scan as stored (mirrored, inverted or masked perhaps) is what the sheet shows."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, seen.shape[::-1], interpolation=cv2.INTER_AREA)
    return bool(np.abs(small.astype(np.int16) - seen).mean() < ALIKE)


def _grey(pixels: Picture) -> Picture:
    """Pixels of pdfium, which live as long as it does, as a grey picture of their own."""
    import cv2

    flat = pixels.reshape(*pixels.shape[:2], -1)
    if flat.shape[2] == 1:
        return flat[..., 0].copy()
    grey: Picture = cv2.cvtColor(flat[..., :3], cv2.COLOR_BGR2GRAY)
    return grey
