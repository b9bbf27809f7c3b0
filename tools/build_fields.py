"""Writes docs/fields.md from the fields that docflow's plugins define.

Usage: python tools/build_fields.py
"""

from __future__ import annotations

from pathlib import Path

from docflow.catalog import gather
from docflow.model import FieldSpec
from docflow.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "fields.md"
HEAD = """\
# Fields

Every value that docflow knows of. A field has one definition; any plugin may read it, and a plugin
may define more ([hooks.md](hooks.md)). Written by `python tools/build_fields.py`.

**many**: it can hold several values. **who**: it tells one patient from another, so that any
difference between papers blocks. **critical**: a wrong value costs money, so that one machine's
word alone is never enough. Dates are ISO 8601, phones and NPIs digits.

| field | at the desk | | meaning | defined by |
|---|---|---|---|---|
"""


def text() -> str:
    """The page, as it should stand."""
    catalog = gather(Settings())
    rows = (_row(spec, catalog.owners[name]) for name, spec in catalog.fields.items())
    return HEAD + "".join(rows)


def _row(spec: FieldSpec, owner: str) -> str:
    traits = {"many": spec.many, "who": spec.identifies, "critical": spec.critical}
    marks = ", ".join(name for name, true in traits.items() if true)
    meaning = spec.meaning.replace("|", "\\|")
    return f"| `{spec.name}` | {spec.label} | {marks} | {meaning} | {owner} |\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
