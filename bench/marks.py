"""Measure tick boxes, circles and signatures on drawn paper, and fit when a box is ticked.

    python bench/marks.py [--forms 8]

Draws forms of its own (tests/drawn.py, tests/signing.py) in every style and sends them through
every channel. Forms with an even seed fit HALF_ON and SPREAD of docflow.paper.ticks by logistic
regression of "ticked" on the share of inked room; forms with an odd seed are only measured.
"""

from __future__ import annotations

import argparse
import collections
import math
import sys
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "paper"), str(ROOT / "plugins")]

from test_ticks import STYLES, form, found  # noqa: E402

from circled import LISTS  # noqa: E402
from circled import order as circled  # noqa: E402
from docflow import Document  # noqa: E402
from docflow.paper.boxes import frames  # noqa: E402
from docflow.paper.circles import circles  # noqa: E402
from docflow.paper.rules import unruled  # noqa: E402
from docflow.paper.ticks import inside, ticks  # noqa: E402
from drawn import CHANNELS  # noqa: E402
from signing import FILLS, FORMS, order  # noqa: E402

SIGNED = {"handwritten", "electronic", "both"}


def main() -> None:
    """Print the fit, then the figures by channel."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forms", type=int, default=8, help="forms for each style and channel")
    count = parser.parse_args().forms
    with tempfile.TemporaryDirectory() as folder:
        boxes(Path(folder), count)
        loops(Path(folder), count)
        signatures(Path(folder), max(1, count // 4))


def boxes(folder: Path, count: int) -> None:
    shares: list[tuple[float, bool]] = []
    tallies: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for channel in CHANNELS:
        for number, style in enumerate(STYLES):
            for seed in range(100 * number, 100 * number + count):
                size = (18, 24, 30)[seed % 3]
                sheet, places = form(style, seed, size)
                page = sheet.page(folder, channel)
                if seed % 2 == 0:
                    shares += _shares(page, places, size)
                else:
                    tallies[channel].update(_judged(ticks(page), places, size))
    half, spread = fit(shares)
    print(f"HALF_ON {half:.3f}, SPREAD {spread:.3f} from {len(shares)} boxes; on the other forms:")
    for channel, tally in tallies.items():
        print(f"  {channel:11} {dict(sorted(tally.items()))}")


def _shares(page, places, size):
    """The inked share of each box that was found on its place, and whether it is ticked."""
    dark = unruled(page)
    seen = [(frame.place.middle, inside(dark, frame)) for frame in frames(page, dark)]
    for x, y, ticked in places:
        for (left, top), share in seen:
            if abs(left - x - size / 2) < 20 and abs(top - y - size / 2) < 20:
                yield share, ticked


def _judged(marks, places, size):
    for x, y, ticked in places:
        yield f"{'ticked' if ticked else 'empty'} {found(marks, x, y, size)}"
    yield from ["extra"] * max(0, len(marks) - len(places))


def fit(shares: list[tuple[float, bool]]) -> tuple[float, float]:
    """Logistic regression of one variable by Newton's method, held back a little."""
    share = np.array([s for s, _ in shares])
    ticked = np.array([t for _, t in shares], float)
    weights = np.array([-9.0, 70.0])
    rows = np.stack([np.ones_like(share), share], axis=1)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (ticked - likely) - 0.0005 * weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + 0.0005 * np.eye(2)
        weights = weights + np.linalg.solve(bend, slope)
    return float(-weights[0] / weights[1]), float(1 / weights[1])


def loops(folder: Path, count: int) -> None:
    """How many circled options are found, unsure or missed, and how many circles are none."""
    for channel in CHANNELS:
        tally: collections.Counter[str] = collections.Counter()
        for seed in range(count):
            chosen = [items[seed % len(items)] for _, items, _ in LISTS]
            seen = {
                m.value: m.confidence for m in circles(circled(seed, chosen).page(folder, channel))
            }
            tally.update("found" if seen.get(c, 0) >= 0.9 else "unsure or missed" for c in chosen)
            tally["extra"] += sum(value not in chosen for value in seen)
        print(f"  circles {channel:11} {dict(sorted(tally.items()))}")


def signatures(folder: Path, count: int) -> None:
    extract = import_module("signature").docflow_extract
    tallies: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    seed = 0
    for fill in FILLS:
        for name in FORMS:
            for channel in CHANNELS * count:
                seed += 1
                page = order(name, fill, seed).page(folder, channel)
                readings = extract(Document("bench", "bench", (page,), date(2026, 11, 20)), {})
                tallies[fill][_outcome(readings, fill in SIGNED)] += 1
    for fill, tally in tallies.items():
        print(f"  {fill:12} {dict(sorted(tally.items()))}")


def _outcome(readings, signed: bool) -> str:
    said = [r for r in readings if r.field == "signature.present"]
    if not said:
        return "no place found"
    best = max(said, key=lambda r: r.confidence)
    sure = "sure" if math.isclose(best.confidence, 0.99, abs_tol=0.02) else "to look at"
    return f"{'right' if (best.value == 'true') == signed else 'WRONG'}, {sure}"


if __name__ == "__main__":
    main()
