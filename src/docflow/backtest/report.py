"""The report as one HTML page without scripts or links: it may be mailed or printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path

from docflow.backtest.rows import Row
from docflow.backtest.totals import totals
from docflow.backtest.wording import words


def page(rows: Iterable[Row], subject: str, folder: Path, labels: Mapping[str, str]) -> str:
    """The page about these rows; `subject` says in words which paper they are of.

    Files are named as they lie below `folder`; `labels` are what the fields are called.
    """
    from jinja2 import Environment, StrictUndefined

    everything = tuple(rows)
    text = (files("docflow.backtest") / "report.html.j2").read_text(encoding="utf-8")
    env = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters["below"] = partial(_below, folder)
    fields = {f.code: f.field for row in everything for f in row.findings}
    env.filters["words"] = lambda code: words(code, fields.get(code, ""), labels)
    said = totals(everything)
    return env.from_string(text).render(
        subject=subject,
        all=said,
        blocking=[e for e in said.elements if e.blocks],
        looked=[e for e in said.elements if not (e.blocks or e.ours or e.severity == "info")],
        planned=[e for e in said.elements if e.severity == "info"],
        unsure=[e for e in said.elements if e.ours],
        lacking=[row for row in everything if row.referral and row.lacks],
        unread=[row for row in everything if row.unread],
    )


def _below(folder: Path, row: Row) -> str:
    """The file's name as a person looks for it, with the way to a file packed in it."""
    path = Path(row.file)
    near = (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()
    return f"{near} > {row.part}" if row.part else near
