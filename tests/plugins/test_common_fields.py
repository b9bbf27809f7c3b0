"""The shared vocabulary: every clean is total and idempotent, whatever a reader hands it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docflow.catalog import Catalog
from docflow.model import FieldSpec

PRINTED = [
    *"0123456789/-.,:;#()x×l|OISBZ'\"’–—_ \n",
    *(
        "Dr. Jr III MD DC O'Neil Smith Amanda wk week weeks mo months day days x times per every "
        "other twice once visits sessions min minutes hour 60 12 8 2 BIW prn then up to total Nov "
        "November 2026 11/14/26 M54.50 S13.4XXA G35.D 724.2 97124 1457382913 (360) 455-2492 CO 50 "
        "true no stamp NPI $1,234.50"
    ).split(),
]
PAPER = st.lists(st.sampled_from(PRINTED), max_size=9).map("".join) | st.lists(
    st.sampled_from(PRINTED), max_size=9
).map(" ".join)


@pytest.fixture
def specs(plugins: Callable[..., Catalog]) -> dict[str, FieldSpec]:
    catalog = plugins(only=("common_fields",))
    return dict(catalog.fields)


_NAMES = (
    "document.kind patient.name patient.birth_date patient.phone patient.member_id payer.name "
    "claim.number provider.npi diagnosis.codes procedure.codes order.frequency order.duration "
    "order.visits order.session_minutes order.goals signature.present signature.kind denial.codes "
    "denial.category denial.amount"
).split()


def _cleans() -> dict[str, Callable[[str], str]]:
    from docflow.plugins import load, offers
    from docflow.settings import bundled

    loaded, faults = load(offers([("docflow", bundled("plugins"))]), {})
    assert not faults
    module = next(p.module for p in loaded if p.name == "common_fields")
    return {spec.name: spec.clean for spec in module.docflow_fields()}


CLEANS = _cleans()


@pytest.mark.parametrize("name", _NAMES)
@settings(max_examples=60, deadline=None)
@given(text=PAPER | st.text(max_size=30))
def test_cleaning_never_raises_and_cleaning_twice_changes_nothing(name: str, text: str) -> None:
    once = CLEANS[name](text)
    assert CLEANS[name](once) == once


def test_every_field_of_the_contract_is_defined(specs: dict[str, FieldSpec]) -> None:
    contract = (
        "patient.name patient.birth_date patient.phone patient.member_id payer.name claim.number "
        "injury.date authorization.number provider.name provider.npi provider.phone provider.fax "
        "provider.organization diagnosis.codes procedure.codes order.frequency order.duration "
        "order.visits order.session_minutes order.date order.goals order.precautions "
        "signature.present signature.kind signature.date denial.date denial.codes denial.category "
        "denial.amount service.dates appeal.deadline appeal.fax document.kind"
    )
    assert set(contract.split()) <= set(specs)


def test_only_lists_hold_many_values(specs: dict[str, FieldSpec]) -> None:
    assert {name for name, spec in specs.items() if spec.many} == {
        "denial.codes",
        "diagnosis.codes",
        "diagnosis.text",
        "document.unread",
        "order.techniques",
        "procedure.codes",
        "service.dates",
    }


def test_name_birth_date_and_member_id_tell_people_apart(specs: dict[str, FieldSpec]) -> None:
    assert {name for name, spec in specs.items() if spec.identifies} == {
        "patient.birth_date",
        "patient.member_id",
        "patient.name",
    }


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("patient.name", "DELGADO, ROSA M.", "Rosa M Delgado"),
        ("patient.birth_date", "3-24-64", "1964-03-24"),
        ("provider.phone", "(360) 455-2492 ext 3", "3604552492"),
        ("diagnosis.codes", "M5450", "M54.50"),
        ("order.frequency", "twice weekly", "2/wk"),
        ("order.duration", "for eight weeks", "8wk"),
        ("order.visits", "12 visits", "12"),
        ("order.session_minutes", "one hour", "60"),
        ("signature.present", "Yes", "true"),
        ("signature.kind", "Stamp", "stamp"),
        ("signature.kind", "scribble", ""),
        ("denial.category", "coding", "coding"),
        ("denial.category", "whatever", ""),
        ("document.kind", "Chart_note", "chart_note"),
        ("document.kind", "two words", ""),
        ("order.goals", "  Walk  30\nminutes: ", "Walk 30 minutes"),
    ],
)
def test_values_take_their_canonical_form(
    specs: dict[str, FieldSpec], name: str, text: str, value: str
) -> None:
    assert specs[name].clean(text) == value
