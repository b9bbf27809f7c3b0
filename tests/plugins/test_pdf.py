"""PDF files: whose words count, and what becomes of scans, forms and attachments."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from docflow import Enclosure, UnreadableError
from readers import LINES, letter, read, text_of, word

LETTER = (612, 792)


def made(path, draw, size=LETTER):
    canvas = Canvas(str(path), size)
    draw(canvas)
    canvas.save()
    return path


def changed(path, change):
    writer = PdfWriter(clone_from=path)
    change(writer)
    out = path.with_name(f"changed-{path.name}")
    writer.write(out)
    return out


def written(canvas, x=72, y=700, lines=LINES):
    for number, line in enumerate(lines):
        canvas.drawString(x, y - 20 * number, line)


def scanned(canvas, image=None, box=(0, 0, *LETTER)):
    canvas.drawImage(ImageReader(image or letter()), *box)


def page_of(path):
    (page,) = read("pdf", path)
    return page


def test_words_of_a_born_digital_page_keep_their_text_and_place(tmp_path):
    page = page_of(made(tmp_path / "a.pdf", written))
    assert text_of(page) == " ".join(LINES)
    assert page.origin == "text" and not page.pictures
    name = word(page, "Schmidt").box
    assert name.left == pytest.approx((72 + 73) / 612, abs=0.03)
    assert name.middle[1] == pytest.approx(1 - 683 / 792, abs=0.01)
    assert all(w.confidence == 1.0 for w in page.words)


def test_a_page_shown_turned_has_its_words_where_a_viewer_shows_them(tmp_path):
    plain = page_of(made(tmp_path / "a.pdf", written))
    turned = changed(tmp_path / "a.pdf", lambda w: w.pages[0].rotate(90))
    page = page_of(turned)
    assert (page.width, page.height) == (612, 792)
    assert word(page, "Schmidt").box == pytest.approx(word(plain, "Schmidt").box, abs=0.002)
    shown = page.delivered.box(word(page, "Schmidt").box)
    assert shown.left == pytest.approx(1 - word(plain, "Schmidt").box.bottom, abs=0.002)


def test_text_written_sideways_sets_the_page_upright(tmp_path):
    def sideways(canvas):
        canvas.translate(612, 0)
        canvas.rotate(90)
        written(canvas, y=500)

    page = page_of(made(tmp_path / "a.pdf", sideways))
    assert (page.width, page.height) == (792, 612)
    assert text_of(page) == " ".join(LINES)
    assert word(page, "Patient:").box.width > word(page, "Patient:").box.height


def test_a_cropped_page_has_its_words_in_fractions_of_what_is_shown(tmp_path):
    made(tmp_path / "a.pdf", written)

    def crop(writer):
        writer.pages[0].cropbox.lower_left = (0, 396)

    page = page_of(changed(tmp_path / "a.pdf", crop))
    assert (page.width, page.height) == (612, 396)
    assert word(page, "Schmidt").box.middle[1] == pytest.approx((792 - 683) / 396, abs=0.02)


def test_the_words_behind_a_scan_are_not_believed(tmp_path):
    def searchable(canvas):
        scanned(canvas)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Patlent: Laura Schmldt")
        canvas.drawText(text)

    page = page_of(made(tmp_path / "a.pdf", searchable))
    assert page.origin == "none" and not page.words


def test_words_painted_over_by_a_scan_are_not_believed(tmp_path):
    def underneath(canvas):
        written(canvas)
        scanned(canvas)

    assert page_of(made(tmp_path / "a.pdf", underneath)).origin == "none"


def test_a_word_that_nobody_can_see_is_no_word(tmp_path):
    def hidden(canvas):
        written(canvas)
        canvas.setFillGray(1)
        canvas.drawString(72, 300, "M79.7")
        canvas.setFillGray(0)
        canvas.drawString(72, 250, "M54.16")
        canvas.setFillGray(1)
        canvas.rect(60, 240, 200, 30, stroke=0, fill=1)

    text = text_of(page_of(made(tmp_path / "a.pdf", hidden)))
    assert "M79.7" not in text and "M54.16" not in text and "M54.50" in text


def test_text_in_a_font_without_a_table_goes_to_a_recogniser(tmp_path):
    def shifted(canvas):
        written(canvas, lines=["".join(chr(ord(c) - 29) for c in "Patient")] * 3)
        written(canvas, y=600, lines=["3DWLHQW QDPH", "'DWH RI ELUWK", "ZHHNV ZLWK WKH"] * 4)

    assert page_of(made(tmp_path / "a.pdf", shifted)).origin == "none"


def test_a_fax_line_over_a_scan_leaves_the_page_a_scan(tmp_path):
    def faxed(canvas):
        scanned(canvas)
        canvas.drawString(20, 780, "11/04/2026 14:16 FROM 888-555-2791")

    page = page_of(made(tmp_path / "a.pdf", faxed))
    assert page.origin == "none" and not page.words and page.image


def test_words_typed_over_a_scanned_form_stand_and_the_form_is_still_looked_at(tmp_path):
    def filled(canvas):
        scanned(canvas)
        written(canvas, x=300, y=400)

    page = page_of(made(tmp_path / "a.pdf", filled))
    assert page.origin == "text" and text_of(page) == " ".join(LINES)
    assert page.pictures[0].width > 0.99


def test_a_pasted_picture_on_a_written_page_is_looked_at(tmp_path):
    def signed(canvas):
        written(canvas)
        scanned(canvas, box=(72, 100, 200, 80))

    page = page_of(made(tmp_path / "a.pdf", signed))
    (place,) = page.pictures
    assert place.left == pytest.approx(72 / 612, abs=0.005)
    assert place.bottom == pytest.approx(692 / 792, abs=0.005)


def test_an_icon_is_not_looked_at(tmp_path):
    def logo(canvas):
        written(canvas)
        scanned(canvas, box=(72, 740, 20, 20))

    assert page_of(made(tmp_path / "a.pdf", logo)).pictures == ()


def test_a_scan_is_taken_out_as_it_was_stored(tmp_path):
    image = letter().point(lambda grey: 255 * (grey > 128)).convert("1")
    page = page_of(made(tmp_path / "a.pdf", lambda c: scanned(c, image)))
    with Image.open(page.image) as seen:
        assert np.array_equal(np.array(seen), np.array(image.convert("L")))


def test_a_scan_with_colours_the_other_way_round_is_set_right(tmp_path):
    made(tmp_path / "a.pdf", lambda c: scanned(c, Image.eval(letter(), lambda grey: 255 - grey)))

    def invert(writer):
        for image in writer.pages[0]["/Resources"]["/XObject"].values():
            image.get_object()[_name("/Decode")] = _array([1, 0])

    page = page_of(changed(tmp_path / "a.pdf", invert))
    with Image.open(page.image) as seen:
        assert np.array(seen).mean() > 200


def test_a_scan_that_is_shown_turned_is_turned(tmp_path):
    made(tmp_path / "a.pdf", scanned)
    page = page_of(changed(tmp_path / "a.pdf", lambda w: w.pages[0].rotate(180)))
    assert page.delivered.point(0, 0) == pytest.approx((1, 1), abs=0.01)


def test_a_scan_that_cannot_be_decoded_is_refused(tmp_path):
    made(tmp_path / "a.pdf", scanned)

    def spoil(writer):
        for image in writer.pages[0]["/Resources"]["/XObject"].values():
            stream = image.get_object()
            stream._data = b"\xff\xd8 no picture at all"
            stream[_name("/Filter")] = _name("/DCTDecode")

    with pytest.raises(UnreadableError, match="picture"):
        read("pdf", changed(tmp_path / "a.pdf", spoil))


def test_values_of_form_fields_stand_at_their_fields(tmp_path):
    def form(canvas):
        written(canvas, lines=["Patient", "Visits"])
        for number, value in enumerate(("Danny Edwards", "12")):
            canvas.acroForm.textfield(
                name=f"f{number}", value=value, x=150, y=695 - 20 * number, width=200, height=16
            )

    page = page_of(made(tmp_path / "a.pdf", form))
    assert text_of(page) == "Patient Visits Danny Edwards 12"
    label, value = word(page, "Visits").box, word(page, "12").box
    assert value.left > label.right
    assert abs(value.middle[1] - label.middle[1]) < 0.01


def test_tick_boxes_of_forms_are_ticks(tmp_path):
    def form(canvas):
        written(canvas)
        canvas.acroForm.checkbox(name="yes", checked=True, x=72, y=300)
        canvas.acroForm.checkbox(name="no", checked=False, x=72, y=250)

    page = page_of(made(tmp_path / "a.pdf", form))
    assert [(mark.kind, mark.value) for mark in page.marks] == [("tick", "on"), ("tick", "off")]
    assert page.marks[0].box.top < page.marks[1].box.top


def test_a_note_typed_on_top_is_read(tmp_path):
    made(tmp_path / "a.pdf", written)
    note = FreeText(text="Danny Edwards", rect=(72, 300, 300, 320), font_size="12pt")
    page = page_of(changed(tmp_path / "a.pdf", lambda w: w.add_annotation(0, note)))
    assert word(page, "Edwards").box.middle[1] == pytest.approx(1 - 310 / 792, abs=0.02)


def test_attachments_are_files_of_their_own(tmp_path):
    made(tmp_path / "a.pdf", written)
    path = changed(tmp_path / "a.pdf", lambda w: w.add_attachment("../../note.txt", b"see page 2"))
    (enclosed,) = [item for item in read("pdf", path) if isinstance(item, Enclosure)]
    assert enclosed.name == "note.txt"
    assert enclosed.path.read_bytes() == b"see page 2"
    assert enclosed.path.parent == tmp_path / f"{path.name}-read"


def test_an_encrypted_file_is_refused_with_what_to_do(tmp_path):
    made(tmp_path / "a.pdf", written)
    path = changed(tmp_path / "a.pdf", lambda w: w.encrypt("secret", algorithm="RC4-128"))
    with pytest.raises(UnreadableError, match="password"):
        read("pdf", path)


def test_a_file_protected_only_against_printing_is_read(tmp_path):
    made(tmp_path / "a.pdf", written)
    path = changed(tmp_path / "a.pdf", lambda w: w.encrypt("", "owner", algorithm="RC4-128"))
    assert text_of(page_of(path)) == " ".join(LINES)


def test_half_a_file_is_refused(tmp_path):
    path = made(tmp_path / "a.pdf", lambda c: (scanned(c), c.showPage(), written(c)))
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(UnreadableError, match="incomplete"):
        read("pdf", path)


def test_a_file_that_is_no_pdf_but_says_so_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing of the kind\nstartxref\n0\n%%EOF\n")
    with pytest.raises(UnreadableError, match="broken"):
        read("pdf", path)


def test_too_many_pages_are_refused(tmp_path):
    path = made(tmp_path / "a.pdf", lambda c: [c.showPage() for _ in range(4)])
    with pytest.raises(UnreadableError, match="4 pages"):
        read("pdf", path, max_pages=3)


def test_a_page_as_large_as_a_wall_is_refused(tmp_path):
    path = made(tmp_path / "a.pdf", written, size=(14000, 14000))
    with pytest.raises(UnreadableError, match="inches"):
        read("pdf", path)


def test_a_form_that_only_its_own_program_can_show_is_refused(tmp_path):
    made(tmp_path / "a.pdf", lambda c: written(c, lines=["Please wait... If this message is not"]))

    def dynamic(writer):
        from pypdf.generic import DictionaryObject

        form = DictionaryObject({_name("/Fields"): _array([]), _name("/XFA"): _array([])})
        writer.root_object[_name("/AcroForm")] = form
        writer.root_object[_name("/NeedsRendering")] = _true()

    with pytest.raises(UnreadableError, match="Print it"):
        read("pdf", changed(tmp_path / "a.pdf", dynamic))


def test_other_files_are_left_to_other_readers(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"Dear doctor")
    assert read("pdf", path) is None


def test_pages_come_in_order_with_their_numbers(tmp_path):
    def two(canvas):
        for text in ("first", "second"):
            canvas.drawString(72, 700, text)
            canvas.showPage()

    pages = read("pdf", made(tmp_path / "a.pdf", two))
    assert [(page.number, text_of(page)) for page in pages] == [(1, "first"), (2, "second")]


def test_an_empty_page_is_read_as_empty(tmp_path):
    page = page_of(made(tmp_path / "a.pdf", lambda c: c.showPage()))
    assert not page.words and page.image


def _name(text):
    from pypdf.generic import NameObject

    return NameObject(text)


def _true():
    from pypdf.generic import BooleanObject

    return BooleanObject(True)


def _array(values):
    from pypdf.generic import ArrayObject, NumberObject

    return ArrayObject([NumberObject(value) for value in values])
