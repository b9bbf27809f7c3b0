from dataclasses import replace

import sqlalchemy as sa

from docflow.model import Affine
from docflow.store import (
    Decision,
    Files,
    Store,
    case_of,
    claim,
    decide,
    decisions,
    document,
    finish_issue,
    finish_take,
    keep_bytes,
    pages,
    pass_findings,
    readings,
)
from docflow.store.schema import documents, stages
from store.filled import OWN, arrive, claimed, taken


def again(store: Store, document_id: str) -> None:
    """What a person's "read it again" does."""
    with store.writing() as connection:
        connection.execute(
            sa.update(documents).where(documents.c.id == document_id).values(stage="take")
        )


def test_what_a_pass_gave_comes_back_as_it_was(store: Store) -> None:
    kept = arrive(store, b"order")
    picture = keep_bytes(store, b"picture")
    seen = taken(kept.id)
    finish_take(store, claimed(store, kept.id), seen, Files({1: picture}), OWN)
    assert readings(store, [kept.id]) == seen.readings
    assert pass_findings(store, [kept.id]) == seen.findings
    (page,) = pages(store, kept.id)
    assert page.delivered == Affine(0, -1, 1, 1, 0, 0)
    assert page.codes == ("DOCFLOW CASE X",)
    assert page.picture == picture.id


def test_a_newer_pass_replaces_the_machines_readings_but_no_persons(store: Store) -> None:
    kept = arrive(store, b"order")
    finish_take(store, claimed(store, kept.id), taken(kept.id, "Lavra Schmidt"), Files(), OWN)
    finish_issue(store, claimed(store, kept.id), ())
    case = case_of(store, kept.id)
    decide(store, case, Decision("patient.name", "Laura B Schmidt", "", "Ana"))
    again(store, kept.id)
    finish_take(store, claimed(store, kept.id), taken(kept.id, "Laura Schmidt"), Files(), OWN)
    names = [r.value for r in readings(store, [kept.id]) if r.field == "patient.name"]
    assert names == ["Laura Schmidt"]
    assert document(store, kept.id).passes == 2
    assert decisions(store, case)[0].value == "Laura B Schmidt"
    assert case_of(store, kept.id) == case


def test_a_pass_without_pages_or_readings_is_kept_too(store: Store) -> None:
    kept = arrive(store, b"zip")
    nothing = replace(taken(kept.id), pages=(), readings=(), findings=())
    finish_take(store, claimed(store, kept.id), nothing, Files(), None)
    assert readings(store, [kept.id]) == ()
    assert document(store, kept.id).passes == 1


def test_each_finished_stage_has_one_row(store: Store) -> None:
    kept = arrive(store, b"order")
    finish_take(store, claimed(store, kept.id), taken(kept.id), Files(), OWN)
    finish_issue(store, claimed(store, kept.id), ())
    with store.reading() as connection:
        rows = connection.execute(sa.select(stages.c.stage).order_by(stages.c.stage)).scalars()
        assert list(rows) == ["issue", "take"]
    assert claim(store, kept.id) is None
