"""What an answer says first, and that it says nothing twice."""

import re

import pytest

from knowledge.answer import write
from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.reading import read

# Characters that a first line may have: about six lines of a phone.
_LONGEST = 330
_PICTURE = re.compile(r"เป็นภาพ(?!รวม)")
# "81.69 % (ร้อยละ 81.69)", "30 ก.ย. 68 (30 กันยายน 2568)", "10 ข้อ (10 ส่วน)"
_DOUBLED = re.compile(
    r"(\d+\.\d+) ?% \(ร้อยละ \1\)|(\d{1,2} (?:- \d{1,2} )?)[ก-ฮ.]+ \d\d \(\2"
    r"|(\d+) (?:ข้อ|ส่วน|มิติ|กลุ่ม|ขั้นตอน) \(\3 (?:ข้อ|ส่วน|มิติ|กลุ่ม|ขั้นตอน)\)"
)
_OFFICE = "แรงงาน"


def _entries(engine: Engine) -> list[Entry]:
    return list(engine.entries.values())


def _said(engine: Engine, question: str) -> str:
    return engine.ask(question).text.split("\n", 1)[0]


def test_it_begins_with_a_line_that_can_be_read_at_once(engine: Engine) -> None:
    for entry in _entries(engine):
        assert len(write(entry, None, "th").split("\n", 1)[0]) <= _LONGEST, entry.id


def test_it_says_no_figure_twice_in_two_ways(engine: Engine) -> None:
    for entry in _entries(engine):
        assert not _DOUBLED.search(entry.answer), entry.id


def test_it_speaks_of_lost_pictures_only_where_something_is_lost(engine: Engine) -> None:
    told = ("levels", "ten_traits")  # the number is told, the list is lost
    for entry in _entries(engine):
        lost = entry.missing or any(name in entry.id for name in told)
        assert lost or not _PICTURE.search(entry.answer), entry.id


def test_it_says_whose_calendar_steps_and_forms_they_are_once(engine: Engine) -> None:
    office = re.compile(r"kpi\.(?:calendar|steps?|rounds?|forms?|cautions?|pmqa_team)(?:\.|$)")
    for entry in _entries(engine):
        if office.match(entry.id):
            body = write(entry, None, "th").rpartition("\n")[0]
            assert _OFFICE in body, entry.id
            assert body.count("หน่วยงานอื่นดูกำหนดของตนเอง") <= 1, entry.id


def test_it_names_no_source_or_place_twice(engine: Engine) -> None:
    for entry in _entries(engine):
        body, _, source = write(entry, None, "th").rpartition("\n")
        title, _, place = source.removeprefix("ที่มา: ").partition(" – ")
        assert not place or place not in f"{title}\n{body}", entry.id
        named = title.split(", ")
        assert len(named) == len(set(named)), entry.id


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("แก้กฎกระทรวงได้กี่คะแนน", "แก้กฎกระทรวง/ประกาศ ได้ 3 คะแนน"),
        ("ลดค่าธรรมเนียมได้ 60% ได้กี่คะแนน", "ลดค่าธรรมเนียมได้เท่ากับหรือมากกว่าร้อยละ 50 ได้ 10 คะแนน"),
        ("ลดระยะเวลาไม่ถึงครึ่งได้กี่คะแนน", "ลดระยะเวลาได้น้อยกว่าร้อยละ 50 ได้ 5 คะแนน"),
        ("ให้บริการแทนกันต้องกี่หน่วยงาน", "บูรณาการวิธีการทำงานเพื่อให้บริการแทนกัน: ตั้งแต่ 2 หน่วยงานขึ้นไป"),
        ("กรมชลประทานได้ UNPSA ปี 2012 จากผลงานอะไร", "ปี 2012 (พ.ศ. 2555)"),
        ("PMQA ดีเด่น ทุกหมวดต้องได้เกินร้อยละเท่าไร", "คะแนนทุกหมวด: มากกว่าร้อยละ 40"),
    ],
)
def test_it_says_the_row_asked_first(engine: Engine, question: str, first: str) -> None:
    assert _said(engine, question).startswith(first)


