from __future__ import annotations

import pytest

from docflow.terms.names import clean_name, credentials, is_name, q_misread, same_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Edwards, Danny M", "Danny M Edwards"),
        ("DANNY EDWARDS", "Danny Edwards"),
        ("Edwards,Danny", "Danny Edwards"),
        ("Smith, Amanda, DC", "Amanda Smith"),
        ("Dr. A. Smith", "A Smith"),
        ("Juan Simon, M.D., FAAN", "Juan Simon"),
        ("J. R. Smith III, MD PhD", "J R Smith III"),
        ("Danny Edwards, Jr.", "Danny Edwards Jr"),
        ("de la Cruz, Maria", "Maria de la Cruz"),
        ("LAURA MCDONALD", "Laura McDonald"),
        ("Mary Jo O'Brien-Smith, ARNP", "Mary Jo O'Brien-Smith"),
        ("José Núñez", "José Núñez"),
        ("Judge Judy", "Judge Judy"),
    ],
)
def test_names_come_first_to_last_without_titles_and_credentials(written: str, name: str) -> None:
    assert clean_name(written) == name


@pytest.mark.parametrize("name", ["Amanda Do", "Robert Ma", "Jo Do", "Hannah Le"])
def test_a_short_last_name_is_no_credential(name: str) -> None:
    assert clean_name(name) == name
    assert credentials(name) == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("DannyEdwards", "Danny Edwards"),
        ("AmandaSmith,DC", "Amanda Smith"),
        ("RonaldMcDonald", "Ronald McDonald"),
        ("LANGFORD-MCALLISTER, DELPHINE", "Delphine Langford-McAllister"),
        ("Tom Sm1th", "Tom Smith"),
        ("Owen Wi1son", "Owen Wilson"),
        ("Danny Edwards 03/24/1964", "Danny Edwards"),
    ],
)
def test_what_a_reader_glued_or_mixed_up_is_set_apart(written: str, name: str) -> None:
    assert clean_name(written) == name


@pytest.mark.parametrize("text", ["", "12345", "-", "03/24/1964"])
def test_text_without_letters_is_no_name(text: str) -> None:
    assert clean_name(text) == ""


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Juan Simon, M.D., FAAN", ("MD", "FAAN")),
        ("Amanda Smith PA-C", ("PA-C",)),
        ("Nguyen Thi Hoa, LAc, EAMP", ("LAC", "EAMP")),
        ("JUAN SIMON MD", ("MD",)),
    ],
)
def test_credentials_stand_behind_the_name(written: str, held: tuple[str, ...]) -> None:
    assert credentials(written) == held


@pytest.mark.parametrize(
    "text", ["Patient Name", "Date of Birth", "Smith", "Spine & Wellness Center", "Signature"]
)
def test_labels_and_offices_do_not_look_like_people(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Danny Edwards", "A. Smith", "SMITH, AMANDA, DC"])
def test_people_look_like_people(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Danny M Edwards", "EDWARDS, DANNY"),
        ("D. Edwards", "Danny Edwards"),
        ("Edwards Danny", "Danny Edwards"),
    ],
)
def test_one_person_s_name_may_be_written_in_several_ways(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dan Edwards", "Danny Edwards"),
        ("Danny M Edwards", "Danny R Edwards"),
        ("Danny Edwards", "Danny Edward"),
        ("", "Danny Edwards"),
    ],
)
def test_names_that_differ_are_two_people_s(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize("text", ["OCTAVIA R", "MD DO", "Visit Summary", "MD DO DC ND"])
def test_a_first_name_alone_and_degrees_alone_are_no_name(text: str) -> None:
    assert not is_name(text)


def test_the_line_that_says_who_typed_a_letter_and_who_gets_a_copy_is_no_name() -> None:
    assert not is_name("LK:kt cc: Ingrid Whitaker, MD")


@pytest.mark.parametrize("name", ["Lindgvist", "Jacgueline", "Velazguez", "Marguez"])
def test_a_g_where_names_have_a_q_was_misread(name: str) -> None:
    assert q_misread(name)
    assert not q_misread(name.replace("gv", "qv").replace("gu", "qu"))


@pytest.mark.parametrize("name", ["Rodriguez", "Ingvar", "Guadalupe", "Lindgren", "Miguel"])
def test_names_with_a_g_of_their_own_are_as_they_are(name: str) -> None:
    assert not q_misread(name)


@pytest.mark.parametrize("text", ["Yakima, WA 98902", "Salt Lake City UT 84101-2201"])
def test_a_town_with_its_state_and_zip_code_is_nobody(text: str) -> None:
    assert clean_name(text) == ""
    assert not is_name(text)
