"""Letters: Word templates filled with a case's values, each value with its source."""

from docflow.letters.asks import Ask, asks
from docflow.letters.basis import basis
from docflow.letters.blocking import blockers, lacking
from docflow.letters.entries import Given, known, label
from docflow.letters.entry import COMPUTED, Entry, sources
from docflow.letters.marks import plain
from docflow.letters.office import Office, flat
from docflow.letters.pdf import libreoffice, office_file, to_pdf
from docflow.letters.template import needs, unknown
from docflow.letters.write import write

__all__ = [
    "COMPUTED",
    "Ask",
    "Entry",
    "Given",
    "Office",
    "asks",
    "basis",
    "blockers",
    "flat",
    "known",
    "label",
    "lacking",
    "libreoffice",
    "needs",
    "office_file",
    "plain",
    "sources",
    "to_pdf",
    "unknown",
    "write",
]
