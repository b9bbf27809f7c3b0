"""What stands between a case and a final letter."""

from __future__ import annotations

from docflow.letters.entries import (
    ASKS,
    DRAFT,
    NOTHING,
    PRACTICE,
    Given,
    entries,
    fields_of,
    label,
)
from docflow.letters.office import Office
from docflow.letters.template import needs
from docflow.model import Case, Field, Finding, Letter


def blockers(
    letter: Letter,
    case: Case,
    findings: tuple[Finding, ...],
    office: Office,
    given: Given = NOTHING,
) -> tuple[Finding, ...]:
    """Errors of the case, values that the letter lacks, and values that nobody has looked at.

    Nothing blocks a letter that is `always` written.
    """
    if letter.always:
        return ()
    wanted = needs(office.template(letter)) - {ASKS, DRAFT}
    have = entries(case, office, wanted, given)
    stops = [finding for finding in findings if finding.severity == "error"]
    needed = wanted - set(have) - letter.optional
    for fields, name in sorted((fields_of(name, office), name) for name in needed):
        if not {stop.field for stop in stops} & set(fields):
            stops.append(_lacks(name, fields, office))
    printed = {p.name for entry in have.values() for p in entry.printed}
    doubted = [name for name in sorted(printed) if any(map(_open, case.fields.get(name, ())))]
    said = {stop.field for stop in stops}
    return (*stops, *(_doubts(name, office) for name in doubted if name not in said))


def _open(belief: Field) -> bool:
    """Whether nobody has settled it; what docflow computed is as doubtful as its sources."""
    return belief.review and bool(belief.value) and not belief.derived


def lacking(letter: Letter, case: Case, office: Office) -> tuple[str, ...]:
    """What a letter could print besides and the case does not have: labels, in order."""
    wanted = letter.optional & needs(office.template(letter))
    have = entries(case, office, wanted)
    return tuple(label(name, office) for name in sorted(wanted - set(have)))


def _lacks(name: str, fields: tuple[str, ...], office: Office) -> Finding:
    practice = name.startswith(PRACTICE)
    how = "in the table [practice] of docflow.toml" if practice else "with docflow confirm"
    message = f"Not on file: {label(name, office)}. Add it {how}."
    return Finding("letter.needs", "error", message, fields[0] if fields else name)


def _doubts(name: str, office: Office) -> Finding:
    what = office.fields[name].label if name in office.fields else name
    message = f"{what} was read, but not surely. Compare it with the paper and confirm it."
    return Finding("letter.doubtful", "error", message, name)
