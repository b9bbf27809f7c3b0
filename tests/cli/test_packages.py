"""A plugin that pip installed into a fresh environment works like a file in the workspace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
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
REFERRAL = """\
Patient: Rosa Delgado   DOB: 03/14/1961
Insurance: Acme Health
Diagnosis: M54.50 low back pain
Frequency: 2x/week for 4 weeks
"""
LIBRARY = "import sysconfig; print(sysconfig.get_path('purelib'))"
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
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh virtual environment into which pip has installed the package.

    docflow and what it needs are linked into it from here: to install them takes a network.
    """
    place = tmp_path_factory.mktemp("packages")
    home = place / "environment"
    venv.create(home, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    here = sysconfig.get_path("purelib")
    told = subprocess.run([python, "-c", LIBRARY], capture_output=True, text=True, check=True)
    link = f"import site; site.addsitedir({here!r})\n"
    (Path(told.stdout.strip()) / "docflow_of_the_tests.pth").write_text(link, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel(place))], check=True)
    return python


def wheel(place: Path) -> Path:
    made = place / "docflow_acme-1.4-py3-none-any.whl"
    record = "docflow_acme-1.4.dist-info/RECORD"
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in WHEEL.items():
            archive.writestr(name, text)
        archive.writestr(record, "".join(f"{name},,\n" for name in (*WHEEL, record)))
    return made


def docflow(python: Path, workspace: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-m", "docflow", "--workspace", str(workspace), *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_an_installed_plugin_is_listed_with_its_package_and_version(
    python: Path, workspace: Path
) -> None:
    rows = json.loads(docflow(python, workspace, "plugins", "list", "--json").stdout)
    (acme,) = (row for row in rows if row["name"] == "acme")
    assert (acme["origin"], acme["version"], acme["broken"]) == ("package", "1.4", "")
    assert acme["hooks"] == ["docflow_payers"]
    assert Path(acme["place"]).is_relative_to(python.parents[1].resolve())


def test_an_installed_plugin_judges_paper_and_why_names_its_rule(
    python: Path, workspace: Path
) -> None:
    (workspace / "inbox" / "referral.txt").write_text(REFERRAL, encoding="utf-8")
    assert docflow(python, workspace, "run").returncode == 0
    (case,) = json.loads(docflow(python, workspace, "cases", "--json").stdout)
    reasons = json.loads(docflow(python, workspace, "plugins", "why", case["id"], "--json").stdout)
    (reason,) = (r for r in reasons if r["code"] == "claim.missing")
    assert (reason["pack"], reason["plugin"], reason["source"]) == ("acme-health", "acme", "Manual")


def test_an_installed_plugin_passes_its_cases_and_can_be_turned_off(
    python: Path, workspace: Path
) -> None:
    done = docflow(python, workspace, "plugins", "test", "acme")
    assert done.stdout == "acme: 1 of 1 cases as expected; keeps to form\n"
    assert docflow(python, workspace, "plugins", "disable", "acme").returncode == 0
    done = docflow(python, workspace, "plugins", "test", "acme")
    assert "It is off." in done.stderr
