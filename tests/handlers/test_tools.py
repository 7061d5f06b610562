"""The chat's tools, turn by turn: opened, filled in, interrupted, left."""

import pytest
from sqlmodel import select

from core.messages import Card, MessageUnsent, TextSent
from handlers.tables import Conversation
from tests.handlers.talking import Talk

CATEGORIES = "1:420 2:405 3:430 4:410 5:395 6:400 7:415"


def conversation(talk: Talk) -> Conversation:
    with talk.database.reading() as session:
        return session.exec(select(Conversation)).one()


def card_of(talk: Talk, text: str) -> Card:
    """The one card that answers the words."""
    answers = talk.send(TextSent("m-card", text))
    card = answers[0]
    assert isinstance(card, Card)
    assert len(answers) == 1
    return card


def is_waiting(talk: Talk) -> bool:
    return conversation(talk).expecting.startswith("tool:")


# --- all tools -----------------------------------------------------------------------------------


def test_it_shows_the_tools(talk: Talk) -> None:
    shown = talk.say("เครื่องมือ")
    for name in ("คำนวณคะแนน", "คำนวณการตัดคะแนน", "คำนวณความคุ้มค่า", "ประเมินตนเอง"):
        assert name in shown


@pytest.mark.parametrize(
    "name", ["คำนวณคะแนน", "คำนวณการตัดคะแนน", "คำนวณความคุ้มค่า", "ประเมินตนเอง", "ประเมิน 3.4"]
)
def test_it_closes_a_tool_on_cancel(talk: Talk, name: str) -> None:
    talk.say(name)
    assert is_waiting(talk)
    assert "ปิดเครื่องมือแล้วค่ะ" in talk.say("ยกเลิกค่ะ")
    assert not is_waiting(talk)
    assert conversation(talk).tool is None
    assert "ไม่มีเรื่องที่กำลังแจ้ง" in talk.say("ยกเลิก"), "cancel means the report again"


@pytest.mark.parametrize("order", ["ช่วยเหลือ", "เรื่องของฉัน", "แจ้งปัญหา", "English", "ลบข้อมูลของฉัน"])
def test_it_leaves_a_tool_for_any_other_order(talk: Talk, order: str) -> None:
    talk.say("คำนวณความคุ้มค่า")
    talk.say(order)
    assert not is_waiting(talk)


def test_it_leaves_a_tool_for_a_complaint(talk: Talk) -> None:
    talk.say("คำนวณคะแนน")
    talk.say("ถนนเป็นหลุมลึก รถล้มบ่อยมาก")
    assert not is_waiting(talk)
    assert conversation(talk).draft is not None


def test_it_leaves_a_tool_when_a_photo_begins_a_report(talk: Talk) -> None:
    talk.say("คำนวณความคุ้มค่า")
    talk.clock.pass_time(seconds=5)
    talk.photo()
    talk.press("consent", answer="yes")
    assert "ได้แล้ว" not in talk.say("4")
    assert not is_waiting(talk)


def test_it_answers_a_question_and_says_once_that_the_tool_waits(talk: Talk) -> None:
    talk.say("คำนวณความคุ้มค่า")
    talk.say("4 แผ่น")
    answer = talk.say("มิติ 1.2 คืออะไร")
    assert "Advance" in answer
    assert "ยังทำค้างไว้" in answer
    assert "👍" in answer, "the answer's own buttons are still there"
    assert "ยังทำค้างไว้" not in talk.say("มิติ 1.3 คืออะไร")
    assert "B:" in talk.press("tool", step="ask"), "it goes on where it was"


def test_it_lets_a_tool_lapse(talk: Talk) -> None:
    talk.say("คำนวณความคุ้มค่า")
    assert "ได้แล้ว" in talk.say("4 แผ่น")
    talk.clock.pass_time(hours=3)
    assert "ได้แล้ว" not in talk.say("3 ชั่วโมง")


def test_it_opens_by_name_only_while_a_report_is_open(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    assert "ช่วงคะแนน" not in talk.say("ได้ 420 คะแนน")
    assert "ประเมินตนเอง 3.4" in talk.say("ประเมินตนเอง 3.4")
    assert conversation(talk).draft is not None, "the report is still there"


def test_it_does_not_read_long_stories(talk: Talk) -> None:
    assert "ช่วงคะแนน" not in talk.say("ได้ 420 คะแนน " + "นะคะ " * 80)


def test_it_closes_by_button_even_when_nothing_is_open(talk: Talk) -> None:
    assert "ปิดเครื่องมือแล้วค่ะ" in talk.press("tool", step="leave")
    assert "เครื่องมือ PMQA" in talk.press("tool", step="ask")


def test_it_speaks_english(talk: Talk) -> None:
    talk.say("English")
    assert "Advance" in talk.say("we scored 420 points")
    assert "How many (step)?" in talk.say("calculate deductions, documents not sent")
    assert "So far" in talk.say("calculate value 4 sheets 100 baht")
    assert "tap the levels" in talk.say("self-check 3.4").lower()


# --- (a) score -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "title"),
    [
        ("299", "ยังไม่ถึงระดับพื้นฐาน (Basic)"),
        ("300", "ระดับพื้นฐาน (Basic)"),
        ("399", "ระดับพื้นฐาน (Basic)"),
        ("400", "ระดับก้าวหน้า (Advance)"),
        ("469", "ระดับก้าวหน้า (Advance)"),
        ("470", "ระดับพัฒนาจนเกิดผล (Significance)"),
        ("๕๐๐", "ระดับพัฒนาจนเกิดผล (Significance)"),
    ],
)
def test_it_tells_the_level_of_a_score(talk: Talk, score: str, title: str) -> None:
    talk.say("คำนวณคะแนน")
    assert card_of(talk, score).title == title
    assert not is_waiting(talk)


