"""What no probability settles goes to a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from docflow.catalog import Catalog
from docflow.flow.doubting import doubted
from docflow.model import Field, Reading

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("grounds", "review"), [(("agreed", "prose"), True), (("agreed", "label"), False)]
)
def test_a_fax_that_running_text_names_may_be_anybody_s(
    plugins: Callable[..., Catalog], grounds: tuple[str, ...], review: bool
) -> None:
    number = "2065550144"
    read = Reading("provider.fax", number, number, 0.97, None, grounds)
    fields = {"provider.fax": (Field("provider.fax", number, 0.999, False, (read,)),)}
    (field,) = doubted(fields, (), plugins(only=()), TODAY)["provider.fax"]
    assert field.review is review
