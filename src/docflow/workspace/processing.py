"""One document's way: claimed, taken, kept and filed at once, then out of the inbox."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from docflow import flow, joining, store, watch
from docflow.errors import UnreadableError
from docflow.flow.unfolding import DEEPEST
from docflow.model import Enclosure, Taken
from docflow.store import Arrived, Claim, DocumentRow, Entered, Files, Kept
from docflow.workspace.casework import similar_cases
from docflow.workspace.issuing import issue, keep_letters
from docflow.workspace.opening import Workspace
from docflow.workspace.pictures import small
from docflow.workspace.receiving import set_aside, take_out

TOO_DEEP = (
    "The file is packed in a file that is packed in a file, and so on. Unpack it and put what is "
    "in it into the inbox."
)


def process(workspace: Workspace, document: str) -> None:
    """Do all that is due for a document, here and now; nothing, if nothing is.

    Whoever calls it, and however often: each stage is committed once. The work has no limits of
    time and memory here; `docflow.work` sets them.
    """
    while held := store.claim(workspace.store, document):
        if held.stage == "take":
            _take(workspace, held)
        else:
            case = store.case_of(workspace.store, document)
            keep_letters(workspace, held, issue(workspace, case, date.today()).letters)


def _take(workspace: Workspace, held: Claim) -> None:
    path, day = paper(workspace, held.document)
    folder = store.work_folder(workspace.store)
    try:
        taken = flow.take(path, folder, day, workspace.catalog)
        finish_take(workspace, held, replace(taken, pages=small(taken.pages, folder)))
    except UnreadableError as error:
        give_up(workspace, held, str(error))
    except BaseException:
        store.release(workspace.store, held)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def paper(workspace: Workspace, document: str) -> tuple[Path, date]:
    """Where a document's original lies, and the day it arrived here."""
    row = store.document(workspace.store, document)
    return store.original(workspace.store, document), row.received.astimezone().date()


def finish_take(workspace: Workspace, held: Claim, taken: Taken) -> tuple[Entered, ...]:
    """Keep what a pass gave, file the document, and let its file leave the inbox.

    Returns the documents that were packed in it. The pictures of the pages are small ones
    already. Raises `LateError` if somebody else was faster; then nothing is kept.
    """
    row = store.document(workspace.store, held.document)
    if taken.enclosures and row.depth >= DEEPEST:
        give_up(workspace, held, TOO_DEEP)
        return ()
    known = store.cases(workspace.store)
    home = joining.home(taken, known, similar_cases(workspace, taken.readings, date.today()))
    entered = store.finish_take(workspace.store, held, taken, _files(workspace, row, taken), home)
    if home and not home.case:
        _gather(workspace, held.document, taken)
    take_out(workspace, held.document)
    return entered


def _gather(workspace: Workspace, document: str, taken: Taken) -> None:
    """Bring the denials that lay waiting for their order into its new case."""
    similar = similar_cases(workspace, taken.readings, date.today())
    case = store.case_of(workspace.store, document)
    found = joining.waiting(taken, (other for other in similar if other.id != case))
    if found is None:
        return
    for member in store.members(workspace.store, found.case):
        home = replace(found, case=case)
        store.move_document(workspace.store, member.document, home, "docflow")
    for said in store.decisions(workspace.store, found.case):
        store.decide(workspace.store, case, said)


def _files(workspace: Workspace, row: DocumentRow, taken: Taken) -> Files:
    pictures = {
        page.number: store.keep(workspace.store, page.image)
        for page in taken.pages
        if page.image is not None
    }
    return Files(pictures, tuple(_enclosed(workspace, row, e) for e in taken.enclosures))


def _enclosed(workspace: Workspace, row: DocumentRow, enclosure: Enclosure) -> tuple[Kept, Arrived]:
    kept = store.keep(workspace.store, enclosure.path)
    return kept, Arrived(enclosure.name, enclosure.name, kept.size, parent=row.id)


def give_up(workspace: Workspace, held: Claim, reason: str) -> None:
    """Refuse a document: its file goes to quarantine beside a note with the reason.

    Raises `LateError` if somebody else was faster.
    """
    store.refuse(workspace.store, held, reason)
    set_aside(workspace, held.document, reason)
    row = store.document(workspace.store, held.document)
    if any(arrival.parent for arrival in store.arrivals(workspace.store, row.id)):
        original = store.original(workspace.store, row.id)
        watch.lay_aside(original, workspace.quarantine, row.name, reason)