def test_it_names_the_documents_followed_and_the_other(talk: Talk) -> None:
    answer = talk.say("475 คะแนนได้ระดับไหน")
    assert "เอกสารชี้แจงตัวชี้วัดปี 2568 และเอกสารรางวัลเลิศรัฐปี 2566" in answer
    assert "เอกสารแนวทางยกระดับหน่วยงาน" in answer
    assert "ถึงระดับก้าวหน้า (Advance) ซึ่งกำหนดไว้ 400" in answer


def test_it_says_what_is_missing_to_the_next_level(talk: Talk) -> None:
    assert "อีก 0.5 คะแนน ถึง 400 ระดับก้าวหน้า" in talk.say("ได้ 399.5 คะแนน")
    assert "เศษของคะแนน" in talk.say("ได้ 399.5 คะแนน")


@pytest.mark.parametrize("score", ["501", "-1", "9999", "9" * 290, "-0.001"])
def test_it_asks_again_for_an_impossible_score(talk: Talk, score: str) -> None:
    talk.say("คำนวณคะแนน")
    assert "ระหว่าง 0 ถึง 500" in talk.say(score)
    assert "ระดับพื้นฐาน" in talk.say("300")


def test_it_does_not_take_a_criterion_for_a_score(talk: Talk) -> None:
    talk.say("คำนวณคะแนน")
    assert "ข้อร้องเรียน" in talk.say("3.4")


def test_it_takes_seven_categories_at_once(talk: Talk) -> None:
    card = card_of(talk, CATEGORIES)
    assert card.title == "ระดับก้าวหน้า (Advance)"
    assert card.kicker == "เฉลี่ย 7 หมวด 410.71 คะแนน"


def test_it_keeps_categories_and_asks_for_the_missing(talk: Talk) -> None:
    talk.say("คำนวณคะแนนรายหมวด")
    assert "ยังขาดหมวด 4, 5, 6, 7" in talk.say("1:420 2:405 3:430")
    assert "ได้รับ 2 ตัวเลข แต่ต้องการ 4" in talk.say("400 400")
    assert "หมวด 5 ได้ 999" in talk.say("4:410 5:999 6:400 7:415")
    answer = talk.say("395")
    assert "เฉลี่ย 7 หมวด 410.71" in answer
    assert "หมวดที่ต่ำกว่า 400 คะแนน เรียงจากน้อยสุด: หมวด 5" in answer


def test_it_keeps_the_good_part_of_a_line(talk: Talk) -> None:
    line = CATEGORIES.replace("7:415", "7:สูง")
    assert "คะแนนของหมวด 7 ไม่ใช่ตัวเลข" in talk.say(line)
    assert "เฉลี่ย 7 หมวด 410.71" in talk.say("415")


def test_it_forgets_a_set_whose_scale_is_unclear(talk: Talk) -> None:
    talk.say("1:90 2:90 3:90 4:90 5:90 6:90 7:95")
    assert "เฉลี่ย 7 หมวด 410.71" in talk.say(CATEGORIES)


def test_it_says_how_it_read_the_categories(talk: Talk) -> None:
    assert "รวม 7 หมวด 470" in talk.say("1:70 2:65 3:70 4:60 5:70 6:70 7:65")
    assert "คูณ 100" in talk.say("1:4.2 2:4.1 3:4.3 4:4 5:3.9 6:4 7:3.9")
    assert "ไม่แน่ใจ" in talk.say("1:90 2:90 3:90 4:90 5:90 6:90 7:95")


# --- (b) deductions ------------------------------------------------------------------------------


def test_it_computes_what_was_typed(talk: Talk) -> None:
    answer = talk.say("ส่งแบบฟอร์มช้า 3 วัน")
    assert "ถูกตัด 0.05 คะแนน" in answer
    assert "0.05 × 1 ขั้นตอน = 0.05" in answer
    assert "ไม่ได้คิดตามจำนวนวัน" in answer
    assert "เอกสารชี้แจงตัวชี้วัด" in answer


