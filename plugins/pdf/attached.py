"""Files attached to a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docflow import Enclosure, UnreadableError
from docflow.paper import enclose

COUNT = 50


def attachments(file: Any, folder: Path) -> Iterator[Enclosure]:
    """The attachments of a PDF, written into `folder`.

    Raises UnreadableError where there are too many, or one cannot be taken out.
    """
    from pypdfium2 import PdfiumError

    count = file.count_attachments()
    if count > COUNT:
        raise UnreadableError(f"The PDF has {count} attachments; at most {COUNT} are read.")
    for index in range(count):
        attachment = file.get_attachment(index)
        try:
            name, data = attachment.get_name(), bytes(attachment.get_data())
        except PdfiumError as fault:
            raise UnreadableError("A file attached to the PDF cannot be taken out.") from fault
        yield enclose(data, name, folder, index)
