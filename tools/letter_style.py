"""The look of docflow's own letters: styles, letterhead, tables and lines, by python-docx."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

INK, MUTED, ACCENT = "1C2126", "363F46", "1B4B5B"
LINE, TINT = "B4BFC5", "EFF4F5"
WIDTH = 6.9
"""The width of the text, in inches."""

STYLES: dict[str, dict[str, Any]] = {
    "Practice": {"size": 18, "bold": True, "color": ACCENT, "lead": 1.0},
    "Contact": {"size": 8.5, "color": MUTED, "lead": 1.15, "align": WD_ALIGN_PARAGRAPH.RIGHT},
    "Letter Title": {"size": 17, "color": INK, "lead": 1.0, "after": 2},
    "Subtitle Line": {"size": 9, "color": MUTED, "after": 8},
    "Section": {
        "size": 10.5,
        "bold": True,
        "color": ACCENT,
        "before": 8,
        "after": 2,
        "keep": True,
    },
    "Label": {"size": 8, "color": MUTED, "before": 2, "lead": 1.0, "keep": True},
    "Value": {"size": 10, "lead": 1.05, "before": 0, "after": 1.5},
    "Cell": {"size": 9.5, "lead": 1.1, "before": 1.2, "after": 1.2},
    "Figure": {"size": 12.5, "bold": True, "color": ACCENT, "lead": 1.0, "after": 2},
    "Small": {"size": 8.5, "color": MUTED, "lead": 1.15},
    "Hair": {"size": 2, "lead": 1.0},
}


def letter_document(title: str) -> Any:
    """An empty letter: US Letter paper, Arial, the styles above, a first page of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.8)
    section.top_margin, section.bottom_margin = Inches(0.9), Inches(0.7)
    section.header_distance, section.footer_distance = Inches(0.55), Inches(0.4)
    section.different_first_page_header_footer = True
    document.core_properties.title = title
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    _font(normal, "Arial")
    _spacing(normal, {"lead": 1.2, "after": 5})
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.widow_control = True
    for name, look in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        style.font.size, style.font.bold = Pt(look["size"]), look.get("bold", False)
        style.font.color.rgb = RGBColor.from_string(look.get("color", INK))
        style.paragraph_format.alignment = look.get("align")
        style.paragraph_format.keep_with_next = look.get("keep", False)
        _spacing(style, look)
    return document


def _font(style: Any, name: str) -> None:
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)


def _spacing(style: Any, look: dict[str, Any]) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = look.get("lead", 1.15)


def say(place: Any, text: str, style: str = "Normal", *, bold: bool = False) -> Any:
    """A paragraph with `**bold**` pieces. The paragraph that a new cell comes with is used up."""
    fresh = hasattr(place, "_tc") and not place._tc.xpath("w:p/w:r | w:p/w:pPr | w:p[2]")
    paragraph = place.paragraphs[0] if fresh else place.add_paragraph()
    paragraph.style = style
    for number, piece in enumerate(text.split("**")):
        if piece:
            paragraph.add_run(piece).bold = True if bold or number % 2 else None
    return paragraph


def rule(paragraph: Any, color: str = LINE, eighths: int = 4, space: int = 1) -> Any:
    """A line under the paragraph, `eighths` of a point thick."""
    border = f'<w:bottom w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{color}"/>'
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )
    return paragraph


def section(document: Any, text: str) -> Any:
    """A heading with a hairline under it."""
    return rule(say(document, text, "Section"))


def table(place: Any, widths: tuple[float, ...], rows: int = 1) -> Any:
    """A table without borders, of fixed widths in inches."""
    total = Inches(sum(widths))
    made = (
        place.add_table(rows, len(widths))
        if hasattr(place, "core_properties")
        else place.add_table(rows, len(widths), total)
    )
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties = made._tbl.tblPr
    style = properties.find(qn("w:tblStyle"))
    if style is not None:
        properties.remove(style)
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="115" w:type="dxa"/></w:tblCellMar>'
    )
    properties.insert_element_before(margins, "w:tblLook")
    for row in made.rows:
        unbroken(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Inches(width)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
    return made


CELL_ORDER = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign")
"""The order that Word's schema wants of a cell's properties."""


def _of_cell(cell: Any, markup: str) -> None:
    """Put a property into a cell where the schema wants it."""
    made = parse_xml(markup)
    after = CELL_ORDER[CELL_ORDER.index(made.tag.rpartition("}")[2]) + 1 :]
    properties = cell._tc.get_or_add_tcPr()
    properties.insert_element_before(made, *(f"w:{name}" for name in after))


def unbroken(row: Any) -> None:
    """A row that never breaks across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def roomy(row: Any) -> None:
    """A row with room to write by hand."""
    row.height = Inches(0.3)
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def border(cell: Any, color: str = LINE, eighths: int = 4, **sides: bool) -> None:
    """Lines at the named sides of a cell."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{color}"/>'
        for side in ("top", "left", "bottom", "right")
        if sides.get(side)
    )
    _of_cell(cell, f"<w:tcBorders {nsdecls('w')}>{lines}</w:tcBorders>")


