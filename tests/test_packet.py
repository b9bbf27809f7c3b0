"""The packet: one PDF that opens everywhere, and originals that stay as they are."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from docflow.errors import UnreadableError, UsageError
from docflow.model import Box, Page, Word
from docflow.packet import Part, bind, drawn, lengths


def text(path: Path, *pages: str) -> Path:
    """A PDF with one line on each page."""
    canvas = Canvas(str(path), pagesize=(612, 792))
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return path


def fax(path: Path) -> Path:
    """Two pages of a standard fax: pixels twice as wide as high."""
    pages = [Image.new("1", (1728, 1100), 1) for _ in range(2)]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(204, 98), compression="group4")
    return path


@pytest.fixture
def parts(tmp_path: Path) -> list[Part]:
    return [
        Part("Appeal", text(tmp_path / "letter.pdf", "Dear payer", "Sincerely")),
        Part("Notice", text(tmp_path / "notice.pdf", "Notice of denial"), "A"),
        Part("Prescription", fax(tmp_path / "order.tif"), "B"),
    ]


def test_all_parts_stand_in_one_file_in_their_order(parts: list[Part], tmp_path: Path) -> None:
    made = bind(parts, tmp_path / "out" / "packet.pdf")
    reader = pypdf.PdfReader(made.path)
    assert lengths(parts) == (2, 1, 2)
    assert made.pages == len(reader.pages) == 5
    assert made.places == (("", 1, 2), ("A", 3, 3), ("B", 4, 5))
    assert "Notice of denial" in reader.pages[2].extract_text()


def test_each_part_has_a_bookmark(parts: list[Part], tmp_path: Path) -> None:
    reader = pypdf.PdfReader(bind(parts, tmp_path / "packet.pdf").path)
    assert [item.title for item in reader.outline] == [
        "Appeal",
        "Exhibit A: Notice",
        "Exhibit B: Prescription",
    ]
    assert [reader.get_destination_page_number(item) for item in reader.outline] == [0, 2, 3]


def test_every_page_is_numbered_and_exhibits_are_stamped(parts: list[Part], tmp_path: Path) -> None:
    reader = pypdf.PdfReader(bind(parts, tmp_path / "packet.pdf").path)
    texts = [page.extract_text() for page in reader.pages]
    assert all(f"{i} of 5" in t for i, t in enumerate(texts, 1))
    assert "Exhibit" not in texts[0]
    assert "Exhibit A" in texts[2]
    assert "Exhibit B" in texts[4]


def test_a_stamp_covers_nothing_of_an_exhibit(parts: list[Part], tmp_path: Path) -> None:
    reader = pypdf.PdfReader(bind(parts, tmp_path / "packet.pdf").path)
    heights = [float(page.mediabox.height) for page in reader.pages[:3]]
    assert heights == [792, 792, 816]
    assert float(reader.pages[2].mediabox.bottom) == -24


def test_originals_are_only_read(parts: list[Part], tmp_path: Path) -> None:
    before = [part.path.read_bytes() for part in parts]
    bind(parts, tmp_path / "packet.pdf", megabytes=0.5)
    assert [part.path.read_bytes() for part in parts] == before


def test_a_fax_keeps_its_proportions(parts: list[Part], tmp_path: Path) -> None:
    page = pypdf.PdfReader(bind(parts, tmp_path / "packet.pdf").path).pages[3]
    assert float(page.mediabox.height / page.mediabox.width) == pytest.approx(1.35, abs=0.03)


def test_a_page_that_lies_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    side = Canvas(str(tmp_path / "side.pdf"), pagesize=(792, 612))
    side.drawString(72, 500, "sideways")
    side.save()
    part = Part("Note", tmp_path / "side.pdf", "A", turns=(90,))
    page = pypdf.PdfReader(bind([part], tmp_path / "packet.pdf").path).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 816)
    assert page.rotation == 0


def test_a_limit_is_kept_by_smaller_pictures(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    Image.effect_noise((1600, 2000), 80).save(photo)
    part = Part("Photo", photo, "A")
    large = bind([part], tmp_path / "large.pdf")
    small = bind([part], tmp_path / "small.pdf", megabytes=large.size / 2e6)
    assert small.size <= large.size / 2
    assert small.pages == 1


def test_a_limit_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    Image.effect_noise((1600, 2000), 80).save(photo)
    with pytest.raises(UsageError, match="Send it in parts"):
        bind([Part("Photo", photo, "A")], tmp_path / "small.pdf", megabytes=0.001)
    assert not (tmp_path / "small.pdf").exists()


def test_what_is_no_paper_is_named_by_its_exhibit(tmp_path: Path) -> None:
    strange = tmp_path / "note.bin"
    strange.write_bytes(b"\x00\x01\x02")
    with pytest.raises(UnreadableError, match="Exhibit C"):
        lengths([Part("Note", strange, "C")])


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=text(tmp_path / "open.pdf", "secret"))
    writer.encrypt("word")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(UnreadableError, match="locked"):
        lengths([Part("Note", tmp_path / "locked.pdf", "A")])


def test_text_without_a_picture_is_drawn_on_paper(tmp_path: Path) -> None:
    page = Page(1, 612, 792, (Word("CLP*1*4~", Box(0.1, 0.1, 0.3, 0.12)),), origin="data")
    path = tmp_path / "drawn.pdf"
    path.write_bytes(drawn([page, page]))
    assert lengths([Part("Remittance", path, "A")]) == (2,)
