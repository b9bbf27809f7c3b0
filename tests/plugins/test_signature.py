"""The prescriber's signature: found, told apart from everything that is none, and dated."""

from datetime import date
from itertools import cycle

import pytest

from docflow import Box, Document, Page, Word
from drawn import CHANNELS, Sheet
from readers import plugin
from signing import FORMS, order

SURE = 0.97
_channels = cycle(CHANNELS)
CASES = [(form, next(_channels)) for form in FORMS]


def read(*pages):
    """What the plugin says: the best reading of each field, and all dates."""
    extract = plugin("signature").docflow_extract
    readings = extract(Document("paper", "paper", pages, date(2026, 11, 20)), {})
    best = {}
    for reading in sorted(readings, key=lambda r: r.confidence):
        best[reading.field] = reading
    return best, {r.value for r in readings if r.field == "signature.date"}


def said(best):
    """Present and kind, and whether they are sure."""
    present = best.get("signature.present")
    if present is None:
        return None
    return present.value, best["signature.kind"].value, present.confidence >= SURE


@pytest.mark.parametrize(("form", "channel"), CASES)
def test_an_empty_place_is_known_as_unsigned(tmp_path, form, channel):
    best, _ = read(order(form, "none", 1).page(tmp_path, channel))
    assert said(best) == ("false", "none", True)


@pytest.mark.parametrize(("form", "channel"), CASES)
def test_ink_in_the_place_is_a_signature(tmp_path, form, channel):
    best, _ = read(order(form, "handwritten", 5).page(tmp_path, channel))
    assert said(best) == ("true", "handwritten", True)


@pytest.mark.parametrize("fill", ["stamp", "plain stamp", "typed"])
@pytest.mark.parametrize(("form", "channel"), CASES[::4])
def test_a_stamp_or_a_typed_name_is_no_signature(tmp_path, form, channel, fill):
    best, _ = read(order(form, fill, 3).page(tmp_path, channel))
    assert said(best)[:2] == ("false", "stamp")


@pytest.mark.parametrize("form", ["on line", "closing"])
def test_a_stamp_that_somebody_signed_over_is_shown_to_a_person(tmp_path, form):
    best, _ = read(order(form, "both", 2).page(tmp_path, "scan"))
    assert said(best) == ("true", "handwritten", False)


@pytest.mark.parametrize("form", ["under line", "cell"])
def test_an_electronic_statement_with_name_and_date_is_a_signature(tmp_path, form):
    best, days = read(order(form, "electronic", 4).page(tmp_path, "fax"))
    assert said(best) == ("true", "electronic", True)
    assert days == {"2026-11-02"}


@pytest.mark.parametrize("form", ["under line", "over line", "on line", "cell"])
def test_the_date_beside_it_is_taken_and_never_the_patients(tmp_path, form):
    _, days = read(order(form, "handwritten", 6).page(tmp_path, "scan"))
    assert days == {"2026-11-02"}


def test_what_is_doubtful_comes_with_its_contrary(tmp_path):
    page = order("under line", "typed", 8).page(tmp_path, "scan")
    readings = plugin("signature").docflow_extract(
        Document("paper", "paper", (page,), date(2026, 11, 20)), {}
    )
    present = {r.value: r.confidence for r in readings if r.field == "signature.present"}
    assert set(present) == {"true", "false"}
    assert sum(present.values()) == pytest.approx(1.0)


def text_page(*rows):
    """A page without a picture, as a records system sends it."""
    words = []
    for i, row in enumerate(rows):
        x = 0.1
        for part in row.split():
            words.append(
                Word(part, Box(x, 0.1 + 0.03 * i, x + 0.011 * len(part), 0.115 + 0.03 * i))
            )
            x += 0.011 * (len(part) + 1)
    return Page(1, 612.0, 792.0, tuple(words), origin="text")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Electronically signed by Ann Lee, DO on 11/02/2026 14:20", ("true", "electronic", True)),
        ("Electronicallysigned by: Ann Lee, DO 11/02/2026", ("true", "electronic", True)),
        ("Authenticated by Ann Lee MD at 11/02/2026 08:11", ("true", "electronic", True)),
        ("/s/ Ann Lee, DO 11/02/2026", ("true", "electronic", True)),
        ("Electronically signed by Ann Lee, DO", ("true", "electronic", False)),
        ("Electronically signed by:", ("false", "none", False)),
        ("Electronically signed by Bo Kay, LMT on 11/02/2026", None),
        ("Patient electronically signed by Peter Stone on 11/02/2026", None),
    ],
)
def test_an_electronic_statement_counts_by_who_signed_and_when(row, expected):
    best, _ = read(text_page("REFERRAL", "Massage therapy 97124, 2 x week for 6 weeks", row))
    assert said(best) == expected


def test_nothing_is_said_where_no_place_is_found(tmp_path):
    sheet = Sheet(1)
    sheet.text(200, 300, "Patient notes: massage helps, two more visits planned.")
    sheet.text(200, 400, "A signature on file is no signature, and this line asks for none.")
    best, _ = read(sheet.page(tmp_path))
    assert best == {}


def test_a_payers_letter_is_not_signed_by_a_prescriber():
    best, _ = read(
        text_page(
            "NOTICE OF DENIAL",
            "You have the right to appeal within 180 days.",
            "Electronically signed by Ann Lee, MD on 11/02/2026 14:20",
        )
    )
    assert best == {}


def test_only_the_patient_signed(tmp_path):
    sheet = order("under line", "none", 9)
    best, days = read(sheet.page(tmp_path, "scan"))
    assert said(best) == ("false", "none", True)
    assert days == set()
