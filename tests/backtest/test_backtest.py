"""What old paper would have lacked: counted from the same findings as everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import case, field
from docflow.backtest import Row, opened, page, row_of, totals, words
from docflow.backtest.rows import Found
from docflow.model import Finding, Payer

NO_CODE = Found("icd10.missing", "error")
NO_NPI = Found("npi.missing", "warning")
UNSURE = Found("patient.name.doubtful", "error")


def row(*findings: Found, **said: object) -> Row:
    return Row(**{"file": "a.pdf", "kind": "referral", "visits": 8, "findings": findings, **said})  # type: ignore[arg-type]


def test_a_row_keeps_no_word_about_the_patient() -> None:
    told = Finding("patient.name.disputed", "error", "One paper says “Rosa Delgado”.")
    acme = Payer("acme", "Acme Health")
    seen = row_of("a.pdf", "", case(packs=(acme,), order__visits="8-16"), [told])
    assert (seen.kind, seen.payer, seen.payer_name) == ("referral", "acme", "Acme Health")
    assert (seen.prescriber, seen.visits) == ("Ines Marlow", 16)
    assert "Rosa" not in str(seen)


def test_an_unknown_payer_is_named_as_the_paper_names_it() -> None:
    seen = row_of("a", "", case(fields=[field("payer.name", "Inland Fund")]), [])
    assert (seen.payer, seen.payer_name) == ("", "Inland Fund")


@pytest.mark.parametrize(
    ("found", "lacks"),
    [
        (NO_CODE, True),
        (NO_NPI, False),
        (UNSURE, False),
        (Found("signature.unknown", "error"), False),
        (Found("plugin.fault", "error"), False),
        (Found("unreadable", "error"), False),
        (Found("order.frequency.unread", "error"), False),
    ],
)
def test_only_what_blocks_and_is_the_papers_own_fault_counts_as_lacking(
    found: Found, lacks: bool
) -> None:
    assert found.lacks is lacks


def test_totals_count_each_referral_once_for_each_element() -> None:
    rows = (
        row(NO_CODE, NO_CODE, NO_NPI, payer_name="Acme", prescriber="Ines Marlow"),
        row(UNSURE, visits=6, payer_name="Acme", prescriber="Jo Park"),
        row(NO_NPI, visits=4, payer_name="Bosk", prescriber="Ines Marlow"),
        row(NO_CODE, kind="denial"),
        row(Found("unreadable", "error"), kind="other", visits=0),
    )
    said = totals(rows)
    assert (said.documents, said.referrals, said.unread) == (5, 3, 1)
    assert (said.lacking, said.doubted, said.visits, said.at_risk) == (1, 1, 18, 8)
    assert [(e.code, e.referrals, e.blocks, e.ours, e.visits) for e in said.elements] == [
        ("icd10.missing", 1, True, False, 8),
        ("npi.missing", 2, False, False, 0),
        ("patient.name.doubtful", 1, False, True, 0),
    ]
    assert [(s.name, s.referrals, s.lacking, s.visits, s.most) for s in said.payers] == [
        ("Acme", 2, 1, 8, "icd10.missing"),
        ("Bosk", 1, 0, 0, ""),
    ]
    assert [(s.name, s.visits) for s in said.prescribers] == [("Ines Marlow", 8), ("Jo Park", 0)]


def test_orders_that_do_not_say_how_many_visits_are_told_apart_from_no_risk() -> None:
    said = totals((row(NO_CODE), row(NO_CODE, visits=0), row(visits=0)))
    assert (said.at_risk, said.unstated) == (8, 1)
    assert [(e.visits, e.unstated) for e in said.elements] == [(8, 1)]
    assert "8 <small>+ 1 without a number</small>" in " ".join(
        report(row(NO_CODE), row(NO_CODE, visits=0)).split()
    )


def report(*rows: Row, subject: str = "old") -> str:
    return page(rows, subject, Path("/scans"), {"goals": "Goals", "provider.npi": "NPI"})


def test_no_paper_at_all_is_a_report_too() -> None:
    assert totals(()).referrals == 0
    assert "<b>0</b>" in report()


def test_the_report_says_in_words_what_is_missing_in_which_file_and_how_sure_the_rule_is() -> None:
    rule = Found("goals.missing", "error", "goals", "not verified: check it with the payer")
    text = report(row(rule, NO_NPI, UNSURE, file="/scans/may/a.pdf", part="2.pdf"))
    assert "No goals" in text
    assert "This rule is not verified" in text
    assert "may/a.pdf &gt; 2.pdf" in text
    assert "/scans" not in text
    parts = (
        text.index("What blocks"),
        text.index("Worth a look"),
        text.index("would have been asked"),
    )
    assert text.index("goals.missing") < parts[1] < text.index("npi.missing") < parts[2]


@pytest.mark.parametrize(
    ("code", "field", "said"),
    [
        ("icd10.invalid", "diagnosis.codes", "Diagnosis code that cannot be billed"),
        ("goals.missing", "goals", "No goals"),
        ("npi.missing", "provider.npi", "No NPI"),
        ("goals.unread", "goals", "Goals: something stands there, but cannot be read"),
        ("medicare.progress-report-due", "", "medicare: progress report"),
        ("acme.employer.odd", "", "acme employer: odd"),
    ],
)
def test_a_code_is_said_in_words(code: str, field: str, said: str) -> None:
    assert words(code, field, {"goals": "Goals", "provider.npi": "NPI"}) == said


def test_names_from_paper_cannot_write_the_page() -> None:
    text = report(row(NO_CODE, payer_name="<script>alert(1)</script>"), subject="old & new")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "old &amp; new" in text


def test_progress_is_taken_up_for_the_same_bytes_and_the_same_plugins_only(tmp_path: Path) -> None:
    kept, changed, half = (tmp_path / name for name in ("kept.pdf", "changed.pdf", "half.zip"))
    for file in (kept, changed, half):
        file.write_bytes(b"x")
    path = tmp_path / "report.progress.jsonl"
    first = opened(path, "run1")
    for file in (kept, changed):
        first.add(file, [row(NO_CODE, file=str(file))])
    first.add(half, [row(file=str(half), part="1"), row(file=str(half), part="2")])
    changed.write_bytes(b"longer")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:3], lines[3][:40]]), encoding="utf-8")
    again = opened(path, "run1")
    assert again.done == {kept: (row(NO_CODE, file=str(kept)),)}
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1
    assert opened(path, "run2").done == {}
