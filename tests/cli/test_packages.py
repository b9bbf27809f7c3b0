"""A plugin installed as a package by pip works like a file in the workspace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PLUGIN = """\
__version__ = "1.4"
from docflow import Payer, Requirement, Rule, hookimpl


@hookimpl
def docflow_payers():
    need = Requirement("claim.number", "error", Rule("A claim number.", "Manual"))
    yield Payer("acme-health", "Acme Health", requires=(need,))
"""
CASES = """\
[base]
fields = { payer.name = "Acme Health" }

[[case]]
name = "without a claim number nothing is paid"
expect = ["claim.missing"]
"""
WHEEL = {
    "docflow_acme/__init__.py": PLUGIN,
    "docflow_acme/cases.toml": CASES,
    "docflow_acme-1.4.dist-info/METADATA": (
        "Metadata-Version: 2.1\nName: docflow-acme\nVersion: 1.4\n"
    ),
    "docflow_acme-1.4.dist-info/WHEEL": (
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    ),
    "docflow_acme-1.4.dist-info/entry_points.txt": "[docflow]\nacme = docflow_acme\n",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the package, and nothing else."""
    place = tmp_path_factory.mktemp("packages")
    wheel = place / "docflow_acme-1.4-py3-none-any.whl"
    record = "docflow_acme-1.4.dist-info/RECORD"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in WHEEL.items():
            archive.writestr(name, text)
        archive.writestr(record, "".join(f"{name},,\n" for name in (*WHEEL, record)))
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "--target", str(place / "lib"), str(wheel)], check=True)
    return place / "lib"


def docflow(workspace: Path, packages: Path, *args: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (str(packages), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        [sys.executable, "-m", "docflow", "--workspace", str(workspace), *args],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_an_installed_plugin_is_listed_with_its_package_and_version(
    workspace: Path, installed: Path
) -> None:
    rows = json.loads(docflow(workspace, installed, "plugins", "list", "--json").stdout)
    (acme,) = (row for row in rows if row["name"] == "acme")
    assert (acme["origin"], acme["version"], acme["broken"]) == ("package", "1.4", "")
    assert acme["hooks"] == ["docflow_payers"]


def test_an_installed_plugin_passes_its_cases_and_can_be_turned_off(
    workspace: Path, installed: Path
) -> None:
    done = docflow(workspace, installed, "plugins", "test", "acme")
    assert done.stdout == "acme: 1 of 1 cases as expected; keeps to form\n"
    assert docflow(workspace, installed, "plugins", "disable", "acme").returncode == 0
    done = docflow(workspace, installed, "plugins", "test", "acme")
    assert "It is off." in done.stderr
