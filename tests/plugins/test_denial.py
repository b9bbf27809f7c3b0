"""What is read from notices of denial, on forms of our own making."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import notices
from docflow.catalog import Catalog
from docflow.flow import take
from docflow.model import Reading, Taken

RECEIVED = date(2026, 11, 20)
Read = Callable[..., Taken]


@pytest.fixture
def read(plugins: Callable[..., Catalog], tmp_path: Path) -> Read:
    """read(make): the notice that `make` prints, read by docflow's own plugins."""
    catalog = plugins()

    def run(make: Callable[[Path], Path]) -> Taken:
        folder = tmp_path / make.__name__
        folder.mkdir()
        return take(make(tmp_path / f"{make.__name__}.pdf"), folder, RECEIVED, catalog)

    return run


def best(taken: Taken, field: str) -> Reading | None:
    found = [r for r in taken.readings if r.field == field and r.value]
    return max(found, key=lambda r: (r.confidence, r.value), default=None)


def value(taken: Taken, field: str) -> str:
    reading = best(taken, field)
    return reading.value if reading else ""


def values(taken: Taken, field: str) -> set[str]:
    return {r.value for r in taken.readings if r.field == field}


def test_a_letter_with_labels_above_its_values_is_read_in_full(read: Read) -> None:
    taken = read(notices.boxed_letter)
    assert taken.kind == "denial"
    assert value(taken, "payer.name") == "Old Cascade Health Plan"
    assert value(taken, "patient.name") == "Ramona T Fields"
    assert value(taken, "patient.member_id") == "OCH4471920"
    assert value(taken, "patient.birth_date") == "1971-03-02"
    assert value(taken, "claim.number") == "26091400771"
    assert value(taken, "denial.date") == "2026-09-14"
    assert values(taken, "service.dates") == {"2026-08-03", "2026-08-10"}
    assert value(taken, "denial.amount") == "212.40"
    assert value(taken, "denial.category") == "no_authorization"


def test_the_last_day_and_the_fax_for_appeals_are_told_from_other_numbers(read: Read) -> None:
    taken = read(notices.boxed_letter)
    assert value(taken, "appeal.deadline") == "2027-03-13"
    assert value(taken, "appeal.fax") == "5095552231"


def test_only_refused_lines_give_dates_codes_and_amount(read: Read) -> None:
    taken = read(notices.split_codes)
    assert values(taken, "service.dates") == {"2026-07-06", "2026-07-13"}
    assert values(taken, "procedure.codes") == {"97140"}
    assert values(taken, "denial.codes") == {"CO-50"}
    assert value(taken, "denial.category") == "medical_necessity"


def test_a_legend_of_codes_that_do_not_apply_is_no_reason(read: Read) -> None:
    taken = read(notices.split_codes)
    assert values(taken, "denial.category") == {"medical_necessity"}
    assert "CO-97" not in values(taken, "denial.codes")


def test_a_total_that_counts_a_contract_reduction_is_no_sure_amount(read: Read) -> None:
    taken = read(notices.split_codes)
    amount = best(taken, "denial.amount")
    assert amount is not None
    assert amount.value == "180.00" or amount.confidence < 0.8


def test_a_window_without_a_date_is_no_printed_deadline(read: Read) -> None:
    taken = read(notices.split_codes)
    assert value(taken, "appeal.window") == "90d notice"
    assert value(taken, "appeal.deadline") == ""


def test_a_review_of_treatment_is_a_denial_on_the_payers_behalf(read: Read) -> None:
    taken = read(notices.review_notice)
    assert taken.kind == "denial"
    assert value(taken, "denial.category") == "medical_necessity"
    assert value(taken, "patient.name") == "Luz Marquez"
    assert value(taken, "claim.number") == "WC-2219-884"
    assert value(taken, "injury.date") == "2026-04-19"
    assert value(taken, "denial.date") == "2026-10-02"
    assert value(taken, "appeal.window") == "30d receipt"


def test_an_examination_that_ends_benefits_is_a_denial(read: Read) -> None:
    taken = read(notices.examination_letter)
    assert taken.kind == "denial"
    assert value(taken, "denial.category") == "medical_necessity"
    assert value(taken, "payer.name") == "Pacific Meadow Insurance"
    assert value(taken, "patient.name") == "Henrik Solberg"
    assert value(taken, "denial.date") == "2026-11-02"
    assert value(taken, "injury.date") == "2026-02-11"


def test_the_day_a_claim_arrived_is_no_day_of_service(read: Read) -> None:
    taken = read(notices.told_letter)
    assert values(taken, "service.dates") == {"2026-10-02", "2026-10-05"}


def test_a_payers_own_code_is_understood_by_its_entry_in_the_legend(read: Read) -> None:
    taken = read(notices.own_codes)
    assert value(taken, "denial.category") == "timely_filing"
    assert values(taken, "service.dates") == {"2026-05-04", "2026-05-11"}
    assert value(taken, "denial.amount") == "150.00"
    assert value(taken, "denial.date") == "2026-06-01"


def test_an_explanation_that_refuses_nothing_is_no_denial(read: Read) -> None:
    assert read(notices.paid_in_full).kind != "denial"


def test_the_words_of_the_reason_are_kept_for_quoting(read: Read) -> None:
    reason = value(read(notices.boxed_letter), "denial.reason")
    assert reason.startswith("This claim was denied because we have no record")


def test_every_value_has_its_place_on_the_page(read: Read) -> None:
    for reading in read(notices.boxed_letter).readings:
        if reading.field not in ("document.kind",):
            assert reading.source is not None
            assert reading.source.box.width > 0


def test_a_reference_may_be_a_claims_number_and_is_never_taken_as_sure(read: Read) -> None:
    def letter(path: Path) -> Path:
        return notices.printed(
            path,
            notices.head("Old Cascade Health Plan"),
            "September 14, 2026",
            "Patient: Ramona Fields",
            "Reference number: PA-2026-129366",
            "Your request was denied: the treatment is not medically necessary.",
            "You may appeal this decision within 180 days.",
        )

    seen = best(read(letter), "claim.number")
    assert seen is not None
    assert "alone" in seen.grounds
