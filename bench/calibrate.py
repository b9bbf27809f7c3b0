"""Fit docflow's belief to paper with truth: how far a reading with such grounds can be trusted.

    python bench/calibrate.py SAMPLES [--cache FILE] [--write]

SAMPLES holds truth.json (a list of {"file", "today", "truth": {field: value or values}}) and the
files it names. Half of the cases, chosen by a hash of the file's name, fit the weights; the other
half is only measured. Ridge logistic regression around the weights by hand, so that a ground
which hardly occurs keeps its weight. `--write` puts the weights and both halves' figures into
src/docflow/belief.json. `--cache` keeps what was read, for the reading takes most of the time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from docflow.belief import believe, features, weigh, weights
from docflow.catalog import Catalog, gather
from docflow.flow import take
from docflow.model import FieldSpec, Reading, Taken
from docflow.settings import Settings

TABLE = Path(__file__).parents[1] / "src" / "docflow" / "belief.json"
TOWARDS_HAND = 2.0
"""Weight of the hand-made table: a ground needs about so many readings to move away from it."""


@dataclass(frozen=True)
class Sample:
    """One document with its truth and what was read from it."""

    file: str
    today: date
    truth: dict[str, Any]
    taken: Taken

    @property
    def fits(self) -> bool:
        """Whether it belongs to the half that the weights are fitted to."""
        return hashlib.sha256(self.file.encode()).digest()[0] % 2 == 0


def main() -> None:
    """Read, fit, measure, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("samples", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    catalog = gather(Settings())
    samples = _samples(asked.samples, asked.cache, catalog)
    known = frozenset(name for sample in samples for name in sample.truth)
    table = dict(weights())
    table["grounds"] = {**dict.fromkeys(_grounds(samples, catalog), 0.0), **table["grounds"]}
    rows = [row for s in samples if s.fits for row in _rows(s, known, catalog, table)]
    _fit(table, np.array([x for x, _ in rows]), np.array([y for _, y in rows], dtype=float))
    table["fitted"] = {
        "samples": len(samples),
        "fitted half": _measure([s for s in samples if s.fits], known, catalog, table),
        "held-back half": _measure([s for s in samples if not s.fits], known, catalog, table),
    }
    text = json.dumps(table, indent=2) + "\n"
    print(text)
    if asked.write:
        TABLE.write_text(text, encoding="utf-8")


def _samples(folder: Path, cache: Path | None, catalog: Catalog) -> list[Sample]:
    rows = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    read: dict[str, Taken] = {}
    if cache and cache.is_file():
        read = pickle.loads(cache.read_bytes())
    samples = []
    for row in rows:
        day = date.fromisoformat(row["today"])
        if row["file"] not in read:
            with tempfile.TemporaryDirectory() as work:
                taken = take(folder / row["file"], Path(work), day, catalog)
            read[row["file"]] = replace(taken, pages=())
        truth = {k: v for k, v in row["truth"].items() if "." in k}
        samples.append(Sample(row["file"], day, truth, read[row["file"]]))
    if cache:
        cache.write_bytes(pickle.dumps(read))
    return samples


def _by_field(
    sample: Sample, known: Iterable[str], catalog: Catalog
) -> Iterator[tuple[FieldSpec, list[Reading]]]:
    for name in sorted(known):
        readings = [r for r in sample.taken.readings if r.field == name]
        if readings and name in catalog.fields:
            yield catalog.fields[name], readings


def _rows(
    sample: Sample, known: Iterable[str], catalog: Catalog, table: dict[str, Any]
) -> Iterator[tuple[list[float], bool]]:
    for spec, readings in _by_field(sample, known, catalog):
        for candidate in weigh(spec, readings, table):
            yield _vector(candidate.readings, table), _right(spec, candidate.value, sample.truth)


def _vector(readings: Sequence[Reading], table: dict[str, Any]) -> list[float]:
    log_odds, grounds = features(readings)
    return [1.0, log_odds, *(float(ground in grounds) for ground in table["grounds"])]


def _grounds(samples: Iterable[Sample], catalog: Catalog) -> list[str]:
    said = {g for sample in samples for r in sample.taken.readings for g in r.grounds}
    return sorted(said)


def _fit(table: dict[str, Any], x: Any, y: Any) -> None:
    """Newton's steps to the most likely weights, held near those by hand."""
    hand = np.array([table["bias"], table["confidence"], *table["grounds"].values()])
    w = hand.copy()
    for _ in range(500):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (y - p) - TOWARDS_HAND * (w - hand)
        curve = (x * (p * (1 - p))[:, None]).T @ x + TOWARDS_HAND * np.eye(len(w))
        step = np.linalg.solve(curve, slope)
        w += step / max(1.0, np.abs(step).max())
        if np.abs(step).max() < 1e-9:
            break
    table["bias"], table["confidence"] = round(float(w[0]), 3), round(float(w[1]), 3)
    table["grounds"] = {
        ground: round(float(weight), 3)
        for ground, weight in zip(table["grounds"], w[2:], strict=True)
    }


def _measure(
    samples: Sequence[Sample], known: Iterable[str], catalog: Catalog, table: dict[str, Any]
) -> dict[str, Any]:
    """How the believed values fare with this table: accepted, silently wrong, calibrated."""
    sure = catalog.settings.reading.review
    wanted = sum(len(_values(v)) for s in samples for v in s.truth.values())
    judged = [
        (field, _right(spec, field.value, sample.truth))
        for sample in samples
        for spec, readings in _by_field(sample, known, catalog)
        for field in believe(spec, readings, sure, sample.today, table)
    ]
    accepted = [right for field, right in judged if not field.review]
    return {
        "documents": len(samples),
        "values on the paper": wanted,
        "read": sum(right for _, right in judged),
        "accepted": len(accepted),
        "silently wrong": len(accepted) - sum(accepted),
        "calibration": _calibration([(field.confidence, right) for field, right in judged]),
    }


def _calibration(judged: list[tuple[float, bool]]) -> dict[str, str]:
    """For each band of probability: how many values, and how many of them are right."""
    bounds = [0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0001]
    found = {}
    for low, high in pairwise(bounds):
        inside = [right for likely, right in judged if low <= likely < high]
        if inside:
            found[f"{low:g}"] = f"{sum(inside)} of {len(inside)}"
    return found


def _right(spec: FieldSpec, value: str, truth: dict[str, Any]) -> bool:
    return any(_same(spec, value, wanted) for wanted in _values(truth.get(spec.name)))


def _values(wanted: Any) -> list[str]:
    if wanted is None:
        return []
    if isinstance(wanted, bool):
        return [str(wanted).lower()]
    return [str(v) for v in wanted] if isinstance(wanted, list) else [str(wanted)]


def _same(spec: FieldSpec, value: str, wanted: str) -> bool:
    if value == wanted or spec.same(spec.clean(wanted), value):
        return True
    said, meant = (set(re.findall(r"[a-z0-9]+", text.lower())) for text in (value, wanted))
    words = len(meant) > 2 and not any(c.isdigit() for c in wanted)
    return words and len(said & meant) / len(said | meant) >= 0.8


if __name__ == "__main__":
    main()
