"""One old paper in short: whose it is to pay, who prescribed, how many visits, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docflow.model import Case, Finding

_OURS = (".doubtful", ".disputed", ".unread")
_ALSO_OURS = frozenset({"signature.unknown", "unreadable"})


@dataclass(frozen=True, slots=True)
class Found:
    """A finding without its words, which may name the patient; `caveat` is its rule's."""

    code: str
    severity: str
    field: str = ""
    caveat: str = ""

    @property
    def ours(self) -> bool:
        """Whether docflow could not tell, whatever the paper says."""
        return self.code.endswith(_OURS) or self.code in _ALSO_OURS or self.code[:7] == "plugin."

    @property
    def lacks(self) -> bool:
        """Whether the paper lacks something that blocks; else docflow only could not tell."""
        return self.severity == "error" and not self.ours


@dataclass(frozen=True, slots=True)
class Row:
    """One document. `payer` is its pack's id, "" if none is known; `visits` are those ordered.

    `visits` is 0 where the order does not say how many.
    """

    file: str
    part: str = ""
    kind: str = "other"
    payer: str = ""
    payer_name: str = ""
    prescriber: str = ""
    visits: int = 0
    findings: tuple[Found, ...] = ()

    @property
    def referral(self) -> bool:
        """Whether it is an order for treatment."""
        return self.kind == "referral"

    @property
    def unread(self) -> bool:
        """Whether it could not be read at all."""
        return any(found.code == "unreadable" for found in self.findings)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The codes of what the paper lacks, each once."""
        return tuple(dict.fromkeys(found.code for found in self.findings if found.lacks))

    def has(self, code: str) -> bool:
        """Whether it was found."""
        return any(found.code == code for found in self.findings)

    @property
    def doubted(self) -> bool:
        """Whether nothing is known to lack, but a person must look."""
        return not self.lacks and any(found.severity == "error" for found in self.findings)


def row_of(file: str, part: str, case: Case | None, findings: Iterable[Finding]) -> Row:
    """The row of one document; `case` None: it could not be read."""
    found = tuple(Found(f.code, f.severity, f.field, f.caveat) for f in findings)
    if case is None:
        return Row(file, part, findings=found)
    payer = case.payer
    return Row(
        file,
        part,
        case.kind,
        payer.id if payer else "",
        payer.name if payer else case.value("payer.name"),
        case.value("provider.name"),
        _most(case.value("order.visits")),
        found,
    )


def _most(text: str) -> int:
    """The upper end of "12" or "8-16"; 0 where nothing is said."""
    last = text.rpartition("-")[2]
    return int(last) if last.isdigit() else 0
