"""From dropped paper to a packet that can be sent: one case for each kind of denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

import notices
from docflow import appeals, store
from docflow.errors import BlockedError
from docflow.settings import load_settings
from docflow.terms.denials import CATEGORIES
from docflow.watch import Arrival
from docflow.workspace import Workspace, card, confirm, open_workspace, process, receive
from docflow.workspace.appealing import Appealed, add_exhibit, appeal, record

TODAY = date(2026, 10, 20)

ADDED: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "medical_necessity": (
        (
            "progress-note",
            {"note.scores": "Neck Disability Index | 2026-07-20 | 44 | 2026-08-10 | 28"},
        ),
    ),
    "no_authorization": (("authorization", {}),),
    "non_covered": (("policy", {"appeal.policy_language": "Massage is covered when ordered."}),),
    "benefit_limit": (("ledger", {}),),
    "missing_information": (("chart-note", {"claim.correction": "The notes are enclosed."}),),
    "timely_filing": (("proof-of-filing", {"claim.submitted_date": "2026-08-20"}),),
    "duplicate": (("correspondence", {"claim.correction": "The two visits differ by date."}),),
    "bundled": (("chart-note", {"claim.correction": "Modifier 59: separate regions."}),),
    "coding": (("other", {"claim.correction": "Modifier GP was added."}),),
    "not_eligible": (("eligibility", {"claim.correction": "The member number was corrected."}),),
    "other_payer": (("primary-eob", {}),),
    "provider_type": (("license", {}),),
}
LETTERS = {
    "medical_necessity": "appeal-medical-necessity",
    "no_authorization": "appeal-no-authorization",
    **dict.fromkeys(
        ("missing_information", "duplicate", "bundled", "coding", "not_eligible"),
        "corrected-claim",
    ),
}


@pytest.fixture
def office(workspace: Path) -> Iterator[Workspace]:
    opened = open_workspace(load_settings(workspace))
    yield opened
    opened.close()


def drop(office: Workspace, path: Path) -> str:
    """The file arrives and is read; gives its case."""
    got = receive(office, Arrival(path))
    process(office, got.document)
    return store.case_of(office.store, got.document)


def arrived(office: Workspace, category: str) -> str:
    """The order, then the denial; both in one case."""
    first = drop(office, notices.order(office.inbox / "order.pdf"))
    path = office.inbox / "notice.pdf"
    second = drop(office, notices.refusal(path, category))
    assert first == second
    return first


def scrap(path: Path, text: str) -> Path:
    """A one-page exhibit."""
    canvas = Canvas(str(path), pagesize=(612, 792))
    canvas.drawString(72, 700, text)
    canvas.save()
    return path


def answered(office: Workspace, category: str, case: str, folder: Path) -> Appealed:
    for kind, facts in ADDED[category]:
        page = scrap(folder / f"{kind}.pdf", f"This is the {kind}")
        add_exhibit(office, case, page, kind, f"The {kind}", person="mh")
        for field, value in facts.items():
            confirm(office, case, field, value, person="mh")
    return appeal(office, case, TODAY, who="mh")


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_dropped_paper_becomes_an_answer_with_exhibits(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, category: str
) -> None:
    monkeypatch.setenv("PATH", "")
    case = arrived(office, category)
    assert card(office, case, TODAY).case.value("denial.category") == category
    done = answered(office, category, case, tmp_path)
    assert done.written.letter == LETTERS.get(category, "appeal")
    assert not done.written.gaps
    letter = " ".join(words_of(done.written.docx))
    assert "Ramona T Fields" in letter
    assert "26091400771" in letter
    assert not re.search(r"\{\{|\}\}|%\}|\bNone\b", letter)
    marks = {e.mark for e in done.exhibits}
    assert set(re.findall(r"\(Exhibits? ([A-Z])", letter)) <= marks
    assert [e.kind for e in done.exhibits][:2] == ["denial", "referral"]
    assert done.packet is not None
    assert done.packet.pages == len(done.exhibits)


@pytest.mark.parametrize("category", ["medical_necessity", "no_authorization"])
def test_dropped_paper_becomes_a_packet_to_send(
    office: Workspace, tmp_path: Path, category: str
) -> None:
    case = arrived(office, category)
    done = answered(office, category, case, tmp_path)
    assert done.packet is not None
    pages = [p.extract_text() for p in pypdf.PdfReader(done.packet.path).pages]
    assert len(pages) == done.packet.pages
    assert done.packet.places[0][0] == ""
    assert f"This is the {ADDED[category][0][0]}" in pages[-1]
    for mark, first, _ in done.packet.places[1:]:
        assert f"Exhibit {mark}" in pages[first - 1]


def words_of(path: Path) -> Iterator[str]:
    """All text of a Word file, its tables included."""
    for element in docx.Document(str(path)).element.body.iter():
        if element.tag.endswith("}t") and element.text:
            yield element.text


def test_every_value_of_an_appeal_has_a_source(office: Workspace, tmp_path: Path) -> None:
    case = arrived(office, "medical_necessity")
    done = answered(office, "medical_necessity", case, tmp_path)
    assert done.written.values
    assert all(printed.by for printed in done.written.values)
    placed = {p.name for p in done.written.values if p.source}
    assert {"patient.name", "claim.number", "denial.date", "order.date"} <= placed


def test_an_appeal_without_a_point_is_refused_as_a_final(office: Workspace) -> None:
    path = notices.refusal(office.inbox / "notice.pdf", "timely_filing")
    case = drop(office, path)
    with pytest.raises(BlockedError):
        appeal(office, case, TODAY)
    draft = appeal(office, case, TODAY, draft=True)
    assert draft.written.draft
    assert any("Proof that the claim was sent in time" in f.message for f in draft.notes)


def test_sending_and_losing_lead_to_the_next_level(office: Workspace) -> None:
    case = drop(office, notices.refusal(office.inbox / "notice.pdf", "medical_necessity"))
    state = office.settings.practice.state

    def days() -> list[appeals.Deadline]:
        return list(appeals.deadlines(card(office, case, TODAY).case, state))

    assert [(d.kind, d.day.last) for d in days()] == [("appeal", date(2027, 3, 13))]
    record(office, case, "fax", date(2026, 10, 1), person="mh")
    assert all(d.kind == "decision" for d in days())
    record(office, case, "upheld", date(2026, 11, 1), person="mh")
    believed = card(office, case, TODAY).case
    assert appeals.current_level(believed, appeals.denials(believed)[0]) == 2


def test_the_originals_in_the_store_are_never_altered(office: Workspace, tmp_path: Path) -> None:
    case = arrived(office, "no_authorization")
    files = [m.document for m in store.members(office.store, case)]
    before = [store.original(office.store, f).read_bytes() for f in files]
    answered(office, "no_authorization", case, tmp_path)
    assert [store.original(office.store, f).read_bytes() for f in files] == before


def test_without_libreoffice_the_word_file_and_the_exhibits_are_made(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    office = open_workspace(replace(load_settings(workspace)))
    try:
        case = arrived(office, "no_authorization")
        done = answered(office, "no_authorization", case, tmp_path)
    finally:
        office.close()
    assert done.written.docx.is_file()
    assert "LibreOffice" in done.written.note
    assert done.packet is not None
    assert done.packet.path.name.endswith("-exhibits.pdf")