def panel(cell: Any) -> None:
    """A tinted background, with room on the left."""
    _of_cell(cell, f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TINT}"/>')
    _of_cell(cell, f'<w:tcMar {nsdecls("w")}><w:left w:w="130" w:type="dxa"/></w:tcMar>')


def facts(document: Any, rows: list[list[tuple[str, str]]]) -> None:
    """A grid of values, each under its small label; three in a row."""
    made = table(document, (2.9, 2.0, WIDTH - 4.9), len(rows))
    for row, pairs in zip(made.rows, rows, strict=True):
        for cell, (label, value) in zip(row.cells, pairs, strict=False):
            say(cell, label, "Label")
            say(cell, value, "Value")
        for cell in row.cells:
            border(cell, bottom=True)


def figures(document: Any, pairs: list[tuple[str, str]]) -> None:
    """A tinted strip of the few values that matter most."""
    made = table(document, (WIDTH / len(pairs),) * len(pairs))
    for cell, (label, value) in zip(made.rows[0].cells, pairs, strict=True):
        panel(cell)
        say(cell, label, "Label").paragraph_format.space_before = Pt(5)
        say(cell, value, "Figure").paragraph_format.space_after = Pt(6)


def listing(
    document: Any,
    heads: tuple[str, ...],
    widths: tuple[float, ...],
    loop: str,
    row: tuple[str, ...],
) -> Any:
    """A table with one row for each item of a loop such as "d in diagnoses"."""
    made = table(document, widths, 4)
    for cell, head in zip(made.rows[0].cells, heads, strict=True):
        say(cell, head, "Label").paragraph_format.space_after = Pt(1)
        border(cell, bottom=True)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    say(made.rows[1].cells[0], f"{{%tr for {loop} %}}", "Cell")
    for cell, text in zip(made.rows[2].cells, row, strict=True):
        say(cell, text, "Cell")
        border(cell, bottom=True)
    say(made.rows[3].cells[0], "{%tr endfor %}", "Cell")
    return made


def signature(cell: Any, who: str, lines: tuple[str, ...]) -> None:
    """A place to sign: heading, a line for the name and one for the date, who signs below."""
    say(cell, who, "Label")
    gap = say(cell, "", "Value")
    gap.paragraph_format.space_before = Pt(22)
    rule(gap, INK, 6, 0)
    under = say(cell, "Signature\tDate", "Small")
    under.paragraph_format.tab_stops.add_tab_stop(Inches(2.15))
    under.paragraph_format.space_after = Pt(3)
    for line in lines:
        say(cell, line, "Cell")


def letterhead(document: Any, name: str, contacts: tuple[str, ...]) -> None:
    """The first page's head: who writes on the left, how to reach them on the right."""
    header = document.sections[0].first_page_header
    made = table(header, (WIDTH * 0.58, WIDTH * 0.42))
    left, right = made.rows[0].cells
    left.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    right.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    say(left, name, "Practice")
    flush_right(right)
    for contact in contacts:
        say(right, contact, "Contact")
    _drop_first(header)
    line = rule(say(header, "", "Hair"), ACCENT, 12, 3)
    line.paragraph_format.space_after = Pt(12)


def flush_right(cell: Any) -> None:
    """No margin at the cell's right side."""
    _of_cell(cell, f'<w:tcMar {nsdecls("w")}><w:right w:w="0" w:type="dxa"/></w:tcMar>')


def running_head(document: Any, text: str) -> None:
    """The head of every further page."""
    header = document.sections[0].header
    line = rule(say(header, text, "Small"))
    line.paragraph_format.space_after = Pt(10)
    _drop_first(header)


def _drop_first(header: Any) -> None:
    """Word's own empty first paragraph."""
    first = header.paragraphs[0]
    if not first.text and len(header._element) > 1:
        first._p.getparent().remove(first._p)


def footer(document: Any, text: str) -> None:
    """Every page's foot: a text, and the page's number of how many."""
    part = document.sections[0]
    for foot in (part.first_page_footer, part.footer):
        line = foot.paragraphs[0]
        line.style = "Small"
        _right_tab(line)
        line.add_run(f"{text}\tPage ")
        _field(line, "PAGE")
        line.add_run(" of ")
        _field(line, "NUMPAGES")


def _right_tab(paragraph: Any) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _field(paragraph: Any, instruction: str) -> None:
    """A field that Word and LibreOffice fill in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)
