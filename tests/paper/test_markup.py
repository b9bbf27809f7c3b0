"""HTML mail is read as a person sees it."""

from __future__ import annotations

from docflow.paper import plain


def test_blocks_are_lines():
    assert plain("<p>Patient: <b>Laura</b> Schmidt</p><p>DOB 03/24/1964</p>").splitlines() == [
        "Patient: Laura Schmidt",
        "",
        "DOB 03/24/1964",
    ]


def test_cells_of_a_row_stand_on_one_line():
    assert plain("<table><tr><td>NPI</td><td>1457382913</td></tr></table>") == "NPI\t1457382913"


def test_scripts_styles_and_comments_are_not_read():
    text = plain("<style>p{}</style><script>alert(1)</script><!-- M79.7 --><p>M54.50</p>")
    assert text == "M54.50"


def test_entities_are_characters_and_broken_markup_is_survived():
    assert plain("2 &lt; 5 &amp; <b>7<p>x").replace("\n", "") == "2 < 5 & 7x"


def test_line_breaks_in_the_source_are_blanks():
    assert plain("<p>twice\n   a week</p>") == "twice a week"
