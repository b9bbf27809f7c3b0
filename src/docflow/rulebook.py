"""A payer's rules as one list: what each says, since when, by whom, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from docflow.model import Payer, Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of one payer. `about` names what it rules, the same in every version of a pack."""

    payer: str
    about: str
    says: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Change:
    """What one pack says of a point and the other does not; None: it says nothing."""

    about: str
    before: Entry | None
    after: Entry | None


def rulebook(payer: Payer, day: date | None = None) -> tuple[Entry, ...]:
    """Every rule of the payer, or those in force on `day`, ordered by what they rule."""
    entries = (
        Entry(payer.id, about, says, rule)
        for about, says, rule in _rules(payer)
        if day is None or rule.holds(day)
    )
    return tuple(sorted(entries, key=_order))


def changes(before: Payer, after: Payer, day: date | None = None) -> tuple[Change, ...]:
    """Where two packs differ: in what they say, in a rule's text or in its dates."""
    old, new = _by_point(rulebook(before, day)), _by_point(rulebook(after, day))
    return tuple(
        Change(point[0], old.get(point), new.get(point))
        for point in sorted({*old, *new})
        if _substance(old.get(point)) != _substance(new.get(point))
    )


def stale(payers: Iterable[Payer], today: date, days: int) -> tuple[Entry, ...]:
    """Rules that nobody verified within so many days, and those that nobody ever did."""
    return tuple(
        entry
        for payer in payers
        for entry in rulebook(payer)
        if entry.rule.caveat(today, days) and not _over(entry.rule, today)
    )


def _over(rule: Rule, today: date) -> bool:
    return rule.effective_to is not None and rule.effective_to < today


def _rules(payer: Payer) -> Iterator[tuple[str, str, Rule]]:
    for need in payer.requires:
        yield f"needs {need.field}", need.severity, need.rule
    for limit in payer.limits:
        yield f"limit {limit.name}", f"{limit.value:g}", limit.rule
    for who in payer.prescribers:
        yield "prescribers", ", ".join(who.credentials), who.rule
    for way in payer.authorizations:
        yield "authorization", f"{way.channel} {way.form}".strip(), way.rule
    for code in payer.code_rules:
        number = f" at most {code.units}" if code.units else ""
        about = f"codes {code.kind} {' '.join(code.codes)}"
        yield about, f"{code.modifier}{number}".strip(), code.rule
    yield from _duties_and_stops(payer)


def _duties_and_stops(payer: Payer) -> Iterator[tuple[str, str, Rule]]:
    for duty in payer.duties:
        when = [f"after {duty.visits} visits"] if duty.visits else []
        when += [f"within {duty.days} days"] if duty.days else []
        yield f"duty {duty.name}", " or ".join(when), duty.rule
    for level in payer.appeals:
        window = f"{level.window} {level.unit} from {level.counted_from}"
        yield f"appeal {level.name}", window, level.rule
    for stop in payer.stops:
        whom = ", ".join((*stop.billers, *stop.codes))
        yield f"stop {stop.code} {whom}".strip(), stop.message, stop.rule
    for contact in payer.contacts:
        ways = (contact.phone, contact.fax, *contact.address)
        yield f"contact {contact.purpose}", ", ".join(w for w in ways if w), contact.rule


def _order(entry: Entry) -> tuple[str, date]:
    return entry.about, entry.rule.effective_from or date.min


def _by_point(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """By what is ruled, and since when where a pack says it for several times."""
    points: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        since = entry.rule.effective_from
        first = (entry.about, "") not in points
        points[entry.about, "" if first else str(since or "")] = entry
    return points


def _substance(entry: Entry | None) -> tuple[object, ...] | None:
    if entry is None:
        return None
    rule = entry.rule
    return entry.says, rule.text, rule.effective_from, rule.effective_to
