"""One page laid out for reading: lines, labels, pairs and whose part each label stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docflow import Affine, Box, Document, Mark, Page, Reading, Source
from docflow.paper.labels import Label, labels
from docflow.paper.lines import Line, level, lines
from docflow.paper.pairs import Pair, Run, pairs, runs
from docflow.paper.prose import Passage, passages
from docflow.paper.sections import owners
from docflow.paper.strips import margins
from docflow.paper.ticks import ticks

from .grammar import fitter


@dataclass(frozen=True, slots=True)
class View:
    """What stands on one page and how it belongs together. Boxes lie on the levelled page."""

    document: str
    number: int
    back: Affine
    tall: float
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    roles: tuple[str, ...]
    runs: tuple[Run, ...]
    pairs: tuple[Pair, ...]
    passages: tuple[Passage, ...]
    ticks: tuple[Mark, ...]

    def role(self, label: Label) -> str:
        """Whose part the label stands in."""
        return next(r for own, r in zip(self.labels, self.roles, strict=True) if own is label)

    def of(self, *nouns: str) -> Iterable[Pair]:
        """The pairs of these nouns, from the top."""
        return (pair for pair in self.pairs if pair.label.noun in nouns)

    def passage(self, line: Line) -> Passage:
        """The block that a line belongs to."""
        return next(p for p in self.passages if any(own is line for _, own in p.parts))

    def source(self, box: Box) -> Source:
        """A place on the levelled page as a place on the upright page."""
        return Source(self.document, self.number, self.back.box(box))


def marked(page: Page) -> Page:
    """The page with its tick boxes."""
    if any(m.kind == "tick" for m in page.marks):
        return page
    return replace(page, marks=(*page.marks, *ticks(page)))


def view(document: Document, page: Page) -> View:
    """Lay out one page."""
    set_level, back = level(marked(page))
    body = margins(lines(set_level)).body
    found = labels(body)
    roles = owners(found, body)
    rest = runs(body, found)
    tall = page.height / page.width if page.width and page.height else 1.0
    return View(
        document=document.id,
        number=page.number,
        back=back,
        tall=tall,
        lines=body,
        labels=found,
        roles=tuple(roles[i] for i in range(len(found))),
        runs=rest,
        pairs=pairs(found, rest, set_level.marks, fitter(document.received), tall),
        passages=passages(body),
        ticks=tuple(m for m in set_level.marks if m.kind == "tick"),
    )


def said(
    name: str, value: str, text: str, source: Source, confidence: float, *grounds: str
) -> Reading:
    """A reading with its confidence kept within bounds."""
    sure = min(0.97, max(0.05, confidence))
    return Reading(name, value, text.strip(), round(sure, 3), source, grounds)
