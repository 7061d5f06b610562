import pytest

from knowledge.engine import Engine


@pytest.mark.parametrize(
    "text",
    [
        "ร้องเรียนเรื่องขยะไม่มีคนเก็บ",
        "ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้วค่ะ",
        "เทศกิจเรียกเก็บเงินแม่ค้าทุกเช้า",
        "ยายข้างบ้านล้มขาหัก ไม่มีลูกหลานดูแล",
        "please fix the broken streetlight on our soi",
        "น้ำเน่าในคลองส่งกลิ่นเหม็น เมื่อไหร่จะมาแก้",
    ],
)
def test_it_takes_complaints(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "ขั้นตอนร้องเรียนในเกณฑ์ 3.4",
        "จัดการข้อร้องเรียนให้รวดเร็วทันการณ์อยู่ระดับไหน",
        "Traffy Fondue รับแจ้งปัญหาขยะด้วยไหม",
        "มิติป้องกันทุจริตระดับพื้นฐานต้องมีอะไร",
        "หน่วยงานสมัครผ่านจังหวัดได้ไหม",
        "14 ประเภทปัญหาที่แจ้งได้มีอะไรบ้าง",
    ],
)
def test_it_takes_no_question_for_a_complaint(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind != "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "ได้รางวัลทุกปี แต่ท่อระบายน้ำหน้าบ้านตันมาสองเดือน",
        "คะแนนประเมินสูงมาก แต่ไฟทางซอยนี้มืดสนิท ไม่มีใครมาซ่อม",
        "แจ้งในทราฟฟี่แล้วสามรอบ ฝาท่อหน้าตลาดยังแตกอยู่ ไม่มีใครมา",
        "ขอย้ายทะเบียนบ้านไว้ตั้งแต่เดือนก่อน ยังไม่ได้รับเอกสารเลย",
    ],
)
def test_it_takes_complaints_that_speak_of_awards(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "I want to report a broken street light",
        "there is a big pothole in front of the school",
        "The garbage near my house has not been collected for two weeks",
        "sewage is overflowing on our road",
    ],
)
def test_it_takes_complaints_in_english(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind == "complaint"


def test_it_takes_a_plain_complaint_whatever_was_asked_before(engine: Engine) -> None:
    before = engine.ask("มิติ 3.4 คืออะไร").context
    assert engine.ask("ร้องเรียนเรื่องน้ำท่วมซอยครับ", before).kind == "complaint"
    assert engine.ask("แล้วก้าวหน้าล่ะ", before).criterion == "3.4"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("โอเค เข้าใจแล้ว", "acknowledge"),
        ("รับทราบค่ะ", "acknowledge"),
        ("ok", "acknowledge"),
        ("ขอโทษค่ะ ส่งผิดห้อง", "sorry"),
        ("sorry, wrong chat", "sorry"),
        ("ทดสอบ", "test"),
        ("จริงเหรอ", "doubt"),
        ("really?", "doubt"),
        ("ไม่ใช่ หมายถึงอันอื่น", "misunderstood"),
        ("ขอคุยกับเจ้าหน้าที่", "officer"),
        ("can I talk to a human", "officer"),
        ("เธอชื่ออะไร", "identity"),
        ("555555", "unclear"),
        ("👍", "unclear"),
        ("หิวข้าว", "mood"),
    ],
)
def test_it_meets_remarks_with_smalltalk(engine: Engine, text: str, kind: str) -> None:
    reply = engine.ask(text)
    assert (reply.kind, reply.topic) == ("smalltalk", kind)


@pytest.mark.parametrize("text", ["ok ขอ 3.4 basic", "สวัสดีค่ะ แล้ว 3.4 ล่ะ", "ไม่ใช่ เอาเกณฑ์ 3.4"])
def test_it_hears_the_question_beside_a_remark(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind == "answer"


@pytest.mark.parametrize(
    "text",
    ["ฉันอยากตาย", "ไม่อยากอยู่แล้ว ท้อมาก", "แฟนทิ้ง อยากตายจัง", "I want to die", "หนูคิดสั้นมาหลายวันแล้ว"],
)
def test_it_meets_distress_with_the_line_that_helps(engine: Engine, text: str) -> None:
    reply = engine.ask(text)
    assert (reply.kind, reply.topic) == ("smalltalk", "distress")
    assert "1323" in reply.text


def test_it_takes_the_distress_of_somebody_else_as_a_report(engine: Engine) -> None:
    assert engine.ask("เพื่อนร่วมห้องบอกอยากตาย เก็บตัวไม่ออกมาเลย").kind == "complaint"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("เก่งจัง", "praise"),
        ("รักนะ", "affection"),
        ("ง่วงนอนจัง", "mood"),
        ("บอทโง่", "insult"),
        ("สรุปหน่อย", "rephrase"),
        ("ร้องเรียนผ่านแชตนี้ได้ไหม", "how_to_report"),
        ("วันนี้ขี้เกียจจังเลยอะ", "remark"),
    ],
)
def test_it_answers_what_is_said_in_passing(engine: Engine, text: str, kind: str) -> None:
    reply = engine.ask(text)
    assert (reply.kind, reply.topic) == ("smalltalk", kind)


def test_it_does_not_take_a_word_in_passing_for_a_follow_up(engine: Engine) -> None:
    before = engine.ask("มิติ 3.4 คืออะไร")
    assert engine.ask("แล้วถ้าก้าวหน้าแล้วล่ะ", before.context).kind == "answer"


@pytest.mark.parametrize(
    "text",
    [
        "ขอบคุณที่มาตัดกิ่งไม้หน้าบ้านให้แล้วนะคะ โล่งขึ้นเยอะ",
        "ขอบคุณเจ้าหน้าที่ที่มาลอกท่อให้เรียบร้อยแล้วครับ",
    ],
)
def test_it_takes_thanks_for_what_is_done_for_no_complaint(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind == "smalltalk"


@pytest.mark.parametrize(
    "text",
    [
        "ไฟหน้าบ้านดับมาสามวันแล้ว ขอบคุณครับ",
        "ขอบคุณที่มาซ่อมไฟแล้วนะคะ แต่เมื่อคืนดับอีก",
        "ขอบคุณที่เก็บขยะแล้ว รบกวนมาล้างพื้นด้วย เหม็นมาก",
    ],
)
def test_it_takes_thanks_around_a_trouble_for_a_complaint(engine: Engine, text: str) -> None:
    assert engine.ask(text).kind == "complaint"
