"""The forms: the parts in their order, filled, opened by LibreOffice as a person would."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from complaints.evidence.charts import HEIGHT, WIDTH, Chart, Series, draw
from complaints.evidence.forms.form3 import write_form3
from complaints.evidence.forms.form4 import write_form4
from complaints.evidence.gathering import Evidence
from complaints.evidence.words import thai_digits
from tests.complaints.evidence.test_book import recomputed

FORM3 = [
    "๑. มิติเป้าหมายการพัฒนา:",
    "๒. ชื่อตัวชี้วัด:",
    "๓. หน่วยวัด:",
    "๔. วิธีคำนวณตัวชี้วัด:",
    "๕. คำอธิบาย/นิยามศัพท์:",
    "๖. ข้อมูลพื้นฐานประกอบตัวชี้วัด:",
    "๗. รายละเอียดการดำเนินงาน:",
    "๘. แหล่งข้อมูล/วิธีการจัดเก็บข้อมูล:",
    "๙. ผู้กำกับตัวชี้วัด:",
    "๑๐. ผู้จัดเก็บข้อมูล:",
]
FORM4 = [
    "๑. แผนงาน/โครงการ/กิจกรรม",
    "๒. วัตถุประสงค์",
    "๓. ผลการดำเนินงาน",
    "๓.๑ ผลการดำเนินงานตามแผนงานการปรับปรุงให้เพื่อพัฒนาหน่วยงานสู่ระบบราชการ ๔.๐",
    "๓.๒ ผลการดำเนินงานตามตัวชี้วัด",
    "๓.๓ ผลการดำเนินงานซึ่งผลกระทบต่อผู้รับบริการ/ผู้มีส่วนได้ส่วนเสีย",
    "๔. ปัญหา/อุปสรรคในการดำเนินงาน",
    "๕. แนวทางการป้องกันและแก้ไขปัญหา",
    "๕.๑ การดำเนินการโดยหน่วยงาน",
    "๕.๒ ข้อเสนอต่อผู้บริหาร",
    "๖. ปัจจัยความสำเร็จของการดำเนินงาน",
    "หมายเหตุ",
]


@pytest.fixture(scope="module")
def form3(evidence: Evidence) -> bytes:
    return write_form3(evidence)


@pytest.fixture(scope="module")
def form4(evidence: Evidence) -> bytes:
    return write_form4(evidence)


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def headings(document: Document) -> list[str]:
    styled = [(each.style, each.text) for each in document.paragraphs if each.text]
    return [text for style, text in styled if style and (style.name or "").startswith("Heading")]


def test_it_has_the_ten_parts_of_form_3(form3: bytes) -> None:
    assert headings(read(form3)) == FORM3


def test_it_has_the_six_parts_of_form_4(form4: bytes) -> None:
    assert headings(read(form4)) == FORM4


def test_it_tells_the_three_years_before(form3: bytes) -> None:
    table = read(form3).tables[0]
    assert [cell.text for cell in table.rows[1].cells[2:]] == ["๒๕๖๖", "๒๕๖๗", "๒๕๖๘"]
    assert table.rows[0].cells[2].text == "ผลการดำเนินงานในอดีต ปีงบประมาณ พ.ศ."
    assert [len(each.columns) for each in read(form3).tables] == [5, 3, 3, 3]


def test_it_fills_in_the_figures(form4: bytes, evidence: Evidence) -> None:
    document = read(form4)
    share = thai_digits(f"{evidence.report['on_time'].value or 0:.1%}".removesuffix("%"))
    assert any(f"ทันเวลาคิดเป็นร้อยละ {share}" in each.text for each in document.paragraphs)
    received = thai_digits(str(evidence.report["received"].numerator))
    assert document.tables[0].rows[1].cells[3].text == received
    assert len(document.inline_shapes) == 2
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(described), "for who cannot see the picture"


@pytest.mark.parametrize("name", ["form3", "form4"])
def test_it_is_dressed_as_government_papers_are(name: str, request: pytest.FixtureRequest) -> None:
    document = read(request.getfixturevalue(name))
    text = "\n".join(each.text for each in document.paragraphs)
    assert not set("0123456789") & set(text)
    fonts = document.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "cs")} == {"TH Sarabun New"}
    assert "PAGE" in document.sections[0].footer._element.xml


@pytest.mark.parametrize("name", ["form3", "form4"])
def test_it_opens_in_libreoffice(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(request.getfixturevalue(name))
    text = recomputed(path, "txt").read_text(encoding="utf-8-sig")
    wanted = FORM3 if name == "form3" else FORM4
    assert [text.index(heading) for heading in wanted] == sorted(
        text.index(heading) for heading in wanted
    )


def test_it_draws_a_chart_even_of_nothing() -> None:
    full = draw(Chart("เรื่อง", ["ต.ค.", "พ.ย."], [Series("รับ", [3, None])]))
    nothing = draw(Chart("เรื่อง", [], [Series("รับ", [])]))
    for data in (full, nothing):
        picture = Image.open(io.BytesIO(data))
        assert picture.size == (WIDTH, HEIGHT)
        assert len(picture.getcolors(WIDTH * HEIGHT) or []) > 2, "something is drawn"
    assert full != nothing


def test_it_leaves_words_with_latin_letters_as_they_are() -> None:
    said = thai_digits("ปี 2569 ticket-12 a1@example.go.th 4.0")
    assert said == "ปี ๒๕๖๙ ticket-12 a1@example.go.th ๔.๐"
