"""What one pass over one document gave: the facts that the store keeps."""

from __future__ import annotations

from dataclasses import dataclass

from docflow.model.case import Finding
from docflow.model.page import Enclosure, Page
from docflow.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Taken:
    """The outcome of reading, recognising and extracting one document.

    `readings` are signed and cleaned, their boxes on the page as delivered. `findings` are what
    went wrong on the way (a plugin's fault, a page that nobody could read). `plugins` names each
    plugin that took part with its version, for the record.
    """

    document: str
    pages: tuple[Page, ...]
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    plugins: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """The document's kind by its most confident reading; "other" where none spoke."""
        kinds = [r for r in self.readings if r.field == "document.kind" and r.value]
        return max(kinds, key=lambda r: (r.confidence, r.value)).value if kinds else "other"
