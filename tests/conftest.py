"""Shared fixtures: a workspace on disk, the bundled plugins, and plugins made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from docflow.catalog import Catalog, assemble
from docflow.plugins import Offer, Plugin, enroll, load, offers
from docflow.settings import Settings, bundled, load_settings

PRACTICE = """\
[practice]
name = "Cedar Grove Massage & Physical Therapy"
address = ["2218 Harrison Ave NW, Suite 104", "Olympia, WA 98502"]
phone = "360-555-0142"
fax = "360-555-0143"
npi = "1457382913"
signer = "Maren Holloway"
credentials = "PT, DPT, LMT"
state = "WA"
"""


@pytest.fixture(autouse=True)
def _no_workspace_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own settings never reach a test."""
    monkeypatch.delenv("DOCFLOW_WORKSPACE", raising=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace: docflow.toml with a practice, inbox/, plugins/ and templates/."""
    root = tmp_path / "office"
    for name in ("inbox", "plugins", "templates"):
        (root / name).mkdir(parents=True)
    (root / "docflow.toml").write_text(PRACTICE, encoding="utf-8")
    return root


@pytest.fixture
def settings(workspace: Path) -> Settings:
    """The settings of the empty workspace."""
    return load_settings(workspace)


@cache
def _bundled() -> dict[str, Plugin]:
    """docflow's own plugins, loaded once; one that does not load fails the test."""
    loaded, faults = load(offers([("docflow", bundled("plugins"))]), {})
    assert not faults, faults
    return {plugin.name: plugin for plugin in loaded}


@pytest.fixture
def plugins(settings: Settings) -> Callable[..., Catalog]:
    """plugins(name=Class): the catalog of docflow's plugins and of any class with hooks.

    `only=("referral", ...)` keeps just these of docflow's own, `only=()` none.
    `use` are the settings.
    """

    def build(
        only: tuple[str, ...] | None = None, use: Settings = settings, **extra: type
    ) -> Catalog:
        own = _bundled() if only is None else {name: _bundled()[name] for name in only}
        made = [
            enroll(Offer(name, "workspace", Path(__file__)), cls(), {})
            for name, cls in extra.items()
        ]
        return assemble(use, [*own.values(), *made])

    return build
