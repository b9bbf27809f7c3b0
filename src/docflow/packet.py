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

_MARGIN = 18.0
"""Points between the stamp and the edge of the page."""
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
    """Exhibit mark at the top right, page of the packet at the bottom right of each page."""
    total = len(writer.pages)
    for part, (_, first, last) in zip(parts, places, strict=True):
        for number in range(first, last + 1):
            label = f"Exhibit {part.mark}" if part.mark else ""
            _write(writer, number - 1, label, f"{number} of {total}")


def _write(writer: Any, index: int, label: str, foot: str) -> None:
    """Draw two small texts on white over a page, in the page's own coordinates."""
    from pypdf import PageObject, Transformation
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    page = writer.pages[index]
    box = page.cropbox
    over = PageObject.create_blank_page(width=float(box.width), height=float(box.height))
    stream = DecodedStreamObject()
    stream.set_data(_drawn(float(box.width), float(box.height), label, foot).encode("latin-1"))
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
    page.merge_transformed_page(
        over, Transformation().translate(float(box.left), float(box.bottom))
    )


def _drawn(width: float, height: float, label: str, foot: str) -> str:
    """The drawing: white boxes, the texts in them; a frame around the mark of an exhibit."""
    parts = []
    for text, top, size, framed in ((label, True, 11.0, True), (foot, False, 8.0, False)):
        if not text:
            continue
        wide = 0.6 * size * len(text) + 8
        left, low = width - _MARGIN - wide, height - _MARGIN - size - 6 if top else _MARGIN - 6
        border = "0.8 w 0 G B" if framed else "f"
        parts.append(
            f"q 1 g {left:.1f} {low:.1f} {wide:.1f} {size + 6:.1f} re {border} 0 g "
            f"BT /F1 {size:.1f} Tf {left + 4:.1f} {low + 4:.1f} Td ({text}) Tj ET Q"
        )
    return "\n".join(parts)
