"""Paper for tests, set as words with boxes and marks: what a perfect reader would see of a form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportlab.pdfbase.pdfmetrics import stringWidth

from docflow.model import Box, Document, Mark, Page, Word

WIDTH, HEIGHT = 612.0, 792.0


@dataclass
class Sheet:
    """A Letter page. Places are points from its top left corner; `y` is the text's baseline."""

    words: list[Word] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False) -> Sheet:
        """Words from `x` on; blanks keep their width, so several make a gap."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        at = x
        for piece in text.split(" "):
            wide = stringWidth(piece, font, size)
            if piece:
                self.words.append(
                    Word(piece, self.box(at, y - 0.82 * size, at + wide, y + 0.25 * size))
                )
            at += wide + stringWidth(" ", font, size)
        return self

    def center(self, y: float, text: str, size: float = 10, bold: bool = False) -> Sheet:
        """A line in the middle of the page."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        return self.text((WIDTH - stringWidth(text, font, size)) / 2, y, text, size, bold)

    def lines(self, x: float, y: float, text: str, size: float = 10, lead: float = 1.25) -> Sheet:
        """A paragraph, broken where the text is."""
        for number, line in enumerate(text.strip().splitlines()):
            self.text(x, y + number * size * lead, line.strip(), size)
        return self

    def rule(self, left: float, y: float, right: float) -> Sheet:
        """A horizontal printed line."""
        self.marks.append(Mark("rule", self.box(left, y - 0.5, right, y + 0.5), "horizontal"))
        return self

    def wall(self, x: float, top: float, bottom: float) -> Sheet:
        """A vertical printed line."""
        self.marks.append(Mark("rule", self.box(x - 0.5, top, x + 0.5, bottom), "vertical"))
        return self

    def frame(self, left: float, top: float, right: float, bottom: float) -> Sheet:
        """A ruled rectangle."""
        self.rule(left, top, right).rule(left, bottom, right)
        return self.wall(left, top, bottom).wall(right, top, bottom)

    def tick(self, x: float, y: float, on: bool, text: str, size: float = 10) -> Sheet:
        """A tick box with its option at the right."""
        box = self.box(x, y - 0.8 * size, x + size, y + 0.2 * size)
        self.marks.append(Mark("tick", box, "on" if on else "off", 0.99))
        return self.text(x + 1.4 * size, y, text, size)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Points as fractions of the page."""
        return Box(left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)

    def page(self, number: int = 1) -> Page:
        """The page as read."""
        return Page(
            number, WIDTH, HEIGHT, words=tuple(self.words), marks=tuple(self.marks), origin="text"
        )


def document(*sheets: Sheet, received: date = date(2026, 11, 20)) -> Document:
    """One file of these sheets, arrived on that day."""
    pages = tuple(sheet.page(number) for number, sheet in enumerate(sheets, 1))
    return Document("0" * 64, "paper.pdf", pages, received)
