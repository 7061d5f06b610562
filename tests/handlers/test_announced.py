"""Who reports while offices are closed hears when they open; what presses is read first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from complaints.announcements.live import Announcements
from complaints.announcements.setting import Wanted, announce
from complaints.announcements.tables import Kind
from core.clock import BANGKOK
from handlers.turn import Services
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock
from tests.handlers.talking import Talk

Tell = Callable[[Wanted], None]


@pytest.fixture
def announcements() -> Announcements:
    return Announcements()


@pytest.fixture
def talk(
    database: Database, services: Services, clock: FakeClock, announcements: Announcements
) -> Talk:
    desk = replace(services.desk, announcements=announcements)
    return Talk(database, replace(services, desk=desk), clock)


@pytest.fixture
def tell(database: Database, clock: FakeClock, announcements: Announcements) -> Tell:
    def told(wanted: Wanted) -> None:
        with database.transaction() as session:
            announce(session, wanted, "officer:1", clock())
        announcements.refresh(database)

    return told


def file_report(talk: Talk) -> str:
    """Report from beginning to end; returns the last answer."""
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.place()
    talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
    return talk.say("ส่งเรื่อง")


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23 06:00", "ตั้งแต่วันนี้ เวลา 08:30 น."),
        ("2026-11-23 19:00", "ตั้งแต่พรุ่งนี้ เวลา 08:30 น."),
        ("2026-11-20 17:00", "ตั้งแต่วันที่ 23 พ.ย. 69 08:30 น."),
    ],
)
def test_it_says_when_work_on_the_report_begins(
    talk: Talk, cast: Cast, clock: FakeClock, moment: str, said: str
) -> None:
    clock.now = at(moment)
    assert said in file_report(talk)


def test_it_says_nothing_of_it_in_office_hours(talk: Talk, cast: Cast) -> None:
    assert "นอกเวลา" not in file_report(talk)


def test_it_uses_the_words_of_the_agency(
    talk: Talk, cast: Cast, clock: FakeClock, tell: Tell
) -> None:
    clock.now = at("2026-11-23 19:00")
    tell(Wanted(Kind.OUT_OF_HOURS, cast.agency_a.id, text_th="เปิดอีกครั้ง{opens} {code}"))
    assert "เปิดอีกครั้งพรุ่งนี้ เวลา 08:30 น. {code}" in file_report(talk)


def test_it_is_silent_where_that_is_switched_off(
    talk: Talk, cast: Cast, clock: FakeClock, tell: Tell
) -> None:
    clock.now = at("2026-11-23 19:00")
    tell(Wanted(Kind.OUT_OF_HOURS, shown=False))
    assert "นอกเวลา" not in file_report(talk)


def test_it_tells_what_presses_before_a_report_and_while_it_stands(
    talk: Talk, cast: Cast, clock: FakeClock, tell: Tell
) -> None:
    tell(Wanted(Kind.EMERGENCY, text_th="น้ำท่วมฉับพลัน โทร 1784", ends_at=clock() + timedelta(days=1)))
    assert "น้ำท่วมฉับพลัน โทร 1784" in talk.say("แจ้งปัญหา")
    assert "น้ำท่วมฉับพลัน" in talk.say("วิธีใช้")
    clock.pass_time(days=2)
    assert "น้ำท่วมฉับพลัน" not in talk.say("วิธีใช้")
