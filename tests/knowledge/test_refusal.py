import pytest

from knowledge.engine import Engine
from knowledge.gist import after_preambles
from knowledge.ranking import weights
from knowledge.refusal import chance


def test_it_doubts_more_what_is_less_sure_and_lacks_what_is_wanted() -> None:
    sure = {"confidence": 3.0, "score": 12.0, "gap": 2.0}
    scale = weights().refusal
    likely = chance(sure, scale)
    assert likely > 0.9
    for doubt in ({"confidence": -2.0}, {"gap": 0.0}, {"lacks_measure": 1.0}, {"wants": 1.0}):
        assert chance(sure | doubt, scale) < likely


@pytest.mark.parametrize(
    "question",
    [
        "สมัครยังไง",
        "420 คะแนนอยู่ระดับไหน",
        "UNPSA ปี 2015 ไทยได้กี่รางวัล",
        "pqma คืออะไร",
        "หมวด 5 ข้อ 2 ถ้าจะได้ระดับขั้นต้น ต้องเสริมอะไร",
        "กาแฟหกใส่คีย์บอร์ดเลย ขอรายชื่อหมวดของ PMQA หน่อย",
        "เขาบอกว่า collaboration ต้องไปไกลกว่าสองคำนี้ คือคำว่าอะไร",
        "รางวัลหมวด 3 ต้องได้กี่คะแนนขึ้นไป",
        # A verb after the name of a public body is no part of it.
        "รพ.ระยองทำเรื่องฉุกเฉินยังไง",
        "4.2 advance วิเคราะห์แล้วเอาไปแก้ที่ไหน",
        "รางวัลพัฒนาการบริการมีคำถามกี่ข้อ น้ำหนักเท่าไหร่",
    ],
)
def test_it_answers_what_the_documents_hold(engine: Engine, question: str) -> None:
    assert engine.ask(question).kind == "answer"


@pytest.mark.parametrize(
    "question",
    [
        "ผอ.กลุ่มพัฒนาระบบบริหาร ชื่ออะไร",
        "PMQA ปี 2568 มีหน่วยงานสมัครกี่แห่ง",
        "ขั้นตอนที่ 7 ของตัวชี้วัดคืออะไร",
        "รางวัล Digital Government Award ใช้เกณฑ์อะไรตัดสิน",
        # Qualities that no text gives of what is named.
        "คะแนนเต็มของมิติ 6.1 คือเท่าไหร่",
        "ถ้าไม่ทำ PMQA จะโดนลงโทษอะไร",
        "หมวด 6 คิดเป็นร้อยละเท่าไหร่ของคะแนนทั้งหมด",
        "ตัวชี้วัดราชการ 4.0 มีน้ำหนักในคำรับรองของ ผอ.สำนัก คิดเป็นกี่เปอร์เซ็นต์",
        "พ.ร.บ.อำนวยความสะดวก มาตรา 12 เขียนว่าอะไร",
        "ใครได้รางวัลเลื่องลือขยายผลปี 66 บ้าง",
        # A time, a dimension and a year of two compared beyond those that are told of.
        "ประชุมชี้แจงตัวชี้วัดครั้งที่ 3 วันไหน",
        "สัมฤทธิ์ผลประชาชน มิติที่ 6 ถามอะไร",
        "เกณฑ์เลิศรัฐปี 2569 เปลี่ยนจากปี 2566 ยังไงบ้าง",
        # What a criterion does not say.
        "หมวด 2 ต้องประชุมกี่ครั้งต่อปี",
        "เกณฑ์ 5.4 ต้องส่งคนไปอบรมที่ไหน",
        # Levels and indicators that there are not.
        "เกณฑ์ 1.4 ระดับที่ 5 ว่ายังไง",
        "ระดับ gold ของ 2.1 คืออะไร",
        "หมวด 7.8 คือตัวชี้วัดอะไร",
        # A year after the span that a list tells of.
        "สถิติสมัครเลิศรัฐสาขาบริหารราชการแบบมีส่วนร่วมปี 2568",
    ],
)
def test_it_refuses_what_no_entry_holds(engine: Engine, question: str) -> None:
    assert engine.ask(question).kind == "abstain"


def test_it_leaves_out_a_preamble_that_names_nothing() -> None:
    assert after_preambles("กาแฟหกใส่คีย์บอร์ดเลย ขอรายชื่อหมวด") == ["ขอรายชื่อหมวด"]
    assert after_preambles("รางวัล hr excellence คืออะไร") == []


def test_it_refuses_a_part_beyond_the_last_of_a_list(engine: Engine) -> None:
    assert engine.ask("ปัจจัยความสำเร็จข้อที่ 4 ของราชการ 4.0 คืออะไร").kind == "abstain"


def test_it_answers_with_the_card_that_has_the_figure_asked_for(engine: Engine) -> None:
    reply = engine.ask("รางวัลมีส่วนร่วม แต่ละมิติห้ามต่ำกว่ากี่ %")
    assert reply.entry_ids == ("award.participation.threshold",)
