"""What `docflow read` says about one document: the JSON contract and the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docflow.model import Case, Field, FieldSpec, Finding, Source

if TYPE_CHECKING:
    from rich.console import Console

VERSION = 1
"""The version of the JSON form; docs/json.md describes it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One document's case and findings. `case` None: it could not be read.

    `part` is the way to a file packed in `file`, "" for the file itself.
    """

    file: Path
    part: str
    case: Case | None
    findings: tuple[Finding, ...]


def refused(file: Path, part: str, reason: str) -> Answer:
    """The answer for a file that cannot be read."""
    return Answer(file, part, None, (Finding("unreadable", "error", reason),))


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer in the form that programs read."""
    case = answer.case
    fields = [f for name in sorted(case.fields) for f in case.fields[name]] if case else []
    return {
        "version": VERSION,
        "file": str(answer.file),
        **({"part": answer.part} if answer.part else {}),
        "document": case.id if case else "",
        "kind": case.kind if case else "other",
        "payer": case.payer.id if case and case.payer else "",
        "fields": [_field(f) for f in fields if f.value],
        "findings": [_finding(finding) for finding in answer.findings],
    }


def _field(field: Field) -> dict[str, Any]:
    best = field.best
    return {
        "name": field.name,
        "value": field.value,
        "confidence": round(field.confidence, 4),
        "review": field.review,
        "text": best.text,
        "by": best.by,
        "grounds": list(best.grounds),
        **_place(best.source),
        **({"derived": True} if field.derived else {}),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    return {
        "code": finding.code,
        "severity": finding.severity,
        "field": finding.field,
        "message": finding.message,
        "by": finding.by,
        **(
            {"rule": rule.text, "rule_source": rule.source, "rule_confidence": rule.confidence}
            if rule
            else {}
        ),
        **({"rule_caveat": finding.caveat} if finding.caveat else {}),
        **_place(finding.source),
    }


def _place(source: Source | None) -> dict[str, Any]:
    if source is None:
        return {}
    return {"page": source.page, "box": [round(side, 4) for side in source.box]}


def show(answer: Answer, specs: Mapping[str, FieldSpec], console: Console) -> None:
    """Print the answer as a table for people."""
    from rich.markup import escape
    from rich.table import Table

    name = answer.file.name + (f" > {answer.part}" if answer.part else "")
    kind = answer.case.kind if answer.case else "unreadable"
    console.print(f"\n[bold]{escape(name)}[/]  {kind}")
    table = Table("Field", "Value", "Sure", "Page", "Read by", header_style="dim", box=None)
    for field in _shown(answer.case):
        sure = "[yellow]please check[/]" if field.review else f"{field.confidence:.0%}"
        page = str(field.best.source.page) if field.best.source else ""
        by = "computed" if field.derived else field.best.by
        label = specs[field.name].label if field.name in specs else field.name
        table.add_row(escape(label), escape(field.value), sure, page, escape(by))
    if table.row_count:
        console.print(table)
    colours = {"error": "red", "warning": "yellow", "info": "dim"}
    for finding in answer.findings:
        mark = f"[{colours[finding.severity]}]{finding.severity:>7}[/]"
        console.print(f"{mark}  {escape(finding.message)} [dim]({finding.code})[/]")


def _shown(case: Case | None) -> list[Field]:
    return [f for found in case.fields.values() for f in found if f.value] if case else []
