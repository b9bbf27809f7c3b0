"""`docflow watch` as a real process: it ends cleanly, and what it prints names no patient."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from reportlab.pdfgen.canvas import Canvas

from docflow import store
from docflow.settings import load_settings
from slips import GOOD, PRACTICE, office

REFERRAL = {
    "Patient Name": "Wilhelmina Oberstdorf",
    "Date of Birth": "03/14/1979",
    "Phone": "(360) 455-2492",
    "Insurance": "Regence BlueShield",
    "Member ID": "WQX883120947",
    "Referring Provider": "Ignatius P Thornbury, MD",
    "NPI": "1457382913",
    "Diagnosis": "M54.50 low back pain",
    "Frequency": "2 times per week",
    "Duration": "8 weeks",
    "Date": "11/14/2026",
}

TALKS = """
import sys, warnings
from docflow import hookimpl

@hookimpl
def docflow_extract(document):
    text = " ".join(word.text for page in document.pages for word in page.words)
    print(text, file=sys.stderr)
    warnings.warn(text)
    if "Thornbury" in text:
        raise ValueError(text)
    return []
"""


def paper(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.setTitle("Wilhelmina Oberstdorf")
    canvas.drawString(72, 740, "REFERRAL FOR MASSAGE THERAPY")
    for row, (label, value) in enumerate(REFERRAL.items()):
        canvas.drawString(72, 700 - 24 * row, f"{label}: {value}")
    canvas.save()


def watch(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "docflow", "-w", str(root), "watch"]
    environment = {**os.environ, "PATH": "", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )


def settled(root: Path, count: int) -> bool:
    with closing(store.open_store(root / "store", load_settings(root).store_url)) as kept:
        rows = store.documents(kept)
        return len([r for r in rows if r.stage in ("done", "refused")]) == count


def stop(process: subprocess.Popen[str], number: int) -> str:
    process.send_signal(number)
    return process.communicate(timeout=60)[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_stops_cleanly_at_once(number: int, tmp_path: Path) -> None:
    root = office(tmp_path, PRACTICE)
    (root / "inbox" / "slip.txt").write_text(GOOD, encoding="utf-8")
    process = watch(root)
    end = time.monotonic() + 120
    while not settled(root, 1) and time.monotonic() < end:
        time.sleep(0.2)
    family = psutil.Process(process.pid).children(recursive=True)
    said = stop(process, number)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("Stopped.")
    assert psutil.wait_procs(family, timeout=10)[1] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")
def test_nothing_it_says_or_logs_holds_a_patients_data(tmp_path: Path) -> None:
    """A full run with all of docflow's plugins, and one that does all it can to tell."""
    root = office(tmp_path, PRACTICE, talks=TALKS)
    text = (root / "docflow.toml").read_text(encoding="utf-8")
    (root / "docflow.toml").write_text(
        text.replace('disabled = ["text", "referral", "denial"]', "disabled = []"), encoding="utf-8"
    )
    paper(root / "inbox" / "Oberstdorf Wilhelmina 1979.pdf")
    cut = (root / "inbox" / "Oberstdorf Wilhelmina 1979.pdf").read_bytes()[:600]
    (root / "inbox" / "Thornbury.pdf").write_bytes(cut)
    process = watch(root)
    end = time.monotonic() + 120
    while not settled(root, 2) and time.monotonic() < end:
        time.sleep(0.2)
    assert settled(root, 2)
    told = stop(process, signal.SIGTERM)
    told += "".join(p.read_text(encoding="utf-8") for p in (root / "store").glob("*.log*"))
    assert " filed " in told
    words = {word for value in REFERRAL.values() for word in value.split() if len(word) > 3}
    plain = {"".join(c for c in value if c.isdigit()) for value in REFERRAL.values()}
    iso = {"1979-03-14", "2026-11-14"}
    looked_for = {*words, *(p for p in plain if len(p) > 5), *iso} - {"times", "week", "weeks"}
    assert sorted(word for word in looked_for if word in told) == []
