"""Whether what a plugin describes (fields, payers, letters) has the form that docflow promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from docflow.catalog import Catalog, recognize_payer
from docflow.errors import DocflowError
from docflow.model import LIMITS, PROGRAMS, FieldSpec, Letter, Limit, Payer, Rule
from docflow.rulebook import rulebook

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")

ODD = (
    *("", " ", "?", "-", "0", "x" * 5000, "Zoë 山田 \u202e", "1/0/0", "NaN", "--8x/wk", "\x00"),
    *("2026-02-31", "(((", "M54.5O", "99999999999999999999", "a\nb\tc", "½ ²", "{{ x }}"),
)
"""Texts that a reader might bring and that are no value, or none that anybody expects."""


def fields(specs: Iterable[FieldSpec]) -> Iterator[str]:
    """Names, labels, and cleaners that fail, answer with no text, or change their own answer."""
    for spec in specs:
        if not _FIELD.fullmatch(spec.name):
            yield f"the field {spec.name!r} is not named like group.noun"
        if not spec.label.strip():
            yield f"the field {spec.name!r} has no label"
        for text in ODD:
            yield from _cleaned(spec, text)


def _cleaned(spec: FieldSpec, text: str) -> Iterator[str]:
    try:
        once = spec.clean(text)
        again = spec.clean(once)
    except Exception as error:
        yield f"clean of {spec.name} raises {type(error).__name__} on {text[:20]!r}"
        return
    if not isinstance(once, str):
        yield f"clean of {spec.name} answers {text[:20]!r} with {type(once).__name__}"
    elif once != again:
        yield f"clean of {spec.name} changes its own answer to {text[:20]!r}"


def letters(offered: Iterable[Letter], catalog: Catalog) -> Iterator[str]:
    """Names, and templates that are not there or ask for what nobody knows."""
    from docflow.letters import known, unknown

    names = known(catalog.office)
    for letter in offered:
        if not _ID.fullmatch(letter.name):
            yield f"the letter {letter.name!r} is not named in small letters and dashes"
        try:
            strange = unknown(catalog.office.template(letter), names)
        except DocflowError as error:
            yield str(error)
            continue
        for name, near in strange.items():
            hint = f" Did you mean {near!r}?" if near else ""
            yield f"the template {letter.template} asks for {name!r}, which nobody knows.{hint}"


def payers(described: Iterable[Payer], catalog: Catalog) -> Iterator[str]:
    """Names that are other payers', words that docflow does not know, rules without a source."""
    for payer in described:
        found = (
            *_names(payer, catalog),
            *_words(payer, catalog),
            *_numbers(payer),
            *(f"{e.about}: {c}" for e in rulebook(payer) for c in _rule(e.rule, date.today())),
            *_overlaps(payer.limits),
        )
        yield from (f"{payer.id}: {complaint}" for complaint in found)


def _names(payer: Payer, catalog: Catalog) -> Iterator[str]:
    if not _ID.fullmatch(payer.id):
        yield "its id is not of small letters, digits and dashes"
    state = payer.state or catalog.settings.practice.state
    for name in (payer.name, *payer.aliases):
        found, likeness = recognize_payer(name, catalog.payers, state)
        if found is None:
            why = "is another payer's too" if likeness else "is not recognised"
            yield f"the name {name!r} {why}"
        elif found.id != payer.id:
            yield f"the name {name!r} is recognised as the payer {found.id}"


def _words(payer: Payer, catalog: Catalog) -> Iterator[str]:
    if payer.program and payer.program not in PROGRAMS:
        yield f"{payer.program!r} is no program: {', '.join(PROGRAMS)}"
    if payer.state and not re.fullmatch(r"[A-Z]{2}", payer.state):
        yield f"{payer.state!r} is no state of two capitals"
    if payer.generic and not payer.program:
        yield "it speaks for its whole program and names none"
    for limit in payer.limits:
        if limit.name not in LIMITS:
            yield f"{limit.name!r} is no limit: {', '.join(LIMITS)}"
    for need in payer.requires:
        if need.field not in catalog.fields:
            yield f"it asks for the field {need.field!r}, which nobody defines"


def _numbers(payer: Payer) -> Iterator[str]:
    numbers = [(limit.name, limit.value) for limit in payer.limits]
    numbers += [(duty.name, min(duty.visits or 1, duty.days or 1)) for duty in payer.duties]
    numbers += [(level.name, level.window) for level in payer.appeals]
    yield from (f"{name} is {value:g}" for name, value in numbers if value <= 0)


def _rule(rule: Rule, today: date) -> Iterator[str]:
    if not rule.text.strip():
        yield "the rule says nothing"
    if not rule.source.strip():
        yield "the rule names no source"
    if rule.confidence == "verified" and rule.verified is None:
        yield "the rule counts as verified and names no day"
    if rule.verified and rule.verified > today:
        yield f"the rule was verified on {rule.verified}, which is not over yet"
    if rule.effective_from and rule.effective_to and rule.effective_from > rule.effective_to:
        yield "the rule ends before it begins"


def _overlaps(limits: Iterable[Limit]) -> Iterator[str]:
    for one, other in combinations(limits, 2):
        a, b = one.rule, other.rule
        apart = (a.effective_to or date.max) < (b.effective_from or date.min) or (
            b.effective_to or date.max
        ) < (a.effective_from or date.min)
        if one.name == other.name and not apart:
            yield f"{one.name} is {one.value:g} and {other.value:g} on the same days"
