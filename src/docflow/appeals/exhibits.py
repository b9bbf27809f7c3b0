"""What is on file to show for an appeal, each with the letter it is cited by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from docflow.appeals.denial import Denial
from docflow.letters.wording import long_date
from docflow.model import Case
from docflow.terms.dates import iso_date
from docflow.terms.exhibits import KINDS, added

ADDED = "exhibit.added"
"""The field that holds what a biller added: "progress-note 9f8e... Re-evaluation of May 4"."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit: its mark (A, B ...), kind and title, and the id of its file in the store.

    `day` is the day it arrived, None for what a biller added.
    """

    mark: str
    kind: str
    title: str
    file: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that may become an exhibit: a final letter of ours, for instance."""

    kind: str
    title: str
    file: str


def exhibits(case: Case, denial: Denial, ours: Iterable[Paper] = ()) -> tuple[Exhibit, ...]:
    """All exhibits: this notice first, then by kind, each file once; `ours` are final letters."""
    papers = [*_filed(case, denial), *_added(case), *((p, None) for p in ours)]
    order = list(KINDS)
    papers.sort(key=lambda x: (order.index(x[0].kind), x[1] or date.max, x[0].title, x[0].file))
    files: dict[str, tuple[Paper, date | None]] = {}
    for paper, day in papers:
        files.setdefault(paper.file, (paper, day))
    return tuple(
        Exhibit(mark(i), paper.kind, paper.title, paper.file, day)
        for i, (paper, day) in enumerate(files.values())
    )


def mark(place: int) -> str:
    """A, B ... Z, AA, AB ..."""
    first, last = divmod(place, 26)
    return (mark(first - 1) if first else "") + chr(ord("A") + last)


def _filed(case: Case, denial: Denial) -> Iterator[tuple[Paper, date]]:
    """The documents of the case; other notices of denial are other matters."""
    for entry in case.documents:
        if entry.kind == "denial" and entry.document != denial.document:
            continue
        kind = entry.kind if entry.kind in KINDS else "other"
        title = KINDS[kind]
        dated = {"denial": denial.value("denial.date"), "referral": case.value("order.date")}
        day = iso_date(dated.get(kind, ""))
        title += f" of {long_date(day)}" if day else ""
        yield Paper(kind, title, entry.document), entry.received


def _added(case: Case) -> Iterator[tuple[Paper, None]]:
    for value in case.values(ADDED):
        found = added(value)
        if found:
            kind, file, title = found
            yield Paper(kind, title or KINDS[kind], file), None
