"""Appeals: their letters, and the facts about them that only a person knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docflow import FieldSpec, hookimpl
from docflow.terms.steps import HOW, RESULTS, clean_step


def clean_text(text: str) -> str:
    """Words with single spaces."""
    return " ".join(text.split())


def _step(words: tuple[str, ...]) -> Callable[[str], str]:
    return lambda text: clean_step(text, words)


@hookimpl
def docflow_fields() -> Iterable[FieldSpec]:
    """What was sent, what came of it, and what a biller adds for an appeal."""
    yield FieldSpec(
        "appeal.sent",
        "Sent",
        _step(HOW),
        many=True,
        meaning='"2026-11-30 fax 1 ab12cd34": day, how, level, notice. docflow sent writes it.',
    )
    yield FieldSpec(
        "appeal.outcome",
        "Outcome",
        _step(RESULTS),
        many=True,
        meaning='"2026-12-20 upheld 1 ab12cd34": day, result, level, notice.',
    )
