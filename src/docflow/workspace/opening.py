"""Opening a workspace: its settings, its store, and what its plugins offer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from docflow.catalog import Catalog, gather
from docflow.plugins import Fault
from docflow.settings import Settings
from docflow.store import Store, open_store
from docflow.workspace.absent import SHARE, Attention, OverdueError


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is open. One for each process; close it when done."""

    settings: Settings
    store: Store
    catalog: Catalog
    attention: Attention = field(default_factory=Attention)

    @property
    def patience(self) -> float:
        """How long one call of a plugin may take here, in seconds."""
        return self.settings.reading.seconds / SHARE

    @property
    def inbox(self) -> Path:
        """Where paper arrives."""
        return self.settings.inbox_folder

    @property
    def quarantine(self) -> Path:
        """Where files lie that could not be read, each beside a note."""
        return self.settings.workspace / "quarantine"

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def open_workspace(settings: Settings) -> Workspace:
    """Open the workspace of these settings, making its store if it has none.

    A plugin that does not come back while it is loaded is left out, with a fault that blocks.
    Raises `SettingsError`, `PluginError`, `TemplateError` or `StoreError`.
    """
    attention = Attention()
    settings, catalog = gathered(settings, attention)
    if not catalog.faults:  # else the name that a template lacks may be the failed plugin's
        catalog.check_letters()
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.store_folder, settings.store_url)
    return Workspace(settings, store, catalog, attention)


def gathered(settings: Settings, attention: Attention) -> tuple[Settings, Catalog]:
    """The catalog, and the settings with each plugin disabled that did not come back at loading."""
    faults: list[Fault] = []
    seconds = settings.reading.seconds / SHARE
    while True:
        try:
            catalog = attention.within(seconds, partial(gather, settings, attention.report))
        except OverdueError as error:
            faults.append(Fault(error.plugin, error.hook, error.where, "did not come back"))
            settings = replace(settings, disabled=settings.disabled | {error.plugin})
        else:
            return settings, replace(catalog, faults=(*catalog.faults, *faults))
