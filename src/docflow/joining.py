"""Which case a document belongs to. Only what is certain joins by itself; never a guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from docflow.model import Case, Join, Taken

_CODE = re.compile(r"^\s*DOCFLOW CASE ([0-9A-Z]{4}-[0-9A-Z]{4,12})\s*$")
"""What docflow's own letters carry as a QR code."""


def home(taken: Taken, known: Collection[str], open_cases: Iterable[Case]) -> Join | None:
    """Where a document goes; None for a mere wrapping whose contents are documents themselves.

    `known` are the ids of all cases. A page that carries the code of exactly one of them joins
    it. `open_cases` are looked at only if no code decides.
    """
    named = {case for case in case_codes(taken) if case in known}
    if len(named) == 1:
        return Join(named.pop(), "code", ("The case's own code stands on the page.",))
    if named:
        offers = tuple((case, "Its code stands on a page.") for case in sorted(named))
        return Join(reasons=("Codes of several cases stand on its pages.",), offers=offers)
    if taken.enclosures and taken.kind == "other":
        return None
    return Join()


def case_codes(taken: Taken) -> Iterator[str]:
    """The cases that docflow's own codes on the pages name."""
    for page in taken.pages:
        for mark in page.marks:
            if mark.kind == "code" and (found := _CODE.match(mark.value)):
                yield found[1]
