"""Exhibits on their way into a packet: as they came, as a PDF of an office file, or apart."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docflow import letters, packet, store
from docflow.appeals.exhibits import Exhibit
from docflow.errors import UnreadableError
from docflow.flow.taking import read
from docflow.model import Affine, Finding, Written
from docflow.packet import Packet, Part
from docflow.workspace.opening import Workspace

APART = "sent separately"
"""What stands beside an exhibit that is in no packet."""


def parts(workspace: Workspace, shown: Sequence[Exhibit], scratch: Path) -> tuple[Part, ...]:
    """The exhibits that can be bound, in their order; `scratch` is an empty folder.

    Raises UnreadableError for a PDF or picture that is locked or broken.
    """
    found = (_part(workspace, exhibit, scratch) for exhibit in shown)
    return tuple(part for part in found if part)


def check(workspace: Workspace, path: Path) -> None:
    """Whether a file can be an exhibit. Raises UnreadableError if it is nothing that can."""
    part = Part("exhibit", path, "X")
    if letters.office_file(path):
        return
    with tempfile.TemporaryDirectory(prefix="docflow-exhibit-") as scratch:
        _drawn(workspace, part, Path(scratch))


def lengths(shown: Sequence[Exhibit], bound: Sequence[Part]) -> dict[str, str]:
    """How long each exhibit is, by mark, or that it is sent separately."""
    counted = zip(bound, packet.lengths(bound), strict=True)
    told = {part.mark: f"{n} page{'' if n == 1 else 's'}" for part, n in counted}
    return {exhibit.mark: told.get(exhibit.mark, APART) for exhibit in shown}


def apart(shown: Sequence[Exhibit], bound: Sequence[Part]) -> Iterator[Finding]:
    """`exhibit.separate` for each exhibit that is in no packet."""
    marks = {part.mark for part in bound}
    for exhibit in shown:
        if exhibit.mark not in marks:
            yield Finding(
                "exhibit.separate",
                "warning",
                f"Exhibit {exhibit.mark} is an office file that could not be made a PDF, so it is "
                f"not in the packet; the letter lists it as {APART}. Print it and send it along, "
                "or save it as PDF and add that file.",
            )


def bind(
    workspace: Workspace, written: Written, bound: Sequence[Part], title: str
) -> Packet | None:
    """The packet beside the letter: with it, or the exhibits alone where it has no PDF."""
    whole = [Part(title, written.pdf), *bound] if written.pdf else list(bound)
    if not whole:
        return None
    tail = "packet" if written.pdf else "exhibits"
    path = written.docx.with_name(f"{written.docx.stem}-{tail}.pdf")
    return packet.bind(whole, path, workspace.settings.appeals.packet_megabytes)


def _part(workspace: Workspace, exhibit: Exhibit, scratch: Path) -> Part | None:
    """The exhibit's file as it came, an office file as PDF, or text on paper; None for neither."""
    path = store.original(workspace.store, exhibit.file)
    part = Part(exhibit.title, path, exhibit.mark, _turns(workspace, exhibit))
    suffix = letters.office_file(path)
    if suffix:
        made = scratch / f"exhibit-{exhibit.mark}.pdf"
        failed = letters.to_pdf(path, made, suffix)
        return None if failed else replace(part, path=made, turns=())
    return _drawn(workspace, part, scratch) or part


def _drawn(workspace: Workspace, part: Part, scratch: Path) -> Part | None:
    """What is text without a picture (mail, a remittance) on paper; None for what is paper."""
    try:
        packet.lengths([part])
    except UnreadableError:
        _, pages, _, _ = read(part.path, scratch, workspace.catalog)
        paper = [page for page in pages if page.image is None]
        if not paper:
            raise
        made = scratch / f"exhibit-{part.mark}.pdf"
        made.write_bytes(packet.drawn(paper))
        return replace(part, path=made, turns=())
    return None


def _turns(workspace: Workspace, exhibit: Exhibit) -> tuple[int, ...]:
    if exhibit.day is None:
        return ()
    rows = store.pages(workspace.store, exhibit.file)
    return tuple(_degrees(row.delivered) for row in rows)


def _degrees(delivered: Affine) -> int:
    """How far a page as delivered has to be turned clockwise to stand upright."""
    if abs(delivered.a) >= abs(delivered.b):
        return 0 if delivered.a > 0 else 180
    return 90 if delivered.b > 0 else 270
