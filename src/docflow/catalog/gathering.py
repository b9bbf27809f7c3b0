"""Gathers fields, payers and letters, and refuses what contradicts itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docflow.catalog.payers import ALIKE, guess_payer, recognize_payer
from docflow.errors import NotFoundError, SettingsError, TemplateError, did_you_mean
from docflow.model import FieldSpec, Letter, Payer
from docflow.plugins import Fault, Offer, Plugin, ask, asked_at, load, offers
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

    Raises SettingsError where docflow.toml names a plugin that is not there. What fails, is defined
    twice or asks for what nobody defines is left out and is among the faults.
    """
    found = offers(settings.folders("plugins"))
    _known_plugins(settings, found)
    wanted = [offer for offer in found if offer.name not in settings.disabled]
    return assemble(settings, *load(wanted, settings.tables, report))


def assemble(
    settings: Settings, plugins: Iterable[Plugin], faults: Iterable[Fault] = ()
) -> Catalog:
    """The catalog of these plugins; of two that define one name docflow's own counts."""
    plugins = tuple(sorted(plugins, key=lambda p: p.name))
    failed = list(faults)
    fields, owners = _nouns(plugins, "docflow_fields", "name", failed)
    payers, payer_owners = _nouns(plugins, "docflow_payers", "id", failed)
    letters, _ = _nouns(plugins, "docflow_letters", "name", failed)
    defining = {"import", "docflow_fields", "docflow_letters"}
    if not any(f.hook in defining for f in failed):  # else the name may be a failed plugin's
        for id, what in _strange(payers, fields, letters):
            owner = next(p for p in plugins if p.name == payer_owners[id])
            failed.append(_fault(owner, "docflow_payers", what))
            payers.pop(id, None)
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
    plugins: Iterable[Plugin], hook: str, key: str, failed: list[Fault]
) -> tuple[dict[str, Any], dict[str, str]]:
    nouns: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for plugin in sorted(plugins, key=lambda p: p.origin != "docflow"):
        said, fault = ask(plugin, hook)
        failed += [fault] if fault else []
        for item in said or ():
            name = getattr(item, key)
            if name in nouns:
                noun = hook.removeprefix("docflow_").removesuffix("s")
                both = f"the {noun} {name!r} is defined twice, by {owners[name]} and {plugin.name}"
                failed.append(_fault(plugin, hook, both))
                continue
            nouns[name], owners[name] = item, plugin.name
    return {name: nouns[name] for name in sorted(nouns)}, owners


def _strange(
    payers: Mapping[str, Payer], fields: Collection[str], letters: Collection[str]
) -> list[tuple[str, str]]:
    """The payers that ask for what nobody defines, by id, and for what, in words."""
    asked = [(p.id, r.field, "field", fields) for p in payers.values() for r in p.requires]
    pairs = [(p.id, pair) for p in payers.values() for pair in p.letters]
    asked += [(id, name, "letter", letters) for id, pair in pairs for name in pair]
    return [
        (
            id,
            f"the payer {id!r} asks for the {noun} {name!r}, which no plugin defines."
            + did_you_mean(name, known),
        )
        for id, name, noun, known in asked
        if name not in known
    ]


def _fault(plugin: Plugin, hook: str, what: str) -> Fault:
    return Fault(plugin.name, hook, asked_at(plugin, hook), what)
