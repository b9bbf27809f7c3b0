"""What a letter takes from the office that writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docflow.errors import NotFoundError
from docflow.model import FieldSpec, Letter


@dataclass(frozen=True, slots=True)
class Office:
    """The practice, its fields, its templates (nearest folder first), and where letters go.

    `practice` holds every key of the table [practice] of docflow.toml, "" where it is not set.
    """

    practice: Mapping[str, str]
    fields: Mapping[str, FieldSpec]
    templates: tuple[Path, ...]
    folder: Path

    def template(self, letter: Letter) -> Path:
        """The letter's Word file; raises NotFoundError if no folder holds it."""
        for folder in self.templates:
            if (folder / letter.template).is_file():
                return folder / letter.template
        raise NotFoundError(
            f"The template {letter.template} of the letter {letter.name} is in no templates "
            "folder. Put it back, or reinstall docflow."
        )


def flat(name: str) -> str:
    """A field's name as templates spell it: patient.name is patient_name."""
    return name.replace(".", "_")
