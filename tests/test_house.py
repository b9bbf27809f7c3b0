"""The house keeps its shape: imports point down, documents agree with the code, start is quick."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import docflow
from docflow import errors, hookspecs
from docflow import settings as settings_module
from docflow.cli import COMMANDS
from docflow.plugins.asking import ANSWERS

ROOT = Path(__file__).parents[1]
HOOKS = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("docflow_")}


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_imports_point_only_down() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_a_plugin_imports_nothing_of_docflow_but_its_public_rooms() -> None:
    public = re.compile(r"docflow(\.paper|\.terms)?(\..*)?$")
    inside = re.compile(r"docflow\.(?!paper\b|terms\b)")
    wrong = []
    for path in (ROOT / "plugins").rglob("*.py"):
        for found in re.finditer(
            r"^\s*(?:from|import) (docflow[\w.]*)", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            if not public.match(found[1]) or inside.match(found[1]):
                wrong.append(f"{path.name}: {found[1]}")
    assert not wrong


def test_all_lists_are_sorted_and_name_what_is_there() -> None:
    names = [m.name for m in pkgutil.walk_packages(docflow.__path__, "docflow.")]
    for name in ["docflow", *(n for n in names if n.count(".") == 1 and n != "docflow.__main__")]:
        module = importlib.import_module(name)
        listed = getattr(module, "__all__", [])
        assert len(set(listed)) == len(listed), name
        assert all(hasattr(module, item) for item in listed), name


def test_every_hook_is_asked_for_its_own_kind_of_answer() -> None:
    assert set(HOOKS) == set(ANSWERS)


@pytest.mark.parametrize("name", sorted(HOOKS))
def test_every_hook_is_documented_with_its_exact_arguments(name: str) -> None:
    arguments = ", ".join(inspect.signature(HOOKS[name]).parameters)
    assert f"### {name}({arguments})" in text_of("hooks.md").splitlines()


def test_no_hook_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"^### (\w+)\(", text_of("hooks.md"), re.MULTILINE)) == set(HOOKS)


def test_the_documents_examples_are_a_working_plugin(tmp_path: Path) -> None:
    from docflow.plugins import load, offers

    blocks = re.findall(r"```python\n(.*?)```", text_of("hooks.md"), re.DOTALL)
    (tmp_path / "acme.py").write_text("\n".join(blocks), encoding="utf-8")
    (plugin,), faults = load(offers([("workspace", tmp_path)]), {})
    assert not faults
    assert set(plugin.hooks) == set(HOOKS)


def test_every_exit_code_is_documented() -> None:
    for name, kind in vars(errors).items():
        if inspect.isclass(kind) and issubclass(kind, errors.DocflowError):
            assert f"| {kind.exit_code} | `{name}` |" in text_of("errors.md")
    codes = [k.exit_code for k in errors.DocflowError.__subclasses__()]
    assert len(codes) == len(set(codes))


def test_every_setting_is_documented_with_its_default() -> None:
    text = text_of("settings.md")
    for table in (f for f in fields(settings_module.Settings) if is_dataclass(f.default_factory)):
        assert f"## [{table.name}]" in text
        for setting in fields(table.default_factory):
            shown = list(setting.default) if isinstance(setting.default, tuple) else setting.default
            shown = str(shown).replace("'", '"') if shown != "" else '""'
            shown = f'"{shown}"' if isinstance(setting.default, str) and setting.default else shown
            assert f"| `{setting.name}` | `{shown}` |" in text, setting.name


def test_help_lists_every_command_and_imports_none_of_them() -> None:
    code = (
        "import sys\nfrom docflow.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.split('.')[0] in {'cv2', 'numpy', 'sqlalchemy', "
        "'docx', 'rich', 'onnxruntime', 'rapidfuzz'} or m.startswith('docflow.cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_there_and_has_its_help(name: str) -> None:
    module, attribute = COMMANDS[name][0].split(":")
    command = getattr(importlib.import_module(module), attribute)
    assert command.name == name
    assert command.help
