"""Sheets that decide several claims: each its own document, nobody's facts beside another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from reportlab.platypus import Flowable

from docflow import store
from docflow.appeals import denials
from docflow.catalog import Catalog
from docflow.flow import take
from docflow.model import Taken
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import Workspace, card, case_of, open_workspace, process, receive
from notices import gap, grid, head, order, printed, small

TODAY = date(2026, 11, 20)
HEADS = ["Date of service", "Procedure", "Units", "Charge", "Paid", "Not covered", "Reason code"]
LEGEND = (
    small("REASON CODES"),
    small("CO-50 The services were not medically necessary."),
    small("CO-197 No authorization was obtained before the service."),
    small("You may appeal within 180 days of the date of this notice. Appeals fax: 509-555-2231."),
)
TOP = (
    head("Old Cascade Health Plan"),
    head("Explanation of Benefits"),
    "Notice date: 09/14/2026    Check amount: $90.00",
)


def block(claim: str, name: str, member: str, day: str, code: str) -> tuple[Flowable, ...]:
    """One claim with its own labels and its own table; a paid one has no code."""
    paid, refused = ("0.00", "90.00") if code else ("90.00", "0.00")
    return (
        gap(),
        grid([["Patient:", name, "Member ID:", member, "Claim number:", claim]], ruled=False),
        grid(
            [
                HEADS,
                [day, "97124", "2", "90.00", paid, refused, code],
                ["Totals", "", "", "90.00", paid, refused, ""],
            ]
        ),
    )


def three(path: Path) -> Path:
    """Two refused claims of two patients with a paid one between them."""
    return printed(
        path,
        *TOP,
        *block("26091400771", "FIELDS, RAMONA T", "OCH4471920", "08/03/2026", "CO-50"),
        *block("26091400888", "BERG, ANNA", "OCH7710033", "08/04/2026", ""),
        *block("26091400999", "STONE, PETER", "OCH5550123", "08/05/2026", "CO-197"),
        gap(),
        *LEGEND,
        wide=True,
    )


def in_columns(path: Path) -> Path:
    """One table for all patients, with a column for each one's name and claim."""
    heads = ["Patient", "Claim", "Date of service", "Procedure", "Charge", "Paid", "Reason code"]
    rows = [
        ["FIELDS RAMONA", "26091400771", "08/03/2026", "97124", "90.00", "0.00", "CO-50"],
        ["STONE PETER", "26091400999", "08/05/2026", "97124", "90.00", "0.00", "CO-197"],
    ]
    return printed(path, *TOP, gap(), grid([heads, *rows]), gap(), *LEGEND, wide=True)


def unclear(path: Path) -> Path:
    """Two patients whose claims stand now above and now below their visits."""
    first, second = (
        [HEADS, [day, "97124", "2", "90.00", "0.00", "90.00", code]]
        for day, code in (("08/03/2026", "CO-50"), ("08/05/2026", "CO-197"))
    )
    return printed(
        path,
        *TOP,
        gap(),
        "Patient: FIELDS, RAMONA T",
        grid(first),
        "Claim number: 26091400771",
        gap(),
        "Patient: STONE, PETER",
        grid(second),
        "Claim number: 26091400999",
        gap(),
        *LEGEND,
        wide=True,
    )


def referring(path: Path) -> Path:
    """One claim, refused as the double of another one that is named."""
    return printed(
        path,
        *TOP,
        *block("26091400771", "FIELDS, RAMONA T", "OCH4471920", "08/03/2026", "CO-18"),
        gap(),
        "CO-18: This is a duplicate. Claim number: 26080100003 was processed before.",
        *LEGEND,
        wide=True,
    )


@pytest.fixture
def read(plugins: Callable[..., Catalog], tmp_path: Path) -> Callable[..., Taken]:
    """read(make): the paper that `make` prints, read by docflow's own plugins."""
    catalog = plugins()

    def run(make: Callable[[Path], Path]) -> Taken:
        folder = tmp_path / "work"
        folder.mkdir()
        return take(make(tmp_path / "notice.pdf"), folder, TODAY, catalog)

    return run


def values(taken: Taken, field: str) -> set[str]:
    return {r.value for r in taken.readings if r.field == field}


@pytest.mark.parametrize("make", [three, in_columns])
def test_each_refused_claim_becomes_a_file_and_the_sheet_itself_no_denial(
    read: Callable[..., Taken], make: Callable[[Path], Path]
) -> None:
    taken = read(make)
    assert taken.kind == "other"
    assert len(taken.enclosures) == 2
    assert not values(taken, "patient.name")
    assert not values(taken, "claim.number")


def test_where_nobody_can_say_what_is_whose_no_persons_facts_are_told(
    read: Callable[..., Taken],
) -> None:
    taken = read(unclear)
    assert taken.kind == "denial"
    assert not taken.enclosures
    for field in ("patient.name", "claim.number", "service.dates", "denial.codes"):
        assert not values(taken, field)
    assert values(taken, "denial.date") == {"2026-09-14"}
    assert len(values(taken, "denial.parts")) == 2


def test_another_claim_that_is_only_mentioned_parts_nothing(read: Callable[..., Taken]) -> None:
    taken = read(referring)
    assert taken.kind == "denial"
    assert not taken.enclosures
    assert "26091400771" in values(taken, "claim.number")


@pytest.fixture
def office(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("PATH", "")
    opened = open_workspace(load_settings(workspace))
    yield opened
    opened.close()


def drop(office: Workspace, path: Path) -> None:
    """The file and whatever it was parted into is read."""
    process(office, receive(office, Arrival(path)).document)
    while left := store.unfinished(office.store):
        process(office, left[0])


def test_every_patient_of_a_sheet_gets_a_case_and_the_one_on_file_keeps_theirs(
    office: Workspace,
) -> None:
    drop(office, order(office.inbox / "order.pdf"))
    (known,) = store.cases(office.store)
    drop(office, three(office.inbox / "sheet.pdf"))
    other = next(name for name in store.cases(office.store) if name != known)
    assert len(store.cases(office.store)) == 2
    hers, his = (case_of(office, name, TODAY) for name in (known, other))
    assert hers.value("patient.name").startswith("Ramona")
    assert his.value("patient.name") == "Peter Stone"
    (mine,), (theirs,) = denials(hers), denials(his)
    assert (mine.value("claim.number"), mine.value("denial.category")) == (
        "26091400771",
        "medical_necessity",
    )
    assert (theirs.value("claim.number"), theirs.value("denial.category")) == (
        "26091400999",
        "no_authorization",
    )
    assert mine.values("service.dates") == ("2026-08-03",)
    assert theirs.values("service.dates") == ("2026-08-05",)
    assert {mine.value("denial.date"), theirs.value("denial.date")} == {"2026-09-14"}
    assert {mine.value("denial.amount"), theirs.value("denial.amount")} == {"90.00"}


def test_a_sheet_that_cannot_be_parted_joins_nobody_and_says_so(office: Workspace) -> None:
    drop(office, order(office.inbox / "order.pdf"))
    (known,) = store.cases(office.store)
    drop(office, unclear(office.inbox / "sheet.pdf"))
    other = next(name for name in store.cases(office.store) if name != known)
    assert not case_of(office, known, TODAY).values("claim.number")
    found = [f for f in card(office, other, TODAY).findings if f.code == "denial.several-claims"]
    assert [f.severity for f in found] == ["error"]
    assert "26091400771" in found[0].message
