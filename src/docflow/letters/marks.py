"""Marks in the text of a letter: gaps and doubtful values stand out, a draft says that it is one.

While a letter is rendered, gaps and doubts are fenced by private-use characters, because the
template decides in which run they land; afterwards their runs are split off and coloured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

if TYPE_CHECKING:
    from docx.document import Document

GAP, DOUBT, END = "\ue0f0", "\ue0f1", "\ue0f2"
FENCES = (GAP, DOUBT, END)
DRAFT = "DRAFT - not for signature"

_FENCE = re.compile(f"([{''.join(FENCES)}])")
_RED = RGBColor(0xB0, 0x1E, 0x1E)
_WATERMARK = """<w:r {ns} xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="docflowDraft{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="Draft"
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:150pt;rotation:315;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;
mso-position-vertical:center;mso-position-vertical-relative:page"
 o:allowincell="f" fillcolor="#c9cdd2" stroked="f"><v:fill opacity=".35"/>
<v:textpath style="font-family:Arial;font-weight:bold;font-size:1pt" string="DRAFT"/>
</v:shape></w:pict></w:r>"""


def plain(text: str) -> str:
    """The text without control characters (a docx cannot hold them) and without fences."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").split("\n")
    return "\n".join("".join(c for c in line if _printable(c)) for line in lines)


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs") and char not in FENCES


def doubtful(text: str) -> str:
    """The text, fenced as one that a person must look at."""
    return f"{DOUBT}{text}{END}" if text else ""


def colour(document: Document, *, draft: bool) -> None:
    """Split gaps and doubts off into runs of their own that a reader cannot miss.

    In a final letter a doubt is asked of its reader in words, without colour.
    """
    for root in _roots(document):
        for run in list(root.iter(qn("w:r"))):
            if any(_FENCE.search(t.text or "") for t in run.iter(qn("w:t"))):
                _split(run, draft)


def _roots(document: Document) -> Iterator[Any]:
    yield document.element
    for part in document.part.package.iter_parts():
        if part.partname.startswith(("/word/header", "/word/footer")):
            yield part.element


def _split(run: Any, draft: bool) -> None:
    """Replace a run by runs that are each wholly gap, wholly doubt or neither."""
    fence = END
    for child in list(run):
        if child.tag == qn("w:rPr"):
            continue
        pieces = _FENCE.split(child.text or "") if child.tag == qn("w:t") else [child]
        for piece in pieces:
            if isinstance(piece, str) and piece in FENCES:
                if fence == DOUBT:
                    _add(run, " (?)" if draft else " (please confirm)", draft)
                fence = piece
            elif fence == GAP:
                _add(run, f"[{piece}]" if isinstance(piece, str) else piece, True)
            elif not isinstance(piece, str) or piece:
                _add(run, piece, draft and fence == DOUBT)
    run.getparent().remove(run)


def _add(run: Any, piece: Any, loud: bool) -> None:
    """A run of the same look beside it, with a text or an element of its own."""
    new = OxmlElement("w:r")
    if run.rPr is not None:
        new.append(deepcopy(run.rPr))
    run.addprevious(new)
    if isinstance(piece, str):
        text = OxmlElement("w:t")
        text.text = piece
        text.set(qn("xml:space"), "preserve")
        new.append(text)
    else:
        new.append(deepcopy(piece))
    if loud:
        font = Run(new, None).font  # type: ignore[arg-type]
        font.highlight_color = WD_COLOR_INDEX.YELLOW
        font.color.rgb = _RED


def stamp_draft(document: Document) -> None:
    """Mark every page as a draft, across it and at its top, whatever the template holds."""
    for number, header in enumerate(_headers(document), start=1):
        first = header.paragraphs[0]
        markup = _WATERMARK.format(ns=nsdecls("w"), number=number, spid=2100 + number)
        first._p.append(parse_xml(markup))
        first._p.addprevious(_banner(first))


def _headers(document: Document) -> Iterator[Any]:
    for number, section in enumerate(document.sections):
        kinds = [section.header]
        if section.different_first_page_header_footer:
            kinds.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            kinds.append(section.even_page_header)
        for header in kinds:
            if number == 0 or not header.is_linked_to_previous:
                header.is_linked_to_previous = False
                yield header


def _banner(beside: Paragraph) -> Any:
    """A framed line at the very top of the page, so that it moves nothing on the page."""
    line = parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr>"
        '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="330"/>'
        '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr></w:p>'
    )
    run = Paragraph(line, beside._parent).add_run(DRAFT)
    run.font.bold = True
    run.font.name = "Arial"
    run.font.size = 127000
    run.font.color.rgb = _RED
    return line
