"""Two claims of one patient, refused by two notices: one case, and each notice for itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

import notices
from docflow import store
from docflow.appeals import denials
from docflow.errors import NotFoundError, UsageError
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import Workspace, card, case_of, confirm, open_workspace, process, receive
from docflow.workspace.appealing import appeal

TODAY = date(2026, 11, 2)
OLD, NEW = "26091400771", "26102200118"


@pytest.fixture
def office(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """An order and two notices of different claims lie in one case."""
    monkeypatch.setenv("PATH", "")
    opened = open_workspace(load_settings(workspace))
    inbox = opened.inbox
    for path in (
        notices.order(inbox / "order.pdf"),
        notices.refusal(inbox / "first.pdf", "medical_necessity", OLD, "09/14/2026"),
        notices.refusal(inbox / "second.pdf", "no_authorization", NEW, "10/22/2026"),
    ):
        process(opened, receive(opened, Arrival(path)).document)
    (name,) = store.cases(opened.store)
    confirm(opened, name, "payer.name", "Old Cascade Health Plan", person="mh")
    yield opened
    opened.close()


def case(office: Workspace) -> str:
    (name,) = store.cases(office.store)
    return name


def mark_of(office: Workspace, claim: str) -> str:
    """The first digits of the notice that is about this claim."""
    believed = case_of(office, case(office), TODAY)
    (found,) = (d.mark for d in denials(believed) if d.value("claim.number") == claim)
    return found


def test_no_claim_puts_another_ones_facts_in_doubt(office: Workspace) -> None:
    newest, oldest = denials(case_of(office, case(office), TODAY))
    assert [newest.value("claim.number"), oldest.value("claim.number")] == [NEW, OLD]
    assert [newest.value("denial.category"), oldest.value("denial.category")] == [
        "no_authorization",
        "medical_necessity",
    ]
    assert not any(f.review for d in (newest, oldest) for f in d.every("claim.number"))
    assert not any(f.review for d in (newest, oldest) for f in d.every("denial.category"))
    codes = [f.code for f in card(office, case(office), TODAY).findings]
    assert "claim.number.doubtful" not in codes


@pytest.mark.parametrize(("claim", "other"), [(OLD, NEW), (NEW, OLD)])
def test_each_notice_gets_a_letter_about_its_own_claim(
    office: Workspace, claim: str, other: str
) -> None:
    done = appeal(office, case(office), TODAY, notice=mark_of(office, claim))
    body = docx.Document(str(done.written.docx)).element.body
    text = " ".join(e.text for e in body.iter() if e.tag.endswith("}t") and e.text)
    assert claim in text
    assert other not in text
    assert done.written.letter == (
        "appeal-medical-necessity" if claim == OLD else "appeal-no-authorization"
    )


def test_a_word_about_one_of_several_notices_names_it(office: Workspace) -> None:
    name, old, new = case(office), mark_of(office, OLD), mark_of(office, NEW)
    with pytest.raises(UsageError, match="Name one with --notice"):
        confirm(office, name, "appeal.deadline", "2027-01-31", person="mh")
    with pytest.raises(NotFoundError):
        confirm(office, name, "appeal.deadline", "2027-01-31", person="mh", notice="zz")
    confirm(office, name, "appeal.deadline", "2027-01-31", person="mh", notice=old)
    said = {d.mark: d.value("appeal.deadline") for d in denials(case_of(office, name, TODAY))}
    assert said == {old: "2027-01-31", new: "2027-03-13"}


def test_a_value_that_stands_on_one_notice_only_needs_no_name(office: Workspace) -> None:
    confirm(office, case(office), "claim.number", OLD, person="mh")
    *_, decision = store.decisions(office.store, case(office))
    assert decision.document.startswith(mark_of(office, OLD))
