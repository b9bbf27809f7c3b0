import pytest

from docflow.errors import NotFoundError
from docflow.model import Join, Reading
from docflow.store import (
    Decision,
    Files,
    Store,
    case_name,
    case_of,
    cases,
    decide,
    decisions,
    find_case,
    finish_issue,
    finish_take,
    members,
    move_document,
    record,
    similar_cases,
    unfinished,
)
from store.filled import arrive, claimed, filed, taken


def test_a_document_opens_a_case_named_by_its_own_bytes(store: Store) -> None:
    document = filed(store, b"order")
    assert cases(store) == (case_name(document),)
    assert case_of(store, document) == case_name(document)


def test_a_case_number_has_no_letters_that_are_mistaken_for_others() -> None:
    name = case_name("f" * 64)
    assert len(name) == 9
    assert not set(name) & set("ILOU")


def test_cases_whose_numbers_would_be_equal_get_longer_ones(store: Store) -> None:
    from docflow.store.cases import file_in
    from docflow.store.schema import cases as table
    from docflow.store.schema import now

    kept = arrive(store, b"order")
    with store.writing() as connection:
        connection.execute(table.insert().values(id=case_name(kept.id), opened=now()))
        assert file_in(connection, kept.id, Join()) == case_name(kept.id, 9)


def test_a_returned_page_joins_the_case_that_it_names(store: Store) -> None:
    order = filed(store, b"order")
    answer = filed(store, b"answer", Join(case_of(store, order), "code", ("its code",)))
    assert cases(store) == (case_of(store, order),)
    assert [(m.document, m.how) for m in members(store, case_of(store, order))] == [
        (order, "own"),
        (answer, "code"),
    ]


def test_every_word_is_kept_and_the_case_is_due_again(store: Store) -> None:
    document = filed(store, b"order")
    finish_issue(store, claimed(store, document), ())
    case = case_of(store, document)
    decide(store, case, Decision("provider.npi", "1676723723", "1676723723", "Ana"))
    decide(store, case, Decision("provider.npi", "", "", "Ben"))
    assert [(d.value, d.person) for d in decisions(store, case)] == [
        ("1676723723", "Ana"),
        ("", "Ben"),
    ]
    assert unfinished(store) == (document,)


def test_a_word_about_no_case_is_refused(store: Store) -> None:
    with pytest.raises(NotFoundError):
        decide(store, "NONE", Decision("provider.npi", "", "", "Ana"))


def test_a_person_moves_a_document_to_another_case(store: Store) -> None:
    order, denial = filed(store, b"order"), filed(store, b"denial")
    home = case_of(store, order)
    move_document(store, denial, Join(home, "person"), "person:Ana")
    assert cases(store) == (home,)
    assert [m.document for m in members(store, home)] == [order, denial]
    assert record(store, document=denial)[-1].who == "person:Ana"


def test_a_case_is_found_by_what_a_person_types(store: Store) -> None:
    case = case_of(store, filed(store, b"order"))
    for typed in (case, case.lower(), case.replace("-", ""), case[:6], case.replace("0", "o")):
        assert find_case(store, typed) == case


def test_a_number_that_fits_no_case_or_several_is_refused(store: Store) -> None:
    filed(store, b"order")
    filed(store, b"another order")
    with pytest.raises(NotFoundError, match="no case"):
        find_case(store, "ZZZZZZ")
    with pytest.raises(NotFoundError, match="2 cases"):
        find_case(store, "")


def test_the_record_says_who_did_what_in_order(store: Store) -> None:
    kept = arrive(store, b"order")
    finish_take(store, claimed(store, kept.id), taken(kept.id), Files(), Join())
    decide(store, case_of(store, kept.id), Decision("patient.name", "Laura Schmidt", "", "Ana"))
    done = record(store)
    assert [entry.what for entry in done] == ["received", "took", "filed", "said"]
    assert done[1].detail["plugins"] == [["referral", "0.1.0"], ["rapid", "0.1.0"]]
    assert done[3].who == "person:Ana"
    assert done[0].who.startswith("docflow ")


def test_cases_that_could_be_about_one_person_are_found_by_number_day_or_a_word_of_the_name(
    store: Store,
) -> None:
    order = case_of(store, filed(store, b"order"))  # Laura Schmidt
    decide(store, order, Decision("patient.member_id", "W-12 345", "", "Ana"))

    def found(field: str, value: str) -> tuple[str, ...]:
        return similar_cases(store, [Reading(field, value)])

    assert found("patient.name", "laura b schmidt") == (order,)
    assert found("patient.name", "Danny Edwards") == ()
    assert found("patient.member_id", "w12345") == (order,)
    assert found("patient.birth_date", "1979-03-14") == ()
    assert found("order.date", "2026-11-01") == ()


def test_other_cases_that_a_document_might_belong_to_are_kept_with_the_reason(
    store: Store,
) -> None:
    offers = (("7K3M-Q9XD", "The name is nearly the same."),)
    case = case_of(store, filed(store, b"denial", Join(offers=offers)))
    assert members(store, case)[0].offers == offers
