"""Bad, broken and malicious files together with five good referrals: only the good are read."""

import io
import os
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import psutil
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from docflow import store
from docflow.settings import load_settings
from slips import PRACTICE

GOOD = ("Wilma Oberst", "Ignaz Thorn", "Petra Lindqvist", "Omar Castellan", "Ruth Vandermeer")
NO_FILES = ("pipe.pdf", "link.pdf", "folder", "circle")
BOMB = 600_000_000
"""Bytes that one small archive unpacks to."""


def pdf(*lines: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for row, line in enumerate(lines):
        canvas.drawString(72, 740 - 24 * row, line)
    canvas.save()
    return out.getvalue()


def referral(name: str) -> bytes:
    return pdf(
        "REFERRAL FOR MASSAGE THERAPY",
        f"Patient Name: {name}",
        "Date of Birth: 03/14/1979",
        "Diagnosis: M54.50 low back pain",
        "Frequency: 2 times per week",
        "Duration: 8 weeks",
        "Referring Provider: Danny Edwards, MD",
        "NPI: 1457382913",
        "Date: 11/14/2026",
    )


def locked() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for page in PdfReader(io.BytesIO(referral("Nobody"))).pages:
        writer.add_page(page)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A tiny file that says it is a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("order.pdf", "w", force_zip64=True) as file,
    ):
        for _ in range(BOMB // 10_000_000):
            file.write(b"\0" * 10_000_000)
    return out.getvalue()


def nested(depth: int) -> bytes:
    content = b"the innermost"
    for level in range(depth):
        content = zipped({f"{level}.zip" if level else "order.txt": content})
    return content


def laughing_docx() -> bytes:
    """Entities that would unfold to billions of letters."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><w>&l9;</w>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    return zipped({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()})


def looping_tiff() -> bytes:
    """A fax whose second page is its first, for ever."""
    out = io.BytesIO()
    Image.new("1", (200, 200), 1).save(out, "TIFF")
    content = bytearray(out.getvalue())
    (place,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, place)
    struct.pack_into("<I", content, place + 2 + 12 * entries, place)
    return bytes(content)


def mail_in_mail(depth: int) -> bytes:
    inner = EmailMessage()
    inner["Subject"] = "order"
    inner.set_content("see below")
    for _ in range(depth):
        outer = EmailMessage()
        outer["Subject"] = "Fwd"
        outer.set_content("forwarded")
        outer.add_attachment(inner)
        inner = outer
    return inner.as_bytes()


@cache
def hostile() -> dict[str, bytes]:
    good = referral("Nobody Atall")
    return {
        "cut-off.pdf": good[: len(good) // 2],
        "locked.pdf": locked(),
        "trailer-only.pdf": b"%PDF-1.7\n%%EOF\n",
        "bomb.zip": bomb(),
        "deep.zip": nested(12),
        "slip-out.zip": zipped({"../../../../slipped.txt": b"out", "/slipped.txt": b"out"}),
        "cut-off.zip": nested(2)[:-10],
        "laughs.docx": laughing_docx(),
        "no-word.docx": zipped({"readme.bin": os.urandom(200)}),
        "huge.png": png_of(60_000, 60_000),
        "wide.png": png_of(2_000_000_000, 1),
        "cut-off.png": png_of(100, 100)[:60],
        "looping.tif": looping_tiff(),
        "nonsense.tif": b"II*\0" + b"\xff" * 100,
        "cut-off.jpg": b"\xff\xd8\xff\xe0" + os.urandom(500),
        "empty.pdf": b"",
        "random.bin": os.urandom(5000),
        "zeros.txt": b"\0" * 5000,
        "program.exe": b"MZ" + os.urandom(500),
        "forwarded.eml": mail_in_mail(12),
        "one-line.txt": b"x" * 3_000_000,
        "-rf .txt": os.urandom(300),
        "a" * 190 + ".pdf": b"%PDF-1.4\n%%EOF",
        "\udcff\udcfe.pdf": os.urandom(300),
    }


@dataclass(frozen=True)
class Aftermath:
    root: Path
    said: str
    code: int
    peak: float
    left: list[psutil.Process]


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    """One real `docflow run` over it all, watched for the memory it takes."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "docflow.toml").write_text(f"[inbox]\nsettle = 0.2\n{PRACTICE}", encoding="utf-8")
    inbox = root / "inbox"
    inbox.mkdir()
    for name, content in hostile().items():
        (inbox / name).write_bytes(content)
    for name in GOOD:
        (inbox / f"{name.split()[0]}.{'jpg' if name == GOOD[0] else 'pdf'}").write_bytes(
            referral(name)
        )
    if hasattr(os, "mkfifo"):
        os.mkfifo(inbox / "pipe.pdf")
        (inbox / "link.pdf").symlink_to("/etc/hostname")
        (inbox / "folder").symlink_to(root)
        (inbox / "circle").symlink_to(inbox / "circle")
    command = [sys.executable, "-m", "docflow", "-w", str(root), "run"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PATH": "", "COLUMNS": "200"},
    )
    peaks: dict[int, float] = {}
    watcher = threading.Thread(target=measure, args=(process, peaks))
    watcher.start()
    said = process.communicate()[0]
    watcher.join()
    left = [psutil.Process(pid) for pid in peaks if psutil.pid_exists(pid)]
    return Aftermath(root, said, process.returncode, max(peaks.values()), left)


def measure(process: "subprocess.Popen[str]", peaks: dict[int, float]) -> None:
    """The most memory that each process of the family holds, in MB."""
    while process.poll() is None:
        try:
            family = psutil.Process(process.pid).children(recursive=True)
            for member in (psutil.Process(process.pid), *family):
                held = member.memory_info().rss / 1e6
                peaks[member.pid] = max(peaks.get(member.pid, 0), held)
        except psutil.NoSuchProcess:
            continue
        time.sleep(0.02)


def test_all_good_referrals_are_read(after: Aftermath) -> None:
    assert after.code == 0, after.said
    assert [name for name in GOOD if name not in after.said] == []


def test_every_hostile_file_is_read_or_set_aside_with_a_reason(after: Aftermath) -> None:
    assert [path.name for path in (after.root / "inbox").rglob("*")] == []
    quarantine = after.root / "quarantine"
    url = load_settings(after.root).store_url
    with closing(store.open_store(after.root / "store", url)) as kept:
        read = {row.name for row in store.documents(kept, "done")}
        assert store.unfinished(kept) == ()
    strange = {"\udcff\udcfe.pdf": "ÿþ.pdf"}
    no_files = NO_FILES if hasattr(os, "mkfifo") else ()
    names = {
        *(strange.get(name, name) for name in hostile()),
        *no_files,
    }
    for name in names:
        aside = os.path.lexists(quarantine / name)
        assert aside or name in read, name
        if aside:
            reason = (quarantine / f"{name}.why.txt").read_text(encoding="utf-8")
            assert len(reason.split("\n\n")[1]) > 20


def test_nothing_that_was_locked_broken_or_a_bomb_counts_as_read(after: Aftermath) -> None:
    aside = {path.name for path in (after.root / "quarantine").iterdir()}
    for name in ("cut-off.pdf", "locked.pdf", "bomb.zip", "huge.png", "empty.pdf", "random.bin"):
        assert name in aside, name


def test_nothing_is_written_outside_the_workspace(after: Aftermath) -> None:
    assert not Path("/slipped.txt").exists()
    assert not list(after.root.parent.glob("slipped.txt"))


def test_no_traceback_is_shown(after: Aftermath) -> None:
    assert "Traceback" not in after.said
    assert not (after.root / "store" / "errors.log").exists()


def test_no_process_takes_more_than_the_limit_of_memory(after: Aftermath) -> None:
    assert after.peak < 2000


def test_no_process_is_left(after: Aftermath) -> None:
    assert psutil.wait_procs(after.left, timeout=10)[1] == []
