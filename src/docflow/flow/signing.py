"""The host's signature under a plugin's reading: who said it, cleaned, on a page that exists."""

from __future__ import annotations

import re
from dataclasses import replace

from docflow.belief import FAINT
from docflow.catalog import Catalog
from docflow.model import (
    GUESSED,
    PERSON,
    Box,
    Document,
    FieldSpec,
    Finding,
    Page,
    Reading,
    Source,
)
from docflow.plugins import Fault, Plugin

TEXT_LAYER = "text"
"""The ground of a reading whose words the file itself carries."""

CONCLUDED = "words"
"""The ground of a conclusion from prose: the words may be certain, what they mean is not."""

PROVED = frozenset({"code", "ticked"})
"""Grounds that a conclusion from prose has beside it on the paper itself."""

LONE_DIGIT = "lone-digit"
"""The ground of a recognised date with a day or month of one digit: a pen's second one is easily
taken for the stroke beside it, by every reader."""

DOUBT = 0.6
"""A word less certain than this was read with doubt."""

DIGITS = 0.85
"""A number less certain than this was read with doubt: no spelling helps a reader of digits."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKS = ".,:;()"
_LONE = re.compile(r"(?<!\d)\d[/.\-]")

HOST_GROUNDS = frozenset(
    {TEXT_LAYER, LONE_DIGIT, FAINT, GUESSED, "agreed", "differs", "reread", "rival", "known"}
)
"""Grounds that only the host may give."""


def sign(
    reading: Reading, plugin: Plugin, document: Document, catalog: Catalog
) -> tuple[Reading | None, Fault | None]:
    """The reading with a clean value, the plugin's name and the host's grounds.

    None and no fault: what stands there is no value of that field.
    """
    spec = catalog.fields.get(reading.field)
    if spec is None:
        return None, _fault(plugin, f"names a field {reading.field!r} that nobody defines")
    value, fault = clean(reading.field, reading.value, catalog)
    if fault or not value:
        return None, fault
    pages = {page.number: page for page in document.pages}
    source = reading.source
    if source and (source.document != document.id or source.page not in pages):
        return None, _fault(plugin, "points at a page that the document does not have")
    signed = replace(
        reading,
        value=value,
        by=plugin.name.removeprefix(PERSON),
        confidence=float(min(1.0, max(0.0, reading.confidence))),
    )
    page = pages[source.page] if source else None
    return replace(signed, grounds=tuple(sorted(_grounds(signed, spec, page)))), None


def _grounds(reading: Reading, spec: FieldSpec, page: Page | None) -> set[str]:
    """The plugin's grounds, and the host's for what stands at the reading's place on its page."""
    grounds, source = set(reading.grounds) - HOST_GROUNDS, reading.source
    concluded = CONCLUDED in grounds and not grounds & PROVED
    grounds |= {GUESSED} if concluded and spec.critical else set()
    if page and source and carried(page, source.box):
        grounds |= set() if concluded else {TEXT_LAYER}
    elif _ISO.fullmatch(reading.value) and _LONE.search(reading.text):
        grounds.add(LONE_DIGIT)
    elif page and source and _ungoverned(spec, reading.value) and doubtful(page, source, reading):
        grounds.add(FAINT)
    return grounds


def carried(page: Page, box: Box) -> bool:
    """Whether the file itself carries the words at this place, so that nobody had to guess."""
    own = page.origin in ("text", "data")
    return own and not any(overlap(box, picture) for picture in page.pictures)


def _ungoverned(spec: FieldSpec, value: str) -> bool:
    """Whether nothing but its letters vouches for a value: a name or a number, and no date."""
    return not spec.many and (spec.identifies or not spec.critical) and not _ISO.fullmatch(value)


def doubtful(page: Page, source: Source, reading: Reading) -> bool:
    """Whether a reader doubted one of the words of a reading at its place."""
    parts = {part.strip(_MARKS) for part in reading.text.split()}
    return any(
        word.confidence < (DIGITS if sum(map(str.isdigit, word.text)) > 1 else DOUBT)
        for word in page.words
        if len(bare := word.text.strip(_MARKS)) > 1 and bare in parts and source.box.holds(word.box)
    )


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes on a page share a place."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0


def clean(field: str, text: str, catalog: Catalog) -> tuple[str, Fault | None]:
    """The canonical value of a text; a cleaner that fails is its own plugin's fault."""
    owner = catalog.owners[field]
    try:
        value = catalog.fields[field].clean(text)
    except Exception as error:
        return "", Fault(owner, "docflow_fields", f"clean of {field}", type(error).__name__)
    if not isinstance(value, str):
        return "", Fault(owner, "docflow_fields", f"clean of {field}", "answered with no text")
    return value, None


def fault_finding(fault: Fault) -> Finding:
    """A fault as a finding: it blocks, for what the plugin would have said is not known."""
    return Finding("plugin.fault", "error", fault.message, by=fault.plugin)


def _fault(plugin: Plugin, what: str) -> Fault:
    return Fault(plugin.name, "docflow_extract", plugin.place.name, what)
