"""Letters: Word templates filled with a case's values, each value with its source."""

from docflow.letters.asks import Ask, asks
from docflow.letters.blocking import blockers, lacking
from docflow.letters.entries import known, label
from docflow.letters.office import Office, flat
from docflow.letters.pdf import libreoffice
from docflow.letters.template import needs, unknown
from docflow.letters.write import write

__all__ = [
    "Ask",
    "Office",
    "asks",
    "blockers",
    "flat",
    "known",
    "label",
    "lacking",
    "libreoffice",
    "needs",
    "unknown",
    "write",
]
