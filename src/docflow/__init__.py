"""docflow reads a therapy office's paper, says what is missing, and writes the letters.

This is the public API for plugins: the model, the hook marker and the errors, with
`docflow.paper` (finding things on a page) and `docflow.terms` (grammars and code tables).
"""

from docflow.errors import DocflowError, UnreadableError
from docflow.hookspecs import Settings, hookimpl
from docflow.model import (
    DERIVED,
    Affine,
    Box,
    Case,
    Document,
    Enclosure,
    Field,
    FieldSpec,
    Filed,
    Finding,
    Letter,
    Mark,
    Page,
    Payer,
    Reading,
    Requirement,
    Rule,
    Severity,
    Source,
    Word,
)

__all__ = [
    "DERIVED",
    "Affine",
    "Box",
    "Case",
    "DocflowError",
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
    "Reading",
    "Requirement",
    "Rule",
    "Settings",
    "Severity",
    "Source",
    "UnreadableError",
    "Word",
    "hookimpl",
]
