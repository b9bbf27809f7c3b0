"""Writes a letter: refuses a final that is blocked, marks a draft, records every value."""

from __future__ import annotations

import io
import itertools
from collections.abc import Mapping
from pathlib import Path

import docx as python_docx

from docflow.errors import BlockedError
from docflow.letters.asks import Ask, asks
from docflow.letters.blocking import blockers
from docflow.letters.entries import ASKS, DRAFT, NOTHING, Given, entries, label
from docflow.letters.entry import COMPUTED, Entry
from docflow.letters.marks import colour, stamp_draft
from docflow.letters.office import Office
from docflow.letters.package import packed
from docflow.letters.pdf import to_pdf
from docflow.letters.template import needs, render
from docflow.model import Case, Finding, Letter, Printed, Written


def write(
    letter: Letter,
    case: Case,
    findings: tuple[Finding, ...],
    office: Office,
    draft: bool,
    given: Given = NOTHING,
) -> Written:
    """Write the letter as docx, and as PDF where LibreOffice is, into the office's folder.

    A letter that lies there already is not written again, and a file that a person changed is
    never overwritten: the new letter gets a number. `given` are entries that only the caller
    can make. Raises BlockedError with the list of what
    blocks a final letter, TemplateError if its template cannot be used.
    """
    stops = () if draft else blockers(letter, case, findings, office, given)
    if stops:
        raise BlockedError(_refusal(letter, case, stops))
    wanted = needs(office.template(letter))
    asked = asks(case, findings, office.fields) if ASKS in wanted else ()
    found = entries(case, office, wanted, given)
    data, gaps = _filled(letter, office, found, asked, draft)
    docx, new = _placed(data, f"{case.id}-{letter.name}{'-DRAFT' if draft else ''}", office)
    pdf, note = _pdf(docx)
    return Written(letter.name, case.id, docx, pdf, draft, _record(found, asked), gaps, note, new)


def _filled(
    letter: Letter, office: Office, found: Mapping[str, Entry], asked: tuple[Ask, ...], draft: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The docx, and the labels of its gaps."""
    values = {name: entry.value for name, entry in found.items()} | {DRAFT: draft, ASKS: asked}
    template = office.template(letter)
    raw, lacking = render(template, values, lambda name: label(name, office), letter.optional)
    gaps = tuple(dict.fromkeys(label(name, office) for name in lacking))
    if gaps and not draft and not letter.always:
        raise BlockedError(f"The letter {letter.name} would have gaps: {', '.join(gaps)}.")
    document = python_docx.Document(io.BytesIO(raw))
    colour(document, draft=draft)
    if draft:
        stamp_draft(document)
    return packed(document, letter.title, office.practice.get("name", "")), gaps


def _refusal(letter: Letter, case: Case, stops: tuple[Finding, ...]) -> str:
    """Names codes and fields only: values are the patient's."""
    said = ", ".join(f"{f.code} ({f.field})" if f.field else f.code for f in stops)
    return (
        f"The letter {letter.name} of case {case.id} is blocked by {said}. Look at them with "
        f"docflow show {case.id} and settle them, or make a draft with --draft."
    )


def _placed(data: bytes, stem: str, office: Office) -> tuple[Path, bool]:
    """Where the letter lies and whether it is new; never over a file with another content."""
    office.folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        path = office.folder / f"{stem}{'' if number == 1 else f'-{number}'}.docx"
        if path.is_file() and path.read_bytes() == data:
            return path, False
        if not path.exists() and not path.with_suffix(".pdf").exists():
            break
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    partial.replace(path)
    return path, True


def _pdf(docx: Path) -> tuple[Path | None, str]:
    pdf = docx.with_suffix(".pdf")
    if pdf.is_file():
        return pdf, ""
    note = to_pdf(docx, pdf)
    return (None, note) if note else (pdf, "")


def _record(found: Mapping[str, Entry], asked: tuple[Ask, ...]) -> tuple[Printed, ...]:
    said = [p for name in sorted(found) for p in found[name].printed]
    said += [Printed("asks", f"{ask.label}: {ask.question}", COMPUTED) for ask in asked]
    return tuple(dict.fromkeys(said))
