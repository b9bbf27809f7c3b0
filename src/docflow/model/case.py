"""A case: what docflow believes about one request for treatment of one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import Literal

from docflow.model.payer import Payer, Rule, Severity
from docflow.model.reading import DERIVED, Reading, Source


@dataclass(frozen=True, slots=True)
class Field:
    """What the case believes about one value of one field.

    `value` "" means that a person said: not on the paper. `confidence` is the calibrated
    probability that the value is right; `review`: a person must look before it is used.
    `readings` are all that spoke, best first, rivals included.
    """

    name: str
    value: str
    confidence: float
    review: bool
    readings: tuple[Reading, ...]

    @property
    def best(self) -> Reading:
        """The reading that the value was taken from."""
        return self.readings[0]

    @property
    def derived(self) -> bool:
        """Whether docflow computed it from other values."""
        return DERIVED in self.best.grounds


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person must know.

    `message` says in the desk's words what is wrong and what to do; the rule says by whose word.
    An error blocks letters. The host sets `by`, and `caveat`: what a payer's rule must not be
    shown without, if it has expired or nobody has verified it lately.
    """

    code: str
    severity: Severity
    message: str
    field: str = ""
    rule: Rule | None = None
    source: Source | None = None
    by: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document's place in a case: its id, its kind and the day it arrived.

    `answers`: it bears the case's own code, so that it is docflow's question come back.
    """

    document: str
    kind: str
    received: date
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Where a document belongs, and why.

    `case` "" opens one of its own. `how`: "own", "code" (the case's code stands on the page),
    "enclosed" (it wraps a document of that case), "facts" (numbers and names fit exactly one) or
    "person". `reasons` are for the desk. `offers` are cases that might fit, each with the reason,
    for a person to choose.
    """

    case: str = ""
    how: Literal["own", "code", "enclosed", "facts", "person"] = "own"
    reasons: tuple[str, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All that is believed about one request, ready to be checked.

    `fields` maps a name to its values (one, unless the field is `many`). `payer` is the pack that
    the payer's name was recognised as, None if unknown; `packs` are all packs whose rules bind the
    case: the payer's own, then those of its program. `today` is the day to judge by. `notices`
    says, where the case has several notices of denial, what each says by itself, by its document;
    `fields` then hold what the newest says of what only notices say.
    """

    id: str
    today: date
    documents: tuple[Filed, ...]
    fields: Mapping[str, tuple[Field, ...]]
    payer: Payer | None = None
    packs: tuple[Payer, ...] = ()
    notices: Mapping[str, Mapping[str, tuple[Field, ...]]] = dataclass_field(default_factory=dict)

    def values(self, name: str) -> tuple[str, ...]:
        """Every non-empty value of a field, those in doubt included."""
        return tuple(f.value for f in self.fields.get(name, ()) if f.value)

    def value(self, name: str) -> str:
        """The first value of a field, or ""."""
        return next(iter(self.values(name)), "")

    def field(self, name: str) -> Field | None:
        """The first belief about a field, or None."""
        return next(iter(self.fields.get(name, ())), None)

    @property
    def kind(self) -> str:
        """The kind of the document that opened the case."""
        return self.documents[0].kind if self.documents else "other"
