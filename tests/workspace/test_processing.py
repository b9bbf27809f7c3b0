import io
import zipfile
from datetime import date

import pytest

from docflow import store
from docflow.errors import StoreError
from docflow.flow import take
from docflow.watch import Arrival
from docflow.workspace import Workspace, card, finish_take, join, process, receive
from slips import GOOD, slip
from workspace.conftest import Drop

DAY = date(2026, 11, 20)


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_a_document_opens_a_case_and_the_letters_that_fit_are_written(
    desk: Workspace, drop: Drop
) -> None:
    got = drop(GOOD)
    case = store.case_of(desk.store, got.document)
    assert [letter.name for letter in store.letters(desk.store, case)] == ["treatment-plan"]
    assert store.document(desk.store, got.document).stage == "done"


def test_processing_again_does_nothing_twice(desk: Workspace, drop: Drop) -> None:
    got = drop(GOOD)
    before = store.record(desk.store)
    process(desk, got.document)
    assert store.record(desk.store) == before


def test_a_worker_that_finishes_late_changes_nothing(desk: Workspace) -> None:
    path = desk.inbox / "slip.txt"
    path.write_text(GOOD, encoding="utf-8")
    got = receive(desk, Arrival(path))
    late = store.claim(desk.store, got.document)
    assert late is not None
    store.release(desk.store, late)
    process(desk, got.document)
    before = store.record(desk.store)
    folder = store.work_folder(desk.store)
    taken = take(store.original(desk.store, got.document), folder, DAY, desk.catalog)
    with pytest.raises(StoreError):
        finish_take(desk, late, taken)
    assert store.record(desk.store) == before


def test_a_returned_page_with_the_cases_code_joins_its_case_and_fills_the_gap(
    desk: Workspace, drop: Drop
) -> None:
    order = drop(slip(order__duration="", order__visits=""), "order.txt")
    case = store.case_of(desk.store, order.document)
    asked = [letter.name for letter in store.letters(desk.store, case)]
    assert asked == ["request-to-prescriber"]
    answer = drop(f"SLIP\nDOCFLOW CASE {case}\norder.duration: 8wk\n", "answer.txt")
    assert store.case_of(desk.store, answer.document) == case
    assert store.members(desk.store, case)[1].how == "code"
    assert [letter.name for letter in store.letters(desk.store, case)] == [
        "request-to-prescriber",
        "treatment-plan",
    ]


def test_a_code_of_an_unknown_case_opens_a_case_of_its_own(desk: Workspace, drop: Drop) -> None:
    drop(GOOD + "DOCFLOW CASE 0000-0000\n")
    (case,) = store.cases(desk.store)
    assert store.members(desk.store, case)[0].how == "own"


def test_files_in_a_file_become_documents_and_the_wrapping_opens_no_case(
    desk: Workspace, drop: Drop
) -> None:
    wrapping = drop(zipped({"one.txt": GOOD, "two.txt": slip(patient__name="Danny Edwards")}))
    for document in store.unfinished(desk.store):
        process(desk, document)
    assert store.case_of(desk.store, wrapping.document) == ""
    assert len(store.cases(desk.store)) == 2
    inner = [row for row in store.documents(desk.store) if row.id != wrapping.document]
    assert {row.name for row in inner} == {"one.txt", "two.txt"}
    assert all(a.parent == wrapping.document for a in store.arrivals(desk.store, inner[0].id))


def test_a_bad_file_in_a_file_lies_in_quarantine_by_its_own_name(
    desk: Workspace, drop: Drop
) -> None:
    drop(zipped({"torn.txt": "SLIP\ntorn", "good.txt": GOOD}))
    for document in store.unfinished(desk.store):
        process(desk, document)
    assert {path.name for path in desk.quarantine.iterdir()} == {"torn.txt", "torn.txt.why.txt"}
    assert len(store.cases(desk.store)) == 1


def test_a_paper_that_may_belong_to_a_case_is_offered_and_joined_by_a_persons_word(
    desk: Workspace, drop: Drop
) -> None:
    order = drop(GOOD)
    other = drop(slip(document__kind="denial", patient__birth_date="", order__date=""), "b.txt")
    home, own = (store.case_of(desk.store, got.document) for got in (order, other))
    (offered,) = [f for f in card(desk, own, DAY).findings if f.code == "case.offered"]
    assert f"docflow join {own} {home}" in offered.message
    assert join(desk, own, home, person="Ana") == home
    process(desk, order.document)
    assert store.cases(desk.store) == (home,)
    assert store.members(desk.store, home)[1].how == "person"
    assert "case.offered" not in {f.code for f in card(desk, home, DAY).findings}
