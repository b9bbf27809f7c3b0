"""Texts whose words tell that they are hardly what they were taken for: a person looks at them.

A title may stand where an office's name is looked for, the next question where precautions are.
The words are docflow's own, from what forms print; none of them refuses a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow.flow.notices import Beliefs
from docflow.model import Field

OFFICE = re.compile(
    r"clinic|medic|health|associat|cent(?:er|re)|spine|pain|famil|\bcare\b|ortho|physici|group|"
    r"chiro|wellness|hospital|olog|rehab|institut|practice|\bp\.?c\b|\binc\b|llc|pllc|sport|"
    r"consult|surg|gyn|pediat|internal|naturo|acupunct|physiat|special|partner|doctor|service|"
    r"dent|women|\bjoint|bone",
    re.I,
)
"""The name of a medical office holds at least one of these."""

THERAPY_OFFICE = re.compile(r"massage|bodywork|muscle therapy|therapeutic touch|myotherapy", re.I)
"""An office that is given orders and gives none."""

CUT_OFFICE = re.compile(
    r"(?:\b(?:physicians|naturopathic|family|orthop(?:a)?edic|medical|primary|internal|"
    r"integrative|sports?|physical|natural|and|of|the)|&)$",
    re.I,
)
"""How an office's name does not end, unless it begins with "Clinic of": its last word was lost."""

CUT = re.compile(r"(?:[?:,&(]|\b(?:and|or|the|of|with|for|to|no|avoid|a|an))$", re.I)
"""How a text ends that is a question, or goes on where nobody read it."""

ASKED = re.compile(r"\b(?:prior|previous|already|treatments?|patient|therapist)\b", re.I)
"""Words of a form's questions about the past and of its instructions, not of precautions."""

CARE = re.compile(r"\b(?:avoid|allerg\w+|neuropathy|warfarin|pregnan\w+|precautions?)\b", re.I)
"""Words of precautions, not of goals."""

NOTHING = frozenset({"none", "n/a", "na", "no"})
NAMES = 3
"""Words of a name without its credentials; in more of them another text's may stand."""


def foreign(fields: Beliefs) -> frozenset[tuple[str, str]]:
    """The name and value of each text that a person should compare with the paper."""
    odd = (*_offices(fields), *_people(fields), *_terms(fields))
    return frozenset((field.name, field.value) for field in odd)


def _offices(fields: Beliefs) -> Iterator[Field]:
    """Titles, lines of another kind, names cut short, and the offices of those who treat."""
    for field in fields.get("provider.organization", ()):
        text = field.value.strip()
        none = not OFFICE.search(text) or re.search(r"[\d:]", text) or " " not in text
        cut = CUT_OFFICE.search(text) and " of " not in text
        if none or cut or THERAPY_OFFICE.search(text):
            yield field


def _people(fields: Beliefs) -> Iterator[Field]:
    for name in ("patient.name", "provider.name"):
        yield from (f for f in fields.get(name, ()) if len(f.value.split()) > NAMES)


def _terms(fields: Beliefs) -> Iterator[Field]:
    """Precautions and goals that end in the middle, or speak of something else."""
    for field in fields.get("order.precautions", ()):
        text = field.value.strip()
        word = len(text.split()) == 1 and text.lower() not in NOTHING
        if word or CUT.search(text) or ASKED.search(text):
            yield field
    for field in fields.get("order.goals", ()):
        if CUT.search(field.value.strip()) or CARE.search(field.value):
            yield field
