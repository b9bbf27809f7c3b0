"""From dropped paper to a packet that can be sent: one case for each kind of denial."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

import notices
from conftest import PRACTICE
from docflow import appeals, store
from docflow.appeals.words import GROUNDS
from docflow.errors import BlockedError
from docflow.letters.pdf import libreoffice
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
    "other_payer": "secondary-claim",
}


@pytest.fixture
def office(workspace: Path) -> Iterator[Workspace]:
    opened = open_workspace(load_settings(workspace))
    yield opened
    opened.close()


@dataclass(frozen=True)
class Worked:
    """A case that was answered: its workspace, and the letter with its packet."""

    office: Workspace
    done: Appealed

    @property
    def pages(self) -> list[str]:
        """The text of each page of the packet."""
        assert self.done.packet is not None
        return [page.extract_text() for page in pypdf.PdfReader(self.done.packet.path).pages]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Worked]]:
    """Every kind of denial, from dropped paper to the packet.

    The letters become PDFs in one run of LibreOffice, which takes as long for twelve as for one;
    a letter that has its PDF is bound as it is.
    """
    offices = {c: _office(tmp_path_factory.mktemp(c)) for c in sorted(CATEGORIES)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        first = {c: answered(o, c, arrived(o, c), o.inbox.parent) for c, o in offices.items()}
    _converted([done.written.docx for done in first.values()], tmp_path_factory.mktemp("pdf"))
    yield {
        c: Worked(o, appeal(o, first[c].written.case, TODAY, who="mh")) for c, o in offices.items()
    }
    for office in offices.values():
        office.close()


def _office(root: Path) -> Workspace:
    (root / "inbox").mkdir()
    (root / "docflow.toml").write_text(PRACTICE, encoding="utf-8")
    return open_workspace(load_settings(root))


def _converted(letters: list[Path], folder: Path) -> None:
    """A PDF beside each letter."""
    program = libreoffice()
    assert program is not None
    copies = [folder / f"{place}.docx" for place in range(len(letters))]
    for letter, copy in zip(letters, copies, strict=True):
        shutil.copyfile(letter, copy)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *copies]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    for letter, copy in zip(letters, copies, strict=True):
        shutil.copyfile(copy.with_suffix(".pdf"), letter.with_suffix(".pdf"))


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
    """What the biller does: say who the payer is, add the evidence, ask for the letter."""
    confirm(office, case, "payer.name", "Old Cascade Health Plan", person="mh")
    for kind, facts in ADDED[category]:
        page = scrap(folder / f"{kind}.pdf", f"This is the {kind}")
        add_exhibit(office, case, page, kind, "", person="mh")
        for field, value in facts.items():
            confirm(office, case, field, value, person="mh")
    return appeal(office, case, TODAY, who="mh")


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_dropped_paper_becomes_an_answer_with_exhibits(
    worked: dict[str, Worked], category: str
) -> None:
    office, done = worked[category].office, worked[category].done
    case = card(office, done.written.case, TODAY).case
    assert case.value("denial.category") == category
    assert done.written.letter == LETTERS.get(category, "appeal")
    assert not done.written.gaps
    letter = " ".join(words_of(done.written.docx))
    assert "Ramona T Fields" in letter
    assert "26091400771" in letter
    assert GROUNDS[category] in letter
    assert not re.search(r"\{\{|\}\}|%\}|\bNone\b", letter)
    marks = {e.mark for e in done.exhibits}
    assert "A" in set(re.findall(r"\(Exhibits?\s([A-Z])", letter)) <= marks
    assert [e.kind for e in done.exhibits][:2] == ["denial", "referral"]


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_dropped_paper_becomes_a_packet_to_send(worked: dict[str, Worked], category: str) -> None:
    done, pages = worked[category].done, worked[category].pages
    assert done.packet is not None
    first, *rest = done.packet.places
    letter = " ".join(pages[: first[2]])
    assert len(pages) == done.packet.pages == first[2] + len(done.exhibits)
    assert [mark for mark, _, _ in done.packet.places] == ["", *(e.mark for e in done.exhibits)]
    assert "Re: " in letter
    assert "Sincerely," in letter
    assert all(exhibit.title in letter for exhibit in done.exhibits)
    for mark, page, _ in rest:
        assert f"Exhibit {mark}" in pages[page - 1]
    assert f"This is the {ADDED[category][0][0]}" in pages[-1]


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_only_an_appeal_goes_where_appeals_go(worked: dict[str, Worked], category: str) -> None:
    letter = worked[category].pages[0]
    appeals_it = worked[category].done.written.letter.startswith("appeal")
    assert ("Appeals Unit" in letter) == appeals_it
    assert ("(509) 555-2231" in letter) == appeals_it


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
