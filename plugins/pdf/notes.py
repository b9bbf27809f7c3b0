"""What was added on top of a sheet: values of form fields, typed notes, stamps."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref
from typing import Any, NamedTuple

from docflow import Affine, Box, Mark, Word
from docflow.paper import laid

from .view import place

LONGEST = 1 << 16
"""Bytes of a field or note; what is longer is no value."""


class Notes(NamedTuple):
    """Words, ticks and places of pictures that lie on a sheet as shown."""

    words: tuple[Word, ...]
    ticks: tuple[Mark, ...]
    stamps: tuple[Box, ...]


def notes(sheet: Any, way: Affine) -> Notes:
    """All that was added on top of a sheet and is not hidden."""
    import pypdfium2.raw as pdfium

    words: list[Word] = []
    ticks: list[Mark] = []
    stamps: list[Box] = []
    for annotation in _visible(sheet):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        box = _box(annotation, way)
        if box.width <= 0 or box.height <= 0:
            continue
        if kind == pdfium.FPDF_ANNOT_WIDGET and sheet.formenv:
            ticks += _tick(sheet.formenv, annotation, box)
            words += laid(_value(sheet.formenv, annotation), box)
        elif kind == pdfium.FPDF_ANNOT_FREETEXT:
            words += laid(_contents(annotation), box)
        elif kind == pdfium.FPDF_ANNOT_STAMP:
            stamps.append(box)
    return Notes(tuple(words), tuple(ticks), tuple(stamps))


def _visible(sheet: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    unseen = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
    for index in range(pdfium.FPDFPage_GetAnnotCount(sheet)):
        annotation = pdfium.FPDFPage_GetAnnot(sheet, index)
        if not annotation:
            continue
        if not pdfium.FPDFAnnot_GetFlags(annotation) & unseen:
            yield annotation
        pdfium.FPDFPage_CloseAnnot(annotation)


def _box(annotation: Any, way: Affine) -> Box:
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, byref(rect))
    return place(way, rect.left, rect.bottom, rect.right, rect.top)


def _tick(form: Any, annotation: Any, box: Box) -> Iterator[Mark]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        on = pdfium.FPDFAnnot_IsChecked(form, annotation)
        yield Mark("tick", box, "on" if on else "off")


def _value(form: Any, annotation: Any) -> str:
    """The value of a field that holds text, else nothing."""
    import pypdfium2.raw as pdfium

    kinds = (
        pdfium.FPDF_FORMFIELD_TEXTFIELD,
        pdfium.FPDF_FORMFIELD_COMBOBOX,
        pdfium.FPDF_FORMFIELD_LISTBOX,
    )
    if pdfium.FPDFAnnot_GetFormFieldType(form, annotation) not in kinds:
        return ""
    return _string(
        lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size)
    )


def _contents(annotation: Any) -> str:
    import pypdfium2.raw as pdfium

    return _string(
        lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    )


def _string(fetch: Any) -> str:
    import pypdfium2.raw as pdfium

    size = min(fetch(None, 0), LONGEST)
    if size <= 2:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    fetch(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").replace("\r", "\n")
