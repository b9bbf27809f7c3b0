"""The tool that fits belief: what was right weighs more, rare grounds keep their weight by hand."""

from __future__ import annotations

import copy
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    path = Path(__file__).parents[1] / "bench" / "calibrate.py"
    spec = importlib.util.spec_from_file_location("calibrate", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module
    spec.loader.exec_module(module)
    return module


def table() -> dict[str, object]:
    return {"bias": 0.0, "confidence": 1.0, "grounds": {"good": 0.0, "bad": 0.0, "rare": 2.0}}


def test_a_ground_weighs_what_it_proved_to_be_worth_the_same_in_every_run(
    calibrate: ModuleType,
) -> None:
    rows = [[1.0, 0.0, 1.0, 0.0, 0.0]] * 40 + [[1.0, 0.0, 0.0, 1.0, 0.0]] * 40
    right = [1.0] * 39 + [0.0] + [0.0] * 39 + [1.0]
    first = table()
    calibrate._fit(first, np.array(rows), np.array(right))
    second = copy.deepcopy(table())
    calibrate._fit(second, np.array(rows), np.array(right))
    assert first == second
    grounds = first["grounds"]
    assert isinstance(grounds, dict)
    assert grounds["good"] > 1 > -1 > grounds["bad"]
    assert grounds["rare"] == 2.0


def test_every_case_falls_into_one_half_by_its_name_alone(calibrate: ModuleType) -> None:
    from datetime import date

    from docflow.model import Taken

    taken = Taken("id", (), ())
    halves = [calibrate.Sample(f"{n}.pdf", date.min, {}, taken).fits for n in range(100)]
    assert halves == [calibrate.Sample(f"{n}.pdf", date.max, {}, taken).fits for n in range(100)]
    assert 30 < sum(halves) < 70
