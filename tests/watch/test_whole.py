"""A file that is still being written is told from a finished one by its own end."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener
from reportlab.pdfgen.canvas import Canvas

from docflow.watch import whole

register_heif_opener()


def picture() -> Image.Image:
    return Image.effect_noise((300, 200), 80).convert("L")


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Prescription")
    canvas.save()
    return out.getvalue()


def saved(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, kind, **options)
    return out.getvalue()


def fax(compression: str) -> bytes:
    out = io.BytesIO()
    page = picture().convert("1")
    page.save(out, "TIFF", compression=compression, save_all=True, append_images=[page, page])
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>" * 500)
    return out.getvalue()


KINDS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "g3": lambda: fax("group3"),
    "g4": lambda: fax("group4"),
    "lzw": lambda: fax("tiff_lzw"),
    "bigtiff": lambda: saved("TIFF", big_tiff=True),
    "jpeg": lambda: saved("JPEG"),
    "png": lambda: saved("PNG"),
    "docx": docx,
    "heic": lambda: saved("HEIF"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_file_is_whole(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.write_bytes(KINDS[kind]())
    assert whole(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_cut_off_anywhere_is_not_whole(kind: str, tmp_path: Path) -> None:
    path, content = tmp_path / "paper", KINDS[kind]()
    for part in range(1, 20):
        path.write_bytes(content[: len(content) * part // 20])
        if part * len(content) // 20 >= 8:
            assert not whole(path), f"{part}/20"


def test_an_empty_file_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.touch()
    assert not whole(path)


def test_a_kind_without_an_end_mark_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Prescription", encoding="utf-8")
    assert whole(path)


@pytest.mark.parametrize("junk", [b"II*\0" + b"\xff" * 40, b"MM\0+" + b"\xff" * 40])
def test_nonsense_that_begins_like_a_fax_is_not_whole(junk: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.write_bytes(junk)
    assert not whole(path)
