"""Whether a document refuses payment or approval."""

from __future__ import annotations

from docflow.terms.reasons import REFUSAL, refusing


def refusal(text: str) -> float:
    """How sure it is (0 to 1) that the text is a notice that something is not paid or approved.

    An order whose form leaves room for the insurer's answer speaks of refusals, too, but little.
    """
    points = refusing(text)
    return min(0.99, 0.6 + 0.05 * (points - REFUSAL)) if points >= REFUSAL else 0.0
