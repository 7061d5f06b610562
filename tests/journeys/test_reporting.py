"""A citizen reports, in any order of the parts."""

import itertools
from collections.abc import Callable

import pytest
from sqlmodel import select

from complaints.codes import find_code
from complaints.queries import list_attachments
from complaints.tables import Ticket
from tests.journeys.town import Phone, Town, words_of

PARTS: dict[str, Callable[[Phone], object]] = {
    "photo": lambda phone: phone.send_photos("pothole"),
    "place": lambda phone: phone.send_place("ตลาดดินแดง"),
    "words": lambda phone: phone.say("ถนนเป็นหลุมลึก รถล้มบ่อยมาก"),
}


def only_ticket(town: Town) -> Ticket:
    with town.database.reading() as session:
        return session.exec(select(Ticket)).one()


def test_it_takes_four_moves_from_photo_to_ticket(town: Town, malee: Phone) -> None:
    malee.say("แจ้งปัญหา")
    malee.tap("ยินยอมและแจ้งต่อ")
    malee.send_photos("pothole")
    malee.send_place("ตลาดดินแดง")
    summary = malee.say("ถนนเป็นหลุมลึก รถล้มบ่อยมาก")
    assert len(summary) == 1, "one card to check"
    assert "ถนน ทางเท้า" in words_of(summary)
    receipt = words_of(malee.tap("ส่งเรื่อง"))

    ticket = only_ticket(town)
    assert find_code(receipt) == ticket.code
    assert ticket.category == "road_sidewalk"
    assert (ticket.province, ticket.district) == ("กรุงเทพมหานคร", "ดินแดง")
    assert ticket.routing_reason.startswith("coverage:")
    with town.database.reading() as session:
        assert len(list_attachments(session, ticket)) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(PARTS)), ids="-".join)
def test_it_takes_the_parts_in_any_order(town: Town, malee: Phone, order: tuple[str, ...]) -> None:
    for part in order:
        PARTS[part](malee)
        if "ยินยอมและแจ้งต่อ" in malee.labels()[:2]:
            malee.tap("ยินยอมและแจ้งต่อ")
    malee.tap("ส่งเรื่อง")
    ticket = only_ticket(town)
    assert ticket.description == "ถนนเป็นหลุมลึก รถล้มบ่อยมาก"
    assert ticket.latitude is not None
    with town.database.reading() as session:
        assert len(list_attachments(session, ticket)) == 1


def test_it_works_by_typing_alone(town: Town, malee: Phone) -> None:
    malee.say("ขยะกองเต็มหน้าบ้าน ไม่มีใครมาเก็บหลายวันแล้ว")
    malee.say("ยินยอม")
    malee.say("หน้าตลาดวังทองหลาง เขตวังทองหลาง กรุงเทพ")
    malee.say("ไม่มีรูป")
    receipt = words_of(malee.say("ส่ง"))
    ticket = only_ticket(town)
    assert ticket.code in receipt
    assert ticket.category == "cleanliness"
    assert ticket.district == "วังทองหลาง"


def test_it_files_a_report_once_however_often_send_is_tapped(town: Town, malee: Phone) -> None:
    test_it_takes_four_moves_from_photo_to_ticket(town, malee)
    again = words_of(malee.tap("ส่งเรื่อง"))
    assert only_ticket(town).code in again


def test_it_answers_an_album_once(town: Town, malee: Phone) -> None:
    malee.say("แจ้งปัญหา")
    malee.tap("ยินยอมและแจ้งต่อ")
    heard = malee.send_photos("pothole", "rubbish", "flood")
    assert len(heard) == 1
    assert "3 รูป" in words_of(heard)


def test_it_shows_an_old_button_the_newest_summary(town: Town, malee: Phone) -> None:
    malee.say("ถนนเป็นหลุมลึกมาก รถล้ม")
    malee.say("ยินยอม")
    malee.say("เขตดินแดง กรุงเทพ")
    malee.say("ไม่มีรูป")
    old = next(a for a in malee._actions() if a["label"] == "ส่งเรื่อง")
    malee.say("ตรงข้ามโรงเรียนด้วย")
    heard = malee._act("tap", {"action": old, "origin": "flex"})
    assert "ตรงข้ามโรงเรียนด้วย" in words_of(heard)
    with town.database.reading() as session:
        assert session.exec(select(Ticket)).first() is None, "nothing is sent unseen"


def test_it_names_the_emergency_number_first(malee: Phone) -> None:
    heard = malee.say("ไฟไหม้บ้านในซอย ลามแล้ว ช่วยด้วย")
    assert "199" in words_of(heard[:1])


def test_it_forgets_what_a_person_refused_to_hand_over(town: Town, malee: Phone) -> None:
    malee.send_photos("pothole")
    malee.tap("ไม่ยินยอม")
    assert "ไม่มีเรื่อง" in words_of(malee.say("ยกเลิก"))


def test_it_keeps_a_question_out_of_the_report(town: Town, malee: Phone) -> None:
    malee.say("แจ้งปัญหา")
    malee.tap("ยินยอมและแจ้งต่อ")
    malee.send_photos("pothole")
    heard = words_of(malee.say("มิติ 3.4 ระดับก้าวหน้าคืออะไร"))
    assert "Advance" in heard
    malee.send_place("ตลาดดินแดง")
    summary = words_of(malee.say("ถนนเป็นหลุมลึกมาก"))
    assert "Advance" not in summary


def test_it_tracks_by_list_and_by_number(town: Town, malee: Phone) -> None:
    test_it_takes_four_moves_from_photo_to_ticket(town, malee)
    code = only_ticket(town).code
    assert code in words_of(malee.say("เรื่องของฉัน"))
    stranger = town.phone("สมชาย")
    seen = words_of(stranger.say(code.lower()))
    assert "รอรับเรื่อง" in seen
    assert "หลุมลึก" not in seen, "a stranger sees where it stands, not what was said"
