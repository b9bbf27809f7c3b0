"""The nouns of the house: frozen data without behaviour of its own. Imports nothing else."""

from docflow.model.case import Case, Field, Filed, Finding, Join
from docflow.model.letter import Letter, Printed, Written
from docflow.model.page import UPRIGHT, Affine, Box, Document, Enclosure, Mark, Page, Word
from docflow.model.payer import (
    LIMITS,
    PROGRAMS,
    AppealLevel,
    Authorization,
    CodeRule,
    Contact,
    Duty,
    Limit,
    Payer,
    Prescribers,
    Requirement,
    Rule,
    Severity,
    Stop,
)
from docflow.model.reading import DERIVED, GUESSED, PERSON, FieldSpec, Reading, Source
from docflow.model.taken import Taken

__all__ = [
    "DERIVED",
    "GUESSED",
    "LIMITS",
    "PERSON",
    "PROGRAMS",
    "UPRIGHT",
    "Affine",
    "AppealLevel",
    "Authorization",
    "Box",
    "Case",
    "CodeRule",
    "Contact",
    "Document",
    "Duty",
    "Enclosure",
    "Field",
    "FieldSpec",
    "Filed",
    "Finding",
    "Join",
    "Letter",
    "Limit",
    "Mark",
    "Page",
    "Payer",
    "Prescribers",
    "Printed",
    "Reading",
    "Requirement",
    "Rule",
    "Severity",
    "Source",
    "Stop",
    "Taken",
    "Word",
    "Written",
]
