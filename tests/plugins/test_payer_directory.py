"""Payers are known as paper names them and readers misread them; nobody else is taken for one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from docflow.catalog import Catalog, gather
from docflow.settings import Practice, Settings
from docflow.terms.insurers import insurers

PRINTED = {
    "Aetna": "aetna",
    "Allstate": "allstate",
    "Anthem Blue Cross": "anthem-blue-cross",
    "Blue Cross Blue Shield of Massachusetts": "blue-cross-blue-shield-of-massachusetts",
    "Cigna Healthcare": "cigna",
    "Farmers Insurance": "farmers-insurance",
    "GEICO": "geico",
    "Gallagher Bassett": "gallagher-bassett",
    "Humana": "humana",
    "Kaiser Permanente": "kaiser-permanente",
    "Liberty Mutual": "liberty-mutual",
    "Medicare Part B": "medicare",
    "Moda Health": "moda-health",
    "Molina Healthcare": "molina-healthcare",
    "PEMCO": "pemco",
    "PacificSource": "pacificsource",
    "Premera Blue Cross": "premera",
    "Progressive": "progressive",
    "Providence Health Plan": "providence-health-plan",
    "Regence BlueShield": "regence",
    "Regence BlueCross BlueShield of Oregon": "regence-bluecross-blueshield",
    "SAIF Corporation": "saif-corporation",
    "Sedgwick": "sedgwick",
    "State Farm": "state-farm",
    "Tricare West": "tricare-west",
    "USAA": "usaa",
    "Uniform Medical Plan": "uniform-medical",
    "UnitedHealthcare": "unitedhealthcare",
    "VA Community Care Network": "va-ccn",
    "WA Labor & Industries": "wa-lni",
}
STRANGERS = (
    "Allied Printers Health & Welfare Plan",
    "Columbia Dockworkers Benefit Trust",
    "Inland Carpenters Health Fund",
    "Northwest Building Trades Welfare Trust",
    "Aetna Better Health of Ohio",
    "Humana Military",
    "Progressive Medical Group",
    "Regence BlueShield of Idaho",
    "Premera Blue Cross Blue Shield of Alaska",
    "Kaiser Aluminum",
    "Liberty HealthShare",
    "Medicare Advantage",
    "Blue Cross of Idaho",
    "State of Washington",
    "Providence Medical Group",
    "Farmers Market",
    "Patient",
    "Health Insurance",
    "None",
)
CONFUSIONS = (
    *(("l", "1"), ("I", "l"), ("i", "l"), ("o", "0"), ("O", "0"), ("S", "5"), ("s", "5")),
    *(("B", "8"), ("m", "rn"), ("rn", "m"), ("cl", "d"), ("d", "cl"), ("w", "vv")),
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return gather(Settings(practice=Practice(state="WA")))


def known(catalog: Catalog, name: str) -> str:
    found = catalog.payer_of(name)
    return found.id if found else ""


def harmless(name: str) -> Iterator[str]:
    """The name as it may stand on paper, or be glued by a reader."""
    yield from (name, name.upper(), name.lower(), f"{name}.", f" {name} , ", f"The {name}")
    yield from (name.replace(" ", ""), name.replace(" ", "  "), name.replace("&", "and"))
    yield from (f"{name} Inc", f"{name} PPO", f"{name} Insurance Co.")


def misread(name: str) -> Iterator[str]:
    """The name with one shape taken for another that readers take for it."""
    for right, wrong in CONFUSIONS:
        for found in re.finditer(right, name):
            yield name[: found.start()] + wrong + name[found.end() :]


def struck(name: str) -> Iterator[str]:
    """The name with any one letter lost, or replaced by any other."""
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]
        yield from (name[:at] + letter + name[at + 1 :] for letter in "aeiorstn14")


@pytest.mark.parametrize("name", PRINTED)
def test_a_payer_is_known_however_its_name_is_printed(catalog: Catalog, name: str) -> None:
    assert {known(catalog, text) for text in harmless(name)} == {PRINTED[name]}


def test_of_all_names_misread_by_a_shape_nearly_all_are_known_and_none_is_mistaken(
    catalog: Catalog,
) -> None:
    said = [(known(catalog, text), payer) for n, payer in PRINTED.items() for text in misread(n)]
    right = sum(found == payer for found, payer in said)
    assert {found for found, payer in said if found != payer} <= {""}
    assert right >= 0.97 * len(said), f"{right} of {len(said)}"


def test_a_name_with_any_letter_lost_or_wrong_is_never_another_payers(catalog: Catalog) -> None:
    said = [(known(catalog, text), payer) for n, payer in PRINTED.items() for text in struck(n)]
    assert {found for found, payer in said if found != payer} <= {""}


def damaged(name: str, rate: float, dice: random.Random) -> str:
    """The name as a bad fax gives it: letters mistaken for any others, lost, blanks gone."""
    rolls = ((sign, dice.random() / rate) for sign in name)
    spoilt = ((sign, roll, dice.choice("aeiorstnlch1")) for sign, roll in rolls)
    return "".join(
        sign if roll > 1 else "" if roll > 0.8 or sign == " " else other
        for sign, roll, other in spoilt
    )


def test_of_all_payers_names_on_bad_faxes_nearly_all_are_known_and_none_is_taken_unasked(
    catalog: Catalog,
) -> None:
    dice = random.Random(7)
    names = [(n, p.id) for p in catalog.payers for n in (p.name, *p.aliases) if len(n) > 5]
    names = [(n, payer) for n, payer in names if known(catalog, n) == payer]
    said = [(payer, *catalog.payer_meant(damaged(n, 0.06, dice))) for n, payer in names * 3]
    right = sum(bool(found) and found.id == payer for payer, found, _ in said)
    assert right >= 0.95 * len(said), f"{right} of {len(said)}"
    assert [x for x in said if x[1] and x[1].id != x[0] and not x[2]] == []


def test_no_insurer_without_a_pack_is_taken_for_another_when_misread(catalog: Catalog) -> None:
    dice = random.Random(7)
    others = [name for name in insurers() if catalog.payer_meant(name)[0] is None]
    said = [catalog.payer_meant(damaged(name, 0.06, dice)) for name in others * 3]
    assert len(others) > 100
    assert sum(bool(payer) for payer, _ in said) <= 0.01 * len(said)
    assert all(guessed for payer, guessed in said if payer)


@pytest.mark.parametrize("name", STRANGERS)
def test_who_is_in_no_pack_is_nobody(catalog: Catalog, name: str) -> None:
    variants = {known(catalog, text) for text in (name, name.upper(), *misread(name))}
    assert variants == {""}
