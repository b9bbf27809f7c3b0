"""Reads pictures: scans, faxes and photos as TIFF, JPEG, PNG, HEIC, WebP, JPEG 2000, BMP, GIF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docflow import Page, Settings, UnreadableError, hookimpl
from docflow.paper import Picture, stand

PAGES = 200
"""The setting `max_pages`: a file with more is refused."""

PIXELS = 120_000_000

STARTS = (
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"BM",
    b"GIF8",
    b"\0\0\0\x0cjP  ",
    b"\xff\x4f\xff\x51",
)
HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heif", b"avif")

PAGED = ("TIFF", "HEIF")
"""Kinds whose frames are pages; elsewhere they are an animation or a preview."""

THUMBNAIL = 254
"""The TIFF tag whose lowest bit marks the preview of a page."""

FAX_WIDTHS = 1728, 2048, 2432
"""Dots across of A4 or Letter, B4 and A3 on a fax (ITU-T T.4)."""

SMALLEST, LARGEST = 3, 18
"""Inches of the longer side that a sheet of paper can have; what says otherwise is made up."""

Dpi = tuple[float, float]


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page] | None:
    """Read a picture file, known by its first bytes, one page for each of its frames."""
    with path.open("rb") as file:
        start = file.read(16)
    if not _is_picture(start):
        return None
    frames = enumerate(_frames(path, settings.get("max_pages", PAGES)), 1)
    return [stand(grey, dpi, number, folder) for number, (grey, dpi) in frames]


def _is_picture(start: bytes) -> bool:
    return (
        start.startswith(STARTS)
        or (start.startswith(b"RIFF") and start[8:12] == b"WEBP")
        or (start[4:8] == b"ftyp" and start[8:12] in HEIF)
    )


def _frames(path: Path, limit: int) -> Iterator[tuple[Picture, Dpi | None]]:
    """The pages of a picture file in grey, with their dots an inch across and down."""
    from PIL import Image, UnidentifiedImageError

    try:
        yield from _decoded(path, limit)
    except UnreadableError:
        raise
    except Image.DecompressionBombError as fault:
        raise _too_large() from fault
    except UnidentifiedImageError as fault:
        raise UnreadableError(
            "The picture is broken, or stored in a way that cannot be read. Save it as PDF or PNG."
        ) from fault
    except Exception as fault:  # Pillow's decoders raise whatever broken data makes them trip over
        raise UnreadableError("The picture is broken or incomplete. Send it again.") from fault


def _decoded(path: Path, limit: int) -> Iterator[tuple[Picture, Dpi | None]]:
    import warnings

    from PIL import Image
    from pillow_heif import register_heif_opener

    register_heif_opener()
    with warnings.catch_warnings(action="ignore"), Image.open(path) as file:
        count = getattr(file, "n_frames", 1) if file.format in PAGED else 1
        if count > limit:
            raise UnreadableError(
                f"The picture has {count} pages, more than the {limit} that are read. "
                "Split it and drop the parts."
            )
        for number in range(count):
            file.seek(number)
            if _is_page(file):
                yield _page(file)


def _is_page(file: Any) -> bool:
    """Whether a frame is a page, not the small preview of one."""
    if file.width * file.height > PIXELS:
        raise _too_large()
    return not (file.format == "TIFF" and file.tag_v2.get(THUMBNAIL, 0) & 1)


def _too_large() -> UnreadableError:
    return UnreadableError("The picture has too many dots. Scan it at 300 dpi.")


def _page(file: Any) -> tuple[Picture, Dpi | None]:
    from PIL import ImageOps

    size, dpi = file.size, _dpi(file)
    shown = ImageOps.exif_transpose(file)
    if dpi and shown.size != size:
        dpi = dpi[1], dpi[0]
    return _grey(shown), dpi


def _dpi(file: Any) -> Dpi | None:
    """Dots an inch across and down, or None where the file says nothing that can be.

    A fax without its resolution is known by its width, and its fineness by its length.
    """
    told = file.info.get("dpi") or file.info.get("resolution") or (1, 1)
    across, down = (max(float(side), 1e-3) for side in told)
    if SMALLEST <= max(file.width / across, file.height / down) <= LARGEST:
        return across, down
    if 0.2 <= across / down <= 5 and not 0.9 <= across / down <= 1.1:
        scale = max(file.width, file.height * across / down) / 11
        return scale, scale * down / across
    if file.mode == "1" and file.width in FAX_WIDTHS:
        return 204.0, 98.0 if file.height < 0.8 * file.width else 196.0
    return None


def _grey(file: Any) -> Picture:
    """The pixels in grey on white paper, 0 black to 255 white."""
    import numpy as np
    from PIL import Image

    if file.mode in ("I", "F") or file.mode.startswith("I;16"):
        deep = np.asarray(file, np.float64)
        most = 65535.0 if file.mode.startswith("I;16") else max(float(deep.max()), 255.0)
        return (deep.clip(0, most) * (255 / most)).astype(np.uint8)
    if file.has_transparency_data:
        see_through = file.convert("RGBA")
        file = Image.new("RGBA", file.size, "white")
        file.alpha_composite(see_through)
    grey = np.array(file.convert("L"))
    return 255 - grey if file.mode == "1" and grey.mean() < 90 else grey
