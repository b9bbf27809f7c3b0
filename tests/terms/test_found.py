"""What holds for every finder, whatever text it is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docflow.terms.cpt import find_cpts
from docflow.terms.dates import find_dates
from docflow.terms.found import Found, as_digits
from docflow.terms.icd10 import find_codes
from docflow.terms.npi import find_npis
from docflow.terms.phones import find_phones
from docflow.terms.schedule import parse_schedule

PIECES = (
    "M54.50 m25.511/512 S13.4XX A 516.1 Neck strain Dx ICD-10: 724.2 R51 97124 CPT 98201 WA "
    "1457382913 (360) 455-2492 1-800- 11/14/26 Nov 14, 2O26 2x/wk x 8 wks for every other week "
    "2w6 BIW q2wk then 12 visits # 60 min ☐ ☑ [ ] l I | O 0 . , / - – × é Φ \n"
).split(" ")
PAPER = st.lists(st.sampled_from(PIECES), max_size=12)
TEXT = PAPER.map(" ".join) | PAPER.map("".join) | st.text(max_size=40)


def _schedule(text: str) -> tuple[Found, ...]:
    said = parse_schedule(text)
    return tuple(found for _, found in said.found) if said else ()


FINDERS: dict[str, Callable[[str], tuple[Found, ...]]] = {
    "codes": find_codes,
    "cpts": find_cpts,
    "dates": lambda text: find_dates(text, date(2026, 11, 20)),
    "npis": find_npis,
    "phones": find_phones,
    "schedule": _schedule,
}


@pytest.mark.parametrize("name", FINDERS)
@settings(max_examples=120, deadline=None)
@given(text=TEXT)
def test_whatever_is_found_stands_where_it_is_said_to(name: str, text: str) -> None:
    for found in FINDERS[name](text):
        assert found.value
        assert text[found.start : found.end] == found.text


def test_letters_become_only_the_digits_that_they_look_like() -> None:
    assert as_digits("OQlI|SBZ-A7") == "00111582-A7"
