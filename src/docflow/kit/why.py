"""Why a finding was made: which rule of which pack, in which plugin, how old and how sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docflow.catalog import Catalog
from docflow.model import Case, Finding, Payer
from docflow.plugins import ask
from docflow.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding with its origin. `pack` is the payer whose rule it is, "" for one of everybody's.

    `plugin` and `place` name the plugin that holds the rule or made the finding; "docflow" and ""
    for the host's own checks. `caveat` says why the rule is not to be relied on, "" if it is.
    """

    finding: Finding
    pack: str
    plugin: str
    place: str
    caveat: str


def reasons(case: Case, findings: Iterable[Finding], catalog: Catalog) -> tuple[Reason, ...]:
    """Each finding's reason, in the order of the findings."""
    owners = _owners(catalog)
    days = catalog.settings.rules.stale_days
    found = []
    for finding in findings:
        pack = _pack(finding, case)
        plugin = owners.get(pack, "") if pack else finding.by
        held = catalog.plugin(plugin)
        caveat = finding.rule.caveat(case.today, days) if finding.rule else ""
        place = str(held.place) if held else ""
        found.append(Reason(finding, pack, plugin or "docflow", place, caveat))
    return tuple(found)


def _pack(finding: Finding, case: Case) -> str:
    """The pack whose rule it is, whoever found by it; the payer's own before its program's."""
    kind, _, payer = finding.by.partition(":")
    if kind == "payer":
        return payer
    return next((pack.id for pack in case.packs if _holds(pack, finding)), "")


def _holds(pack: Payer, finding: Finding) -> bool:
    return any(entry.rule == finding.rule for entry in rulebook(pack))


def _owners(catalog: Catalog) -> dict[str, str]:
    return {
        payer.id: plugin.name
        for plugin in catalog.plugins
        for payer in ask(plugin, "docflow_payers")[0] or ()
    }
