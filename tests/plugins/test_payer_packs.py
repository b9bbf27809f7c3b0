"""The payer packs that come with docflow do in every golden case what their authors expect."""

from __future__ import annotations

import pytest

from docflow.catalog import Catalog, gather
from docflow.kit.golden import Golden, case_file, golden_cases
from docflow.kit.running import outcome
from docflow.model import Rule
from docflow.plugins import offers
from docflow.rulebook import rulebook
from docflow.settings import Settings, bundled

PACKS = (
    "payer_commercial",
    "payer_feca",
    "payer_fl_pip",
    "payer_hsa_fsa",
    "payer_medicare",
    "payer_or_pip",
    "payer_or_wc",
    "payer_premera",
    "payer_regence",
    "payer_va_ccn",
    "payer_wa_lni",
    "payer_wa_pip",
)
FOLDER = bundled("plugins")
CASES = [
    pytest.param(golden, id=f"{pack}: {golden.name}")
    for pack in PACKS
    for golden in golden_cases(FOLDER / f"{pack}.cases.toml")
]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """docflow as it comes."""
    found = gather(Settings())
    assert not found.faults
    return found


@pytest.mark.parametrize("golden", CASES)
def test_golden_case(golden: Golden, catalog: Catalog) -> None:
    assert outcome(golden, catalog).wrong == ()


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_six_cases_an_accepted_one_a_refused_one_and_a_day(pack: str) -> None:
    cases = golden_cases(FOLDER / f"{pack}.cases.toml")
    assert len(cases) >= 6
    assert any(case.verdict == "billable" and case.expect == () for case in cases)
    assert any(case.expect for case in cases)
    assert any({"order.date"} & case.fields.keys() for case in cases)


def test_there_is_no_pack_without_cases_but_the_list_of_names() -> None:
    packs = {o.name for o in offers([("docflow", FOLDER)]) if o.name.startswith("payer_")}
    assert packs - {"payer_directory"} == set(PACKS)


def test_what_a_pack_finds_names_its_rule_with_a_source(catalog: Catalog) -> None:
    for pack in PACKS:
        plugin = catalog.plugin(pack)
        assert plugin
        for golden in golden_cases(case_file(plugin)):
            said = [f for f in outcome(golden, catalog).findings if f.by.startswith("payer:")]
            assert all(f.rule and f.rule.source and f.rule.text for f in said), golden.name


def test_nothing_is_called_verified_without_the_day_and_nothing_after_today() -> None:
    rules: list[Rule] = [e.rule for p in gather(Settings()).payers for e in rulebook(p)]
    assert all(rule.verified for rule in rules if rule.confidence == "verified")
    assert all(rule.source for rule in rules)
