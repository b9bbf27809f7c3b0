"""E-mail: the message is a page, what came with it are files of their own."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from docflow import Enclosure, Page, UnreadableError
from readers import read, text_of


def message(text="Please see the order attached.", **headers):
    mail = EmailMessage()
    mail["From"] = headers.get("sender", "Cedar Grove <desk@example.org>")
    mail["To"] = "office@example.org"
    mail["Date"] = "Mon, 23 Nov 2026 09:00:00 -0800"
    mail["Subject"] = headers.get("subject", "Referral: Laura Schmidt")
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text)
    return mail


def sent(tmp_path, mail, name="a.eml"):
    path = tmp_path / name
    path.write_bytes(bytes(mail))
    found = read("mail", path)
    pages = [item for item in found if isinstance(item, Page)]
    return pages, [item for item in found if isinstance(item, Enclosure)]


def test_the_message_is_a_page_with_its_headers(tmp_path):
    (page,), enclosed = sent(tmp_path, message("Twice a week\nfor eight weeks"))
    assert "Subject: Referral: Laura Schmidt" in text_of(page)
    assert "desk@example.org" in text_of(page)
    assert text_of(page).endswith("Twice a week for eight weeks")
    assert enclosed == []


def test_attachments_are_files_of_their_own(tmp_path):
    mail = message()
    mail.add_attachment(b"%PDF-1.7 ...", maintype="application", subtype="pdf", filename="o.pdf")
    mail.add_attachment(b"II*\0", maintype="image", subtype="tiff", filename="../fax.tif")
    _, enclosed = sent(tmp_path, mail)
    assert [item.name for item in enclosed] == ["o.pdf", "fax.tif"]
    assert enclosed[0].path.read_bytes() == b"%PDF-1.7 ..."


def test_a_message_inside_a_message_is_a_file_of_its_own(tmp_path):
    inner = message("the order", subject="inner")
    inner.add_attachment(b"x", maintype="application", subtype="pdf", filename="o.pdf")
    outer = message("forwarded")
    outer.add_attachment(inner)
    _, (enclosed,) = sent(tmp_path, outer)
    pages, deeper = sent(tmp_path, enclosed.path.read_bytes(), "inner.eml")
    assert "inner" in text_of(pages[0])
    assert [item.name for item in deeper] == ["o.pdf"]


def test_of_two_wordings_the_plain_one_is_read(tmp_path):
    mail = message("plain words")
    mail.add_alternative("<p>rich words</p>", subtype="html")
    (page,), enclosed = sent(tmp_path, mail)
    assert "plain words" in text_of(page) and "rich" not in text_of(page)
    assert enclosed == []


def test_a_message_in_html_alone_is_read_as_text(tmp_path):
    mail = message()
    mail.set_content("<p>Patient: <b>Laura</b></p><script>x()</script>", subtype="html")
    (page,), _ = sent(tmp_path, mail)
    assert text_of(page).endswith("Patient: Laura")


def test_a_logo_in_the_text_is_no_document_and_a_photo_is(tmp_path):
    mail = message()
    mail.add_alternative("<img src='cid:logo'><img src='cid:photo'>", subtype="html")
    html = mail.get_payload()[1]
    html.add_related(b"\x89PNG" + bytes(500), "image", "png", cid="<logo>")
    html.add_related(b"\xff\xd8\xff" + bytes(90_000), "image", "jpeg", cid="<photo>")
    _, (enclosed,) = sent(tmp_path, mail)
    assert enclosed.path.stat().st_size > 90_000


def test_an_unknown_character_set_is_survived(tmp_path):
    data = bytes(message("Twice a week")).replace(b'charset="utf-8"', b'charset="x-odd"')
    (page,), _ = sent(tmp_path, data)
    assert "Twice a week" in text_of(page)


def test_a_long_message_takes_more_pages(tmp_path):
    pages, _ = sent(tmp_path, message("\n".join(f"line {n}" for n in range(200))))
    assert len(pages) > 2


def test_too_many_parts_are_refused(tmp_path):
    mail = message()
    for number in range(210):
        mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    with pytest.raises(UnreadableError, match="too many"):
        sent(tmp_path, mail)


@pytest.mark.parametrize(
    "text",
    ["Dear doctor: thank you", "From: Dr. Ford\nTo: Cedar Grove\nRe: referral\n\nPlease treat."],
)
def test_a_memo_is_no_mail(tmp_path, text):
    path = tmp_path / "memo.eml"
    path.write_text(text, encoding="utf-8")
    assert read("mail", path) is None
