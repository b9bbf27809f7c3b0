"""Places on a page and the maps between the upright page and the page as delivered."""

from __future__ import annotations

import pytest

from docflow.model import Affine

MAPS = (
    Affine(),
    Affine(-1, 0, 1, 0, -1, 1),
    Affine(0, 1, 0, -1, 0, 1),
    Affine(0.9, 0.1, 0.05, -0.08, 0.95, 0.03, 0.1, -0.05),
)


@pytest.mark.parametrize("there", MAPS)
def test_the_way_back_from_a_place_leads_to_it(there: Affine) -> None:
    back = there.inverse()
    for x, y in ((0.0, 0.0), (0.3, 0.7), (1.0, 0.2)):
        assert back.point(*there.point(x, y)) == pytest.approx((x, y))
