"""Plugins: found, loaded, asked one by one; a broken one costs only itself and is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docflow import Box, FieldSpec, Page, Reading, UnreadableError, Word, hookimpl
from docflow.plugins import Offer, Plugin, ask, enroll, load, offers, outline

HEAD = "from docflow import *\nfrom docflow import hookimpl\n"
GOOD = HEAD + "@hookimpl\ndef docflow_fields(): return [FieldSpec('a.b', 'A b')]\n"


def folder_of(place: Path, **files: str) -> Path:
    place.mkdir(exist_ok=True)
    for name, text in files.items():
        (place / f"{name}.py").write_text(text, encoding="utf-8")
    return place


def loaded(place: Path, **files: str) -> Any:
    return load(offers([("workspace", folder_of(place, **files))]), {})


def made(cls: type, **kwargs: Any) -> Plugin:
    return enroll(Offer("made", "workspace", Path(__file__)), cls(), {}, **kwargs)


def test_modules_and_packages_load_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "larger").mkdir()
    (tmp_path / "larger" / "__init__.py").write_text(
        GOOD + "from .inside import VALUE\n", encoding="utf-8"
    )
    (tmp_path / "larger" / "inside.py").write_text("VALUE = 1\n", encoding="utf-8")
    plugins, faults = loaded(tmp_path, zeta=GOOD, _private="1/0", alpha=GOOD)
    assert [p.name for p in plugins] == ["alpha", "larger", "zeta"]
    assert not faults
    assert plugins[0].hooks == ("docflow_fields",)


def test_the_nearest_of_two_with_one_name_counts(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", pdf="1/0", rapid=GOOD)
    near = folder_of(tmp_path / "near", pdf=GOOD)
    found = offers([("workspace", near), ("docflow", own)])
    assert [(o.name, o.origin) for o in found] == [("pdf", "workspace"), ("rapid", "docflow")]
    assert not load(found, {})[1]


def test_of_one_folder_with_a_name_twice_neither_is_run_and_both_places_are_named(
    tmp_path: Path,
) -> None:
    folder_of(tmp_path, pdf=GOOD, zeta=GOOD)
    folder_of(tmp_path / "pdf", __init__=GOOD)
    found = offers([("workspace", tmp_path)])
    plugins, (fault,) = load(found, {})
    assert [plugin.name for plugin in plugins] == ["zeta"]
    assert re.search(r"pdf\.py.*pdf.*__init__\.py|__init__\.py.*pdf\.py", fault.message)
    assert "is there twice" in outline(found[0])[2]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("import docflow\n\nraise RuntimeError('Laura Schmidt')\n", "bad.py:3", "RuntimeError"),
        ("def broken(:\n", "bad.py:1", "SyntaxError"),
        ("import nowhere_at_all\n", "bad.py:1", "'nowhere_at_all' is not installed"),
        ("raise SystemExit(3)\n", "bad.py:1", "SystemExit"),
        ("def f(): f()\nf()\n", "bad.py:1", "RecursionError"),
        (HEAD + "@hookimpl\ndef docflow_extrat(document): pass\n", "bad.py", "docflow_extract"),
        (HEAD + "def docflow_extract(document): pass\n", "bad.py", "not marked with @hookimpl"),
        (HEAD + "def docflow_chekc(case): pass\n", "bad.py", "Did you mean 'docflow_check'?"),
        (HEAD + "@hookimpl\ndef extract(document): pass\n", "bad.py", "extract is no hook"),
        (HEAD + "@hookimpl\ndef docflow_check(kase): pass\n", "bad.py", "kase"),
        (HEAD + "@hookimpl\ndef docflow_check(case=None): pass\n", "bad.py", "default arguments"),
        (HEAD + "@hookimpl\ndef docflow_check(*, case=1): pass\n", "bad.py", "default arguments"),
        (HEAD + "@hookimpl(wrapper=True)\ndef docflow_check(case): yield\n", "bad.py", "wrapper"),
        (HEAD + "@hookimpl(tryfirst=True)\ndef docflow_check(case): pass\n", "bad.py", "order"),
    ],
)
def test_a_plugin_that_does_not_load_costs_only_itself_and_is_named_with_its_place(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    plugins, faults = loaded(tmp_path, bad=text, good=GOOD)
    assert [p.name for p in plugins] == ["good"]
    (fault,) = faults
    assert (fault.plugin, fault.hook, fault.where) == ("bad", "import", where)
    assert what in fault.what
    assert "Laura" not in fault.message
    assert "docflow plugins disable bad" in fault.message


def test_a_hook_under_another_name_is_a_hook(tmp_path: Path) -> None:
    text = HEAD + "@hookimpl(specname='docflow_check')\ndef ages(case): return []\n"
    plugins, faults = loaded(tmp_path, named=text)
    assert (plugins[0].hooks, faults) == (("docflow_check",), ())


class Raises:
    @hookimpl
    def docflow_extract(self, document: Any) -> Any:
        yield Reading("a.b", "1")
        raise ValueError("Laura Schmidt")


class Exits:
    @hookimpl
    def docflow_extract(self) -> Any:
        raise SystemExit(2)


class Recurses:
    @hookimpl
    def docflow_extract(self) -> Any:
        return self.docflow_extract()


class Number:
    @hookimpl
    def docflow_extract(self) -> Any:
        return 7


class Texts:
    @hookimpl
    def docflow_extract(self) -> Any:
        return "a.b"


class Halves:
    @hookimpl
    def docflow_extract(self) -> Any:
        yield Reading("a.b", "1", confidence=float("nan"))


class Endless:
    @hookimpl
    def docflow_extract(self) -> Any:
        while True:
            yield Reading("a.b", "1")


@pytest.mark.parametrize("cls", [Raises, Exits, Recurses, Number, Texts, Halves, Endless])
def test_a_plugin_that_fails_or_answers_nonsense_gives_a_fault_without_the_exceptions_text(
    cls: type,
) -> None:
    answers, fault = ask(made(cls), "docflow_extract", document=None)
    assert answers is None
    assert fault is not None
    assert (fault.plugin, fault.hook) == ("made", "docflow_extract")
    assert fault.where.startswith("test_plugins.py:")
    assert "Laura" not in fault.message


def test_a_keyboard_interrupt_is_the_persons_and_not_a_fault() -> None:
    class Interrupted:
        @hookimpl
        def docflow_extract(self) -> Any:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(made(Interrupted), "docflow_extract", document=None)


def test_the_wrong_part_of_a_wrong_answer_is_named() -> None:
    class Bare:
        @hookimpl
        def docflow_recognize(self) -> Any:
            yield Word("a", (0, 0, 1, 1))  # type: ignore[arg-type]

    _, fault = ask(made(Bare), "docflow_recognize", page=Page(1, 1, 1))
    assert fault is not None
    assert fault.what == "answered with Word whose box is tuple"


def test_a_plugin_takes_only_the_arguments_that_it_names_and_its_own_settings() -> None:
    class Modest:
        @hookimpl
        def docflow_recognize(self, settings: Any) -> Any:
            yield Word(settings["text"], Box(0, 0, 1, 1))

    plugin = enroll(Offer("made", "workspace", Path(__file__)), Modest(), {"text": "hello"})
    answers, _ = ask(plugin, "docflow_recognize", page=Page(1, 1, 1))
    assert answers == (Word("hello", Box(0, 0, 1, 1)),)
    with pytest.raises(TypeError):
        plugin.settings["text"] = "other"  # type: ignore[index]


def test_a_file_that_its_reader_finds_broken_is_told_and_no_fault() -> None:
    class Strict:
        @hookimpl
        def docflow_read(self) -> Any:
            raise UnreadableError("The PDF is encrypted.")

    with pytest.raises(UnreadableError, match="encrypted"):
        ask(made(Strict), "docflow_read", path=Path(), folder=Path())


def test_who_is_at_work_is_told_before_and_after_each_call() -> None:
    told: list[tuple[str, str]] = []
    plugin = made(Raises, report=lambda name, hook: told.append((name, hook)))
    ask(plugin, "docflow_extract", document=None)
    assert told == [("made", "docflow_extract"), ("", "")]


def test_who_is_being_loaded_is_told_too(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    folder_of(tmp_path, acme=GOOD)
    load(offers([("workspace", tmp_path)]), {}, lambda name, hook: told.append((name, hook)))
    assert told == [("acme", "import"), ("", "")]


def test_a_plugin_is_listed_with_version_and_hooks_without_running_it(tmp_path: Path) -> None:
    folder_of(tmp_path, x="1/0\n__version__ = '2.1'\ndef docflow_check(case): ...\n", y="def (")
    one, two = offers([("workspace", tmp_path)])
    assert outline(one) == ("2.1", ("docflow_check",), "")
    assert outline(two)[2] == "y.py:1 SyntaxError"
    assert outline(two)[0].startswith("file-")


def test_an_installed_package_with_an_entry_point_is_a_plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_of(tmp_path, docflow_acme=GOOD)
    info = tmp_path / "docflow_acme-1.4.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: docflow-acme\nVersion: 1.4\n")
    (info / "entry_points.txt").write_text("[docflow]\nacme = docflow_acme\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = offers([])
    acme = next(offer for offer in found if offer.name == "acme")
    assert (acme.origin, acme.version) == ("package", "1.4")
    assert outline(acme)[1] == ("docflow_fields",)
    (plugin,), faults = load([acme], {})
    assert not faults
    assert ask(plugin, "docflow_fields") == ((FieldSpec("a.b", "A b"),), None)
