"""Files inside files can do no harm by their names."""

from __future__ import annotations

import pytest

from docflow.paper import enclose


@pytest.mark.parametrize(
    ("name", "shown", "file"),
    [
        ("order.PDF", "order.PDF", "enclosed-3.pdf"),
        ("../../etc/passwd", "passwd", "enclosed-3"),
        ("C:\\Windows\\order.pdf", "order.pdf", "enclosed-3.pdf"),
        ("a\x00b\n.tif", "ab.tif", "enclosed-3.tif"),
        ("", "unnamed", "enclosed-3"),
        ("..", "unnamed", "enclosed-3"),
        ("x.p/df", "df", "enclosed-3"),
    ],
)
def test_a_name_is_shown_without_folders_and_never_used_as_a_path(tmp_path, name, shown, file):
    enclosed = enclose(b"data", name, tmp_path, 3)
    assert enclosed.name == shown
    assert enclosed.path == tmp_path / file
    assert enclosed.path.read_bytes() == b"data"


def test_a_very_long_name_keeps_its_end(tmp_path):
    assert enclose(b"", "x" * 500 + ".pdf", tmp_path, 0).name.endswith("xx.pdf")
