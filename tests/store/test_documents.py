from datetime import timedelta

import pytest

from docflow.errors import NotFoundError
from docflow.model import Join
from docflow.store import (
    Arrived,
    Entered,
    Files,
    LateError,
    Store,
    arrivals,
    claim,
    document,
    documents,
    finish_take,
    keep_bytes,
    left,
    readings,
    received,
    refuse,
    release,
    stayed,
    stays,
    unfinished,
)
from store.filled import OWN, arrive, claimed, filed, taken


def drop(store: Store, name: str = "fax.pdf", modified: int = 1) -> Entered:
    kept = keep_bytes(store, b"order")
    return received(store, kept, Arrived(name, name, kept.size, modified))


def test_unknown_bytes_are_a_new_document(store: Store) -> None:
    entered = drop(store)
    assert entered.news == "new"
    assert document(store, entered.document).stage == "take"
    assert unfinished(store) == (entered.document,)


def test_the_same_arrival_is_entered_once(store: Store) -> None:
    first = drop(store)
    assert drop(store) == Entered(first.document, first.arrival, "same")
    assert len(arrivals(store, first.document)) == 1


def test_the_same_bytes_under_another_name_are_one_document_that_came_twice(store: Store) -> None:
    first = drop(store)
    assert drop(store, "copy.pdf").news == "again"
    assert [a.place for a in arrivals(store, first.document)] == ["fax.pdf", "copy.pdf"]


def test_a_file_dropped_again_after_it_left_has_come_twice(store: Store) -> None:
    first = drop(store)
    left(store, first.arrival)
    assert drop(store).news == "again"


def test_a_refused_document_is_tried_again_when_it_is_dropped_again(store: Store) -> None:
    first = drop(store)
    refuse(store, claimed(store, first.document), "It is encrypted.")
    assert document(store, first.document).reason == "It is encrypted."
    assert unfinished(store) == ()
    left(store, first.arrival)
    assert drop(store).news == "retry"
    assert document(store, first.document).reason == ""
    assert unfinished(store) == (first.document,)


def test_a_file_that_cannot_be_moved_is_known_by_place_size_and_time(store: Store) -> None:
    entered = drop(store)
    stays(store, entered.arrival)
    assert stayed(store, Arrived("fax.pdf", "fax.pdf", 5, 1))
    assert not stayed(store, Arrived("fax.pdf", "fax.pdf", 5, 2))


def test_a_document_is_claimed_by_one_worker_at_a_time(store: Store) -> None:
    kept = arrive(store, b"order")
    assert claim(store, kept.id) is not None
    assert claim(store, kept.id) is None


def test_a_claim_that_was_given_back_is_free(store: Store) -> None:
    kept = arrive(store, b"order")
    release(store, claimed(store, kept.id))
    assert claim(store, kept.id) is not None


def test_a_claim_whose_lease_has_ended_is_free(store: Store) -> None:
    kept = arrive(store, b"order")
    claim(store, kept.id, lease=timedelta(0))
    assert claim(store, kept.id) is not None


def test_a_worker_that_wakes_late_is_refused_and_leaves_nothing(store: Store) -> None:
    kept = arrive(store, b"order")
    late = claim(store, kept.id, lease=timedelta(0))
    assert late is not None
    newer = claimed(store, kept.id)
    with pytest.raises(LateError):
        finish_take(store, late, taken(kept.id), Files(), OWN)
    with pytest.raises(LateError):
        refuse(store, late, "It is broken.")
    assert readings(store, [kept.id]) == ()
    finish_take(store, newer, taken(kept.id), Files(), OWN)
    with pytest.raises(LateError):
        finish_take(store, newer, taken(kept.id), Files(), OWN)
    assert document(store, kept.id).passes == 1


def test_a_finished_document_is_not_claimed_again(store: Store) -> None:
    kept = arrive(store, b"a zip")
    finish_take(store, claimed(store, kept.id), taken(kept.id), Files(), None)
    assert document(store, kept.id).stage == "done"
    assert claim(store, kept.id) is None


def test_documents_are_listed_in_the_order_they_came(store: Store) -> None:
    ids = [filed(store, content) for content in (b"1", b"2", b"3")]
    assert [row.id for row in documents(store)] == ids
    assert documents(store, "refused") == ()


def test_what_was_packed_in_a_document_becomes_a_document_of_its_own(store: Store) -> None:
    mail = arrive(store, b"mail", "mail.eml")
    inner = keep_bytes(store, b"order")
    enclosed = Files(enclosed=((inner, Arrived("order.pdf", "order.pdf", 5, parent=mail.id)),))
    (entered,) = finish_take(store, claimed(store, mail.id), taken(mail.id), enclosed, Join())
    assert entered.news == "new"
    assert document(store, inner.id).depth == 1
    assert [a.parent for a in arrivals(store, inner.id)] == [mail.id]


def test_an_unknown_document_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        document(store, "0" * 64)
