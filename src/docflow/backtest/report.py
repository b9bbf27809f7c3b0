"""The report as one HTML page without scripts or links: it may be mailed or printed."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from docflow.backtest.rows import Row
from docflow.backtest.totals import totals


def page(rows: Iterable[Row], subject: str) -> str:
    """The page about these rows; `subject` says in words which paper they are of."""
    from jinja2 import Environment, StrictUndefined

    everything = tuple(rows)
    text = (files("docflow.backtest") / "report.html.j2").read_text(encoding="utf-8")
    env = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    lacking = [row for row in everything if row.referral and row.lacks]
    unread = [row for row in everything if row.unread]
    return env.from_string(text).render(
        subject=subject, all=totals(everything), lacking=lacking, unread=unread
    )
