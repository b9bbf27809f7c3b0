"""Writing a letter: nothing is lost, invented, doubled or signed by accident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from docflow import Case, Finding, Letter
from docflow.errors import BlockedError, TemplateError
from docflow.letters import Office, blockers, write
from docflow.model import Printed, Written

Build = Callable[..., Letter]
Make = Callable[..., Case]
ERROR = Finding("signature.missing", "error", "Nobody signed.", "signature.present")

pytestmark = pytest.mark.usefixtures("no_libreoffice")


def text(written: Written) -> str:
    return "\n".join(p.text for p in docx.Document(str(written.docx)).paragraphs)


def parts(written: Written, prefix: str) -> list[str]:
    with ZipFile(written.docx) as package:
        names = [n for n in package.namelist() if n.startswith(f"word/{prefix}")]
        return [package.read(name).decode("utf-8") for name in sorted(names)]


@pytest.mark.parametrize(
    "said",
    [
        "A & B",
        "dose < 5 mg > 2 mg",
        "<b>bold</b>",
        "\"quoted\" 'single'",
        "Zoë Müller-Łącka",
        "{{ order_date }}",
        "{% if x %}",
        "{_{ x }_}",
        "&amp;",
        "two\nlines",
    ],
)
def test_what_a_value_says_survives_into_the_letter(
    said: str, letter: Build, office: Office, case: Make
) -> None:
    note = letter("<{{ patient_name }}>")
    written = write(note, case({"patient.name": said}), (), office, draft=False)
    assert text(written) == f"<{said}>".replace("{_{", "{{").replace("}_}", "}}")


def test_characters_that_no_word_file_can_hold_are_left_out(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter("{{ patient_name }}")
    said = "An\x00na\x0c\x07\ud800 \ue0f0Lee\tJr"
    written = write(note, case({"patient.name": said}), (), office, draft=False)
    assert text(written) == "Anna Lee Jr"


def test_a_gap_in_a_draft_is_seen_in_colour_and_counted_once(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter("From {{ order_date }} or {{ order_date }} on")
    written = write(note, case({}), (), office, draft=True)
    assert written.gaps == ("order date",)
    runs = docx.Document(str(written.docx)).paragraphs[0].runs
    marked = [run.text for run in runs if run.font.highlight_color]
    assert marked == ["[order date]", "[order date]"]


def test_a_list_that_lacks_is_one_visible_row(letter: Build, office: Office, case: Make) -> None:
    note = letter("{% for d in diagnoses %}{{ d.code }} {{ d.description }}{% endfor %}")
    written = write(note, case({}), (), office, draft=True)
    assert (text(written), written.gaps) == ("[Diagnosis] [Diagnosis]", ("Diagnosis",))


def test_a_value_in_doubt_is_marked_in_a_draft(letter: Build, office: Office, case: Make) -> None:
    note = letter("Dear {{ patient_name }},")
    unsure = case({"patient.name": "Anna Lee"}, review=("patient.name",))
    written = write(note, unsure, (), office, draft=True)
    assert text(written) == "Dear Anna Lee (?),"
    runs = docx.Document(str(written.docx)).paragraphs[0].runs
    assert [run.text for run in runs if run.font.highlight_color] == ["Anna Lee", " (?)"]


def test_an_optional_value_that_lacks_prints_nothing(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter("Fax {{ practice_fax }}.", optional=("practice_fax",))
    written = write(note, case({}), (), office, draft=False)
    assert (text(written), written.gaps) == ("Fax .", ())


def test_a_final_letter_is_refused_with_the_list_of_what_blocks_it(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter("{{ patient_name }} {{ order_date }} {{ practice_fax }}")
    unsure = case({"patient.name": "Anna Lee"}, review=("patient.name",))
    with pytest.raises(BlockedError) as caught:
        write(note, unsure, (ERROR,), office, draft=False)
    for code in ("signature.missing", "letter.needs (order.date)", "(practice_fax)"):
        assert code in str(caught.value)
    assert "letter.doubtful (patient.name)" in str(caught.value)
    assert "Anna" not in str(caught.value)
    assert not office.folder.exists()


def test_a_warning_blocks_nothing(letter: Build, office: Office, case: Make) -> None:
    warned = (replace(ERROR, severity="warning"),)
    assert blockers(letter("Hello"), case({}), warned, office) == ()


def test_what_is_missing_is_not_said_twice(letter: Build, office: Office, case: Make) -> None:
    note = letter("{{ order_frequency }} {{ schedule }} {{ visits_total }}")
    missing = Finding("frequency.missing", "error", "How often?", "order.frequency")
    stops = blockers(note, case({"order.duration": "8wk"}), (missing,), office)
    assert [stop.code for stop in stops] == ["frequency.missing"]


def test_a_letter_that_is_always_written_is_written_whatever_blocks(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter("{{ patient_name }} {{ order_date }}", always=True)
    unsure = case({"patient.name": "Anna Lee"}, review=("patient.name",))
    written = write(note, unsure, (ERROR,), office, draft=False)
    assert text(written) == "Anna Lee (please confirm) [order date]"
    assert not written.draft


def test_a_draft_says_so_on_every_kind_of_page(letter: Build, office: Office, case: Make) -> None:
    note = letter("Hello", header="Cedar")
    path = office.template(note)
    document = docx.Document(str(path))
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    document.save(str(path))
    written = write(note, case({}), (), office, draft=True)
    headers = parts(written, "header")
    assert len(headers) == 3
    assert all("DRAFT - not for signature" in h and 'string="DRAFT"' in h for h in headers)
    assert written.docx.name == "7XK2-M9QD-note-DRAFT.docx"


def test_a_final_letter_carries_no_draft_mark(letter: Build, office: Office, case: Make) -> None:
    written = write(letter("Hello", header="Cedar"), case({}), (), office, draft=False)
    assert not any("DRAFT" in part for part in parts(written, ""))


def test_the_same_letter_is_the_same_file_and_is_not_written_twice(
    letter: Build, office: Office, case: Make, tmp_path: Path
) -> None:
    note = letter("{{ patient_name }} {{ case_code }}")
    full = case({"patient.name": "Anna Lee"})
    first = write(note, full, (), office, draft=True)
    data = first.docx.read_bytes()
    again = write(note, full, (), office, draft=True)
    elsewhere = write(note, full, (), replace(office, folder=tmp_path / "b"), draft=True)
    assert (first.new, again.new, again.docx) == (True, False, first.docx)
    assert elsewhere.docx.read_bytes() == data
    assert [p.name for p in office.folder.iterdir()] == [first.docx.name]


def test_a_letter_that_a_person_changed_is_never_overwritten(
    letter: Build, office: Office, case: Make
) -> None:
    note = letter("Hello")
    first = write(note, case({}), (), office, draft=False)
    first.docx.write_bytes(b"changed in Word")
    second = write(note, case({}), (), office, draft=False)
    assert first.docx.read_bytes() == b"changed in Word"
    assert second.docx.name == "7XK2-M9QD-note-2.docx"
    assert not write(note, case({}), (), office, draft=False).new


def test_a_letter_never_takes_the_name_of_another_letters_pdf(
    letter: Build, office: Office, case: Make
) -> None:
    first = write(letter("Hello"), case({}), (), office, draft=False)
    first.docx.with_suffix(".pdf").write_bytes(b"%PDF of the first")
    first.docx.unlink()
    second = write(letter("Good day"), case({}), (), office, draft=False)
    assert second.docx.name == "7XK2-M9QD-note-2.docx"


def test_every_value_is_recorded_with_its_source(letter: Build, office: Office, case: Make) -> None:
    note = letter("{{ patient_name }} {{ schedule }} {{ practice_phone }} {{ today }}")
    full = case({"patient.name": "Anna Lee", "order.frequency": "2/wk", "order.duration": "8wk"})
    written = write(note, full, (), office, draft=False)
    place = full.fields["patient.name"][0].best.source
    assert set(written.values) == {
        Printed("patient.name", "Anna Lee", "referral", place),
        Printed("order.frequency", "2/wk", "referral", place),
        Printed("order.duration", "8wk", "referral", place),
        Printed("schedule", "2 times a week for 8 weeks", "docflow"),
        Printed("practice_phone", "3605550142", "settings"),
        Printed("today", "November 20, 2026", "docflow"),
    }


@pytest.mark.parametrize(
    "program",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ patient_name.__init__.__globals__ }}",
        "{{ patient_name + 1 }}",
        "{{ patient_name.nothing.here() }}",
    ],
)
def test_a_template_can_do_no_harm_and_its_fault_holds_no_value(
    program: str, letter: Build, office: Office, case: Make
) -> None:
    with pytest.raises(TemplateError) as caught:
        write(letter(program), case({"patient.name": "Anna Lee"}), (), office, draft=True)
    assert "note.docx" in str(caught.value)
    assert "Anna" not in str(caught.value)


def test_fences_never_reach_the_file(letter: Build, office: Office, case: Make) -> None:
    note = letter("{{ order_date }}")
    path = office.template(note)
    document = docx.Document(str(path))
    document.core_properties.subject = "{{ order_date }}"
    document.save(str(path))
    written = write(note, case({}), (), office, draft=True)
    with ZipFile(written.docx) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert not any(fence.encode() in everything for fence in "\ue0f0\ue0f1\ue0f2")


def test_footnotes_are_part_of_the_letter(letter: Build, office: Office, case: Make) -> None:
    note = letter("Hello")
    footnoted(office.template(note), "Born {{ patient_birth_date }}, ordered {{ order_date }}")
    born = case({"patient.birth_date": "1979-06-02"})
    assert [s.field for s in blockers(note, born, (), office)] == ["order.date"]
    (notes,) = parts(write(note, born, (), office, draft=True), "footnotes")
    assert "Born 06/02/1979, ordered [order date]" in notes


def footnoted(path: Path, text: str) -> None:
    """Put a footnote part into a Word file, as Word does."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    document = docx.Document(str(path))
    blob = f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
    document.part.relate_to(part, link)
    document.save(str(path))


def test_nothing_half_written_stays(letter: Build, office: Office, case: Make) -> None:
    write(letter("Hello"), case({}), (), office, draft=True)
    assert not [path for path in office.folder.iterdir() if "partial" in path.name]
