"""PDF beside a letter, by LibreOffice where the computer has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from zipfile import BadZipFile, ZipFile

SECONDS = 120
"""How long LibreOffice may take for one letter."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)

_STARTS = {b"{\\rtf": ".rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc"}
_PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}
_OPEN = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}

MISSING = (
    "No PDF was made: LibreOffice is not on this computer. The Word file is complete; print it "
    "from Word, or install LibreOffice to get PDFs."
)
FAILED = "No PDF was made: LibreOffice could not convert the Word file. Print it from Word instead."


def libreoffice() -> Path | None:
    """The program, from the PATH or the usual places, or None."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    places = [on_path] if on_path else [place for place in _PLACES if Path(place).is_file()]
    return Path(places[0]) if places else None


def office_file(path: Path) -> str:
    """What kind of office file it is, as a suffix: .docx, .odt, .rtf, .doc ...; "" for none."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    return next((suffix for start, suffix in _STARTS.items() if head.startswith(start)), "")


def _packed(path: Path) -> str:
    try:
        with ZipFile(path) as package:
            names = package.namelist()
            kind = package.read("mimetype")[:80] if "mimetype" in names else b""
    except (BadZipFile, OSError, RuntimeError, ValueError):
        return ""
    found = (suffix for part, suffix in _PARTS.items() if part in names)
    return next(found, _OPEN.get(kind.decode("ascii", "replace").strip(), ""))


def to_pdf(docx: Path, pdf: Path, suffix: str = ".docx") -> str:
    """Make the PDF of a docx; "" if it was made, else why not, in the desk's words.

    Another kind of office file is named by its `suffix`.

    LibreOffice runs with a profile of its own, so that one that is open at the desk is left
    alone, and is ended with all its children when its time is up.
    """
    program = libreoffice()
    if program is None:
        return MISSING
    with tempfile.TemporaryDirectory(prefix="docflow-pdf-", ignore_cleanup_errors=True) as scratch:
        work = Path(scratch)
        source = work / f"letter{suffix}"
        shutil.copyfile(docx, source)
        _run(_command(program, work, source))
        made = work / "letter.pdf"
        if not made.is_file() or not made.stat().st_size:
            return FAILED
        partial = pdf.with_name(f".{pdf.name}.partial")
        shutil.copyfile(made, partial)
        partial.replace(pdf)
    return ""


def _command(program: Path, work: Path, source: Path) -> list[str]:
    profile = (work / "profile").as_uri()
    return [
        str(program),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(work),
        str(source),
    ]


def _run(command: list[str]) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end(process.pid)
        process.wait()


def _end(pid: int) -> None:
    import psutil

    try:
        leader = psutil.Process(pid)
        family = [*leader.children(recursive=True), leader]
    except psutil.NoSuchProcess:
        return
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
