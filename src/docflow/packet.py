"""One PDF to send: a letter and its exhibits, stamped, numbered and bookmarked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from docflow.errors import UnreadableError, UsageError
from docflow.model import Page

_STRIP = 24.0
"""Points that an exhibit's page grows at its foot, so that a stamp covers nothing."""
_MARGIN = 18.0
"""Points between a page's number and the edge of the page."""
_STEPS = ((150, 60), (110, 45), (90, 35))
"""Dots per inch and JPEG quality of the pages, tried one after the other where a limit asks."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a packet: its title, its file (PDF, TIFF, PNG, JPEG), and its mark.

    `mark` is "A", "B" ... for an exhibit, "" for the letter. `turns` are the degrees clockwise by
    which each page has to be turned to stand upright; pages beyond them stay as they are.
    """

    title: str
    path: Path
    mark: str = ""
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet as it was made: its pages, its bytes, and the first and last page of each part."""

    path: Path
    pages: int
    size: int
    places: tuple[tuple[str, int, int], ...]


_Bound = tuple[bytes, tuple[tuple[str, int, int], ...]]


def lengths(parts: Iterable[Part]) -> tuple[int, ...]:
    """How many pages each part has. Raises UnreadableError for one that is no paper."""
    return tuple(len(_reader(part).pages) for part in parts)


def bind(parts: Sequence[Part], path: Path, megabytes: float = 0.0) -> Packet:
    """Write the packet. The parts' own files are only read.

    With a limit, pages become pictures of ever lower resolution until the packet is below it.
    Raises UnreadableError for a part that is no paper, UsageError if the limit cannot be met.
    """
    data, places = _bound(parts)
    limit = int(megabytes * 1_000_000)
    for dots, quality in _STEPS if limit else ():
        if len(data) <= limit:
            break
        data, places = _bound(parts, partial(_smaller, dots=dots, quality=quality))
    if limit and len(data) > limit:
        raise UsageError(
            f"The packet has {len(data) / 1e6:.1f} MB and may have {megabytes:g}. "
            "Send it in parts, or leave out exhibits."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.partial")
    unfinished.write_bytes(data)
    unfinished.replace(path)
    return Packet(path, places[-1][2] if places else 0, len(data), places)


def _bound(parts: Sequence[Part], shrink: Callable[[bytes], bytes] | None = None) -> _Bound:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    places = []
    for part in parts:
        first = len(writer.pages)
        reader = _reader(part)
        if shrink and part.mark:
            reader = PdfReader(io.BytesIO(shrink(_raw(reader))))
        for page, turn in zip(reader.pages, chain(part.turns, repeat(0)), strict=False):
            added = writer.add_page(page)
            added.rotate(turn)
            added.transfer_rotation_to_content()
        places.append((part.mark, first + 1, len(writer.pages)))
        title = f"Exhibit {part.mark}: {part.title}" if part.mark else part.title
        writer.add_outline_item(title=title, page_number=first)
    _stamp(writer, parts, places)
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), tuple(places)


def _raw(reader: Any) -> bytes:
    from pypdf import PdfWriter

    out = io.BytesIO()
    PdfWriter(clone_from=reader).write(out)
    return out.getvalue()


def _reader(part: Part) -> Any:
    """The part's pages; a picture becomes a page of its own size."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with part.path.open("rb") as file:
        data = file.read()
    try:
        pdf = data if b"%PDF-" in data[:1024] else _of_picture(data)
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted or not len(reader.pages):
            raise UnreadableError(_why(part))
        return reader
    except (PyPdfError, OSError, ValueError):
        raise UnreadableError(_why(part)) from None


def _why(part: Part) -> str:
    which = f"Exhibit {part.mark}" if part.mark else "The letter"
    return (
        f"{which} cannot be put into a packet: it is locked, empty or no PDF or picture. "
        "Print it to PDF and add that file instead."
    )


