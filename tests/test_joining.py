"""Which case a document belongs to: certain, offered, or its own; never a wrong one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from docflow.joining import Facts, by_facts, home
from docflow.model import Affine, Box, Case, Field, Filed, Mark, Page, Reading, Taken


def case_of(name: str, **values: str) -> Case:
    """A case that believes these values; `birth_date=` is patient.birth_date and so on."""
    fields = {
        field: (Field(field, value, 0.99, False, (Reading(field, value),)),)
        for field, value in values.items()
    }
    filed = (Filed(name, "referral", date(2026, 1, 5)),)
    return Case(name, date(2026, 11, 20), filed, fields)


def taken(kind: str = "denial", sure: float = 0.95, **values: str) -> Taken:
    """A document of this kind that says these values."""
    readings = [Reading(field, value, value, sure) for field, value in values.items()]
    readings.append(Reading("document.kind", kind, "", 0.95))
    return Taken("d" * 64, (), tuple(readings))


ANN = {
    "patient.name": "Ann Lee Castillo",
    "patient.birth_date": "1980-04-02",
    "patient.member_id": "W12345678",
    "order.date": "2026-03-01",
}


def test_name_and_birth_date_together_join() -> None:
    said = {"patient.name": "Ann Castillo", "patient.birth_date": "1980-04-02"}
    join = home(taken(**said), ("A",), [case_of("A", **ANN)])
    assert join is not None
    assert (join.case, join.how) == ("A", "facts")
    assert join.reasons == ("Patient's name and date of birth are the same.",)


def test_a_name_alone_is_only_offered() -> None:
    join = home(taken(**{"patient.name": "Ann Castillo"}), ("A",), [case_of("A", **ANN)])
    assert join is not None
    assert join.case == ""
    assert join.offers == (("A", "The patient's name is the same."),)


def test_a_different_member_number_keeps_a_document_out() -> None:
    said = {**ANN, "patient.member_id": "W12345679"}
    join = home(taken(**said), ("A",), [case_of("A", **ANN)])
    assert join is not None
    assert join.case == ""
    assert "the member number differs" in join.offers[0][1]


def test_an_unsure_reading_proves_nothing() -> None:
    said = {"patient.name": "Ann Castillo", "patient.birth_date": "1980-04-02"}
    join = home(taken(sure=0.5, **said), ("A",), [case_of("A", **ANN)])
    assert join is not None
    assert join.case == ""


def test_two_cases_of_one_person_are_told_apart_by_the_visits() -> None:
    old = case_of("A", **{**ANN, "order.date": "2024-01-10"})
    new = case_of("B", **ANN)
    said = {
        "patient.name": "Ann Castillo",
        "patient.member_id": "W12345678",
        "service.dates": "2026-04-07",
    }
    join = home(taken(**said), ("A", "B"), [old, new])
    assert join is not None
    assert join.case == "B"


def test_two_cases_that_fit_equally_are_offered() -> None:
    said = {"patient.name": "Ann Castillo", "patient.member_id": "W12345678"}
    both = [case_of("A", **ANN), case_of("B", **ANN)]
    join = home(taken(**said), ("A", "B"), both)
    assert join is not None
    assert join.case == ""
    assert [case for case, _ in join.offers] == ["A", "B"]
    assert join.reasons


def test_a_referral_never_joins_by_itself() -> None:
    join = home(taken("referral", **ANN), ("A",), [case_of("A", **ANN)])
    assert join is not None
    assert join.case == ""
    assert join.offers[0][0] == "A"


def test_a_denial_of_nobody_known_opens_a_case_of_its_own() -> None:
    join = home(taken(**{"patient.name": "Bo Quist"}), ("A",), [case_of("A", **ANN)])
    assert join is not None
    assert (join.case, join.how, join.offers) == ("", "own", ())


def test_the_code_of_our_own_letter_outranks_every_fact() -> None:
    mark = Mark("code", Box(0, 0, 1, 1), "DOCFLOW CASE ABCD-EFGH12")
    page = Page(1, 612, 792, marks=(mark,), delivered=Affine())
    paper = replace(taken(**ANN), pages=(page,))
    join = home(paper, ("A", "ABCD-EFGH12"), [case_of("A", **ANN)])
    assert join is not None
    assert (join.case, join.how) == ("ABCD-EFGH12", "code")


@dataclass(frozen=True)
class Person:
    first: str
    last: str
    birth: date
    member: str


FIRST = [
    ("Jon", "John", "Joan", "Jan", "Jean"),
    ("Ana", "Anna", "Anne", "Ann", "Annie"),
    ("Marc", "Mark", "Mary", "Mara", "Maria"),
    ("Lee", "Leo", "Lea", "Leah", "Len"),
]
LAST = ["Smith", "Smyth", "Garcia", "Garza", "Nguyen", "Olsen", "Olson", "Meyer", "Meier", "Brown"]


def people() -> Iterator[Person]:
    """200 people: names one letter apart, birth dates a day apart or the same, numbers in a row."""
    number = 40010000
    for family, last in enumerate(LAST):
        for group, names in enumerate(FIRST):
            for place, first in enumerate(names):
                born = date(1980, 3, 1) + timedelta(days=(family + place * (group % 2)) % 9)
                number += 1
                yield Person(first, last, born, f"W{number}")


def papers(person: Person, chance: random.Random) -> Taken:
    """A denial of this person with what such papers say, now and then a field short."""
    said = {"patient.name": f"{person.first} {person.last}", "service.dates": "2026-04-07"}
    if chance.random() < 0.75:
        said["patient.member_id"] = person.member
    if chance.random() < 0.6 or "patient.member_id" not in said:
        said["patient.birth_date"] = person.birth.isoformat()
    return taken(**said)


def test_of_200_nearly_identical_people_none_is_joined_wrongly() -> None:
    chance = random.Random(20261120)
    everybody = list(people())
    cases = [
        case_of(
            f"C{i}",
            **{
                "patient.name": f"{p.first} {p.last}",
                "patient.birth_date": p.birth.isoformat(),
                "patient.member_id": p.member,
                "order.date": "2026-03-01",
            },
        )
        for i, p in enumerate(everybody)
    ]
    assert len(cases) == 200
    joins = [home(papers(p, chance), (), cases) for p in everybody]
    wrong = [i for i, join in enumerate(joins) if join and join.case not in ("", f"C{i}")]
    asked = [i for i, join in enumerate(joins) if join and not join.case]
    assert wrong == []
    assert len(asked) <= 20


def test_a_misread_number_or_name_of_200_never_joins_a_neighbour() -> None:
    everybody = list(people())
    cases = [
        case_of(
            f"C{i}",
            **{
                "patient.name": f"{p.first} {p.last}",
                "patient.birth_date": p.birth.isoformat(),
                "patient.member_id": p.member,
            },
        )
        for i, p in enumerate(everybody)
    ]
    for i, person in enumerate(everybody[:-1]):
        neighbour = everybody[i + 1]
        said = {
            "patient.name": f"{person.first} {person.last}",
            "patient.birth_date": person.birth.isoformat(),
            "patient.member_id": neighbour.member,
        }
        join = home(taken(**said), (), cases)
        assert join is not None
        assert join.case == ""


def test_a_person_is_told_why_a_case_is_offered() -> None:
    facts = Facts(name="Ann Castillo", birth="1980-04-03", member="W12345678")
    join = by_facts(facts, [case_of("A", **ANN)])
    assert join.offers[0][1] == (
        "The member number is the same and the patient's name is the same, "
        "but the date of birth differs."
    )