@pytest.mark.parametrize(
    "question", ["อำนวยความสะดวกมี 9 รายการอะไรบ้าง", "เลิศรัฐมีกี่ประเภท", "ข้อพึงระวังมีอะไรบ้าง"]
)
def test_it_begins_a_list_that_is_asked_for_whole_as_it_stands(
    engine: Engine, question: str
) -> None:
    reply = engine.ask(question)
    entry = engine.entries[reply.entry_ids[0]]
    assert reply.text.startswith(entry.answer.split("\n", 1)[0])


def test_it_says_how_far_two_figures_are_apart(engine: Engine) -> None:
    entry = engine.entries["statistics.applications.compare"]
    said = write(entry, read("จำนวนหน่วยงานปี 2566 กับ 2567 ต่างกันกี่หน่วยงาน"), "th")
    assert said.startswith("204 กับ 207 หน่วยงาน ต่างกัน 3 หน่วยงาน\n")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("ทำมา 8 เดือนส่งรางวัลบริการภาครัฐได้ไหม", "ยังไม่ได้"),
        ("ผลงานทำมา 2 ปี ส่งรางวัลบริการภาครัฐได้ไหม", "ได้"),
        ("จะยื่นรายหมวดปีเดียว 4 หมวดได้ไหม", "ไม่ได้"),
        ("ถ้าทีมเข้าประชุมแค่ 80% ผ่านไหม", "ยังไม่ได้"),
        ("ได้ 401 คะแนนนี่ก้าวหน้าแล้วใช่ไหม", "ใช่"),
        ("ข้าราชการสมัคร engaged citizen ได้ไหม", "ไม่ได้"),
        ("ส่งเอกสารตัวชี้วัดเป็นกระดาษได้ไหม", "ไม่ได้"),
        ("แบบฟอร์มหมายเลข 2 มีช่องผู้รับผิดชอบไหม", "มี"),
    ],
)
def test_it_says_yes_or_no_first_where_the_text_decides(
    engine: Engine, question: str, first: str
) -> None:
    assert _said(engine, question).startswith(first)


def test_it_says_neither_yes_nor_no_to_other_questions(engine: Engine) -> None:
    assert _said(engine, "ผลงานต้องใช้จริงมากี่ปีถึงส่งรางวัลบริการภาครัฐได้").startswith("ไม่น้อยกว่า 1 ปี")


@pytest.mark.parametrize(
    ("question", "owner"),
    [("Traffy Fondue เป็นของใคร", "สวทช."), ("ใครดูแลรางวัลร่วมใจแก้จน", "ป.ย.ป.")],
)
def test_it_says_whose_first(engine: Engine, question: str, owner: str) -> None:
    assert owner in _said(engine, question)


def test_it_says_the_category_first_where_that_is_asked(engine: Engine) -> None:
    assert _said(engine, "การจัดการความรู้อยู่หมวดไหน").startswith("อยู่ในหมวด 4")


def test_it_glues_no_line_to_an_answer_that_has_told_it(engine: Engine) -> None:
    text = engine.ask("เลื่องลือขยายผลต้องขยายกี่พื้นที่ ภายในกี่ปี").text
    assert "2 พื้นที่" in text
    assert text.count("ไม่เกิน 3 ปี") == 1


def test_it_offers_other_years_only_where_the_figure_asked_stands_there(engine: Engine) -> None:
    told = engine.ask("ปี 2565 ไม่เคยสมัคร PMQA กี่หน่วยงาน")
    untold = engine.ask("ปี 2560 มีคนสมัคร pmqa กี่คน")
    assert "มีเฉพาะปี" in told.text
    assert "มีเฉพาะปี" not in untold.text


def test_it_names_every_document_that_gives_the_score_bands(engine: Engine) -> None:
    source = engine.ask("ระดับก้าวหน้ากี่คะแนน").text.rpartition("\n")[2]
    assert "ตัวชี้วัด" in source
    assert "เลิศรัฐ" in source
