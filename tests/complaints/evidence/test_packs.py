"""The life of a pack, from the click until its file is deleted."""

import hashlib
import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest

from complaints.desk import Desk
from complaints.evidence import making, packs
from complaints.evidence.making import Maker, make_next
from complaints.evidence.packs import LEASE, LIFE, MOST_TRIES, MOST_WAITING, Wanted
from complaints.evidence.tables import EvidencePack, PackState, Step
from complaints.figures import periods
from core.errors import Conflict, InvalidInput, NotFound
from store import audit, removals
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

YEAR = periods.fiscal(2570)


def ask(maker: Maker, cast: Cast, period: periods.Period = YEAR) -> int:
    with maker.database.transaction() as session:
        wanted = Wanted(None, period)
        return packs.ask(session, cast.dao, wanted, maker.clock()).id or 0


def get(maker: Maker, pack_id: int) -> EvidencePack:
    with maker.database.reading() as session:
        return session.get_one(EvidencePack, pack_id)


def test_it_makes_what_was_asked_for_and_keeps_it_for_a_month(
    maker: Maker, cast: Cast, desk: Desk, clock: FakeClock
) -> None:
    with maker.database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
    clock.pass_time(minutes=5)
    pack_id = ask(maker, cast)
    assert make_next(maker)
    assert not make_next(maker), "there was one only"
    row = get(maker, pack_id)
    assert (row.state, row.step, row.agency_id) == (PackState.READY, Step.DONE, cast.agency_a.id)
    data = maker.files.read(row.file)
    assert hashlib.sha256(data).hexdigest() == row.sha256
    assert len(data) == row.size
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name.rpartition(".")[2] for name in archive.namelist()} == {
            "html", "txt", "xlsx", "docx",
        }  # fmt: skip
        index = archive.read("สารบัญ.txt").decode()
        for name in archive.namelist():
            if name.endswith(("xlsx", "docx")):
                assert hashlib.sha256(archive.read(name)).hexdigest() in index
    assert ticket.code not in index
    clock.pass_time(days=LIFE.days + 1)
    with maker.database.transaction() as session:
        packs.expire(session, clock())
    assert get(maker, pack_id).state is PackState.EXPIRED
    with maker.database.reading() as session:
        assert [each.key for each in removals.list_noted(session)] == [row.file]
        assert [each.action for each in audit.list_about(session, f"evidence:{pack_id}")] == [
            "evidence.asked", "evidence.made",
        ]  # fmt: skip


def test_it_tells_of_the_moment_it_was_asked_for(
    maker: Maker, cast: Cast, desk: Desk, clock: FakeClock
) -> None:
    pack_id = ask(maker, cast)
    clock.pass_time(hours=1)
    with maker.database.transaction() as session:
        make_ticket(session, desk, clock())
    make_next(maker)
    with zipfile.ZipFile(io.BytesIO(maker.files.read(get(maker, pack_id).file))) as archive:
        assert "เรื่องที่รับ: 0 เรื่อง" in archive.read("สารบัญ.txt").decode()


def test_it_leaves_sealed_tickets_out_altogether(
    maker: Maker, cast: Cast, desk: Desk, clock: FakeClock
) -> None:
    with maker.database.transaction() as session:
        make_ticket(session, desk, clock())
        sealed = make_ticket(session, desk, clock(), category="corruption", text="เรียกรับเงิน")
        assert sealed.sealed
    clock.pass_time(minutes=5)
    with maker.database.transaction() as session:
        packs.ask(session, cast.ek, Wanted(None, YEAR), clock())
    make_next(maker)
    with zipfile.ZipFile(io.BytesIO(maker.files.read(get(maker, 1).file))) as archive:
        assert "เรื่องที่รับ: 1 เรื่อง" in archive.read("สารบัญ.txt").decode()
        book = openpyxl.load_workbook(io.BytesIO(archive.read("ตัวเลขและข้อมูล.xlsx")))
    told = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert sealed.code not in told
    assert not any("ถนนเป็นหลุม" in str(each) for each in told), "nobody's words"


def test_it_gives_back_what_a_dead_worker_held(maker: Maker, cast: Cast, clock: FakeClock) -> None:
    pack_id = ask(maker, cast)
    with maker.database.transaction() as session:
        dead = packs.claim(session, clock())
    assert dead is not None
    assert not make_next(maker), "it is in somebody's hands"
    clock.pass_time(seconds=LEASE.total_seconds() + 1)
    assert make_next(maker)
    assert get(maker, pack_id).state is PackState.READY
    with maker.database.transaction() as session, pytest.raises(Conflict):
        packs.go_on(session, dead, Step.FORMS, clock())


def test_it_gives_up_after_the_last_try_and_says_so(
    maker: Maker, cast: Cast, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(_evidence: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(making, "write_book", fall)
    pack_id = ask(maker, cast)
    for _ in range(MOST_TRIES):
        assert get(maker, pack_id).state is PackState.WAITING
        with pytest.raises(RuntimeError):
            make_next(maker)
        clock.pass_time(hours=1)
    row = get(maker, pack_id)
    assert (row.state, row.error) == (PackState.FAILED, "broke")
    assert not make_next(maker)


def test_it_gives_up_what_killed_every_worker(maker: Maker, cast: Cast, clock: FakeClock) -> None:
    pack_id = ask(maker, cast)
    for _ in range(MOST_TRIES + 1):
        with maker.database.transaction() as session:
            packs.claim(session, clock())
        clock.pass_time(seconds=LEASE.total_seconds() + 1)
    assert (get(maker, pack_id).state, get(maker, pack_id).error) == (PackState.FAILED, "stopped")


def test_it_asks_once_for_what_is_waited_for(maker: Maker, cast: Cast) -> None:
    assert ask(maker, cast) == ask(maker, cast)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2027, 1, 1), date(2027, 2, 1), "future"),
        (date(2020, 1, 1), date(2026, 1, 1), "too_long"),
    ],
)
def test_it_refuses_periods_nobody_can_tell_of(
    maker: Maker, cast: Cast, first: date, last: date, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        ask(maker, cast, periods.days(first, last))


def test_it_refuses_more_than_a_few_at_once(maker: Maker, cast: Cast) -> None:
    first = date(2026, 10, 1)
    for number in range(MOST_WAITING):
        ask(maker, cast, periods.days(first, first + timedelta(days=number)))
    with pytest.raises(InvalidInput, match="too_many"):
        ask(maker, cast)


def test_it_shows_nobody_another_agencys_packs(
    database: Database, maker: Maker, cast: Cast, clock: FakeClock
) -> None:
    pack_id = ask(maker, cast)
    with database.transaction() as session:
        with pytest.raises(NotFound):
            packs.get_pack(session, cast.bua, pack_id)
        assert packs.list_packs(session, cast.bua) == []
        assert [each.id for each in packs.list_packs(session, cast.chai)] == [pack_id]
        with pytest.raises(NotFound):
            packs.ask(session, cast.dao, Wanted(cast.agency_b.id, YEAR), clock())
        with pytest.raises(NotFound):
            packs.take(session, cast.dao, pack_id, clock())
