"""What no probability settles goes to a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from docflow.catalog import Catalog
from docflow.flow.doubting import doubted
from docflow.model import Box, Field, Filed, Reading, Source

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


@pytest.mark.parametrize(("kind", "review"), [("denial", True), ("referral", False)])
def test_whoever_signs_a_denial_has_ordered_nothing(
    plugins: Callable[..., Catalog], kind: str, review: bool
) -> None:
    place = Source("paper", 1, Box(0.1, 0.8, 0.3, 0.85))
    read = Reading("signature.present", "true", "", 0.99, place, ("ink", "label"))
    sure = Reading("document.kind", kind, "", 0.99, place, ("signs",))
    fields = {
        "document.kind": (Field("document.kind", kind, 0.99, False, (sure,)),),
        "signature.present": (Field("signature.present", "true", 0.999, False, (read,)),),
    }
    filed = (Filed("paper", kind, TODAY),)
    (field,) = doubted(fields, filed, plugins(only=()), TODAY)["signature.present"]
    assert field.review is review
