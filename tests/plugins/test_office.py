"""Word and OpenDocument files, forms among them."""

from __future__ import annotations

import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from docflow import Enclosure, UnreadableError
from readers import letter, read, text_of, word

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


@pytest.fixture
def document():
    return docx.Document()


def text_read(document, tmp_path):
    document.save(tmp_path / "a.docx")
    pages = read("office", tmp_path / "a.docx")
    return " ".join(text_of(page) for page in pages)


def test_paragraphs_tables_headers_and_footers_are_read_in_order(document, tmp_path):
    document.sections[0].header.paragraphs[0].text = "Cedar Grove"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Patient: Laura Schmidt")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "NPI", "1457382913"
    assert text_read(document, tmp_path) == (
        "Cedar Grove Patient: Laura Schmidt NPI 1457382913 Page 1"
    )


def test_a_value_stands_beside_its_label_in_a_table(document, tmp_path):
    table = document.add_table(2, 2)
    for row, cells in enumerate((("Patient", "Laura"), ("NPI", "1457382913"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(tmp_path / "a.docx")
    (page,) = read("office", tmp_path / "a.docx")
    assert word(page, "NPI").box.top == word(page, "1457382913").box.top
    assert word(page, "Laura").box.left == word(page, "1457382913").box.left


def add(document, xml):
    document.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def test_values_in_content_controls_are_read(document, tmp_path):
    add(
        document,
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Laura</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    assert "Laura" in text_read(document, tmp_path)


def test_text_boxes_are_read_once(document, tmp_path):
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    add(
        document,
        f"<w:p {nsdecls('w')} "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        + box.format("Laura")
        + "</mc:Choice><mc:Fallback>"
        + box.format("Laura")
        + "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert text_read(document, tmp_path) == "Laura"


def test_deleted_text_is_not_there_and_inserted_text_is(document, tmp_path):
    add(
        document,
        f"<w:p {nsdecls('w')}><w:del w:id='1' w:author='x'><w:r><w:delText>M79.7</w:delText>"
        "<w:t>M79.7</w:t></w:r></w:del><w:ins w:id='2' w:author='x'><w:r><w:t>M54.50</w:t></w:r>"
        "</w:ins></w:p>",
    )
    assert text_read(document, tmp_path) == "M54.50"


def test_tick_boxes_of_all_ages_are_shown(document, tmp_path):
    old = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox>"
    old += "</w:ffData></w:fldChar></w:r>"
    symbol = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
    add(
        document,
        f"<w:p {nsdecls('w')} {W14}>{old.format('<w:checked/>')}{old.format('')}{symbol}</w:p>",
    )
    assert text_read(document, tmp_path) == "☒☐☒"


def test_tabs_keep_words_apart(document, tmp_path):
    document.add_paragraph("Name:\tLaura")
    assert text_read(document, tmp_path) == "Name: Laura"


def test_a_scan_in_a_document_is_a_file_of_its_own_and_a_logo_is_not(document, tmp_path):
    letter().save(tmp_path / "scan.png")
    Image.new("L", (120, 60)).save(tmp_path / "logo.png")
    document.add_picture(str(tmp_path / "scan.png"))
    document.add_picture(str(tmp_path / "logo.png"))
    document.save(tmp_path / "a.docx")
    found = read("office", tmp_path / "a.docx")
    (scan,) = [item for item in found if isinstance(item, Enclosure)]
    with Image.open(scan.path) as image:
        assert image.size == (1700, 2200)


ODT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
 <text:p>Patient:<text:s text:c="3"/><text:span>Laura</text:span> Schmidt</text:p>
 <table:table><table:table-row><table:table-cell><text:p>NPI</text:p></table:table-cell>
 <table:table-cell><text:p>1457382913</text:p></table:table-cell></table:table-row></table:table>
 </office:text></office:body></office:document-content>"""


def packed(path, **parts):
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def opendocument(path, content=ODT):
    kind = "application/vnd.oasis.opendocument.text"
    return packed(path, **{"mimetype": kind, "content.xml": content})


def test_an_opendocument_text_is_read(tmp_path):
    (page,) = read("office", opendocument(tmp_path / "a.odt"))
    assert text_of(page) == "Patient: Laura Schmidt NPI 1457382913"


def test_a_spreadsheet_is_refused_with_what_to_do(tmp_path):
    path = packed(tmp_path / "a.xlsx", **{"[Content_Types].xml": "", "xl/workbook.xml": ""})
    with pytest.raises(UnreadableError, match="PDF"):
        read("office", path)


@pytest.mark.parametrize(("name", "advice"), [("a.doc", "PDF"), ("a.msg", "eml")])
def test_old_and_protected_files_are_refused_with_what_to_do(tmp_path, name, advice):
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UnreadableError, match=advice):
        read("office", path)


def test_half_a_file_is_refused(document, tmp_path):
    document.save(tmp_path / "a.docx")
    data = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableError, match="broken"):
        read("office", tmp_path / "a.docx")


def test_entities_that_would_fill_the_memory_are_refused(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(UnreadableError, match="broken"):
        read("office", opendocument(tmp_path / "a.odt", bomb))


def test_an_archive_of_files_is_left_to_the_archive_reader(tmp_path):
    assert read("office", packed(tmp_path / "a.zip", **{"order.pdf": "x"})) is None
