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
