"""Characters of a file's own text become words."""

from __future__ import annotations

from docflow import Box, Word
from docflow.paper import Glyph, joined, sensible

TALL = 792 / 612


def glyphs(text, left=0.1, top=0.1, wide=0.01, high=0.015):
    return [
        Glyph(char, Box(left + i * wide, top, left + (i + 1) * wide, top + high))
        for i, char in enumerate(text)
    ]


def texts(found):
    return [word.text for word in joined(found, TALL)]


def test_blanks_part_words():
    assert texts(glyphs("two words")) == ["two", "words"]


def test_a_gap_without_a_blank_parts_words():
    assert texts(glyphs("left") + glyphs("right", left=0.16)) == ["left", "right"]


def test_kerning_does_not_part_words():
    assert texts(glyphs("AV", wide=0.0095) + glyphs("A", left=0.1195)) == ["AVA"]


def test_a_new_line_parts_words():
    assert texts(glyphs("one") + glyphs("two", top=0.12)) == ["one", "two"]


def test_a_word_lies_around_its_characters():
    (word,) = joined(glyphs("abc"), TALL)
    assert word.box == Box(0.1, 0.1, 0.13, 0.115)


def test_ligatures_and_soft_hyphens_are_spelt_out():
    assert texts(glyphs("o\ufb03ce")) == ["office"]
    assert texts(glyphs("re\xadtest")) == ["re-test"]


def said(*words):
    return [Word(word, Box(0, 0, 1, 1)) for word in words]


def test_language_is_sensible_and_gibberish_is_not():
    assert sensible(said(*"the patient was referred for massage therapy twice weekly".split() * 3))
    assert not sensible(said(*"WKH SDWLHQW ZDV UHIHUUHG IRU PDVVDJH WKHUDSB".split() * 4))
    assert not sensible(said("\ue001\ue002\ue003", "abc"))


def test_few_or_no_words_are_given_the_benefit_of_the_doubt():
    assert sensible([])
    assert sensible(said("RX", "NPI", "BCBS", "1457382913"))
