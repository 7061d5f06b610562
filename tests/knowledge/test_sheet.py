"""Answers that are lists, read as tables."""

import pytest

from knowledge.engine import Engine
from knowledge.entry import Entry, Source
from knowledge.sheet import Row, sheet_of
from knowledge.sheet_links import linked_sheet


def entry(answer: str, kind: str = "list") -> Entry:
    return Entry("room.things", "สิ่งของ", kind, (), answer, Source("004", ""))


def rows(answer: str, kind: str = "list") -> list[tuple[str, str]]:
    sheet = sheet_of(entry(answer, kind))
    assert sheet is not None
    return [(row.mark, row.text) for section in sheet.sections for row in section.rows]


@pytest.mark.parametrize(
    ("answer", "shape", "first"),
    [
        ("มีสามอย่าง\n1. หนึ่ง\n2. สอง\n3. สาม", "listed", ("1", "หนึ่ง")),
        ("มีสามอย่าง\n- หนึ่ง\n- สอง\n- สาม", "listed", ("", "หนึ่ง")),
        ("มีสามปี\n- 2561: ก ข\n- 2562: ค ง\n- 2563: จ ฉ", "listed", ("2561", "ก ข")),
        ("มีสาม\n• คะแนนเต็ม ได้ 5 คะแนน\n• ครึ่งหนึ่ง ได้ 3 คะแนน\n• ไม่ทำ ได้ 0 คะแนน",
         "valued", ("คะแนนเต็ม", "5 คะแนน")),
        ("ต่างกัน\n• ระดับพื้นฐาน (Basic): ทำ\n• ระดับก้าวหน้า: ทำดี\n• เกิดผล: ทำดีกว่านั้นจนเกิดผล",
         "named", ("ระดับพื้นฐาน (Basic)", "ทำ")),
    ],
)  # fmt: skip
def test_it_reads_the_shape_of_rows(answer: str, shape: str, first: tuple[str, str]) -> None:
    sheet = sheet_of(entry(answer))
    assert sheet is not None
    assert sheet.sections[0].shape == shape
    assert rows(answer)[0] == first


def test_it_keeps_lead_and_remarks_apart_from_rows() -> None:
    sheet = sheet_of(entry("7.1 มี 3 ข้อ\n1. ก\n2. ข\n3. ค\nข้อ 4 ไม่มี\nชื่อคงเดิม"))
    assert sheet is not None
    assert sheet.lead == ("7.1 มี 3 ข้อ",)
    assert sheet.notes == ("ข้อ 4 ไม่มี", "ชื่อคงเดิม")
    assert sheet.lines == {"1. ก", "2. ข", "3. ค"}


def test_it_sees_what_changed_into_what() -> None:
    sheet = sheet_of(entry("เปลี่ยน\n7.1 เก่า → ใหม่\n7.2 เดิม\n7.3 ก → ข"))
    assert sheet is not None
    assert sheet.sections[0].rows[0] == Row("7.1", "ใหม่", before="เก่า")


def test_it_puts_groups_of_rows_under_their_headings() -> None:
    answer = "ประโยชน์ต่อรัฐ\n- ก\n- ข\nประโยชน์ต่อประชาชน\n- ค\n- ง"
    sheet = sheet_of(entry(answer))
    assert sheet is not None
    headings = [section.heading for section in sheet.sections]
    assert headings == ["ประโยชน์ต่อรัฐ", "ประโยชน์ต่อประชาชน"]


def test_it_keeps_lines_that_belong_to_a_row_with_it() -> None:
    assert rows("มี\n1. ก\n 1.1 ข\n2. ค\n3. ง")[0] == ("1", "ก\n1.1 ข")


@pytest.mark.parametrize(
    "answer",
    ["คำตอบเดียว", "มีสองอย่าง\n- ก\n- ข", "ราชการแบบเดิม: ปิด\nราชการแบบใหม่: เปิด"],
)
def test_it_leaves_words_that_are_read_at_a_glance(answer: str) -> None:
    assert sheet_of(entry(answer)) is None


def test_it_links_rows_with_entries_of_their_own(engine: Engine) -> None:
    sheet = linked_sheet(engine.entries["criteria.category.3"], engine.entries)
    assert sheet is not None
    links = [row.entry_id for section in sheet.sections for row in section.rows]
    assert links == [f"criteria.3.{n}" for n in range(1, 5)]


def test_it_links_rows_by_name_and_by_kind(engine: Engine) -> None:
    expected = {
        "kpi.bands": ["kpi.bands.basic", "kpi.bands.advance", "kpi.bands.significance"],
        "kpi.steps": [f"kpi.step.{n}" for n in range(1, 6)],
    }
    for entry_id, links in expected.items():
        sheet = linked_sheet(engine.entries[entry_id], engine.entries)
        assert sheet is not None
        assert [row.entry_id for row in sheet.sections[0].rows] == links


def test_it_takes_items_of_an_award_for_no_criteria(engine: Engine) -> None:
    table = engine.entries["award.participation.network.d3"]
    sheet = linked_sheet(table, engine.entries)
    assert sheet is not None
    assert {row.mark for row in sheet.sections[0].rows} >= {"6.1", "6.2"}
    assert not any(row.entry_id for row in sheet.sections[0].rows)
