"""A Word document in the dress of Thai government papers: its font, Thai digits, page numbers."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from complaints.evidence.words import say, thai_digits

FONT, FALLBACK = "TH Sarabun New", "TH SarabunPSK, TH Sarabun PSK, Sarabun, Garuda, Norasi"
SIZE, TITLE = 16, 18  # points
WIDTH = 16.0  # centimetres between the margins
HEAD_FILL = "E8EEF6"


class Paper:
    """One document, written from the top to the bottom. Every digit becomes a Thai one."""

    def __init__(self, title: str, year: int) -> None:
        self._document = Document()
        self._document.core_properties.title = title
        self._document.core_properties.author = ""
        self._document.core_properties.comments = ""
        self._document.core_properties.keywords = str(year)
        self._document.core_properties.language = "th-TH"
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
        self._dress()
        self._number_pages()

    def mark(self, words: str) -> None:
        """Write what stands in the upper corner."""
        self._line(words, WD_ALIGN_PARAGRAPH.RIGHT, bold=True)

    def title(self, words: str) -> None:
        """Write the document's title."""
        paragraph = self._document.add_paragraph(style="Title")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, words, bold=True, size=TITLE)

    def centred(self, words: str, *, bold: bool = False) -> None:
        """Write a line in the middle."""
        self._line(words, WD_ALIGN_PARAGRAPH.CENTER, bold=bold)

    def heading(self, words: str, level: int = 1) -> None:
        """Write a heading of the form."""
        paragraph = self._document.add_paragraph(style=f"Heading {level}")
        _write(paragraph, words, bold=True)

    def text(self, words: str, *, drafted: bool = False, indent: float = 1.0) -> None:
        """Write what stands below a heading, a paragraph for each line; what is drafted slants."""
        for line in words.split("\n") if words else [say("form.blank")]:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(indent)
            _write(paragraph, line, italic=drafted and bool(words))

    def named(self, name: str, words: str, *, drafted: bool = False) -> None:
        """Write a name in bold and what it is, in one line."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1)
        _write(paragraph, f"{name} ", bold=True)
        _write(paragraph, words or say("form.blank"), italic=drafted and bool(words))

    def small(self, words: str) -> None:
        """Write a remark."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1)
        _write(paragraph, words, size=SIZE - 2)

    def table(
        self,
        heads: Sequence[Sequence[str]],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        numbers_from: int = 99,
        drafted: bool = False,
    ) -> None:
        """Write a table. Of several lines of heads, an empty one belongs to its neighbour.

        `widths` are shares of the page; columns from `numbers_from` on stand in the middle.
        """
        table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for head in heads:
            cells = table.add_row().cells
            for cell, words in zip(cells, head, strict=True):
                _fill(cell, words, bold=True, centred=True)
                _shade(cell)
        _repeat([row._tr for row in table.rows])  # noqa: SLF001 - python-docx has no name for it
        _join_heads(table.rows, heads)
        for row in rows:
            added = table.add_row()
            _keep_whole(added._tr)  # noqa: SLF001 - python-docx has no name for it
            cells = added.cells
            for number, (cell, words) in enumerate(zip(cells, row, strict=True)):
                _fill(cell, words, centred=number >= numbers_from, italic=drafted)
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Cm(WIDTH * share)
        for row_ in table.rows:
            for cell, share in zip(row_.cells, widths, strict=True):
                cell.width = Cm(WIDTH * share)
        after = self._document.add_paragraph().paragraph_format
        after.line_spacing_rule, after.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)

    def picture(self, png: bytes, title: str) -> None:
        """Put a picture in, with what it shows for those who cannot see it."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(WIDTH - 1))
        shape._inline.docPr.set("descr", title)  # noqa: SLF001 - python-docx has no name for it

    def space(self, lines: int = 1) -> None:
        """Leave lines empty."""
        for _ in range(lines):
            self._document.add_paragraph()

    def bytes(self) -> bytes:
        """Return the document as the bytes of a .docx file."""
        data = io.BytesIO()
        self._document.save(data)
        return data.getvalue()

    def _line(self, words: str, alignment: WD_ALIGN_PARAGRAPH, *, bold: bool) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = alignment
        _write(paragraph, words, bold=bold)

    def _dress(self) -> None:
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Table Grid"):
            style = self._document.styles[name]
            properties = style.element.get_or_add_rPr()
            for old in list(properties):
                properties.remove(old)
            for element in _look(SIZE):
                properties.append(element)
        for name in ("Normal", "Title", "Heading 1", "Heading 2"):
            style = self._document.styles[name]
            shape = style.paragraph_format
            shape.space_before, shape.space_after = Pt(6 if name.startswith("H") else 0), Pt(2)
            shape.line_spacing = 1.0
            shape.keep_with_next = name.startswith("H")
            borders = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
            if borders is not None:
                borders.getparent().remove(borders)
        self._name_fallback()

    def _name_fallback(self) -> None:
        """Tell Word which fonts will do where the right one is not installed."""
        for related in self._document.part.rels.values():
            if related.reltype != RELATIONSHIP_TYPE.FONT_TABLE:
                continue
            part = related.target_part
            table = parse_xml(part.blob)
            font = parse_xml(
                f'<w:font {nsdecls("w")} w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
                '<w:charset w:val="DE"/><w:family w:val="swiss"/></w:font>'
            )
            table.append(font)
            part._blob = serialize_part_xml(table)  # noqa: SLF001

    def _number_pages(self) -> None:
        section = self._document.sections[0]
        numbers = parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="thaiNumbers"/>')
        # Word is particular about the order of these.
        section._sectPr.find(qn("w:cols")).addprevious(numbers)  # noqa: SLF001
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, f"{say('form.page')} ")
        run = paragraph.add_run()
        for kind in ("begin", None, "end"):
            if kind is None:
                element = OxmlElement("w:instrText")
                element.set(qn("xml:space"), "preserve")
                element.text = "PAGE"
            else:
                element = OxmlElement("w:fldChar")
                element.set(qn("w:fldCharType"), kind)
            run._r.append(element)  # noqa: SLF001


def _look(size: float) -> list[BaseOxmlElement]:
    """Return font and size, for Latin letters and for Thai: Word keeps the two apart."""
    space = nsdecls("w")
    return [
        parse_xml(
            f'<w:rFonts {space} w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" '
            f'w:eastAsia="{FONT}"/>'
        ),
        parse_xml(f'<w:color {space} w:val="000000"/>'),
        parse_xml(f'<w:sz {space} w:val="{int(size * 2)}"/>'),
        parse_xml(f'<w:szCs {space} w:val="{int(size * 2)}"/>'),
        parse_xml(f'<w:lang {space} w:val="en-US" w:bidi="th-TH"/>'),
    ]


def _write(
    paragraph: Paragraph,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
) -> Run:
    run = paragraph.add_run(thai_digits(words))
    run.bold, run.font.cs_bold = bold or None, bold or None
    run.italic, run.font.cs_italic = italic or None, italic or None
    run.font.complex_script = True
    if size is not None:
        run.font.size = Pt(size)
        size_ = run._r.get_or_add_rPr().find(qn("w:sz"))  # noqa: SLF001
        for_thai = OxmlElement("w:szCs")
        for_thai.set(qn("w:val"), str(int(size * 2)))
        size_.addnext(for_thai)
    return run


def _fill(
    cell: _Cell, words: str, *, bold: bool = False, centred: bool = False, italic: bool = False
) -> None:
    paragraph = cell.paragraphs[0]
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, words, bold=bold, italic=italic)


def _shade(cell: _Cell) -> None:
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001 - python-docx has no name for it
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/>')
    )


def _repeat(rows: Sequence[BaseOxmlElement]) -> None:
    """Have the heads of a table stand on every page it goes on to."""
    for row in rows:
        _keep_whole(row)
        row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: BaseOxmlElement) -> None:
    """Have a row stand on one page."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _join_heads(rows: Sequence[_Row], heads: Sequence[Sequence[str]]) -> None:
    """Join an empty head with the one beside it in the first line, else with the one above."""
    for line, head in enumerate(heads):
        for number, words in enumerate(head):
            if words:
                continue
            here = rows[line].cells[number]
            other = rows[0].cells[number - 1] if line == 0 else rows[0].cells[number]
            _merge(other, here)


def _merge(one: _Cell, other: _Cell) -> None:
    joined = one.merge(other)
    for paragraph in joined.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - the empty one of the other
