"""README says what is so: its commands, exit codes, settings and links are those of the code."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from docflow import errors
from docflow import settings as settings_module
from docflow.cli import COMMANDS
from docflow.letters.entries import ASKS, DRAFT
from docflow.letters.helpers import HELPERS
from docflow.settings import load_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
LETTERS = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)\n```", README, re.DOTALL)


def test_readme_has_two_commands_and_ci_runs_both_as_they_stand() -> None:
    commands = blocks("sh")
    assert len(commands) == 2
    assert all(command in CI.splitlines() for command in commands)


def test_every_command_is_listed_with_its_help_and_no_other() -> None:
    listed = dict(re.findall(r"^\| `docflow (\w+)` \| (.+) \|$", README, re.MULTILINE))
    assert listed == {name: words for name, (_, words) in COMMANDS.items()}


def test_every_command_that_readme_shows_exists() -> None:
    lines = [line.split("#")[0] for text in blocks("(?:sh|console)") for line in text.splitlines()]
    shown = {name for line in lines for name in re.findall(r"\bdocflow ([a-z]+)\b", line)}
    assert "watch" in shown
    assert shown <= set(COMMANDS)


def test_exit_codes_are_those_of_the_errors() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.DocflowError)}
    assert listed == {0, 1, 2, 130} | codes


def test_the_settings_that_readme_shows_are_accepted_and_name_every_table(tmp_path: Path) -> None:
    (shown,) = blocks("toml")
    (tmp_path / "docflow.toml").write_text(shown, encoding="utf-8")
    load_settings(tmp_path)
    tables = {f.name for f in fields(settings_module.Settings) if is_dataclass(f.default_factory)}
    assert set(re.findall(r"^\[(\w+)\]", shown, re.MULTILINE)) == tables | {"plugins"}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/letters.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!http)([^)#]+)", text):
        assert ((ROOT / page).parent / link).exists(), link


def test_every_value_that_templates_can_use_is_documented() -> None:
    section = LETTERS.split("## Values that are made of fields")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert set(listed) == set(HELPERS) | {ASKS, DRAFT}


def test_the_floors_are_told_as_the_contract_has_them() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    rooms = {room for layer in contract["layers"] for room in layer.split(" | ")}
    there = {path.stem for path in (ROOT / "src" / "docflow").iterdir()} - {"__main__"}
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Checks")[0]
    assert [room for room in sorted(rooms & there) if f"`{room}" not in told] == []
