"""Which road a denial takes: correct and send again, appeal, another payer, the patient, let go."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from docflow.appeals.denial import Denial
from docflow.model import Rule
from docflow.terms.denials import CATEGORIES, parts

Way = Literal["appeal", "correct", "other_payer", "share", "let_go", "unknown"]

WAYS: dict[str, str] = {
    "appeal": "appeal",
    "correct": "correct and send again",
    "other_payer": "bill the other payer",
    "share": "the patient's share",
    "let_go": "let it go",
    "unknown": "ask what the reason is",
}
"""What the roads are called at the desk."""

_NO_APPEAL = {
    "MA130": ("correct", "The remark MA130 says it: the claim cannot be processed and nothing "
              "can be appealed. Send a new, complete claim."),
    "N211": ("let_go", "The remark N211 says that this decision cannot be appealed. Look into "
             "the contract before letting it go."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Road:
    """A road, what to do first, by which rule, and the road to take where it is barred."""

    way: Way
    step: str
    rule: Rule
    instead: Way | None = None
    printed: bool = False

    @property
    def name(self) -> str:
        """What it is called at the desk."""
        return WAYS[self.way]


def road(denial: Denial) -> Road:
    """The road of a denial. What the notice itself says outranks the table."""
    remarks = [v for v in denial.values("denial.codes") if v in _NO_APPEAL]
    if remarks:
        way, step = _NO_APPEAL[remarks[0]]
        return Road(cast(Way, way), step, Rule(step, "the notice"), printed=True)
    category = denial.value("denial.category")
    if category not in CATEGORIES:
        step = "The notice does not say why. Ask the payer for the reason before anything is sent."
        return Road("unknown", step, Rule(step, "the notice"))
    groups = {parts(code)[0] for code in denial.values("denial.codes") if "-" in code}
    group = groups.pop() if len(groups) == 1 else ""
    table = _table()
    row = table.get((category, group)) or table[category, ""]
    rule = Rule(row["step"], row["source"])
    return Road(cast(Way, row["road"]), row["step"], rule, cast(Way, row["instead"]) or None)


@cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    path = files("docflow.terms") / "data" / "roads.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {(row["category"], row["group"]): row for row in rows}
