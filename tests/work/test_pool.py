"""Workers: their limits hold, a failure costs one file, and none of them outlives docflow."""

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import psutil
import pytest

from docflow.errors import UnreadableError
from docflow.model import Taken
from docflow.settings import load_settings
from docflow.work import take_all
from slips import GOOD, office

DAY = date(2026, 11, 20)

TROUBLE = """
import os, signal, time
from docflow import hookimpl

@hookimpl
def docflow_{hook}({given}):
    text = {text}
    if "trouble" in text:
        {what}
    return {answer}
"""


def trouble(hook: str, what: str) -> str:
    """A plugin that makes trouble in one hook when it meets the word trouble."""
    if hook == "read":
        text, answer = 'path.read_bytes().decode("utf-8", "replace")', "None"
        return TROUBLE.format(hook=hook, given="path", text=text, what=what, answer=answer)
    text = '" ".join(w.text for p in document.pages for w in p.words)'
    return TROUBLE.format(hook=hook, given="document", text=text, what=what, answer="[]")


def taken(root: Path, *texts: str) -> list[Taken | UnreadableError]:
    paths = []
    for number, text in enumerate(texts):
        path = root / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    answers = list(take_all(paths, load_settings(root), DAY))
    assert [path for path, _, _ in answers] == paths
    return [answer for _, _, answer in answers]


def name_of(answer: Taken | UnreadableError) -> str:
    assert isinstance(answer, Taken), answer
    return next(r.value for r in answer.readings if r.field == "patient.name")


def test_files_are_answered_in_the_order_they_were_given(tmp_path: Path) -> None:
    root = office(tmp_path)
    names = ["Laura Schmidt", "Danny Edwards", "Ana Ruiz", "Ben Okafor"]
    answers = taken(root, *(GOOD.replace("Laura Schmidt", name) for name in names))
    assert [name_of(answer) for answer in answers] == names


def test_a_file_that_cannot_be_read_is_answered_with_the_reason(tmp_path: Path) -> None:
    torn, good = taken(office(tmp_path), "SLIP\ntorn", GOOD)
    assert str(torn) == "The slip is torn."
    assert name_of(good) == "Laura Schmidt"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("while True: pass", "longer than"),
        ("time.sleep(600)", "longer than 10 seconds"),
        ("os._exit(3)", "crashed"),
    ],
    ids=["spins", "hangs", "crash"],
)
def test_a_file_that_breaks_a_limit_fails_alone_and_names_the_plugin(
    what: str, said: str, tmp_path: Path
) -> None:
    limits = "[reading]\nseconds = 2\nprocesses = 1\n"
    root = office(tmp_path, limits, bad=trouble("read", what))
    bad, good = taken(root, GOOD + "trouble", GOOD)
    assert isinstance(bad, UnreadableError)
    assert said in str(bad)
    assert "'bad'" in str(bad)
    assert name_of(good) == "Laura Schmidt"


def test_a_file_is_read_however_long_it_waits_for_its_turn(tmp_path: Path) -> None:
    """On a busy computer a second's work takes many by the clock."""
    waits = trouble("read", "time.sleep(5)")
    (answer,) = taken(office(tmp_path, "[reading]\nseconds = 2\n", bad=waits), GOOD + "trouble: 1")
    assert name_of(answer) == "Laura Schmidt"


PAGES = """
import time
import numpy as np
from docflow import Page, hookimpl
from docflow.paper import save

@hookimpl
def docflow_read(path, folder):
    if path.read_bytes() == b"four pages":
        white = save(np.full((110, 85), 255, np.uint8), folder / "page.png")
        return [Page(number, 612, 792, image=white) for number in range(1, 5)]

@hookimpl
def docflow_recognize(page):
    time.sleep(5)
    return ()
"""


def test_long_paper_has_the_time_anew_for_each_page(tmp_path: Path) -> None:
    limits = '[reading]\nseconds = 3\nrecognizers = ["slow"]\nsecond = ""\n'
    (answer,) = taken(office(tmp_path, limits, slow=PAGES), "four pages")
    assert isinstance(answer, Taken)
    assert len(answer.pages) == 4