def test_it_adds_cautions_tapped_and_typed(talk: Talk) -> None:
    assert "โดนข้อไหนบ้างคะ" in talk.say("คำนวณการตัดคะแนน")
    assert "กี่ขั้นตอนคะ" in talk.press("deduct", caution="late")
    assert "ถูกตัด 0.1 คะแนน" in talk.press("deduct", caution="late", count="2")
    assert "0.1 + 0.5 = 0.6" in talk.say("แผนขาด 1 มิติ")
    assert "กี่ขั้นตอนคะ" in talk.say("ส่งเป็นกระดาษ")
    assert "ถูกตัด 1.6 คะแนน" in talk.say("2")
    assert "ถูกตัด 1.5 คะแนน" in talk.press("deduct", caution="late", count="0")
    assert "โดนข้อไหนบ้างคะ" in talk.press("deduct", clear="1")
    assert "ถูกตัด 0.05" in talk.press("deduct", caution="late", count="1")


def test_it_asks_for_each_count_that_was_not_told(talk: Talk) -> None:
    talk.say("คำนวณการตัดคะแนน")
    assert "ข้อ 3" in talk.say("ส่งเอกสารไม่ครบ และส่งเป็นกระดาษ")
    assert "ข้อ 2" in talk.say("1")
    assert "ถูกตัด 0.55 คะแนน" in talk.say("1 ขั้นตอน")


@pytest.mark.parametrize(
    ("key", "count"), [("overview", "3"), ("dimensions", "4"), ("target", "100")]
)
def test_it_says_how_many_there_can_be(talk: Talk, key: str, count: str) -> None:
    talk.press("deduct", caution=key)
    assert "ใส่ได้ 0 ถึง" in talk.say(count)
    assert "ถูกตัด 0.5 คะแนน" in talk.say("1")


@pytest.mark.parametrize("count", ["x", "-1", "²", ""])
def test_it_asks_again_where_a_button_carries_nonsense(talk: Talk, count: str) -> None:
    assert "กี่มิติคะ" in talk.press("deduct", caution="dimensions", count=count)
    assert "โดนข้อไหนบ้างคะ" in talk.press("deduct", caution="weather")


# --- (c) value -----------------------------------------------------------------------------------


def test_it_asks_for_the_four_inputs_in_turn(talk: Talk) -> None:
    assert "A: ลดเอกสารได้กี่แผ่น" in talk.say("คำนวณความคุ้มค่า")
    assert "B: ลดค่าธรรมเนียมได้กี่บาท" in talk.say("4 แผ่น")
    assert "C: ลดเวลาได้กี่ชั่วโมง" in talk.say("100")
    assert "D: มีธุรกรรมทั้งหมดกี่ครั้ง" in talk.say("2 ชั่วโมง")
    answer = talk.say("1,000")
    assert "184,000 บาท" in answer
    assert "2 + 100 + 82 = 184" in answer
    assert "184 × 1,000 ครั้ง = 184,000" in answer
    assert "15 คะแนน" in answer
    assert "เอกสารไม่ได้บอกว่ามูลค่าเท่าใดได้กี่คะแนน" in answer
    assert not is_waiting(talk)


def test_it_takes_the_formula_in_one_line(talk: Talk) -> None:
    assert "184,000 บาท" in talk.say("A 4 B 100 C 2 D 1000")
    assert "184,000 บาท" in talk.say("คำนวณความคุ้มค่า 4 100 2 1000")
    assert "C: ลดเวลา" in talk.say("ลด 4 แผ่น 100 บาท 1,000 ครั้ง")
    assert "184,000 บาท" in talk.say("120 นาที")


def test_it_takes_none_for_nought_and_rounds_only_what_it_shows(talk: Talk) -> None:
    talk.say("คำนวณความคุ้มค่า")
    talk.say("ไม่มี")
    talk.say("ไม่มี")
    talk.say("10 นาที")
    answer = talk.say("3000")
    assert "20,500 บาท" in answer, "not 3,000 times a rounded 6.83"
    assert "ปัดเศษ" in answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("-1", "ต้องไม่ติดลบ"),
        ("9" * 290, "ไม่มากเกินจริง"),
        ("A 2 บาท", "หน่วยของ"),
        ("1 2 3", "สูตรต้องการ 4"),
        ("B 1 B 2", "มีสองค่า"),
        ("D 1.5", "จำนวนเต็ม"),
        ("D 0", "มากกว่า 0"),
    ],
)
def test_it_explains_and_asks_again(talk: Talk, said: str, answer: str) -> None:
    talk.say("คำนวณความคุ้มค่า")
    assert answer in talk.say(said)
    assert "B:" in talk.say("4"), "it still waits for A"


# --- what is taken back --------------------------------------------------------------------------


def test_it_forgets_figures_of_an_unsent_message(talk: Talk) -> None:
    talk.say("คำนวณความคุ้มค่า")
    talk.say("4", message_id="m-unsent")
    talk.send(MessageUnsent("m-unsent"))
    assert conversation(talk).tool is None