def _of_picture(data: bytes) -> bytes:
    """The pages of a fax, scan or photo as a PDF, in its own size and the right way up."""
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(data)) as picture:
        frames = [_square(frame) for frame in ImageSequence.Iterator(picture)]
    frames = [ImageOps.exif_transpose(frame) for frame in frames]
    out = io.BytesIO()
    dots = max(72.0, max(frames[0].size) / 11.0)
    frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], resolution=dots)
    return out.getvalue()


def drawn(pages: Iterable[Page]) -> bytes:
    """A PDF of pages that are text without a picture: mail, a remittance."""
    from PIL import Image, ImageDraw, ImageFont

    sheets = []
    for page in pages:
        width, height = round(page.width * 2), round(page.height * 2)
        sheet = Image.new("L", (width, height), 255)
        pen = ImageDraw.Draw(sheet)
        for word in page.words:
            size = max(6.0, word.box.height * height)
            place = (word.box.left * width, word.box.top * height)
            pen.text(place, word.text, fill=0, font=ImageFont.load_default(size))
        sheets.append(sheet)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=144)
    return out.getvalue()


def _square(frame: Any) -> Any:
    """A frame with square pixels: standard faxes have twice as many across as down."""
    across, down = (float(d) for d in frame.info.get("dpi", (1, 1)))
    plain = frame.convert("L") if frame.mode in ("1", "L", "P", "I;16") else frame.convert("RGB")
    if down <= 0 or abs(across / down - 1) < 0.1:
        return plain.copy()
    return plain.resize((plain.width, round(plain.height * across / down)))


def _smaller(raw: bytes, dots: int, quality: int) -> bytes:
    """The same pages as grey pictures of this resolution."""
    import pypdfium2

    frames = []
    with pypdfium2.PdfDocument(raw) as file:
        for page in file:
            frames.append(page.render(scale=dots / 72, grayscale=True).to_pil().convert("L"))
    out = io.BytesIO()
    frames[0].save(
        out, "PDF", save_all=True, append_images=frames[1:], resolution=dots, quality=quality
    )
    return out.getvalue()


def _stamp(writer: Any, parts: Sequence[Part], places: Sequence[tuple[str, int, int]]) -> None:
    """The mark of its exhibit and its number in the packet at the foot of each page."""
    total = len(writer.pages)
    for part, (_, first, last) in zip(parts, places, strict=True):
        for number in range(first, last + 1):
            label = f"Exhibit {part.mark}" if part.mark else ""
            _write(writer, number - 1, label, f"{number} of {total}")


def _write(writer: Any, index: int, label: str, foot: str) -> None:
    """Write the page's number; an exhibit's page grows a strip at its foot for it and the mark."""
    from pypdf import PageObject, Transformation
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    page = writer.pages[index]
    if label:
        for box in (page.mediabox, page.cropbox):
            box.lower_left = (box.left, float(page.cropbox.bottom) - _STRIP)
    width = float(page.cropbox.width)
    over = PageObject.create_blank_page(width=width, height=_STRIP)
    stream = DecodedStreamObject()
    stream.set_data(_drawn(width, label, foot).encode("latin-1"))
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica-Bold"),
        }
    )
    over[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    over[NameObject("/Contents")] = stream
    low = Transformation().translate(float(page.cropbox.left), float(page.cropbox.bottom))
    page.merge_transformed_page(over, low)


def _drawn(width: float, label: str, foot: str) -> str:
    """The drawing at a page's foot: the framed mark of an exhibit, and the page's number."""
    parts = []
    if label:
        wide = 7.2 * len(label) + 10
        left = (width - wide) / 2
        parts.append(f"q 0.6 w 0 G 0 {_STRIP} m {width:.1f} {_STRIP} l S")
        parts.append(f"0.8 w {left:.1f} 3 {wide:.1f} 17 re S Q")
        parts.append(_text(label, 11, left + 6, 8))
    parts.append(_text(foot, 8, width - _MARGIN - 4.8 * len(foot), 8))
    return "\n".join(parts)


def _text(text: str, size: int, left: float, low: float) -> str:
    return f"q 0 g BT /F1 {size} Tf {left:.1f} {low:.1f} Td ({text}) Tj ET Q"
