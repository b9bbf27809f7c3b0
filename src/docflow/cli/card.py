"""How a case is shown: as JSON for programs, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docflow.model import Field, FieldSpec, Finding, Reading, Rule, Source
from docflow.workspace import Card

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

COLOURS: Mapping[str, str] = {"error": "red", "warning": "yellow", "info": "dim"}
VERDICTS: Mapping[str, str] = {"billable": "green", "not billable": "red"}


def summary(card: Card) -> dict[str, Any]:
    """A case in short, as `docflow cases --json` lists it."""
    case = card.case
    return {
        "id": case.id,
        "verdict": card.verdict,
        "kind": case.kind,
        "patient": case.value("patient.name"),
        "payer": case.payer.name if case.payer else case.value("payer.name"),
        "documents": [filed.document for filed in case.documents],
        "findings": [finding_json(finding) for finding in card.findings],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding with its rule, what is to be said of that, and its place on paper."""
    rule = finding.rule
    return {
        "code": finding.code,
        "severity": finding.severity,
        "field": finding.field,
        "message": finding.message,
        "by": finding.by,
        **(_rule(rule) if rule else {}),
        **({"rule_caveat": finding.caveat} if finding.caveat else {}),
        **_place(finding.source),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {"rule": rule.text, "rule_source": rule.source, "rule_confidence": rule.confidence}


def field_json(field: Field) -> dict[str, Any]:
    """A value, how sure it is, and everything that was read or said about it, best first."""
    return {
        "name": field.name,
        "value": field.value,
        "confidence": round(field.confidence, 4),
        "review": field.review,
        **({"derived": True} if field.derived else {}),
        "readings": [_reading(reading) for reading in field.readings],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "value": reading.value,
        "text": reading.text,
        "by": reading.by,
        "confidence": round(reading.confidence, 4),
        "grounds": list(reading.grounds),
        **_place(reading.source),
    }


def _place(source: Source | None) -> dict[str, Any]:
    if source is None:
        return {}
    box = [round(side, 4) for side in source.box]
    return {"document": source.document, "page": source.page, "box": box}


def table_of(cards: Iterable[Card], letters: Mapping[str, Iterable[str]] | None = None) -> Table:
    """Cases in short: verdict, patient, payer, what is wrong, and the letters where given."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(header_style="dim", box=None, padding=(0, 2, 0, 0))
    for head in ("Case", "Verdict"):
        table.add_column(head, no_wrap=True)
    for head in ("Patient", "Payer"):
        table.add_column(head, overflow="fold")
    table.add_column("To do" if letters is None else "To do, and letters made", no_wrap=True)
    for card in cards:
        row = summary(card)
        made = letters.get(card.case.id, ()) if letters else ()
        table.add_row(
            row["id"],
            f"[{VERDICTS.get(card.verdict, 'cyan')}]{card.verdict}[/]",
            escape(row["patient"] or "?"),
            escape(row["payer"] or "?"),
            "\n".join((_to_do(card), *(f"[cyan]+ {name}[/]" for name in made))),
        )
    return table


def _to_do(card: Card) -> str:
    """The codes of the errors, one a line, and how many values are to be looked at."""
    errors = dict.fromkeys(f.code for f in card.findings if f.severity == "error")
    warnings = sum(f.severity == "warning" for f in card.findings)
    lines = [f"[red]{code}[/]" for code in errors]
    lines += [f"[yellow]{warnings} to look at[/]"] if warnings else []
    return "\n".join(lines) or "[green]nothing[/]"


def print_fields(console: Console, card: Card, specs: Mapping[str, FieldSpec]) -> None:
    """Every value with its place, how sure it is, and by whose word."""
    from rich.markup import escape
    from rich.table import Table

    heads = ("Field", "Value", "Sure", "Place", "By whose word", "Name")
    table = Table(*heads, header_style="dim", box=None, padding=(0, 2, 0, 0))
    table.columns[-1].no_wrap, table.columns[-1].style = True, "dim"
    for name in sorted(card.case.fields):
        for field in card.case.fields[name]:
            label = specs[name].label if name in specs else name
            table.add_row(
                escape(label),
                escape(field.value) or "[dim]not on the paper[/]",
                "[yellow]please check[/]" if field.review else f"{field.confidence:.0%}",
                _where(field.best.source, card),
                "computed" if field.derived else escape(field.best.by),
                name,
            )
    console.print(table)


def _where(source: Source | None, card: Card) -> str:
    if source is None:
        return ""
    papers = [filed.document for filed in card.case.documents]
    number = papers.index(source.document) + 1 if source.document in papers else 0
    paper = f"paper {number}, " if len(papers) > 1 else ""
    return f"{paper}p. {source.page}, {source.box.middle[1]:.0%} down"


def print_findings(console: Console, card: Card) -> None:
    """What a person must know: what is wrong, by which rule, where."""
    from rich.markup import escape

    for finding in card.findings:
        colour = COLOURS[finding.severity]
        console.print(f"[{colour}]{finding.severity:>7}[/]  {escape(finding.message)}")
        notes = [finding.code, finding.by, _where(finding.source, card)]
        console.print(f"         [dim]{escape('; '.join(note for note in notes if note))}[/]")
        if finding.rule:
            unread = "" if finding.rule.confidence == "verified" else "verify this rule"
            doubt = finding.caveat or unread
            said = f"{finding.rule.text} Source: {finding.rule.source}"
            said += f" ({doubt})" if doubt else ""
            console.print(f"         [dim]{escape(said)}[/]")
