"""The prescriber's signature: whether it is there, of what kind, and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow import Document, Reading, Settings, hookimpl

from .sheets import Sheet, sheet
from .verdicts import DOUBT, Verdict, best, verdicts

_REFUSES = re.compile(
    r"explanation of (?:benefits|payment)|notice of (?:denial|non-?payment|adverse)|right to appeal"
    r"|appeal rights|(?:claim|request|service|treatment)s? (?:is|was|were|ha(?:s|ve) been) denied"
    r"|adverse (?:benefit )?determination|amount denied|do not bill the (?:patient|worker)"
    r"|remittance advice|if you disagree",
    re.I,
)
"""Words of a payer that refuses: its letters are signed, too, but not by a prescriber."""


@hookimpl
def docflow_extract(document: Document, settings: Settings) -> tuple[Reading, ...]:
    """Whether the prescriber signed, how, and when; nothing where no place for it is found."""
    sheets = [sheet(page, document.received) for page in document.pages if page.words]
    if sum(len(set(_REFUSES.findall(line.text))) for s in sheets for line in s.on.lines) >= 2:
        return ()
    seen = [(s, v) for s in sheets for v in verdicts(s)]
    if not seen:
        return ()
    chosen, verdict = best(seen)
    return tuple(_readings(document.id, chosen, verdict))


def _readings(document: str, chosen: Sheet, verdict: Verdict) -> Iterator[Reading]:
    """The verdict as readings; what is doubtful comes with its contrary, so that none is sure."""
    source = chosen.source(document, verdict.box)
    grounds = ("label", verdict.ground)
    signed = verdict.kind in ("handwritten", "electronic")
    sure = verdict.confidence
    value, contrary = ("true", "false") if signed else ("false", "true")
    yield Reading("signature.present", value, "", sure, source, grounds)
    yield Reading("signature.kind", verdict.kind, "", sure, source, grounds)
    if sure < DOUBT:
        yield Reading("signature.present", contrary, "", 1 - sure, source, grounds)
        yield Reading("signature.kind", verdict.rival, "", 1 - sure, source, grounds)
    if verdict.kind != "none":
        for day in verdict.days:
            where = chosen.source(document, day.box)
            ground = ("label", "statement") if verdict.kind == "electronic" else ("label",)
            yield Reading(
                "signature.date", day.value, day.text, 0.9 if day.named else 0.8, where, ground
            )
