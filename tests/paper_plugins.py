"""Plugins for tests: paper of our own making that needs no recogniser's models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from docflow import (
    Affine,
    Box,
    Document,
    Enclosure,
    FieldSpec,
    Page,
    Reading,
    Source,
    UnreadableError,
    Word,
    hookimpl,
)


class Fields:
    """A few fields, as docflow's own plugins define them."""

    @hookimpl
    def docflow_fields(self) -> Iterable[FieldSpec]:
        yield FieldSpec("patient.name", "Patient", identifies=True)
        yield FieldSpec("provider.npi", "NPI", _digits, critical=True)
        yield FieldSpec("diagnosis.codes", "Diagnoses", str.upper, many=True, critical=True)
        yield FieldSpec("order.frequency", "How often")
        yield FieldSpec("order.duration", "How long")
        yield FieldSpec("order.visits", "Visits")
        yield FieldSpec("payer.name", "Payer")
        yield FieldSpec("document.kind", "Kind")


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


class Notes:
    """Reads files that begin with NOTE: a line "field: value" is a word on a text page."""

    @hookimpl
    def docflow_read(self, path: Path, folder: Path) -> Any:
        head, *rest = path.read_text(encoding="utf-8").splitlines() or [""]
        if head != "NOTE":
            return None
        if rest == ["broken"]:
            raise UnreadableError("The note is torn.")
        return [Page(1, 612, 792, tuple(words(rest)), origin="text")]


class Scans:
    """Reads files that begin with SCAN: the rest is the name of a picture's text, upside down."""

    @hookimpl
    def docflow_read(self, path: Path, folder: Path) -> Any:
        if not path.read_bytes().startswith(b"SCAN"):
            return None
        picture = folder / "page.png"
        Image.new("L", (100, 100), 255).save(picture)
        return [Page(1, 612, 792, image=picture, delivered=Affine(-1, 0, 1, 0, -1, 1))]


class Forms:
    """Reads files that begin with FORM: typed words, and a picture on the lower half."""

    @hookimpl
    def docflow_read(self, path: Path, folder: Path) -> Any:
        head, *rest = path.read_text(encoding="utf-8").splitlines() or [""]
        if head != "FORM":
            return None
        picture = folder / "form.png"
        Image.new("L", (100, 200), 255).save(picture)
        half = (Box(0.0, 0.5, 1.0, 1.0),)
        own = tuple(words(rest))
        return [Page(1, 612, 792, own, image=picture, origin="text", pictures=half)]


class Bundles:
    """Reads files that begin with BUNDLE: each further line is a file packed in it."""

    @hookimpl
    def docflow_read(self, path: Path, folder: Path) -> Any:
        head, *rest = path.read_text(encoding="utf-8").splitlines() or [""]
        if head != "BUNDLE":
            return None
        return [_packed(folder, number, line) for number, line in enumerate(rest)]


def _packed(folder: Path, number: int, line: str) -> Enclosure:
    path = folder / f"{number}.txt"
    path.write_text(line.replace(" / ", "\n"), encoding="utf-8")
    return Enclosure(path, f"part {number}")


def words(lines: Iterable[str]) -> Iterable[Word]:
    """One word a line, from the top of the page."""
    for row, text in enumerate(lines):
        yield Word(text, Box(0.1, 0.05 + row * 0.05, 0.5, 0.08 + row * 0.05), 0.9)


class Labels:
    """Extracts every word of the form "field: value"."""

    confidence = 0.95
    grounds: tuple[str, ...] = ("label",)

    @hookimpl
    def docflow_extract(self, document: Document) -> Iterable[Reading]:
        for page in document.pages:
            for word in page.words:
                field, found, value = word.text.partition(": ")
                if found:
                    place = Source(document.id, page.number, word.box)
                    yield Reading(field, value, word.text, self.confidence, place, self.grounds)


def saying(reading: Reading) -> type:
    """A plugin that says one thing about every document."""

    class Says:
        @hookimpl
        def docflow_extract(self, document: Document) -> Iterable[Reading]:
            if reading.source is None:
                return [reading]
            return [replace(reading, source=replace(reading.source, document=document.id))]

    return Says


def recognizing(*lines: str) -> type:
    """A recogniser that sees these lines in every picture."""

    class Sees:
        @hookimpl
        def docflow_recognize(self, page: Page) -> Iterable[Word]:
            return list(words(lines))

    return Sees
