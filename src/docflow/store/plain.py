"""The model's small nouns as columns and JSON, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.engine import Row

from docflow.model import Box, Rule, Source

_SIDES = ("left", "top", "right", "bottom")


def place(where: Source | None) -> dict[str, Any]:
    """A place on the row's own document as columns."""
    if where is None:
        return dict.fromkeys(("page", *_SIDES))
    return {"page": where.page, **dict(zip(_SIDES, where.box, strict=True))}


def source(row: Row[Any]) -> Source | None:
    """The place that a row tells, if it tells one."""
    if row.document is None or row.page is None:
        return None
    return Source(row.document, row.page, Box(*(getattr(row, side) for side in _SIDES)))


def to_rule(rule: Rule | None) -> dict[str, Any] | None:
    """A rule as JSON."""
    if rule is None:
        return None
    return {
        "text": rule.text,
        "source": rule.source,
        "effective_from": _iso(rule.effective_from),
        "effective_to": _iso(rule.effective_to),
        "verified": _iso(rule.verified),
        "confidence": rule.confidence,
    }


def from_rule(plain: dict[str, Any] | None) -> Rule | None:
    """A rule out of JSON."""
    if plain is None:
        return None
    days = {name: _day(plain[name]) for name in ("effective_from", "effective_to", "verified")}
    return Rule(plain["text"], plain["source"], confidence=plain["confidence"], **days)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
