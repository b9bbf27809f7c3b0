"""Papers come in any order: a denial may be read before the prescription that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import notices
from docflow import store
from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import Workspace, card, confirm, open_workspace, process, receive

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("PATH", "")
    opened = open_workspace(load_settings(workspace))
    yield opened
    opened.close()


def drop(office: Workspace, path: Path) -> str:
    got = receive(office, Arrival(path))
    process(office, got.document)
    return store.case_of(office.store, got.document)


def test_the_order_takes_the_denial_that_waited_for_it(office: Workspace) -> None:
    waiting = drop(office, notices.refusal(office.inbox / "eob.pdf", "medical_necessity"))
    confirm(office, waiting, "claim.submitted_date", "2026-08-20", person="mh")
    case = drop(office, notices.order(office.inbox / "order.pdf"))
    assert store.cases(office.store) == (case,)
    judged = card(office, case, TODAY)
    assert [paper.kind for paper in judged.case.documents] == ["referral", "denial"]
    assert judged.case.value("claim.submitted_date") == "2026-08-20"
    (reason,) = store.members(office.store, case)[1].reasons
    assert reason.endswith("are the same.")


def test_a_second_order_takes_nothing_from_the_first(office: Workspace) -> None:
    first = drop(office, notices.order(office.inbox / "order.pdf"))
    assert drop(office, notices.refusal(office.inbox / "eob.pdf", "coding")) == first
    renewed = notices.order(office.inbox / "again.pdf", day="07/20/2026")
    second = drop(office, renewed)
    assert second != first
    assert [m.how for m in store.members(office.store, first)] == ["own", "facts"]


def test_an_order_of_a_later_day_than_the_visits_takes_nothing(office: Workspace) -> None:
    waiting = drop(office, notices.refusal(office.inbox / "eob.pdf", "coding"))
    late = drop(office, notices.order(office.inbox / "order.pdf", day="08/05/2026"))
    assert set(store.cases(office.store)) == {waiting, late}
