"""Which reports are taken for one problem."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from agencies.coordinates import Point
from categories import catalog, concepts
from complaints.desk import Desk
from complaints.duplicates.judged import distinguish, judged_different
from complaints.duplicates.kin import ASIDE, DAYS, KIN_CATEGORIES, KIN_CONCEPTS
from complaints.duplicates.score import OFFERED_FROM, Photo, Report, compare
from complaints.duplicates.search import find_for_draft, find_for_officer
from complaints.duplicates.text import read
from complaints.intake import Draft, DraftPhoto, DraftPlace
from complaints.lifecycle import Status
from complaints.submit import submit
from complaints.tables import Ticket
from store.database import Database
from tests.cast import BANGKOK_ADDRESS, SOMCHAI, Cast, make_draft, make_reporter
from tests.fakes import FakeClock

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
HERE = Point(13.7796, 100.6065)
NORTH_10_M = 10 / 111_195
HOLE = "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย"
ONE_PROBLEM = [
    (HOLE, "หลุมใหญ่มากบนถนน มอเตอร์ไซค์ล้มแล้วสองคัน"),
    ("ไฟทางดับทั้งซอย", "เสาไฟไม่ติดหลายต้น ซอยมืดมาก"),
    ("หมาจรจัดไล่กัดคน", "มีสุนัขจรจัด 4 ตัว ไล่เห่าไล่กัดเด็กหน้าซอย"),
    ("น้ำท่วมขังในซอย", "ฝนตกทีไรน้ำท่วมซอย ระบายไม่ทัน"),
    ("ขยะล้นถัง ไม่มีใครมาเก็บ", "รถขยะไม่มาเก็บ 2 อาทิตย์ เหม็นมาก ขยะกองเต็ม"),
    ("สายสื่อสารห้อยต่ำ", "สายเคเบิลหย่อนลงมาเกือบถึงพื้น"),
    ("พื้นทางเท้าชำรุดมาก", "ทางเท้าแตกเป็นหลุมหน้าธนาคาร คนแก่เดินลำบาก"),
]
DIFFERENT_PROBLEMS = [
    ("มีป้ายร้านค้าตั้งบนทางเท้า", "มอเตอร์ไซค์วิ่งบนทางเท้า"),
    (HOLE, "ไฟทางดับทั้งซอย"),
    ("ต้นไม้ล้มขวางถนน", "ขายของบนทางเท้า เดินไม่ได้"),
    ("เปิดเพลงเสียงดังตอนกลางคืน", "กลิ่นเหม็นจากโรงงาน"),
    ("รถจอดขวางทางเข้าบ้าน", "ฝาท่อแตก อันตราย"),
    ("ม้านั่งในสวนพัง", "ทางเท้าแตกเป็นหลุม"),
]


def report(words: str, **values: Any) -> Report:
    given: dict[str, Any] = {"category": "road_sidewalk", "at": NOON, "pin": HERE} | values
    return Report(reading=read(words), **given)


def likelihood(one: Report, other: Report, radius: float = 50) -> float:
    return compare(one, other, radius).probability


@pytest.mark.parametrize(("one", "other"), ONE_PROBLEM)
def test_it_takes_two_tellings_of_one_problem_for_one(one: str, other: str) -> None:
    assert likelihood(report(one), report(other)) >= OFFERED_FROM


@pytest.mark.parametrize(("one", "other"), DIFFERENT_PROBLEMS)
def test_it_keeps_different_problems_of_one_spot_apart(one: str, other: str) -> None:
    assert likelihood(report(one), report(other)) < OFFERED_FROM


def test_it_finds_the_same_problem_likelier_the_nearer_and_the_newer_it_is() -> None:
    here = report(HOLE)
    far = report(HOLE, pin=Point(HERE.latitude + 4 * NORTH_10_M, HERE.longitude))
    old = report(HOLE, at=NOON - timedelta(days=60))
    assert likelihood(here, here) > likelihood(here, far)
    assert likelihood(here, here) > likelihood(here, old)


def test_it_finds_it_less_likely_the_stranger_the_category_is() -> None:
    same, kin, strange = (
        likelihood(report(HOLE), report(HOLE, category=category))
        for category in ("road_sidewalk", "risk_spot", "health")
    )
    assert same > kin > strange >= OFFERED_FROM


def test_it_counts_a_like_photo_but_not_a_flat_one() -> None:
    words = ("ตรงนี้แย่มาก", "ช่วยมาดูหน่อย")
    one, other = (report(each) for each in words)
    photo, like, flat = Photo("a", "f0f0f0f0f0f0f0f0"), Photo("b", "f0f0f0f0f0f0f0f1"), "0" * 16
    alone = likelihood(one, other)
    assert likelihood(replace(one, photos=(photo,)), replace(other, photos=(like,))) > alone + 0.1
    pair = (replace(one, photos=(Photo("a", flat),)), replace(other, photos=(Photo("b", flat),)))
    assert likelihood(*pair) == alone


def test_it_counts_the_same_person_reporting_again() -> None:
    one, other = report(HOLE, reporter_id=7), report("ถนนพังอีกแล้ว", reporter_id=7)
    assert likelihood(one, other) > likelihood(one, replace(other, reporter_id=8))


def test_it_compares_the_spot_by_its_words_where_there_is_no_pin() -> None:
    spot, elsewhere = frozenset({"ลาดพร้าว", "64", "ตลาด"}), frozenset({"รามคำแหง", "12", "วัด"})
    one = report(HOLE, pin=None, place=spot)
    assert likelihood(one, report(HOLE, place=spot)) >= OFFERED_FROM
    assert likelihood(one, report(HOLE, place=elsewhere)) == 0


def test_it_measures_in_metres() -> None:
    assert HERE.metres_to(Point(HERE.latitude + NORTH_10_M, HERE.longitude)) == pytest.approx(
        10, 0.01
    )


def test_it_names_only_concepts_and_categories_that_there_are() -> None:
    known = {concept for told in concepts.load().phrases.values() for concept in told}
    assert {*ASIDE, *(each for group in KIN_CONCEPTS for each in group)} <= known
    codes = set(catalog.load().codes)
    assert {*DAYS, *(each for pair in KIN_CATEGORIES for each in pair)} <= codes


# --- in the database ----------------------------------------------------------------------------


@pytest.fixture
def session(database: Database, cast: Cast) -> Iterator[Session]:
    with database.transaction() as opened:
        yield opened


def file(session: Session, desk: Desk, now: datetime, **draft: str | None) -> Ticket:
    reporter = make_reporter(session, now)
    return submit(session, desk, reporter, make_draft(**draft), now)  # type: ignore[arg-type]


def found(session: Session, desk: Desk, clock: FakeClock, draft: Draft) -> list[str]:
    somchai = make_reporter(session, clock(), SOMCHAI)
    matches = find_for_draft(session, desk.catalog, draft, somchai, clock())
    return [match.ticket.code for match in matches]


def moved(draft: Draft, metres: float) -> Draft:
    """The draft with its pin that far to the north."""
    assert draft.place is not None
    place = replace(draft.place, latitude=13.7796 + metres * NORTH_10_M / 10)
    return replace(draft, place=place, photos=(), no_photo=True)


def test_it_finds_an_open_ticket_within_the_radius_and_what_pins_err_only(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    ticket = file(session, desk, clock())
    draft = make_draft(text="หลุมลึกบนถนน รถล้ม")
    assert found(session, desk, clock, moved(draft, 30)) == [ticket.code]
    assert found(session, desk, clock, moved(draft, 70)) == [ticket.code]
    assert found(session, desk, clock, moved(draft, 80)) == []


def test_it_finds_it_under_a_category_it_may_be_taken_for(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    ticket = file(session, desk, clock())
    kin = make_draft(text="หลุมลึกบนถนน อันตราย รถล้ม", category="risk_spot")
    assert found(session, desk, clock, moved(kin, 20)) == [ticket.code]


def test_it_finds_it_under_a_strange_category_where_the_words_are_the_same(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    ticket = file(session, desk, clock())
    strange = make_draft(text="หลุมลึกบนถนน อันตราย รถล้ม", category="health")
    assert found(session, desk, clock, moved(strange, 20)) == [ticket.code]
    other = make_draft(text="ยุงลายเยอะมากบนถนนนี้", category="health")
    assert found(session, desk, clock, moved(other, 20)) == []


def test_it_finds_nothing_for_a_report_without_a_category(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    file(session, desk, clock())
    assert found(session, desk, clock, moved(make_draft(category=""), 0)) == []


@pytest.mark.parametrize("category", ["registration_pr", "corruption"])
def test_it_never_offers_where_place_says_nothing(
    session: Session, desk: Desk, clock: FakeClock, category: str
) -> None:
    file(session, desk, clock(), category=category)
    assert found(session, desk, clock, moved(make_draft(category=category), 0)) == []


def test_it_offers_a_finished_ticket_while_it_may_be_disputed(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    ticket = file(session, desk, clock())
    ticket.status, ticket.dispute_until = Status.FINISHED, clock() + timedelta(days=7)
    session.flush()
    draft = moved(make_draft(), 0)
    assert found(session, desk, clock, draft) == [ticket.code]
    clock.pass_time(days=8)
    assert found(session, desk, clock, draft) == []


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.REJECTED])
def test_it_offers_no_ticket_that_nobody_works_on(
    session: Session, desk: Desk, clock: FakeClock, status: Status
) -> None:
    file(session, desk, clock()).status = status
    session.flush()
    assert found(session, desk, clock, moved(make_draft(), 0)) == []


def test_it_offers_no_ticket_older_than_its_category_lasts(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    file(session, desk, clock(), category="disaster", text="น้ำท่วมซอย")
    draft = moved(make_draft(category="disaster", text="น้ำท่วมซอยอีกแล้ว"), 0)
    clock.pass_time(days=13)
    assert len(found(session, desk, clock, draft)) == 1
    clock.pass_time(days=2)
    assert found(session, desk, clock, draft) == []


def test_it_offers_the_main_ticket_once_for_all_of_its_group(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    main, child = file(session, desk, clock()), file(session, desk, clock())
    child.main_id = main.id
    session.flush()
    assert found(session, desk, clock, moved(make_draft(), 0)) == [main.code]


def test_it_finds_by_the_words_of_the_place_where_there_is_no_pin(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    ticket = file(session, desk, clock())
    typed = replace(make_draft(), place=DraftPlace(BANGKOK_ADDRESS), photos=(), no_photo=True)
    assert found(session, desk, clock, typed) == [ticket.code]
    other = "ซอยรามคำแหง 39 หน้าวัด แขวงวังทองหลาง เขตวังทองหลาง กรุงเทพมหานคร 10310"
    assert found(session, desk, clock, replace(typed, place=DraftPlace(other))) == []


def test_it_shows_an_officer_neither_sealed_nor_foreign_tickets(
    session: Session, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    ticket, other = file(session, desk, clock()), file(session, desk, clock())

    def shown(officer: Any) -> list[int | None]:
        matches = find_for_officer(session, desk.catalog, officer, ticket)
        return [match.ticket.id for match in matches]

    assert shown(cast.anan) == [other.id]
    other.sealed = True
    session.flush()
    assert shown(cast.anan) == []
    other.sealed, other.agency_id = False, cast.agency_b.id or 0
    session.flush()
    assert shown(cast.chai) == [other.id]


def test_it_keeps_what_was_judged_different_once_for_both(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    one, other = file(session, desk, clock()), file(session, desk, clock())
    distinguish(session, one, other, "reporter:1", clock())
    distinguish(session, other, one, "officer:2", clock())
    session.flush()
    assert judged_different(session, one) == {other.id: "officer:2"}
    assert judged_different(session, other) == {one.id: "officer:2"}


def scatter(session: Session, ticket: Ticket, count: int) -> None:
    """Add copies of a ticket, each some ten kilometres north of the one before."""
    for nth in range(1, count + 1):
        values = ticket.model_dump(exclude={"id"})
        values |= {"code": f"{ticket.code}-{nth}", "latitude": HERE.latitude + nth / 10}
        session.add(Ticket(**values))
    session.flush()


def test_it_asks_the_database_by_an_index(
    session: Session, database: Database, desk: Desk, clock: FakeClock
) -> None:
    # By place alone: of so few tickets PostgreSQL may think the category's index as good.
    asked = (
        "SELECT id FROM ticket WHERE latitude BETWEEN 13.77 AND 13.78"
        " AND longitude BETWEEN 100.6 AND 100.61"
    )
    scatter(session, file(session, desk, clock()), 300)
    if database.is_sqlite:
        plan = session.connection().execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    else:
        # Statistics of this moment: what other tests left behind would choose the plan otherwise.
        session.connection().execute(text("ANALYZE ticket"))
        session.connection().execute(text("SET LOCAL enable_seqscan = off"))
        plan = session.connection().execute(text(f"EXPLAIN {asked}")).all()
    assert "ix_ticket_place" in str(plan)


def test_it_tells_photos_of_drafts_by_their_hashes(
    session: Session, desk: Desk, clock: FakeClock
) -> None:
    ticket = file(session, desk, clock())
    photo = DraftPhoto("m9", "photos/x.jpg", "0" * 64, "0" * 16, 10, 10)
    draft = replace(moved(make_draft(text="ตรงนี้เลยครับ"), 10), photos=(photo,))
    assert found(session, desk, clock, draft) == [ticket.code], "the very same file"
