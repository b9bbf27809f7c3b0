"""X12 835 remittances: read exactly, checked against their own totals, refused if broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from docflow.catalog import Catalog
from docflow.errors import UnreadableError
from docflow.flow import case_of, check, take
from docflow.model import Filed, Taken

HEADER = (
    "ISA*00*          *00*          *ZZ*PAYERONE       *ZZ*OFFICETWO      "
    "*261005*1200*^*00501*000000321*0*P*:~GS*HP*PAYERONE*OFFICETWO*20261005*1200*7*X*005010X221A1~"
)
START = (
    "ST*835*0001~BPR*I*{paid}*C*CHK************20261006~TRN*1*5512*1777777777~DTM*405*20261005~"
    "N1*PR*BIRCH RIVER HEALTH PLAN~N3*1 MAIN ST~N4*SALEM*OR*97301~"
    "N1*PE*CEDAR GROVE MASSAGE*XX*1457382913~LX*1~"
)
LATE = (
    "CLP*ACC1*4*150*0**12*BR7000123*11~NM1*QC*1*OSTROW*PILAR*J***MI*BRH4410021~"
    "SVC*HC:97124:GP*75*0**2~DTM*472*20260803~CAS*CO*29*75~"
    "SVC*HC:97124:GP*75*0**2~DTM*472*20260810~CAS*CO*29*75~"
)
PARTLY = (
    "CLP*ACC2*1*200*60*20*12*BR7000456*11~NM1*QC*1*BAPTISTE*NOEL****MI*BRH4419999~"
    "SVC*HC:97140*100*60**2~DTM*472*20260804~CAS*CO*45*20**131*0~CAS*PR*3*20~"
    "SVC*HC:97124*100*0**2~DTM*472*20260804~CAS*CO*97*100~LQ*HE*N20~"
)
PAID = (
    "CLP*ACC3*1*90*90**12*BR7000789*11~NM1*QC*1*KLINE*UMA****MI*BRH4410077~"
    "SVC*HC:97124*90*90**2~DTM*472*20260805~"
)
Read = Callable[[str], Taken]


def remittance(*claims: str, paid: str = "0", extra: str = "") -> str:
    """A file of these claims with a right count of segments."""
    body = START.format(paid=paid) + "".join(claims) + extra
    return f"{HEADER}{body}SE*{body.count('~') + 1}*0001~GE*1*7~IEA*1*000000321~"


@pytest.fixture
def catalog(plugins: Callable[..., Catalog]) -> Catalog:
    return plugins()


@pytest.fixture
def read(catalog: Catalog, tmp_path: Path) -> Read:
    """read(text): the file of this text, taken by docflow's own plugins."""

    def run(text: str) -> Taken:
        folder = tmp_path / f"work{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        path = folder.with_suffix(".835")
        path.write_text(text, encoding="utf-8")
        return take(path, folder, date(2026, 11, 20), catalog)

    return run


def values(taken: Taken, field: str) -> set[str]:
    return {r.value for r in taken.readings if r.field == field}


def test_a_denied_claim_is_a_denial_with_all_its_facts(read: Read) -> None:
    taken = read(remittance(LATE))
    assert taken.kind == "denial"
    assert values(taken, "payer.name") == {"BIRCH RIVER HEALTH PLAN"}
    assert values(taken, "patient.name") == {"Pilar J Ostrow"}
    assert values(taken, "patient.member_id") == {"BRH4410021"}
    assert values(taken, "claim.number") == {"BR7000123"}
    assert values(taken, "service.dates") == {"2026-08-03", "2026-08-10"}
    assert values(taken, "procedure.codes") == {"97124"}
    assert values(taken, "denial.codes") == {"CO-29"}
    assert values(taken, "denial.category") == {"timely_filing"}
    assert values(taken, "denial.amount") == {"150.00"}
    assert values(taken, "denial.date") == {"2026-10-05"}


def test_only_what_is_refused_counts_not_write_offs_and_shares(read: Read) -> None:
    taken = read(remittance(PARTLY, paid="60"))
    assert values(taken, "denial.amount") == {"100.00"}
    assert values(taken, "denial.codes") == {"CO-97", "N20"}
    assert values(taken, "procedure.codes") == {"97124"}
    assert values(taken, "denial.category") == {"bundled"}


def test_a_paid_claim_is_no_denial(read: Read) -> None:
    taken = read(remittance(PAID, paid="90"))
    assert taken.kind != "denial"
    assert taken.readings == ()


def test_each_refused_claim_of_a_longer_file_becomes_a_document(read: Read) -> None:
    whole = read(remittance(LATE, PARTLY, PAID, paid="150"))
    assert len(whole.enclosures) == 2
    assert whole.readings == ()
    parts = [read(e.path.read_text(encoding="utf-8")) for e in whole.enclosures]
    assert [values(part, "claim.number") for part in parts] == [{"BR7000123"}, {"BR7000456"}]
    assert [values(part, "denial.amount") for part in parts] == [{"150.00"}, {"100.00"}]


