"""The nouns of the house: frozen data without behaviour of its own. Imports nothing else."""

from docflow.model.case import Case, Field, Filed, Finding, Severity
from docflow.model.letter import Letter, Printed, Written
from docflow.model.page import UPRIGHT, Affine, Box, Document, Enclosure, Mark, Page, Word
from docflow.model.payer import Payer, Requirement, Rule
from docflow.model.reading import DERIVED, PERSON, FieldSpec, Reading, Source
from docflow.model.taken import Taken

__all__ = [
    "DERIVED",
    "PERSON",
    "UPRIGHT",
    "Affine",
    "Box",
    "Case",
    "Document",
    "Enclosure",
    "Field",
    "FieldSpec",
    "Filed",
    "Finding",
    "Letter",
    "Mark",
    "Page",
    "Payer",
    "Printed",
    "Reading",
    "Requirement",
    "Rule",
    "Severity",
    "Source",
    "Taken",
    "Word",
    "Written",
]
