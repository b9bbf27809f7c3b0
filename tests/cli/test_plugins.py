"""`docflow plugins`: works while a plugin is broken, and leaves docflow.toml as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docflow.cli import cli
from docflow.settings import load_settings


@pytest.fixture
def broken(workspace: Path) -> Path:
    """A workspace with a plugin that must never run."""
    text = "import os\nos._exit(3)\n__version__ = '0.3'\ndef docflow_check(case): ...\n"
    (workspace / "plugins" / "acme.py").write_text(text, encoding="utf-8")
    return workspace


def docflow(workspace: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["--workspace", str(workspace), *args])


def test_the_list_tells_version_hooks_and_place_and_runs_nothing(broken: Path) -> None:
    done = docflow(broken, "plugins", "list", "--json")
    rows = {row["name"]: row for row in json.loads(done.output)}
    acme = rows["acme"]
    assert (acme["version"], acme["hooks"], acme["enabled"]) == ("0.3", ["docflow_check"], True)
    assert (acme["origin"], rows["image"]["origin"]) == ("workspace", "docflow")
    assert "acme" in docflow(broken, "plugins").output


def test_a_plugin_is_turned_off_and_on_and_comments_stay(broken: Path) -> None:
    path = broken / "docflow.toml"
    before = "# Ask Ana before changing this.\n" + path.read_text(encoding="utf-8")
    path.write_text(before + "\n[plugins.acme]\nlimit = 3  # visits\n", encoding="utf-8")
    assert docflow(broken, "plugins", "disable", "acme").exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "# Ask Ana before changing this." in text
    assert "limit = 3  # visits" in text
    assert load_settings(broken).disabled == {"acme"}
    assert docflow(broken, "plugins", "disable", "image").exit_code == 0
    assert load_settings(broken).disabled == {"acme", "image"}
    assert docflow(broken, "plugins", "enable", "acme").exit_code == 0
    assert load_settings(broken).disabled == {"image"}
    assert load_settings(broken).tables["acme"] == {"limit": 3}


def test_a_plugin_that_is_gone_can_still_be_taken_off_the_list(broken: Path) -> None:
    docflow(broken, "plugins", "disable", "acme")
    (broken / "plugins" / "acme.py").unlink()
    assert docflow(broken, "plugins", "enable", "acme").exit_code == 0
    assert not load_settings(broken).disabled


def test_an_unknown_plugin_is_named_with_the_nearest(broken: Path) -> None:
    done = docflow(broken, "plugins", "disable", "acne")
    assert "Did you mean 'acme'?" in str(done.exception)
    assert not load_settings(broken).disabled