def test_the_excerpt_of_a_claim_adds_up_by_itself(read: Read) -> None:
    whole = read(remittance(LATE, PARTLY, PAID, paid="150"))
    for enclosure in whole.enclosures:
        part = read(enclosure.path.read_text(encoding="utf-8"))
        words = " ".join(word.text for page in part.pages for word in page.words)
        assert "Look:" not in words


def test_every_fact_points_to_its_segment(read: Read) -> None:
    for reading in read(remittance(LATE)).readings:
        if reading.field != "document.kind":
            assert reading.source is not None
            assert reading.text.endswith("~")


def test_a_file_that_does_not_add_up_is_read_and_doubted(read: Read) -> None:
    wrong = LATE.replace("CAS*CO*29*75~", "CAS*CO*29*70~", 1)
    taken = read(remittance(wrong))
    (amount,) = [r for r in taken.readings if r.field == "denial.amount"]
    assert amount.confidence < 0.7
    words = " ".join(word.text for page in taken.pages for word in page.words)
    assert "Look:" in words


def test_a_payment_that_is_not_the_sum_of_its_claims_is_doubted(read: Read) -> None:
    taken = read(remittance(LATE, paid="12.50"))
    (amount,) = [r for r in taken.readings if r.field == "denial.amount"]
    assert amount.confidence < 0.7


def test_each_claim_of_a_file_that_disagrees_with_itself_says_so(
    read: Read, catalog: Catalog
) -> None:
    whole = read(remittance(LATE, PARTLY, PAID, paid="1"))
    for enclosure in whole.enclosures:
        part = read(enclosure.path.read_text(encoding="utf-8"))
        (doubt,) = values(part, "remittance.doubts")
        assert doubt.startswith("The payment is 1;")
        filed = (Filed(part.document, "denial", date(2026, 12, 31)),)
        case = case_of("c", filed, part.readings, catalog, date(2026, 12, 31))
        found = [f for f in check(case, catalog) if f.code == "remittance.unbalanced"]
        assert [f.severity for f in found] == ["warning"]


def test_the_sheet_of_several_claims_names_what_the_provider_was_charged(read: Read) -> None:
    whole = read(remittance(LATE, PAID, paid="85", extra="PLB*1457382913*20261231*WO:X*5~"))
    words = " ".join(word.text for page in whole.pages for word in page.words)
    assert "Adjustment of the provider WO 5" in words


def test_an_adjustment_of_the_provider_balances_the_payment(read: Read) -> None:
    taken = read(remittance(LATE, paid="-5", extra="PLB*1457382913*20261231*WO:X*5~"))
    (amount,) = [r for r in taken.readings if r.field == "denial.amount"]
    assert amount.confidence > 0.9


def test_other_separators_and_line_breaks_read_the_same(read: Read) -> None:
    usual = remittance(LATE)
    other = usual.replace("*", "|").replace(":", ">").replace("~", "'\n")
    assert {(r.field, r.value) for r in read(usual).readings} == {
        (r.field, r.value) for r in read(other).readings
    }


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (lambda t: t[: len(t) // 2], "cut off"),
        (lambda t: t[: t.index("SE*")], "cut off"),
        (lambda t: t.replace("ST*835", "ST*837"), "not a remittance"),
        (lambda t: t.replace("*150*0**12", "*15O*0**12"), "no amount"),
        (lambda t: t.replace("20260803", "2026-8-3"), "date"),
        (lambda t: t.replace("CAS*CO", "CAS*XX"), "group"),
        (lambda t: t.replace("N1*PR", "N9*PR").replace("N1*PE", "N9*PE"), "who paid"),
        (lambda t: t[:90], "cut off"),
        (lambda t: t.replace("ST*835*0001~", "").replace("SE*", "XX*"), "no transaction"),
    ],
)
def test_a_broken_file_is_refused_with_a_reason(
    read: Read, break_it: Callable[[str], str], reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(break_it(remittance(LATE)))


def test_a_refusal_names_no_patient(read: Read) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(remittance(LATE).replace("*150*0**12", "*15O*0**12"))
    assert "OSTROW" not in str(caught.value)
    assert "BRH" not in str(caught.value)


def test_a_transaction_without_an_envelope_is_read(read: Read) -> None:
    bare = remittance(LATE)
    taken = read(bare[bare.index("ST*835") : bare.index("GE*1")])
    assert values(taken, "denial.amount") == {"150.00"}


def test_a_denied_claim_without_any_code_is_not_lost(read: Read) -> None:
    silent = "CLP*ACC9*4*150*0**12*BR7000999*11~NM1*QC*1*AMATO*LIA****MI*BRH4411111~"
    taken = read(remittance(silent, PAID, paid="90"))
    (part,) = [read(e.path.read_text(encoding="utf-8")) for e in taken.enclosures]
    assert part.kind == "denial"
    assert values(part, "denial.amount") == {"150.00"}
    assert values(part, "denial.category") == set()
