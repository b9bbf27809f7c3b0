"""Under which line of business a notice was written, and whether treatment was given already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow import Reading

from .passage import Passage, seen

_PATTERNS = {
    "medicare_advantage": r"\bmedicare advantage\b|\bpart c\b|\bHMO-POS\b",
    "medicare": r"\bmedicare (?:part b|administrative contractor)\b|\bredetermination\b",
    "medicaid": r"\bmedicaid\b|\bapple health\b|\boregon health plan\b|\bstate fair hearing\b",
    "feca": r"\bOWCP\b|\bfederal employees'? compensation\b",
    "fehb": r"\bfederal employees health benefits\b|\bFEHB\b",
    "tricare": r"\btricare\b",
    "va": r"\bcommunity care network\b|\bdepartment of veterans affairs\b",
    "hsa_fsa": r"\bflexible spending\b|\bhealth savings account\b",
    "auto_pip": r"\bpersonal injury protection\b|\bPIP\b|\bmedical payments coverage\b|"
    r"\bno-fault\b",
    "workers_comp": r"\bworkers'? ?comp\w*|\binjured worker\b|\bindustrial insurance\b",
    "commercial": r"\bERISA\b|\bemployer[- ]sponsored\b|\bgroup health plan\b|"
    r"\bself-(?:funded|insured) (?:group|plan|employer)\b|"
    r"\bemployee benefit plan\b|\bprivate employer plans\b",
}
PROGRAMS = frozenset(_PATTERNS)
STAGES = frozenset({"claim", "prior_authorization"})
_ELSEWHERE = re.compile(r"primary|other (?:insurance|carrier|coverage)|bill|carrier", re.IGNORECASE)
_ASKED = re.compile(
    r"prior authori[sz]ation request|pre-?certification request|request(?:ed)? for (?:prior )?"
    r"authori[sz]ation|(?:requested|proposed) (?:service|treatment)|service requested|"
    r"additional visits|non-?certified",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:claim|bill|charges?)\b.{0,60}\b(?:processed|received|submitted|denied|paid)\b|"
    r"\bcharges you sent|\bbilled\b|\bamount denied\b",
    re.IGNORECASE,
)


def clean_program(text: str) -> str:
    """One of the programs, or ""."""
    word = text.strip().lower().replace(" ", "_").replace("-", "_")
    return word if word in PROGRAMS else ""


def clean_stage(text: str) -> str:
    """One of the two stages, or ""."""
    word = text.strip().lower().replace(" ", "_")
    return word if word in STAGES else ""


def program(whole: Passage) -> Iterator[Reading]:
    """The line of business that the notice names, where it names only one.

    A sentence about another payer ("bill the auto carrier") says nothing about this one.
    """
    found: dict[str, re.Match[str]] = {}
    for name, pattern in _PATTERNS.items():
        for match in re.finditer(pattern, whole.text, re.IGNORECASE):
            around = whole.text[max(0, match.start() - 40) : match.end() + 30]
            if not _ELSEWHERE.search(around.replace(match[0], "")):
                found.setdefault(name, match)
    if "medicare_advantage" in found:
        found.pop("medicare", None)
    if len(found) == 1:
        ((name, match),) = found.items()
        sure = 0.85 * whole.sure(*match.span())
        yield seen("payer.program", name, match[0], sure, whole.source(*match.span()), "words")


def stage(whole: Passage) -> Iterator[Reading]:
    """Whether treatment was asked for, or was given and billed."""
    asked, given = _ASKED.search(whole.text), _GIVEN.search(whole.text)
    if bool(asked) == bool(given):
        return
    match = asked or given
    if match:
        value = "prior_authorization" if asked else "claim"
        place = whole.source(*match.span())
        yield seen("denial.stage", value, match[0], 0.8, place, "words")
