"""What a letter says about a denial: on what ground it stands, and what is asked of the payer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from docflow.appeals.denial import Denial

PRIOR = "prior_authorization"
"""The stage of a denial of treatment that was asked for and not yet given."""

GROUNDS: dict[str, str] = {
    "medical_necessity": "the treatment was not medically necessary",
    "no_authorization": "there was no prior authorization",
    "non_covered": "the plan does not cover the service",
    "benefit_limit": "the limit of the benefit was reached",
    "missing_information": "information was missing",
    "timely_filing": "the claim was filed too late",
    "duplicate": "the claim repeats one that was processed before",
    "bundled": "the service is included in another one",
    "coding": "the codes on the claim do not fit together",
    "not_eligible": "the patient was not covered on the dates of service",
    "other_payer": "another payer has to pay first",
    "provider_type": "this type of provider cannot be paid",
}
"""The ground of each kind of denial, as the end of a sentence."""

_ASKS: dict[str, str] = {
    "medical_necessity": "pay the visits named above as medically necessary",
    "no_authorization": "authorize the visits named above after the fact, for which this letter "
    "is the request, and pay them",
    "benefit_limit": "count the visits again and pay those named above, or grant an exception",
    "timely_filing": "accept the claim as filed in time and process it",
    "non_covered": "process the visits named above under the benefit that the plan contains",
    "not_eligible": "process the visits named above under the coverage that was in force",
    "provider_type": "process the visits named above as those of a provider who can be paid",
    "bundled": "pay each of the distinct services named above",
    "coding": "process the claim with the codes as they are documented",
    "duplicate": "process the claim as one of its own",
    "missing_information": "process the claim",
    "other_payer": "process the claim after the other payer's decision",
}
_ASKS_GIVEN = {
    **_ASKS,
    "no_authorization": "pay the visits named above under the authorization that was given",
}
_ASKS_BEFORE: dict[str, str] = {
    "medical_necessity": "approve the treatment that was asked for as medically necessary",
    "no_authorization": "authorize the treatment that was asked for",
    "benefit_limit": "count the visits again and approve those asked for, or grant an exception",
    "non_covered": "approve the treatment that was asked for under the benefit that the plan "
    "contains",
    "not_eligible": "approve the treatment that was asked for under the coverage in force",
    "provider_type": "approve treatment by a provider who can be paid",
    "missing_information": "decide on the treatment that was asked for",
}


def before(denial: Denial) -> bool:
    """Whether the treatment was only asked for: then nothing was billed that could be paid."""
    return denial.value("denial.stage") == PRIOR


def asked(denial: Denial, authorized: bool) -> str:
    """What the payer is asked to do instead, "" where nothing fits.

    `authorized`: the authorization that is said to lack is on file.
    """
    asks = _ASKS_BEFORE if before(denial) else _ASKS_GIVEN if authorized else _ASKS
    return asks.get(denial.value("denial.category"), "")


def ground(denial: Denial) -> str:
    """What was denied and on what ground: the end of "Your notice denied ..."."""
    why = GROUNDS.get(denial.value("denial.category"), "")
    what = "approval of the treatment that was asked for" if before(denial) else "payment"
    return f"{what} on the ground that {why}" if why else ""


def days(found: Iterable[date]) -> str:
    """Days in words, each month named once: "August 3, 10 and 17; September 7, 2026"."""
    years = groupby(sorted(set(found)), key=lambda day: day.year)
    return "; ".join(f"{_months(list(group))}, {year}" for year, group in years)


def _months(found: list[date]) -> str:
    months = groupby(found, key=lambda day: day.month)
    return "; ".join(_month(list(group)) for _, group in months)


def _month(found: list[date]) -> str:
    *first, last = (str(day.day) for day in found)
    told = f"{', '.join(first)} and {last}" if first else last
    return f"{found[0]:%B} {told}"
