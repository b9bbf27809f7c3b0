"""What the host adds to a plugin's reading from the words that stand at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow.catalog import Catalog
from docflow.flow.signing import doubtful
from docflow.flow.taking import extract
from docflow.model import Box, Document, Page, Reading, Source, Word
from typed_sheets import Sheet, document

PLACE = Box(0.1, 0.1, 0.5, 0.2)


def doubted(text: str, confidence: float) -> bool:
    page = Page(1, 612, 792, words=(Word(text, Box(0.2, 0.12, 0.3, 0.15), confidence),))
    reading = Reading("claim.number", text, text)
    return doubtful(page, Source("0" * 64, 1, PLACE), reading)


@pytest.mark.parametrize(
    ("text", "confidence", "expected"),
    [
        ("WC4471290", 0.8, True),
        ("WC4471290", 0.9, False),
        ("Lindqvist", 0.5, True),
        ("Lindqvist", 0.7, False),
        ("J.", 0.1, False),
    ],
)
def test_a_digit_is_doubted_sooner_than_a_letter(
    text: str, confidence: float, expected: bool
) -> None:
    assert doubted(text, confidence) is expected


def faint(paper: Document, catalog: Catalog) -> set[str]:
    readings, _, _ = extract(paper, catalog)
    return {reading.field for reading in readings if "faint" in reading.grounds}


def test_only_a_recognised_name_or_number_is_marked_as_read_with_doubt(
    plugins: Callable[..., Catalog],
) -> None:
    s = Sheet().text(60, 100, "Patient: Nadia Ferris").text(300, 100, "DOB: 04/11/1971")
    s.text(60, 120, "Claim number: WC4471290").text(60, 140, "Massage therapy 2x/week x 6 weeks")
    s.words = [Word(w.text, w.box, 0.5) for w in s.words]
    typed = document(s)
    page = typed.pages[0]
    scanned = Document(
        typed.id,
        typed.name,
        (Page(1, page.width, page.height, words=page.words, origin="ocr"),),
        typed.received,
    )
    catalog = plugins()
    assert faint(typed, catalog) == set()
    assert faint(scanned, catalog) == {"patient.name", "claim.number"}