HOG = "x = []\n        while True: x.append(bytearray(10_000_000)); time.sleep(0.01)"


def test_a_plugin_that_takes_too_much_memory_is_stopped_and_named(tmp_path: Path) -> None:
    """Where the system refuses it the memory, the paper is still read by the others."""
    limits = "[reading]\nmegabytes = 600\nprocesses = 1\n"
    bad, good = taken(office(tmp_path, limits, bad=trouble("read", HOG)), GOOD + "trouble", GOOD)
    if isinstance(bad, Taken):
        assert [f.by for f in bad.findings if f.severity == "error"] == ["bad"]
        assert "MemoryError" in bad.findings[0].message
    else:
        assert "600 MB" in str(bad)
        assert "'bad'" in str(bad)
    assert name_of(good) == "Laura Schmidt"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("while True: pass", "plugin.timeout"),
        ("time.sleep(600)", "plugin.timeout"),
        ("os._exit(3)", "plugin.fault"),
    ],
    ids=["spins", "hangs", "crashes"],
)
def test_a_plugin_that_fails_in_extract_costs_only_its_own_part(
    what: str, code: str, tmp_path: Path
) -> None:
    root = office(tmp_path, "[reading]\nseconds = 3\n", bad=trouble("extract", what))
    (answer,) = taken(root, GOOD + "trouble: 1")
    assert name_of(answer) == "Laura Schmidt"
    assert isinstance(answer, Taken)
    blamed = [f for f in answer.findings if f.code == code]
    assert [(f.severity, f.by) for f in blamed] == [("error", "bad")]
    assert "docflow plugins disable bad" in blamed[0].message


def test_no_worker_is_left_when_the_work_is_done(tmp_path: Path) -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    taken(office(tmp_path), GOOD)
    after = [c for c in psutil.Process().children(recursive=True) if c.pid not in before]
    assert [c for c in after if "serve" in " ".join(c.cmdline())] == []
    assert [c for c in after if "spawn_main" in " ".join(c.cmdline())] == []


@pytest.mark.parametrize("busy", ["time.sleep(600)", "while True: pass"], ids=["sleeps", "spins"])
def test_workers_end_when_docflow_is_killed(busy: str, tmp_path: Path) -> None:
    root = office(tmp_path, "[reading]\nseconds = 600\n", bad=trouble("read", busy))
    path = root / "slip.txt"
    path.write_text(GOOD + "trouble", encoding="utf-8")
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, datetime, pathlib\n"
            "from docflow.settings import load_settings\n"
            "from docflow.work import take_all\n"
            "if __name__ == '__main__':\n"
            "    settings = load_settings(pathlib.Path(sys.argv[1]))\n"
            "    paths = [pathlib.Path(sys.argv[2])]\n"
            "    list(take_all(paths, settings, datetime.date.today()))\n",
            str(root),
            str(path),
        ]
    )
    family = wait_for_workers(parent.pid)
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []


def wait_for_workers(pid: int) -> list[psutil.Process]:
    """The workers of a process, as soon as one has been at work for a moment."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        family = psutil.Process(pid).children(recursive=True)
        workers = [p for p in family if "spawn_main" in " ".join(p.cmdline())]
        if workers and sum(sum(p.cpu_times()[:2]) for p in workers) > 0.5:
            time.sleep(2)
            return family
        time.sleep(0.1)
    raise AssertionError("no worker was started")


def test_a_worker_uses_no_more_processes_than_asked(tmp_path: Path) -> None:
    root = office(tmp_path, "[reading]\nprocesses = 1\n")
    pids = 'f"{os.getpid()}"'
    source = (
        "import os\nfrom docflow import Reading, hookimpl\n\n@hookimpl\n"
        f"def docflow_extract(document):\n    yield Reading('claim.number', {pids})\n"
    )
    (root / "plugins" / "who.py").write_text(source, encoding="utf-8")
    answers = taken(root, *(GOOD + f"note: {n}" for n in range(4)))
    seen = {
        reading.value
        for answer in answers
        if isinstance(answer, Taken)
        for reading in answer.readings
        if reading.by == "who"
    }
    assert len(seen) == 1
    assert str(os.getpid()) not in seen
