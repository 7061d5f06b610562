"""Documents that editors add: read, cut, kept, found, withdrawn."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from core.errors import InvalidInput
from knowledge import documents, extraction
from knowledge.cutting import LONGEST, cut
from knowledge.extraction import Block, extract, tidy
from knowledge.passages import PassageIndex
from knowledge.tables import Document, Passage
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

TEXT = "งบประมาณโครงการพัฒนาคุณภาพการบริหารจัดการภาครัฐ ปี 2570 รวม 12 ล้านบาท"


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("แผนงานประจำปี", level=1)
    document.add_paragraph(TEXT)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ค่าอบรม", "4 ล้านบาท"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def pdf_file(*pages: str, password: str = "") -> bytes:
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = content
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_it_reads_headings_paragraphs_and_tables_of_word() -> None:
    found = extract("แผน.DOCX", word_file())
    assert found.blocks == (
        Block("แผนงานประจำปี", heading=True),
        Block(TEXT),
        Block("ค่าอบรม | 4 ล้านบาท"),
    )


def test_it_reads_the_pages_of_a_pdf() -> None:
    found = extract("plan.pdf", pdf_file("The training budget is four million", "See part two"))
    assert found.pages == 2
    assert [(block.page, block.text) for block in found.blocks] == [
        (1, "The training budget is four million"),
        (2, "See part two"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_it_reads_thai_text_of_old_and_new_windows(encoding: str) -> None:
    found = extract("a.txt", f"หมวด 1 งบประมาณ\n{TEXT}".encode(encoding))
    assert [(block.text, block.heading) for block in found.blocks] == [
        ("หมวด 1 งบประมาณ", True),
        (TEXT, False),
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ" * 100, "kind_unknown"),
        ("noending", b"text" * 100, "kind_unknown"),
        ("a.pdf", b"%PDF-1.7 broken", "unreadable"),
        ("a.docx", b"not a zip" * 20, "unreadable"),
        ("a.txt", b"\xff\xfe\x00\x81" * 40, "unreadable"),
        ("a.md", "สั้น".encode(), "no_text"),
        ("a.pdf", pdf_file("", ""), "no_text"),
        ("a.pdf", pdf_file("The secret budget of next year is large", password="x"), "locked"),
        ("a.txt", b"x" * (extraction.LARGEST + 1), "file_large"),
        ("a.txt", ("คำ " * 600_000).encode(), "text_long"),
    ],
)
def test_it_says_why_it_cannot_use_a_file(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        extract(name, data)
    assert refused.value.reason == reason


def test_it_refuses_a_pdf_of_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_PAGES", 1)
    with pytest.raises(InvalidInput) as refused:
        extract("a.pdf", pdf_file("one page is allowed here", "two is not allowed"))
    assert refused.value.reason == "pages_many"


def test_it_does_not_unpack_a_bomb() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(16):
            archive.writestr(f"word/{number}.xml", b" " * 10_000_000)
    with pytest.raises(InvalidInput) as refused:
        extract("bomb.docx", data.getvalue())
    assert refused.value.reason == "file_large"


def test_it_mends_thai_that_a_pdf_has_parted() -> None:
    assert tidy("จ านวน  ก\u0e4d\u0e32หนด\x07  ปู\x00ปลา") == "จำนวน กำหนด ปูปลา"
    assert tidy("น\u0e4d\u0e49\u0e32ใจ") == "น้ำใจ"
    assert tidy("ป\uf702 ท\uf70aี ญ\uf70f\uf718") == "ปี ที่ ญญุ"


def test_it_cuts_by_headings_and_to_a_length_that_can_be_shown() -> None:
    long = " ".join(f"ประโยคที่ {n} ว่าด้วยเรื่องยาวมาก" for n in range(60))
    blocks = (
        Block("แผนงาน", heading=True, page=1),
        Block("หมวด 1", heading=True, page=1),
        Block("สั้น", page=1),
        Block(long, page=2),
        Block("หมวด 2", heading=True, page=3),
        Block("ก" * 1000, page=3),
    )
    pieces = cut(blocks)
    assert all(0 < len(piece.text) <= LONGEST for piece in pieces)
    assert pieces[0].heading == "หมวด 1"
    assert {piece.heading for piece in pieces} == {"หมวด 1", "หมวด 2"}
    said = "".join(piece.text for piece in pieces).replace("\n", "").replace(" ", "")
    assert said == ("สั้น" + long + "ก" * 1000).replace(" ", "")


def index(*texts: str, title: str = "แผนงาน") -> PassageIndex:
    document = Document(
        id=1, title=title, year=2570, file_name="a", file="a", sha256="", officer_id=1
    )
    return PassageIndex(
        (Passage(id=n, document_id=1, heading="หมวด 1", page=3, text=text), document)
        for n, text in enumerate(texts)
    )


OTHERS = ("คณะทำงานประชุมทุกเดือนที่ชั้น 7", "ประกาศผลวันที่ 15 กันยายน 2570", "ฝึกอบรมบุคลากรใหม่")


def test_it_finds_the_passage_that_holds_most_of_a_question() -> None:
    found = index(TEXT, *OTHERS).best("โครงการพัฒนาคุณภาพ ปี 2570 ใช้งบประมาณกี่บาท")
    assert found is not None
    assert found.text == TEXT
    assert (found.source.doc, found.source.title) == ("added", "แผนงาน")
    assert found.place == "หมวด 1 (หน้า 3)"


@pytest.mark.parametrize(
    "question",
    ["พรุ่งนี้ฝนตกไหม", "โครงการพัฒนาคุณภาพ ปี 2571 ใช้งบประมาณกี่บาท", "งบประมาณ", "กกกกกก"],
)
def test_it_shows_no_passage_beside_the_point(question: str) -> None:
    assert index(TEXT, *OTHERS).best(question) is None
    assert index().best(question) is None


def test_it_keeps_a_document_with_its_passages_and_knows_it_again(
    database: Database, clock: FakeClock, cast: Cast
) -> None:
    prepared = documents.prepare("C:\\ลับ\\แผน.txt", f"หมวด 1\n{TEXT}".encode())
    assert prepared.file_name == "แผน.txt"
    assert prepared.key.startswith("documents/")
    with database.transaction() as session:
        added = documents.add(
            session, prepared, title="แผน", year=None, officer_id=cast.ek.id or 0, now=clock()
        )
        (passage,) = documents.list_passages(session, added.id or 0, 0)
        assert (passage.heading, passage.text) == ("หมวด 1", TEXT)
        assert documents.version(session) == (1, 0)
        assert [each.action for each in audit.list_about(session, f"document:{added.id}")] == [
            "knowledge.document_added"
        ]
    with database.transaction() as session, pytest.raises(InvalidInput) as refused:
        documents.add(
            session, prepared, title="อีกชื่อ", year=None, officer_id=cast.ek.id or 0, now=clock()
        )
    assert (refused.value.reason, refused.value.values) == ("file_known", {"title": "แผน"})


def test_it_searches_no_withdrawn_document(
    database: Database, clock: FakeClock, cast: Cast
) -> None:
    officer_id = cast.ek.id or 0
    prepared = documents.prepare("a.txt", TEXT.encode())
    with database.transaction() as session:
        added = documents.add(
            session, prepared, title="แผน", year=None, officer_id=officer_id, now=clock()
        )
        documents.withdraw(session, added, officer_id, clock())
    with database.reading() as session:
        assert documents.searched(session) == []
        assert documents.version(session) == (1, 1)
        assert documents.count_passages(session) == {added.id: 1}, "nothing is deleted"
