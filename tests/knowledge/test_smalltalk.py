import pytest

from knowledge.engine import Engine


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("จะร้องเรียนต้องทำยังไง", "how_to_report"),
        ("แจ้งแบบไม่เปิดเผยชื่อได้ไหม", "report_privacy"),
        ("แจ้งเรื่องต้องใช้บัตรประชาชนไหม", "report_privacy"),
        ("แจ้งไปแล้วตามเรื่องได้ที่ไหน", "report_status"),
        ("แจ้งเรื่องแล้วกี่วันถึงจะได้รับการแก้ไข", "report_time"),
        ("ลบข้อมูลที่ผมแจ้งได้ไหม", "report_deletion"),
        ("ดีค้าบ", "greeting"),
    ],
)
def test_it_answers_for_its_own_service(engine: Engine, said: str, kind: str) -> None:
    reply = engine.ask(said)
    assert (reply.kind, reply.topic) == ("smalltalk", kind)


def test_it_takes_what_tells_a_trouble_for_a_report(engine: Engine) -> None:
    told = "แจ้งเรื่องไปแล้วกี่วันถึงจะแก้ ถนนหน้าบ้านยังเป็นหลุมอยู่เลย รถล้มทุกวัน"
    assert engine.ask(told).kind == "complaint"


def test_it_answers_from_the_documents_what_they_tell_of_another_service(engine: Engine) -> None:
    assert engine.ask("แจ้งเรื่องผ่าน Traffy Fondue ยังไง").kind == "answer"
