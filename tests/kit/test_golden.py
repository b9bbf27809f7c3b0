"""Golden cases: their file is read strictly, and what does not come out as expected is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docflow.catalog import Catalog, gather
from docflow.errors import PluginError
from docflow.kit.golden import Golden, golden_cases
from docflow.kit.running import outcome
from docflow.kit.sample import ORDER
from docflow.settings import Settings


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return gather(Settings())


def written(place: Path, text: str) -> Path:
    path = place / "acme.cases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def wrong(catalog: Catalog, **said: object) -> tuple[str, ...]:
    return outcome(Golden("case", **said), catalog).wrong  # type: ignore[arg-type]


def test_a_case_changes_what_the_file_says_for_all(tmp_path: Path) -> None:
    text = """
    [base]
    practice = { state = "WA", credentials = "LMT" }
    [base.fields]
    payer.name = "Aetna"
    claim.number = "A1"
    [[case]]
    name = "one"
    today = 2026-03-01
    practice.credentials = "PT"
    fields = { claim.number = "", order.date = 2026-02-03, diagnosis.codes = ["M54.2", "M25.511"] }
    expect = []
    """
    (case,) = golden_cases(written(tmp_path, text))
    assert case.today == date(2026, 3, 1)
    assert case.practice == {"state": "WA", "credentials": "PT"}
    assert case.order["payer.name"] == ("Aetna",)
    assert case.order["order.date"] == ("2026-02-03",)
    assert case.order["diagnosis.codes"] == ("M54.2", "M25.511")
    assert "claim.number" not in case.order
    assert case.order["patient.name"] == ORDER["patient.name"]
    assert case.expect == ()


def test_a_plugin_without_cases_has_none(tmp_path: Path) -> None:
    assert golden_cases(tmp_path / "acme.cases.toml") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[case]\n", "cannot be read as TOML"),
        ("[[cases]]\nname = 'x'\n", "unknown key 'cases'. Did you mean 'case'"),
        (
            "[[case]]\nname = 'x'\nexpct = []\n",
            "case 1: unknown key 'expct'. Did you mean 'expect'",
        ),
        ("[[case]]\nexpect = []\n", "case 1 has no name"),
        ("[[case]]\nname = 'x'\nexpect = 'icd10.missing'\n", "expect does not have the right form"),
        ("[[case]]\nname = 'x'\ntoday = 'soon'\n", "today does not have the right form"),
        ("[[case]]\nname = 'x'\npractice.stat = 'WA'\n", "practice does not have the right form"),
        ("[[case]]\nname = 'x'\nfile = '../x.txt'\n", "file does not have the right form"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PluginError) as caught:
        golden_cases(written(tmp_path, text))
    assert "acme.cases.toml" in str(caught.value)
    assert said in str(caught.value)


def test_the_order_that_cases_start_from_is_sound(catalog: Catalog) -> None:
    assert wrong(catalog, expect=(), verdict="billable") == ()


def test_every_error_must_be_expected_and_what_is_expected_must_be_found(catalog: Catalog) -> None:
    without = {"diagnosis.codes": ("",)}
    assert "icd10.missing is found and not expected" in wrong(catalog, fields=without, expect=())[0]
    assert wrong(catalog, fields=without, expect=("icd10.missing",)) == ()
    assert wrong(catalog, expect=("icd10.missing",)) == ("icd10.missing is not found",)
    assert wrong(catalog, fields=without, verdict="billable") == (
        "the case is not billable, not billable",
    )


def test_what_must_not_be_found_and_what_must_be_said_are_looked_for(catalog: Catalog) -> None:
    without = {"provider.npi": ("",)}
    assert wrong(catalog, fields=without, absent=("npi.missing",)) == ("npi.missing is found",)
    assert wrong(catalog, fields=without, says={"npi.missing": "NPI"}) == ()
    assert "does not say 'fax'" in wrong(catalog, fields=without, says={"npi.missing": "fax"})[0]


def test_a_paper_is_read_like_any_other(catalog: Catalog) -> None:
    paper = "MASSAGE REFERRAL\nDate of birth: 04/02/1971\n"
    assert wrong(catalog, paper=paper, values={"patient.birth_date": ("1971-04-02",)}) == ()
    (said,) = wrong(catalog, paper=paper, values={"patient.birth_date": ("1971-04-03",)})
    assert said == "patient.birth_date is ['1971-04-02'], not ['1971-04-03']"
    (said,) = wrong(catalog, paper=paper, file="note.xyz")
    assert said.startswith("the paper cannot be read")


def test_unknown_fields_letters_and_values_are_the_authors_mistakes(catalog: Catalog) -> None:
    assert wrong(catalog, fields={"order.dat": ("x",)}) == (
        "there is no field 'order.dat'. Did you mean 'order.date'?",
    )
    assert wrong(catalog, fields={"order.date": ("soon",)}) == ("'soon' is no value of order.date",)
    assert "no letter 'lnm'" in wrong(catalog, ready=("lnm",))[0]


def test_a_letter_is_ready_or_blocked(catalog: Catalog) -> None:
    assert "is blocked by" in wrong(catalog, ready=("treatment-plan",))[0]
    assert wrong(catalog, blocked=("treatment-plan",)) == ()


def test_a_case_comes_out_the_same_in_every_office(catalog: Catalog, settings: Settings) -> None:
    here = gather(settings)
    said = {"fields": {"payer.name": ("Aetna",), "order.visits": ("16",)}}
    assert [f.code for f in outcome(Golden("x", **said), here).findings] == [  # type: ignore[arg-type]
        f.code
        for f in outcome(Golden("x", **said), catalog).findings  # type: ignore[arg-type]
    ]
