"""docflow is killed at any moment, as by a power cut, and started again."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from docflow import store
from docflow.settings import load_settings
from slips import PRACTICE, office, slip

FILES, KILLS = 30, 10
FAMILIES: list[psutil.Process] = []
"""All that the killed ones had started."""

SEED = int(os.environ.get("DOCFLOW_TEST_SEED", "20261123"))


@contextmanager
def watching(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`docflow watch` as a process of its own."""
    command = [sys.executable, "-m", "docflow", "-w", str(root), "watch"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PATH": ""})
    try:
        yield process
    finally:
        with suppress(psutil.NoSuchProcess):  # it has ended by itself
            FAMILIES.extend(psutil.Process(process.pid).children(recursive=True))
        process.kill()
        process.communicate()


def deliver(inbox: Path, texts: list[str], chance: random.Random) -> None:
    """The files arrive one by one, as a fax machine and a careless network bring them."""
    for number, text in enumerate(texts):
        path = inbox / f"fax-{number:02}.txt"
        half = chance.randrange(1, len(text))
        with path.open("w", encoding="utf-8") as file:
            file.write(text[:half])
            file.flush()
            time.sleep(chance.uniform(0, 0.05))
            file.write(text[half:])
        time.sleep(chance.uniform(0.1, 0.9))


def wait_for_work(root: Path) -> None:
    """Until this life of docflow has read one more document, or there is none."""
    log, end = root / "store" / "docflow.log", time.monotonic() + 60
    before = log.read_text("utf-8").count(" filed ") if log.exists() else 0
    while time.monotonic() < end and not finished(root):
        if log.exists() and log.read_text("utf-8").count(" filed ") > before:
            return
        time.sleep(0.02)


def finished(root: Path) -> bool:
    with closing(store.open_store(root / "store", load_settings(root).store_url)) as kept:
        return len(store.documents(kept, "done")) >= FILES and not any((root / "inbox").iterdir())


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An office whose docflow was killed ten times while thirty files arrived."""
    print(f"DOCFLOW_TEST_SEED={SEED}")
    chance = random.Random(SEED)
    root = office(tmp_path_factory.mktemp("killed"), PRACTICE, settle=0.5)
    texts = [slip(patient__member_id=f"W{1000 + number}") for number in range(FILES)]
    post = threading.Thread(target=deliver, args=(root / "inbox", texts, random.Random(SEED + 1)))
    post.start()
    for life in range(KILLS):
        with watching(root):
            if life % 3:  # else it may still be starting
                wait_for_work(root)
            time.sleep(chance.uniform(0.0, 1.5))
    post.join()
    with watching(root) as process:
        end = time.monotonic() + 240
        while not finished(root) and time.monotonic() < end:
            time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    return root, texts


@pytest.fixture
def kept(survived: tuple[Path, list[str]]) -> Iterator[store.Store]:
    root, _ = survived
    opened = store.open_store(root / "store", load_settings(root).store_url)
    yield opened
    opened.close()


def test_every_file_has_exactly_one_document(
    survived: tuple[Path, list[str]], kept: store.Store
) -> None:
    _, texts = survived
    rows = store.documents(kept)
    assert {row.id for row in rows} == {sha256(text.encode()).hexdigest() for text in texts}
    assert {row.stage for row in rows} == {"done"}
    assert {row.passes for row in rows} == {1}


def test_no_file_is_lost_or_left_behind(
    survived: tuple[Path, list[str]], kept: store.Store
) -> None:
    root, texts = survived
    assert list((root / "inbox").iterdir()) == []
    assert not (root / "quarantine").exists()
    originals = {store.original(kept, row.id).read_text("utf-8") for row in store.documents(kept)}
    assert originals == set(texts)


def test_every_document_is_filed_once_and_came_once(kept: store.Store) -> None:
    done = Counter((entry.what, entry.document) for entry in store.record(kept) if entry.document)
    assert {what for what, _ in done} == {"received", "took", "filed"}
    assert set(done.values()) == {1}
    assert len(store.cases(kept)) == FILES


def test_no_letter_is_written_twice(survived: tuple[Path, list[str]], kept: store.Store) -> None:
    root, _ = survived
    written = [letter for case in store.cases(kept) for letter in store.letters(kept, case)]
    assert Counter((letter.case, letter.name) for letter in written) == {
        (case, "treatment-plan"): 1 for case in store.cases(kept)
    }
    assert sorted(path.name for path in (root / "letters").iterdir()) == sorted(
        Path(letter.place).name for letter in written
    )


def test_nothing_is_left_running(survived: tuple[Path, list[str]]) -> None:
    """What each life had started ends with it, although nobody was left to end it."""
    assert FAMILIES
    assert psutil.wait_procs(FAMILIES, timeout=20)[1] == []
