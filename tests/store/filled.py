"""A document's way through the store, as the workspace would take it."""

from docflow.model import Affine, Box, Finding, Join, Mark, Page, Reading, Rule, Source, Taken
from docflow.store import (
    Arrived,
    Claim,
    Files,
    Kept,
    Store,
    claim,
    finish_take,
    keep_bytes,
    received,
)

OWN = Join()


def arrive(store: Store, content: bytes, name: str = "fax.pdf", modified: int = 1) -> Kept:
    kept = keep_bytes(store, content)
    received(store, kept, Arrived(name, name, kept.size, modified))
    return kept


def claimed(store: Store, document: str) -> Claim:
    held = claim(store, document)
    assert held is not None
    return held


def taken(document: str, value: str = "Laura Schmidt") -> Taken:
    source = Source(document, 1, Box(0.1, 0.2, 0.3, 0.22))
    return Taken(
        document,
        pages=(
            Page(
                1,
                612,
                792,
                marks=(Mark("code", Box(0, 0, 1, 1), "DOCFLOW CASE X"),),
                delivered=Affine(0, -1, 1, 1, 0, 0),
                origin="ocr",
            ),
        ),
        readings=(
            Reading("patient.name", value, value.upper(), 0.93, source, ("label",), "referral"),
            Reading("signature.present", "no", confidence=0.7, by="signature"),
        ),
        findings=(
            Finding(
                "plugin.failed",
                "error",
                "A part is missing.",
                rule=Rule("r", "s", confidence="verified"),
                source=source,
                by="docflow",
            ),
        ),
        plugins=(("referral", "0.1.0"), ("rapid", "0.1.0")),
    )


def filed(store: Store, content: bytes, home: Join = OWN) -> str:
    """A document that arrived, was taken and lies in its case."""
    kept = arrive(store, content)
    finish_take(store, claimed(store, kept.id), taken(kept.id), Files(), home)
    return kept.id
