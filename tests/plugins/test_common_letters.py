"""The letters of every office: what each needs, when it is final, and that it fits its page."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
import zxingcpp
from defusedxml.ElementTree import fromstring
from PIL import Image
from pypdf import PdfReader

from docflow import Box, Case, Field, Filed, Finding, Reading, Source
from docflow.catalog import Catalog
from docflow.errors import BlockedError
from docflow.letters import needs, write
from docflow.model import Written

ORDER: Mapping[str, str | tuple[str, ...]] = {
    "patient.name": "Teresa Okafor",
    "patient.birth_date": "1979-06-02",
    "payer.name": "Premera Blue Cross",
    "provider.name": "Maya Lindqvist",
    "provider.credentials": "MD",
    "provider.npi": "1345672012",
    "order.date": "2026-10-12",
    "diagnosis.codes": ("M54.2", "M62.838"),
    "procedure.codes": ("97124",),
    "order.frequency": "2/wk",
    "order.duration": "6wk",
    "order.goals": "Neck Disability Index from 34 to 16",
    "order.precautions": "Blood thinner; pressure < 3 of 10 & no heat",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
PLAN_NEEDS = """
case_id diagnoses goals injury_claim injury_date order_date order_duration order_frequency
order_precautions order_session_minutes patient_birth_date patient_member_id patient_name
payer_name plan_limits practice_address practice_credentials practice_email practice_fax
practice_license practice_name practice_npi practice_phone practice_signer procedures
provider_npi provider_signer reevaluation techniques today visits_total
"""
LMN_NEEDS = """
case_id course_end diagnoses lmn_account lmn_benefit lmn_employer lmn_holder lmn_license
order_date order_duration order_frequency patient_birth_date patient_member_id patient_name
practice_name practice_phone provider_fax provider_npi provider_organization provider_phone
provider_signer today treatment visits_total
"""
REQUEST_NEEDS = """
asks case_code case_id diagnosis_codes order_date order_duration order_frequency order_visits
patient_birth_date patient_name practice_address practice_email practice_fax practice_name
practice_phone provider_fax provider_organization provider_signer schedule today
"""


@pytest.fixture
def catalog(plugins: Callable[..., Catalog]) -> Catalog:
    return plugins(only=("common_fields", "common_letters"))


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer without LibreOffice, which takes a second for each letter."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("docflow.letters.pdf._PLACES", ())


def case(values: Mapping[str, str | tuple[str, ...]]) -> Case:
    place = Source("d" * 64, 1, Box(0.1, 0.2, 0.3, 0.22))

    def belief(name: str, value: str) -> Field:
        return Field(name, value, 1.0, False, (Reading(name, value, value, 1.0, place, (), "x"),))

    fields = {
        name: tuple(belief(name, v) for v in ((said,) if isinstance(said, str) else said))
        for name, said in values.items()
    }
    filed = (Filed(place.document, "referral", date(2026, 11, 19)),)
    return Case("7XK2-M9QD", date(2026, 11, 20), filed, fields)


def written(
    catalog: Catalog, name: str, of: Case, findings: tuple[Finding, ...] = (), draft: bool = False
) -> Written:
    return write(catalog.letters[name], of, findings, catalog.office, draft)


def words(letter: Written) -> str:
    document = docx.Document(str(letter.docx))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    texts = [p.text for p in document.paragraphs]
    return "\n".join([*texts, *(p.text for cell in cells for p in cell.paragraphs)])


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("treatment-plan", PLAN_NEEDS),
        ("lmn", LMN_NEEDS),
        ("request-to-prescriber", REQUEST_NEEDS),
    ],
)
def test_a_template_still_asks_for_everything_it_did(
    name: str, names: str, catalog: Catalog
) -> None:
    template = catalog.office.template(catalog.letters[name])
    assert needs(template) == set(names.split())


def test_every_bundled_template_asks_only_for_what_is_known(catalog: Catalog) -> None:
    catalog.check_letters()


def test_a_complete_order_becomes_a_final_treatment_plan_of_one_page(catalog: Catalog) -> None:
    plan = written(catalog, "treatment-plan", case(ORDER))
    said = words(plan)
    assert (plan.draft, plan.gaps) == (False, ())
    for text in (
        "Cervicalgia",
        "2 times a week",
        "6 weeks",
        "12",
        "Blood thinner; pressure < 3 of 10 & no heat",
        "11/23/2026",
        "Maya Lindqvist, MD",
        "Maren Holloway, PT, DPT, LMT",
    ):
        assert text in said
    assert [cell.text for cell in docx.Document(str(plan.docx)).tables[3].rows[1].cells] == [
        "Neck Disability Index from 34 to 16",
        "34",
        "16",
    ]
    assert len(PdfReader(plan.pdf).pages) == 1


@pytest.mark.usefixtures("no_pdf")
def test_what_an_order_does_not_say_is_said_to_be_missing_not_invented(catalog: Catalog) -> None:
    bare = {k: v for k, v in ORDER.items() if k not in ("order.goals", "order.precautions")}
    said = words(written(catalog, "treatment-plan", case(bare)))
    assert said.count("Not stated in the order.") == 2
    assert "None stated in the order." in said


@pytest.mark.usefixtures("no_pdf")
def test_a_plan_without_frequency_is_only_a_draft(catalog: Catalog) -> None:
    bare = case({k: v for k, v in ORDER.items() if k != "order.frequency"})
    with pytest.raises(BlockedError, match=r"order\.frequency"):
        written(catalog, "treatment-plan", bare)
    draft = written(catalog, "treatment-plan", bare, draft=True)
    assert draft.gaps == ("Frequency", "Total visits")


def test_medical_necessity_waits_for_the_physicians_own_words(catalog: Catalog) -> None:
    with pytest.raises(BlockedError, match=r"lmn\.benefit"):
        written(catalog, "lmn", case(ORDER))
    draft = written(catalog, "lmn", case(ORDER), draft=True)
    slot = "Physician to state: how the treatment addresses the condition"
    assert draft.gaps == (slot,)
    assert f"[{slot}]" in words(draft)
    full = written(catalog, "lmn", case({**ORDER, "lmn.benefit": "It lowers muscle tone."}))
    assert "It lowers muscle tone." in words(full)
    assert "It is not for general health" in words(full)
    assert len(PdfReader(full.pdf).pages) == 1


@pytest.mark.usefixtures("no_pdf")
def test_a_request_asks_for_exactly_what_is_missing(catalog: Catalog) -> None:
    order = case({k: v for k, v in ORDER.items() if k != "order.frequency"})
    findings = (
        Finding("frequency.missing", "error", "How often?", "order.frequency"),
        Finding("signature.missing", "error", "Nobody signed.", "signature.present"),
    )
    request = written(catalog, "request-to-prescriber", order, findings)
    said = words(request)
    assert not request.draft
    assert "☐\u00a02 times a week" in said
    assert "The order is not signed." in said
    assert "Teresa Okafor" in said
    assert "6 weeks" in said
    assert "(360) 555-0143" in said
    assert "Date of birth\n☐" not in said


@pytest.mark.usefixtures("no_pdf")
def test_the_request_carries_the_case_as_a_qr_code(catalog: Catalog) -> None:
    findings = (Finding("date.missing", "error", "When?", "order.date"),)
    request = written(catalog, "request-to-prescriber", case({}), findings)
    with ZipFile(request.docx) as package:
        pictures = [package.read(n) for n in package.namelist() if n.endswith(".png")]
    codes = [c.text for p in pictures for c in zxingcpp.read_barcodes(Image.open(io.BytesIO(p)))]
    assert codes == ["DOCFLOW CASE 7XK2-M9QD"]


def test_a_request_for_everything_still_fits_one_page(catalog: Catalog) -> None:
    asked = (
        ("icd10.invalid", "diagnosis.codes"),
        ("icd10.laterality", "diagnosis.codes"),
        ("frequency.missing", "order.frequency"),
        ("duration.missing", "order.duration"),
        ("visits.mismatch", "order.visits"),
        ("patient.birth_date.missing", "patient.birth_date"),
        ("npi.invalid", "provider.npi"),
        ("date.missing", "order.date"),
        ("signature.stamp", "signature.kind"),
        ("order.expired", "order.date"),
        ("provider.name.missing", "provider.name"),
    )
    values = {"patient.name": f"Maximiliana {LONG}", "diagnosis.codes": ("M54.5", "M54.2")}
    findings = tuple(Finding(code, "error", "Ask.", field) for code, field in asked)
    request = written(catalog, "request-to-prescriber", case(values), findings)
    assert len(PdfReader(request.pdf).pages) == 1


def test_long_names_and_many_codes_lose_nothing(catalog: Catalog) -> None:
    many = {
        **ORDER,
        "patient.name": f"Maximiliana {LONG}",
        "diagnosis.codes": ("M54.2", "M62.838", "M79.7", "M54.50", "M54.51", "M54.59") * 3,
        "plan.limits": tuple(f"Cannot sit longer than {n} minutes" for n in range(9)),
        "plan.techniques": ("Low back: stretching", "Neck: myofascial release"),
    }
    plan = written(catalog, "treatment-plan", case(many))
    pages = [page.extract_text() for page in PdfReader(plan.pdf).pages]
    assert len(pages) == 2
    assert "Signature" in pages[1]
    assert LONG[:20] in pages[1]
    assert "Page 2 of 2" in pages[1]
    assert sum(page.count("Fibromyalgia") for page in pages) == 3


def test_a_draft_for_print_says_so(catalog: Catalog) -> None:
    draft = written(catalog, "treatment-plan", case({}), draft=True)
    assert "DRAFT - not for signature" in PdfReader(draft.pdf).pages[0].extract_text()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Sit |20 min|  60 min", "Sit | 20 min | 60 min"),
        ("a | b | c | d", "a, b | c | d"),
        (" | ", ""),
        ("Walk  far", "Walk far"),
    ],
)
def test_a_goal_has_one_canonical_form(said: str, kept: str, catalog: Catalog) -> None:
    clean = catalog.fields["plan.goals"].clean
    assert clean(said) == kept
    assert clean(kept) == kept


@pytest.mark.usefixtures("no_pdf")
def test_a_template_that_an_office_changed_is_the_one_that_is_used(
    catalog: Catalog, workspace: Path
) -> None:
    letter = catalog.letters["lmn"]
    document = docx.Document()
    document.add_paragraph("Our own {{ patient_name }}")
    document.save(str(workspace / "templates" / letter.template))
    own = replace(letter, optional=frozenset())
    made = write(own, case(ORDER), (), catalog.office, False)
    assert words(made) == "Our own Teresa Okafor"


ORDERS = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "spacing ind contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps noProof color spacing w kern position sz szCs "
    "highlight u",
}


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize("name", ["treatment-plan", "lmn", "request-to-prescriber"])
def test_properties_stand_in_the_schemas_order_or_word_calls_the_file_damaged(
    name: str, catalog: Catalog
) -> None:
    draft = written(catalog, name, case({"patient.name": "Ana Lee"}), draft=True)
    with ZipFile(draft.docx) as package:
        shown = ("word/document", "word/header", "word/footer")
        parts = [package.read(n) for n in package.namelist() if n.startswith(shown)]
    for root in map(fromstring, parts):
        for kind, order in ORDERS.items():
            for found in root.iter(f"{W}{kind}"):
                names = [child.tag.removeprefix(W) for child in found]
                assert names == sorted(names, key=order.split().index), (kind, names)
