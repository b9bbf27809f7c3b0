from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from docflow import store
from docflow.errors import NotFoundError, UsageError
from docflow.flow import take
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import (
    Workspace,
    card,
    cards,
    confirm,
    finish_take,
    open_workspace,
    process,
    receive,
)
from slips import GOOD, PRACTICE, office, slip
from workspace.conftest import Drop

DAY = date(2026, 11, 20)


def test_a_complete_referral_is_billable(desk: Workspace, drop: Drop) -> None:
    drop(GOOD)
    (seen,) = cards(desk, DAY)
    assert seen.verdict == "billable"
    assert seen.case.value("patient.name") == "Laura Schmidt"


def test_a_referral_without_a_diagnosis_is_not_billable(desk: Workspace, drop: Drop) -> None:
    drop(slip(diagnosis__codes=""))
    (seen,) = cards(desk, DAY)
    assert seen.verdict == "not billable"
    assert "icd10.missing" in {finding.code for finding in seen.findings}


def test_a_paper_that_came_twice_says_so_on_its_card(desk: Workspace, drop: Drop) -> None:
    drop(GOOD)
    drop(GOOD, "again.txt")
    (seen,) = cards(desk, DAY)
    double = next(f for f in seen.findings if f.code == "duplicate.document")
    assert double.severity == "info"


def test_a_persons_word_outranks_the_paper_and_makes_the_letters_due(
    desk: Workspace, drop: Drop
) -> None:
    got = drop(slip(diagnosis__codes=""))
    case = store.case_of(desk.store, got.document)
    assert confirm(desk, case, "diagnosis.codes", "m54.50", person="Ana") == "M54.50"
    process(desk, got.document)
    seen = card(desk, case, DAY)
    field = seen.case.field("diagnosis.codes")
    assert field is not None
    assert (field.value, field.best.by, seen.verdict) == ("M54.50", "person:Ana", "billable")
    names = [letter.name for letter in store.letters(desk.store, case)]
    assert names == ["request-to-prescriber", "treatment-plan"]


def test_not_on_the_paper_is_a_word_too(desk: Workspace, drop: Drop) -> None:
    case = store.case_of(desk.store, drop(GOOD).document)
    confirm(desk, case, "order.duration", "", person="Ana", absent=True)
    field = card(desk, case, DAY).case.field("order.duration")
    assert field is not None
    assert (field.value, field.best.by) == ("", "person:Ana")
    assert field.readings[1].value == "8wk"


def test_a_person_takes_one_of_many_values_away(desk: Workspace, drop: Drop) -> None:
    case = store.case_of(desk.store, drop(GOOD).document)
    confirm(desk, case, "diagnosis.codes", "M79.7", person="Ana")
    confirm(desk, case, "diagnosis.codes", "M54.50", person="Ana", absent=True)
    assert card(desk, case, DAY).case.values("diagnosis.codes") == ("M79.7",)


def test_a_value_that_is_none_is_refused_without_repeating_it(desk: Workspace, drop: Drop) -> None:
    case = store.case_of(desk.store, drop(GOOD).document)
    with pytest.raises(UsageError) as caught:
        confirm(desk, case, "provider.npi", "Laura Schmidt", person="Ana")
    assert "Laura" not in str(caught.value)
    with pytest.raises(UsageError):
        confirm(desk, case, "provider.npi", "", person="Ana")


def test_an_unknown_field_or_case_is_named_with_the_nearest(desk: Workspace, drop: Drop) -> None:
    case = store.case_of(desk.store, drop(GOOD).document)
    with pytest.raises(NotFoundError, match=r"patient\.name"):
        confirm(desk, case, "patient.nam", "Laura", person="Ana")
    with pytest.raises(NotFoundError):
        card(desk, "ZZZZ-ZZZZ", DAY)


HANGS = """
import time
from docflow import hookimpl

@hookimpl
def docflow_{hook}({given}):
    {what}
"""


@pytest.mark.parametrize("what", ["time.sleep(600)", "while True: pass"], ids=["sleeps", "spins"])
def test_a_check_that_never_returns_is_named_and_costs_only_itself(
    what: str, tmp_path: Path
) -> None:
    slow = HANGS.format(hook="check", given="case", what=what)
    root = office(tmp_path, f"{PRACTICE}\n[reading]\nseconds = 3\n", slow=slow)
    with taken(root) as desk:
        (seen,) = cards(desk, DAY)
    late = [f for f in seen.findings if f.code == "plugin.timeout"]
    assert [(f.severity, f.by) for f in late] == [("error", "slow")]
    assert seen.verdict == "not billable"
    assert seen.case.value("patient.name") == "Laura Schmidt"


@pytest.mark.parametrize("where", ["import", "fields", "payers", "letters"])
def test_a_plugin_that_never_loads_is_named_and_costs_only_itself(
    where: str, tmp_path: Path
) -> None:
    hook = HANGS.format(hook=where, given="", what="time.sleep(600)")
    slow = "import time; time.sleep(600)" if where == "import" else hook
    root = office(tmp_path, f"{PRACTICE}\n[reading]\nseconds = 6\n", slow=slow)
    with taken(root) as desk:
        (seen,) = cards(desk, DAY)
    faults = [f for f in seen.findings if f.by == "slow"]
    assert [f.code for f in faults] == ["plugin.fault"]
    assert "docflow plugins disable slow" in faults[0].message


@contextmanager
def taken(root: Path) -> Iterator[Workspace]:
    """A workspace into which a slip has come and was read, but that was not judged yet."""
    with closing(open_workspace(load_settings(root))) as desk:
        path = desk.inbox / "slip.txt"
        path.write_text(GOOD, encoding="utf-8")
        got = receive(desk, Arrival(path))
        held = store.claim(desk.store, got.document)
        assert held is not None
        folder = store.work_folder(desk.store)
        original = store.original(desk.store, got.document)
        finish_take(desk, held, take(original, folder, DAY, desk.catalog))
        yield desk
