"""No final letter has an empty slot, a fact without source, or a rule that does not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from denied import NOTICE, ORDER, denied, field_of, with_person
from docflow import letters
from docflow.appeals import deadlines, denials
from docflow.appeals.exhibits import exhibits
from docflow.appeals.letter import entries
from docflow.appeals.points import File
from docflow.catalog import Catalog
from docflow.errors import BlockedError
from docflow.letters import needs
from docflow.model import Case

FAMILY = (
    "appeal-medical-necessity",
    "appeal-no-authorization",
    "appeal",
    "corrected-claim",
    "secondary-claim",
    "claim-file-request",
    "external-review",
)


def full() -> File:
    """A file that carries everything that the family can print."""
    case = denied(
        kinds=((NOTICE, "denial"), (ORDER, "referral")),
        denial__date="2026-10-08",
        denial__category="medical_necessity",
        denial__reason="Not necessary.",
        denial__amount="390.00",
        appeal__deadline="2026-12-07",
        appeal__fax="2063243297",
        appeal__address="Appeals Unit, PO Box 12, Boise, ID 83701",
        service__dates=("2026-08-23", "2026-08-26"),
        claim__number="156082108292",
        patient__name="Toni Frank",
        payer__name="Providence Health Plan",
        payer__program="commercial",
    )
    own = {
        "order.date": field_of("order.date", "2026-07-14", document=ORDER),
        "provider.name": field_of("provider.name", "Amanda Smith", document=ORDER),
    }
    case = replace(case, fields={**case.fields, **own})
    case = with_person(case, claim__correction=("Modifier GP was added.",))
    return file_of(case)


def file_of(case: Case) -> File:
    denial = denials(case)[0]
    return File(case, denial, exhibits(case, denial))


@pytest.fixture
def catalog(plugins: Callable[..., Catalog], monkeypatch: pytest.MonkeyPatch) -> Catalog:
    monkeypatch.setenv("PATH", "")
    return plugins()


def given_of(file: File) -> letters.Given:
    return entries(file, 2, deadlines(file.case)[0])


@pytest.mark.parametrize("name", FAMILY)
def test_a_full_file_makes_a_final_without_gaps_and_with_every_source(
    catalog: Catalog, name: str
) -> None:
    file = full()
    letter = catalog.letters[name]
    written = letters.write(letter, file.case, (), catalog.office, False, given_of(file))
    assert not written.gaps
    assert written.values
    assert all(printed.by for printed in written.values)


@pytest.mark.parametrize("name", FAMILY)
def test_each_thing_that_a_final_needs_bars_it_where_it_lacks(catalog: Catalog, name: str) -> None:
    file = full()
    letter = catalog.letters[name]
    wanted = needs(catalog.office.template(letter)) - letter.optional
    made = given_of(file)
    required = sorted(wanted & set(made))
    assert {"appeal_notice", "appeal_visits", "appeal_why", "payer_name"} <= set(required)
    for lacking in required:
        left = {key: entry for key, entry in made.items() if key != lacking}
        field = lacking.replace("_", ".", 1)
        fields = {k: v for k, v in file.case.fields.items() if k != field}
        case = replace(file.case, fields=fields)
        with pytest.raises(BlockedError):
            letters.write(letter, case, (), catalog.office, False, left)


def test_a_value_in_doubt_bars_a_final(catalog: Catalog) -> None:
    file = full()
    doubted = field_of("claim.number", "156082108292", review=True)
    case = replace(file.case, fields={**file.case.fields, "claim.number": doubted})
    letter = catalog.letters["appeal"]
    with pytest.raises(BlockedError):
        letters.write(letter, case, (), catalog.office, False, given_of(file_of(case)))


def test_an_external_review_needs_the_rule_that_gives_the_right(catalog: Catalog) -> None:
    file = full()
    fields = {k: v for k, v in file.case.fields.items() if k != "payer.program"}
    unnamed = file_of(replace(file.case, fields=fields))
    letter = catalog.letters["external-review"]
    with pytest.raises(BlockedError):
        letters.write(letter, unnamed.case, (), catalog.office, False, given_of(unnamed))


def test_no_appeal_is_written_by_itself(catalog: Catalog) -> None:
    assert all(catalog.letters[name].kinds == () for name in FAMILY)


def test_the_family_has_its_templates(catalog: Catalog) -> None:
    for name in FAMILY:
        assert Path(catalog.office.template(catalog.letters[name])).is_file()


def test_a_letter_of_the_next_level_names_the_decision_on_the_last_one(catalog: Catalog) -> None:
    file = full()
    assert "appeal_before" not in given_of(file)
    lost = with_person(
        file.case,
        appeal__sent=("2026-11-01 fax 1 ab12cd34",),
        appeal__outcome=("2026-11-15 upheld 1 ab12cd34",),
    )
    said = given_of(file_of(lost))["appeal_before"]
    assert said.value == "Your decision of November 15, 2026 on our appeal upheld it."
    assert [p.name for p in said.printed] == ["appeal.outcome"]
