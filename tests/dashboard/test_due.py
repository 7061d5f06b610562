"""Due dates on the queue and the ticket's page, in words."""

import pytest

from complaints.lifecycle import Move
from tests.dashboard.conftest import Act, Report, Visit, words
from tests.fakes import FakeClock

# A hole in the road, reported on Monday at 10:00: ten working days until Tuesday the 8th, 10:00
# (the 7th is a holiday, in lieu of the 5th; so is the 10th).


@pytest.mark.parametrize(
    ("days", "hours", "said", "tabs"),
    [
        (0, 0, "เหลือ 10 วันทำการ", ("ใกล้ครบกำหนด 0", "เกินกำหนด 0")),
        (10, 4, "เหลือ 1 วันทำการ", ("ใกล้ครบกำหนด 0", "เกินกำหนด 0")),
        (15, -1, "เหลือ 1 ชม.", ("ใกล้ครบกำหนด 1", "เกินกำหนด 0")),
        (15, 2, "เกินกำหนด 2 ชม.", ("ใกล้ครบกำหนด 0", "เกินกำหนด 1")),
        (18, 0, "เกินกำหนด 2 วันทำการ", ("ใกล้ครบกำหนด 0", "เกินกำหนด 1")),
    ],
)
def test_it_says_how_much_working_time_is_left(
    visit: Visit,
    report: Report,
    clock: FakeClock,
    days: int,
    hours: int,
    said: str,
    tabs: tuple[str, ...],
) -> None:
    ticket = report()
    clock.pass_time(days=days, hours=hours)
    anan = visit("anan")
    queue = words(anan.get("/"))
    for each in (said, *tabs):
        assert each in queue
    assert said in words(anan.get(f"/tickets/{ticket.code}"))


def test_it_lists_what_is_due_soon_and_what_is_overdue(
    visit: Visit, report: Report, clock: FakeClock
) -> None:
    late = report()
    clock.pass_time(days=1)
    soon = report()
    clock.pass_time(days=14, hours=1)
    fresh = report()
    anan = visit("anan")
    overdue, due_soon = anan.get("/?tab=overdue").text, anan.get("/?tab=soon").text
    assert [late.code in overdue, soon.code in overdue, fresh.code in overdue] == [1, 0, 0]
    assert [late.code in due_soon, soon.code in due_soon, fresh.code in due_soon] == [0, 1, 0]


@pytest.mark.parametrize(
    ("hours", "said"), [(6, "รับเรื่องใน 2 ชม."), (24, "เกินกำหนดรับ 1 นาที"), (26, "เกินกำหนดรับ 2 ชม.")]
)
def test_it_says_when_a_new_ticket_is_to_be_taken_up(
    visit: Visit, report: Report, act: Act, clock: FakeClock, hours: int, said: str
) -> None:
    ticket = report()  # to be taken up by Tuesday, 10:00
    assert "รับเรื่องใน" not in words(visit("anan").get("/"))
    clock.pass_time(hours=hours)
    anan = visit("anan")
    assert said in words(anan.get("/"))
    assert said in words(anan.get(f"/tickets/{ticket.code}"))
    act(ticket, Move.ACCEPT)
    assert "กำหนดรับ" not in words(anan.get("/"))


def test_it_says_that_the_clock_stands_still_or_was_met(
    visit: Visit, report: Report, act: Act, clock: FakeClock
) -> None:
    held, met, missed = report(), report(), report()
    for ticket in (held, met, missed):
        act(ticket, Move.ACCEPT)
    act(held, Move.HOLD)
    act(met, Move.FINISH)
    clock.pass_time(days=1)
    assert "หยุดนับเวลามา 1 วันทำการ" in words(visit("anan").get("/"))
    clock.pass_time(days=29)
    act(missed, Move.FINISH)
    anan = visit("anan")
    assert "หยุดนับเวลา" in words(anan.get(f"/tickets/{held.code}"))
    assert "เสร็จในกำหนด" in words(anan.get(f"/tickets/{met.code}"))
    assert "เสร็จช้ากว่ากำหนด" in words(anan.get(f"/tickets/{missed.code}"))
