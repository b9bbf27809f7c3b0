"""Reads e-mail files (.eml): the message as a page, its attachments as files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from docflow import Enclosure, Page, Settings, UnreadableError, hookimpl
from docflow.paper import Cell, enclose, plain, typeset

SIZE = 100_000_000
PARTS = 200

SHOWN = ("From", "To", "Cc", "Date", "Subject")
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
ENVELOPE = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|delivered-to|x-[a-z0-9-]+):",
    re.IGNORECASE | re.MULTILINE,
)

LOGO = 20_000
"""Bytes up to which a picture inside the message's text is decoration."""


@hookimpl
def docflow_read(path: Path, folder: Path, settings: Settings) -> Iterable[Page | Enclosure] | None:
    """Read an e-mail, known by the headers it begins with."""
    if path.suffix.lower() == ".txt":
        return None
    with path.open("rb") as file:
        start = file.read(4096).lstrip()
    if not HEADER.match(start) or not ENVELOPE.search(start):
        return None
    if path.stat().st_size > SIZE:
        raise UnreadableError("The message is too large. Save its attachments and drop them.")
    return list(_message(_parsed(path), folder))


def _parsed(path: Path) -> EmailMessage:
    from email import policy
    from email.parser import BytesParser

    try:
        with path.open("rb") as file:
            message = BytesParser(EmailMessage, policy=policy.default).parse(file)
        if sum(1 for _ in message.walk()) <= PARTS:
            return message
    except (RecursionError, ValueError, LookupError) as fault:
        raise UnreadableError(
            "The message is broken. Save its attachments and drop them."
        ) from fault
    raise UnreadableError("The message holds too many parts. Save its attachments and drop them.")


def _message(message: EmailMessage, folder: Path) -> Iterator[Page | Enclosure]:
    body = message.get_body(("plain", "html"))
    text = _body(body) if body else ""
    headers = [f"{name}: {message[name]}" for name in SHOWN if message[name]]
    yield from typeset([Cell(line)] for line in [*headers, "", *text.splitlines()])
    for index, part in enumerate(_attached(message, body)):
        yield enclose(_content(part), _name(part), folder, index)


def _body(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("utf-8")
    try:
        text = bytes(data or b"").decode(charset, "replace")
    except LookupError:
        text = bytes(data or b"").decode("utf-8", "replace")
    return plain(text) if part.get_content_subtype() == "html" else text


def _attached(part: MIMEPart, body: object) -> Iterator[MIMEPart]:
    """The files in a message; another message in it is one file, whatever it holds."""
    if part.get_content_type() == "message/rfc822":
        yield part
    elif part.is_multipart():
        for inner in part.iter_parts():
            yield from _attached(inner, body)
    elif part is not body and not _decoration(part):
        yield part


def _decoration(part: MIMEPart) -> bool:
    """Whether a part is the message's own: another wording of its text, a logo, a seal."""
    if part.get_content_disposition() == "attachment":
        return False
    if part.get_content_maintype() == "image":
        return len(part.get_payload(decode=True) or b"") < LOGO
    return part.get_filename() is None and part.get_content_maintype() == "text"


def _content(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return b"\n".join(bytes(inner) for inner in part.iter_parts())
    return bytes(part.get_payload(decode=True) or b"")


def _name(part: MIMEPart) -> str:
    message = part.get_content_type() == "message/rfc822"
    return part.get_filename() or ("message.eml" if message else part.get_content_type())
