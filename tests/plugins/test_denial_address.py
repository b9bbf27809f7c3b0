"""Where an appeal is mailed: told from every other address of a notice, on paper of our own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.platypus import Flowable

from docflow.catalog import Catalog
from docflow.flow import take
from docflow.model import Reading
from notices import gap, grid, head, printed

Read = Callable[..., list[Reading]]
DENIED = "Your claim was denied: the services were not medically necessary."
HEAD = (
    "Bluff County Health Plan\nPO Box 1000, Boise, ID 83701",
    "September 14, 2026",
    "Juniper Massage Clinic\n7178 Leary Way\nSeattle, WA 98107",
    "Claim number: 26091400771. Patient: Ramona Fields.",
    DENIED,
)


@pytest.fixture
def addresses(plugins: Callable[..., Catalog], tmp_path: Path) -> Read:
    """addresses(part, ...): the addresses for appeals read from a notice of these parts."""
    catalog = plugins()

    def run(*parts: Flowable | str) -> list[Reading]:
        path = printed(tmp_path / "notice.pdf", *HEAD, *parts)
        folder = tmp_path / "work"
        folder.mkdir()
        taken = take(path, folder, date(2026, 11, 20), catalog)
        return [r for r in taken.readings if r.field == "appeal.address"]

    return run


def test_the_address_behind_the_words_about_appeals_is_taken(addresses: Read) -> None:
    found = addresses(
        "Send new claims to PO Box 2222, Boise, ID 83702.",
        "You may appeal within 180 days. Mail your appeal to: Grievance and Appeals Department, "
        "PO Box 3333, Nampa, ID 83651, or fax it to 208-555-0199.",
        "Refunds go to PO Box 4444, Boise, ID 83704.",
    )
    assert [r.value for r in found] == [
        "Grievance and Appeals Department, PO Box 3333, Nampa, ID 83651"
    ]


def test_an_address_on_lines_of_its_own_keeps_its_office(addresses: Read) -> None:
    found = addresses(
        "You have 180 days to appeal. Write to us and say why you disagree:",
        "Bluff County Health Plan\nMember Appeals\n400 Pine Road, Suite 300\nYakima, WA 98901",
        "If you have questions, write to PO Box 2222, Boise, ID 83702.",
    )
    assert found[0].value == "Member Appeals, 400 Pine Road, Suite 300, Yakima, WA 98901"


def test_in_a_table_of_rights_the_first_level_is_taken(addresses: Read) -> None:
    found = addresses(
        head("Your rights"),
        grid(
            [
                ["Level", "Where to send it", "Time"],
                ["First appeal", "PO Box 5101\nBoise, ID 83705", "180 days"],
                ["External review", "PO Box 6202\nOlympia, WA 98504", "4 months"],
            ]
        ),
    )
    assert [r.value for r in found] == ["PO Box 5101, Boise, ID 83705"]


def test_the_address_above_is_the_letterheads_but_the_recipients_makes_it_doubtful(
    addresses: Read,
) -> None:
    found = addresses("If you think we are mistaken, appeal in writing to the address above.")
    assert "PO Box 1000, Boise, ID 83701" in {r.value for r in found}
    assert all(r.confidence < 0.6 for r in found)


def test_an_address_that_nobody_names_for_appeals_is_not_taken(addresses: Read) -> None:
    assert not addresses(
        "You may appeal this decision by phone.",
        gap(80),
        "Claims department: PO Box 2222, Boise, ID 83702",
        gap(80),
        "Insurance Commissioner, PO Box 40255, Olympia, WA 98504",
    )


def test_two_addresses_that_fit_alike_are_both_in_doubt(addresses: Read) -> None:
    found = addresses(
        "Mail your appeal to PO Box 3333, Nampa, ID 83651.",
        gap(60),
        "Mail your appeal to PO Box 7777, Boise, ID 83707.",
    )
    assert {r.value for r in found} == {
        "PO Box 3333, Nampa, ID 83651",
        "PO Box 7777, Boise, ID 83707",
    }
    assert all(r.confidence < 0.6 for r in found)
