"""Reads pictures: scans, faxes and photos as TIFF, JPEG, PNG, HEIC, WebP, BMP or GIF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docflow import Page, Settings, UnreadableError, hookimpl
from docflow.paper import stand

PAGES = 200
PIXELS = 120_000_000

STARTS = (b"II*\0", b"MM\0*", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"GIF8")
HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif", b"avif")


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page] | None:
    """Read a picture file, one page for each of its frames."""
    with path.open("rb") as file:
        start = file.read(16)
    if not _is_picture(start):
        return None
    return list(_pages(path, folder, settings))


def _is_picture(start: bytes) -> bool:
    return (
        start.startswith(STARTS)
        or (start.startswith(b"RIFF") and start[8:12] == b"WEBP")
        or (start[4:8] == b"ftyp" and start[8:12] in HEIF)
    )


def _pages(path: Path, folder: Path, settings: Settings) -> Iterator[Page]:
    from PIL import Image, ImageOps
    from pillow_heif import register_heif_opener

    register_heif_opener()
    limit = settings.get("max_pages", PAGES)
    try:
        with Image.open(path) as file:
            frames = getattr(file, "n_frames", 1)
            if frames > limit:
                raise UnreadableError(f"The picture has {frames} pages; at most {limit} are read.")
            for number in range(frames):
                file.seek(number)
                if file.width * file.height > PIXELS:
                    raise UnreadableError("The picture is too large. Scan it at 300 dpi.")
                dpi = _dpi(file)
                yield stand(_grey(ImageOps.exif_transpose(file)), dpi, number + 1, folder)
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        raise UnreadableError("The picture is broken or incomplete. Scan it again.") from fault


def _dpi(file: Any) -> tuple[float, float] | None:
    dpi = file.info.get("dpi")
    if not dpi or not all(50 <= float(side) <= 2400 for side in dpi):
        return None
    return float(dpi[0]), float(dpi[1])


def _grey(file: Any) -> Any:
    import numpy as np

    return np.array(file.convert("L"))
