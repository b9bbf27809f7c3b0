"""Whether a plugin keeps the promises that docflow's plugins make to one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docflow import flow
from docflow.catalog import Catalog
from docflow.errors import UnreadableError
from docflow.kit import records
from docflow.kit.abuse import bad_input
from docflow.kit.golden import Golden
from docflow.kit.running import Outcome, believed, office_of
from docflow.plugins import Plugin, ask

_CODE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9_-]*)+")


def complaints(plugin: Plugin, catalog: Catalog, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Everything in which the plugin breaks a promise, in plain words; none: it conforms."""
    ran = tuple(outcomes)
    return tuple(
        dict.fromkeys(
            (
                *_described(plugin, catalog),
                *bad_input(plugin, tuple(catalog.fields)),
                *_said(plugin, ran),
                *_order_matters([o.golden for o in ran], catalog),
            )
        )
    )


def _described(plugin: Plugin, catalog: Catalog) -> Iterator[str]:
    """A fault while it describes itself is among the catalog's and told there."""
    yield from records.fields(ask(plugin, "docflow_fields")[0] or ())
    yield from records.payers(ask(plugin, "docflow_payers")[0] or (), catalog)
    yield from records.letters(ask(plugin, "docflow_letters")[0] or (), catalog)


def _said(plugin: Plugin, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Findings of the plugin's own checks without a proper code, words or a rule with a source."""
    for finding in (f for o in outcomes for f in o.findings if f.by == plugin.name):
        if finding.code.startswith("plugin."):
            yield finding.message
            continue
        if not _CODE.fullmatch(finding.code):
            yield f"the finding {finding.code!r} is not named like what.wrong"
        if not finding.message.strip():
            yield f"the finding {finding.code} has no words"
        if finding.rule is None or not finding.rule.source:
            yield f"the finding {finding.code} names no rule with a source"


def _order_matters(cases: Iterable[Golden], catalog: Catalog) -> Iterator[str]:
    """Cases of which the findings change when plugins are asked in another order."""
    for golden in cases:
        office = office_of(golden, catalog)
        turned = replace(office, plugins=tuple(reversed(office.plugins)))
        try:
            case, other = believed(golden, office)[0], believed(golden, turned)[0]
        except (KeyError, UnreadableError):  # the golden case says so itself
            continue
        if (case.fields, flow.check(case, office)) != (other.fields, flow.check(other, turned)):
            yield f"the order of plugins matters in the case “{golden.name}”"
