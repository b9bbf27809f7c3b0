"""Archives: every member is a document; made to harm, they are refused."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from docflow import UnreadableError
from readers import read


def packed(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_members_are_documents_whatever_folder_they_lie_in(tmp_path):
    path = packed(tmp_path / "a.zip", {"order.pdf": "one", "scans/fax.tif": "two", "scans/": ""})
    found = read("archive", path)
    assert [(item.name, item.path.read_text()) for item in found] == [
        ("order.pdf", "one"),
        ("fax.tif", "two"),
    ]


def test_a_member_that_points_out_of_the_folder_stays_inside(tmp_path):
    path = packed(tmp_path / "a.zip", {"../../evil.pdf": "x", "/etc/passwd": "y"})
    folder = tmp_path / "work"
    found = read("archive", path, folder)
    assert all(item.path.parent == folder for item in found)
    assert {item.name for item in found} == {"evil.pdf", "passwd"}


def test_what_macs_and_windows_add_is_left_out(tmp_path):
    members = {"order.pdf": "x", "__MACOSX/._order.pdf": "y", ".DS_Store": "z", "Thumbs.db": "w"}
    (found,) = read("archive", packed(tmp_path / "a.zip", members))
    assert found.name == "order.pdf"


def test_an_archive_that_swells_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a.txt": bytes(30_000_000)})
    with pytest.raises(UnreadableError, match="packed"):
        read("archive", path)


def test_too_many_members_are_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {f"{n}.pdf": "x" for n in range(201)})
    with pytest.raises(UnreadableError, match="too much"):
        read("archive", path)


def test_an_empty_archive_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="empty"):
        read("archive", packed(tmp_path / "a.zip", {}))


def test_a_protected_archive_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a.pdf": "x"})
    data = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign) + place
        data[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="password"):
        read("archive", path)


def test_a_damaged_archive_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a.pdf": "x" * 5000})
    data = path.read_bytes()
    path.write_bytes(data[:45] + b"\xff\xff\xff" + data[48:])
    with pytest.raises(UnreadableError, match="broken"):
        read("archive", path)


def test_a_word_file_is_left_to_the_office_reader(tmp_path):
    data = io.BytesIO()
    packed(data, {"[Content_Types].xml": "", "word/document.xml": ""})
    path = tmp_path / "a.docx"
    path.write_bytes(data.getvalue())
    assert read("archive", path) is None
