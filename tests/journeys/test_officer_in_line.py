"""An officer in the field: told in LINE, accepts by a button, closes with a photo."""

import re

from complaints.alerts.tables import AlertKind
from complaints.lifecycle import Status
from tests.journeys.test_joining import officer_of
from tests.journeys.test_reporting import only_ticket
from tests.journeys.town import Phone, Town, words_of

PAGE = "/account/notifications"


def bind(town: Town, phone: Phone) -> None:
    """Anan chooses to be told at once, at night too, and binds this phone."""
    ways = [f"{kind}:line" for kind in AlertKind]
    with officer_of(town) as anan:
        chosen = anan.post(
            f"{PAGE}/choices", data={"ways": ways, "pace": "at_once", "digest": "none"}
        )
        assert chosen.status_code == 303
        shown = re.search(r"ผูก [A-Z2-9]{4}-[A-Z2-9]{4}", anan.post(f"{PAGE}/line/code").text)
    assert shown is not None
    assert "แล้วค่ะ" in words_of(phone.say(shown.group()))


def test_it_lets_an_officer_accept_and_close_in_the_field(town: Town, malee: Phone) -> None:
    anan = town.phone("อนันต์")
    bind(town, anan)
    before = len(anan.heard())
    malee.send_photos("pothole")
    malee.tap("ยินยอมและแจ้งต่อ")
    malee.send_place("ตลาดดินแดง")
    malee.say("ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย")
    malee.tap("ส่งเรื่อง")
    town.wait_for(lambda: len(anan.heard()) > before)
    assert "เรื่องใหม่" in words_of(anan.heard()[-1:])

    assert "ผู้แจ้งได้รับแจ้งแล้ว" in words_of(anan.tap("รับเรื่อง"))
    assert only_ticket(town).status is Status.IN_PROGRESS
    anan.tap("ส่งรูปหลังแก้")
    anan.send_photos("after-road")
    assert "โปรดดูข้อสังเกต" in words_of(anan.say("ปะยางมะตอยและบดอัดแล้ว"))
    assert "ตรวจก่อนปิดเรื่อง" in words_of(anan.say("ทีมซ่อมอยู่หน้าตลาดพอดี"))
    assert "ปิดเรื่อง" in words_of(anan.tap("ปิดเรื่อง"))
    assert only_ticket(town).status is Status.FINISHED
    town.wait_for(lambda: "แก้แล้วจริงไหม" in words_of(malee.heard()[-1:]))
