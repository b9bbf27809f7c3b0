"""What makes a letter worth writing again."""

from __future__ import annotations

import hashlib

from docflow.letters.asks import asks
from docflow.letters.entries import ASKS, DRAFT, entries
from docflow.letters.office import Office
from docflow.letters.template import needs
from docflow.model import Case, Finding, Letter

_DAY = "today"


def basis(
    letter: Letter, case: Case, findings: tuple[Finding, ...], office: Office, draft: bool
) -> str:
    """A mark that changes with the template and with whatever the letter would print.

    The day is not among that: the same letter is not due again because a night has passed.
    """
    template = office.template(letter)
    wanted = needs(template) - {_DAY, ASKS, DRAFT}
    values = {name: entry.value for name, entry in entries(case, office, wanted).items()}
    asked = asks(case, findings, office.fields) if ASKS in needs(template) else ()
    said = (letter.name, draft, template.read_bytes(), sorted(values.items()), asked)
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()
