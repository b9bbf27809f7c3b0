"""One page laid out for reading: lines, labels, pairs and whose part each label stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docflow import Affine, Box, Document, Mark, Page, Reading, Source
from docflow.paper.labels import Label, labels
from docflow.paper.lines import Line, level, lines
from docflow.paper.pairs import Pair, pairs
from docflow.paper.prose import Passage, passages
from docflow.paper.runs import Run, runs
from docflow.paper.sections import Owner, owners
from docflow.paper.strips import margins

from .choices import choices
from .grammar import fitter
from .options import Option, options, state_before


@dataclass(frozen=True, slots=True)
class View:
    """What stands on one page and how it belongs together. Boxes lie on the levelled page."""

    document: str
    number: int
    back: Affine
    tall: float
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    owners: tuple[Owner, ...]
    runs: tuple[Run, ...]
    pairs: tuple[Pair, ...]
    passages: tuple[Passage, ...]
    rules: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    options: tuple[Option, ...]
    circled: tuple[Option, ...]

    def owner(self, label: Label) -> Owner:
        """Whose part the label stands in, and whether that is sure."""
        pairs = zip(self.labels, self.owners, strict=True)
        return next(owner for own, owner in pairs if own is label)

    def role(self, label: Label) -> str:
        """Whose part the label stands in."""
        return self.owner(label).role

    def of(self, *nouns: str) -> Iterable[Pair]:
        """The pairs of these nouns, from the top."""
        return (pair for pair in self.pairs if pair.label.noun in nouns)

    def passage(self, line: Line) -> Passage:
        """The block that a line belongs to."""
        return next(p for p in self.passages if any(own is line for _, own in p.parts))

    def ticked(self, box: Box) -> str | None:
        """The state of the tick box right before a text, or of its circle, None without any."""
        drawn = next((o.state for o in self.circled if o.holds(box)), None)
        return drawn or state_before(box, self.ticks, self.tall)

    def source(self, box: Box) -> Source:
        """A place on the levelled page as a place on the upright page."""
        return Source(self.document, self.number, self.back.box(box))


def view(document: Document, page: Page) -> View:
    """Lay out one page with the marks that the host found on it."""
    set_level, back = level(page)
    body = margins(lines(set_level)).body
    found = labels(body)
    rest = runs(body, found)
    tall = page.height / page.width if page.width and page.height else 1.0
    ticks = tuple(m for m in set_level.marks if m.kind == "tick")
    circled = tuple(choices(body, [m for m in set_level.marks if m.kind == "circle"]))
    return View(
        document=document.id,
        number=page.number,
        back=back,
        tall=tall,
        lines=body,
        labels=found,
        owners=owners(found, body),
        runs=rest,
        pairs=pairs(found, rest, set_level.marks, fitter(document.received), tall),
        passages=passages(body),
        rules=tuple(m for m in set_level.marks if m.kind == "rule"),
        ticks=ticks,
        options=(*options(body, ticks, tall), *circled),
        circled=circled,
    )


def said(
    name: str, value: str, text: str, source: Source, confidence: float, *grounds: str
) -> Reading:
    """A reading with its confidence kept within bounds."""
    sure = min(0.97, max(0.05, confidence))
    return Reading(name, value, text.strip(), round(sure, 3), source, grounds)
