"""Payers that have no pack of their own: their names, and the program whose rules bind them."""

from __future__ import annotations

from collections.abc import Iterable

from docflow import Payer, hookimpl

_COMMERCIAL = """
Aetna | Aetna Life Insurance Company, Aetna Health
Anthem Blue Cross | Anthem, Anthem Blue Cross Blue Shield, Anthem BCBS
Asuris Northwest Health | Asuris
Blue Cross Blue Shield |
Blue Cross Blue Shield of Massachusetts | BCBS of Massachusetts, BCBS MA, BCBSMA
Blue Shield of California |
BridgeSpan Health | BridgeSpan
Cigna | Cigna Healthcare, Cigna Health and Life Insurance Company
Community Health Plan of Washington | CHPW
First Choice Health | First Choice Health Network
Health Net | HealthNet
Humana |
Kaiser Permanente | Kaiser, Kaiser Foundation Health Plan, Kaiser Permanente of Washington
Moda Health | Moda, Moda Health Plan
PacificSource | PacificSource Health Plans
Providence Health Plan | Providence, Providence Health Plans
Regence BlueCross BlueShield | Regence BCBS, Regence BlueCross BlueShield of Oregon
UnitedHealthcare | United Healthcare, UHC, United Health Care
UMR |
Meritain Health | Meritain
Coventry |
"""
_AUTO = """
Allstate | Allstate Insurance, Allstate Fire and Casualty
American Family | American Family Insurance, AmFam
Farmers Insurance | Farmers, Farmers Insurance Exchange
GEICO | Government Employees Insurance Company
Liberty Mutual | Liberty Mutual Insurance
Mutual of Enumclaw |
Nationwide | Nationwide Insurance
PEMCO | PEMCO Insurance, PEMCO Mutual
Progressive | Progressive Insurance, Progressive Casualty
Safeco | Safeco Insurance
State Farm | State Farm Mutual, State Farm Insurance
The Hartford | Hartford
Travelers | Travelers Insurance
USAA | United Services Automobile Association
"""
_COMP = """
Broadspire |
CorVel | CorVel Corporation
Eberle Vivian |
ESIS |
Gallagher Bassett | Gallagher Bassett Services
Penser North America | Penser
SAIF Corporation | SAIF
Sedgwick | Sedgwick CMS, Sedgwick Claims Management Services
"""
_FEHB = """
Blue Cross Blue Shield Federal Employee Program | FEP Blue, BCBS Federal Employee Program
GEHA | Government Employees Health Association
Mail Handlers Benefit Plan | MHBP
"""
_MEDICAID = """
Apple Health | Washington Apple Health
CareOregon |
Coordinated Care |
Molina Healthcare | Molina
Oregon Health Plan | OHP
"""
_TRICARE = """
Tricare West | TRICARE West Region
Tricare East | TRICARE East Region
TRICARE |
"""
_LISTS = {
    "commercial": _COMMERCIAL,
    "auto_pip": _AUTO,
    "workers_comp": _COMP,
    "fehb": _FEHB,
    "medicaid": _MEDICAID,
    "tricare": _TRICARE,
}
_OREGON = frozenset(
    {"SAIF Corporation", "CareOregon", "Oregon Health Plan", "Regence BlueCross BlueShield"}
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """Each listed payer with its other names and its program; no rules of its own."""
    for program, lines in _LISTS.items():
        for line in lines.strip().splitlines():
            name, _, others = (part.strip() for part in line.partition("|"))
            yield Payer(
                id=name.lower().replace(" ", "-"),
                name=name,
                aliases=tuple(other.strip() for other in others.split(",") if other.strip()),
                program=program,
                state="OR" if name in _OREGON else "",
            )
