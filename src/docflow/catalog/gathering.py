"""Gathers fields, payers and letters, and refuses what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docflow.catalog.payers import ALIKE, guess_payer, recognize_payer
from docflow.errors import NotFoundError, PluginError, SettingsError, TemplateError, did_you_mean
from docflow.model import FieldSpec, Letter, Payer
from docflow.plugins import Fault, Offer, Plugin, ask, load, offers
from docflow.plugins.asking import Report
from docflow.settings import Settings

if TYPE_CHECKING:
    from docflow.letters import Office


@dataclass(frozen=True)
class Catalog:
    """What this workspace knows: its settings, plugins, fields, payers and letters.

    `owners` maps each field to the plugin that defined it. `faults` are the plugins that did not
    load or could not say what they offer.
    """

    settings: Settings
    plugins: tuple[Plugin, ...]
    fields: Mapping[str, FieldSpec]
    payers: tuple[Payer, ...]
    letters: Mapping[str, Letter]
    owners: Mapping[str, str]
    faults: tuple[Fault, ...] = ()

    def plugin(self, name: str) -> Plugin | None:
        """The loaded plugin of that name."""
        return next((p for p in self.plugins if p.name == name), None)

    def payer_of(self, name: str) -> Payer | None:
        """The payer that a name on paper means, None if that is not certain."""
        return recognize_payer(name, self.payers, self.settings.practice.state)[0]

    def payer_meant(self, name: str) -> tuple[Payer | None, bool]:
        """The one payer that a name, misread or not, can mean; and whether that is a guess.

        A letter set right is one: what both readers see so may be another payer's name.
        """
        state = self.settings.practice.state
        known, likeness = recognize_payer(name, self.payers, state)
        if known:
            return known, likeness < ALIKE
        return guess_payer(name, self.payers, state), True

    def packs_of(self, payer: Payer | None) -> tuple[Payer, ...]:
        """The packs that bind this payer's cases: its own, then its program's in this state."""
        if payer is None:
            return ()
        state = payer.state or self.settings.practice.state
        general = (
            pack
            for pack in self.payers
            if pack.generic and pack.program == payer.program and pack.state in ("", state)
        )
        return (payer, *(pack for pack in general if pack.id != payer.id))

    @cached_property
    def office(self) -> Office:
        """What the letters need of this workspace."""
        from docflow.letters import Office

        folders = tuple(path for _, path in reversed(self.settings.folders("templates")))
        root = self.settings.root
        letters = root / "letters" if root else folders[0]
        return Office(self.settings.practice.texts, self.fields, folders, letters)

    def check_letters(self) -> None:
        """Look into every letter's template; raises TemplateError for what nobody knows."""
        from docflow.letters import known, unknown

        names = known(self.office)
        for letter in self.letters.values():
            try:
                strange = unknown(self.office.template(letter), names)
            except NotFoundError as error:
                raise TemplateError(str(error)) from None
            for name, near in strange.items():
                raise TemplateError(
                    f"The template {letter.template} of the letter {letter.name!r} asks for "
                    f"{name!r}, which no plugin defines."
                    + (f" Did you mean {near!r}?" if near else "")
                )


def gather(settings: Settings, report: Report | None = None) -> Catalog:
    """Load the workspace's plugins and gather what they offer.

    Raises PluginError where two plugins contradict each other, and SettingsError where
    docflow.toml names a plugin that is not there. A plugin that fails is among the faults.
    """
    found = offers(settings.folders("plugins"))
    _known_plugins(settings, found)
    wanted = [offer for offer in found if offer.name not in settings.disabled]
    return assemble(settings, *load(wanted, settings.tables, report))


def assemble(
    settings: Settings, plugins: Iterable[Plugin], faults: Iterable[Fault] = ()
) -> Catalog:
    """The catalog of these plugins. Raises PluginError where they contradict each other."""
    plugins = tuple(sorted(plugins, key=lambda p: p.name))
    failed = list(faults)
    fields, owners = _nouns(plugins, "docflow_fields", "field", "name", failed)
    payers, payer_owners = _nouns(plugins, "docflow_payers", "payer", "id", failed)
    letters, _ = _nouns(plugins, "docflow_letters", "letter", "name", failed)
    if not failed:  # else the name that lacks may be the failed plugin's
        for payer in payers.values():
            _payer_makes_sense(payer, payer_owners[payer.id], fields, letters)
    return Catalog(
        settings, plugins, fields, tuple(payers.values()), letters, owners, tuple(failed)
    )


def _known_plugins(settings: Settings, found: Iterable[Offer]) -> None:
    names = {offer.name for offer in found}
    said = settings.disabled | set(settings.tables) | set(settings.reading.recognizers)
    said |= {settings.reading.second} - {""}
    for name in sorted(said - names):
        raise SettingsError(
            f"docflow.toml names a plugin {name!r} that is not there." + did_you_mean(name, names)
        )


def _nouns(
    plugins: Iterable[Plugin], hook: str, noun: str, key: str, failed: list[Fault]
) -> tuple[dict[str, Any], dict[str, str]]:
    nouns: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for plugin in plugins:
        said, fault = ask(plugin, hook)
        if fault:
            failed.append(fault)
        for item in said or ():
            name = getattr(item, key)
            if name in nouns:
                raise PluginError(
                    f"The {noun} {name!r} is defined twice, by {owners[name]} and {plugin.name}. "
                    f"Turn one off: docflow plugins disable {plugin.name}"
                )
            nouns[name], owners[name] = item, plugin.name
    return {name: nouns[name] for name in sorted(nouns)}, owners


def _payer_makes_sense(
    payer: Payer, owner: str, fields: Mapping[str, FieldSpec], letters: Mapping[str, Letter]
) -> None:
    asked = [(r.field, "field", set(fields)) for r in payer.requires]
    asked += [(name, "letter", set(letters)) for pair in payer.letters for name in pair]
    for name, noun, known in asked:
        if name not in known:
            raise PluginError(
                f"The payer {payer.id!r} of the plugin {owner} asks for the {noun} {name!r}, "
                f"which no plugin defines.{did_you_mean(name, known)} "
                f"Correct it, or: docflow plugins disable {owner}"
            )
