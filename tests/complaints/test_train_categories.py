"""The suggester learns from tickets that officers closed, and from Traffy exports."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from agencies.tables import Agency
from categories import versions
from categories.fitting import Example
from categories.learning import Own
from categories.live import LiveSuggester
from complaints.erasure import WITHHELD
from complaints.learning.lessons import closed_tickets, traffy_reports
from complaints.learning.train import SUBJECT, Wanted, go_back, train
from complaints.lifecycle import Status
from complaints.tables import Ticket
from core.errors import AppError, NotFound
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

NUMBERS = count()
OWN = Own([Example(f"ขยะล้นถัง {n}", "cleanliness") for n in range(60)], [])
HEADER = (
    "ticket_id,type,organization,comment,coords,address,timestamp,state,star,count_reopen,"
    "last_activity"
)


def put_in(database: Database, agency: Agency, clock: FakeClock, **values: Any) -> None:
    """A finished ticket of an agency, as an import would leave it."""
    with database.transaction() as session:
        given: dict[str, Any] = {
            "code": f"2026-{next(NUMBERS):06}",
            "status": Status.FINISHED,
            "agency_id": agency.id,
            "routing_reason": "central_desk",
            "category": "street_light",
            "proposed_category": "street_light",
            "description": "ไฟถนนดับมานานแล้ว",
            "created_at": clock(),
            "updated_at": clock(),
        }
        session.add(Ticket(**{**given, **values}))


def put_in_many(database: Database, agency: Agency, clock: FakeClock) -> None:
    """A town that calls its hydrants by a name of its own."""
    with database.transaction() as session:
        session.add_all(
            Ticket(
                code=f"2026-L{n:05}",
                status=Status.FINISHED,
                agency_id=agency.id or 0,
                routing_reason="central_desk",
                category="utilities",
                proposed_category="assistance",
                description=f"พ่อเฒ่าหัวแดงคนที่ {n} นั่งหลับอยู่",
                created_at=clock(),
                updated_at=clock(),
            )
            for n in range(130)
        )


def test_it_learns_from_what_officers_closed_only(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    put_in(database, cast.agency_a, clock, description="ไฟถนนดับหน้าโรงเรียน")
    put_in(database, cast.agency_a, clock, status=Status.IN_PROGRESS)
    put_in(database, cast.agency_a, clock, status=Status.REJECTED)
    put_in(database, cast.agency_a, clock, category="corruption", sealed=True)
    put_in(database, cast.agency_a, clock, description=f"{WITHHELD} {WITHHELD}")
    put_in(database, cast.agency_b, clock, description="น้ำท่วมถนนหน้าบ้าน", category="disaster")

    with database.reading() as session:
        of_a = closed_tickets(session, cast.agency_a.id, 10)
        of_all = closed_tickets(session, None, 10)
    assert [row.text for row in of_a] == ["ไฟถนนดับหน้าโรงเรียน"]
    assert [row.primary for row in of_all] == ["disaster", "street_light"]


def test_it_takes_second_categories_for_true_only_where_people_set_them(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    guessed: dict[str, Any] = {"secondary_categories": ["risk_spot"]}
    put_in(database, cast.agency_a, clock, **guessed)
    put_in(database, cast.agency_a, clock, **guessed, channel="traffy")

    with database.reading() as session:
        imported, own = closed_tickets(session, None, 10)
    assert own.accept == {"street_light"}
    assert imported.accept == {"street_light", "risk_spot"}


def test_it_reads_a_traffy_export(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    rest = '"100.5,13.7",,2023-05-01 10:00:00+00,เสร็จสิ้น,,0,2023-05-02 10:00:00+00'
    export.write_text(
        "\n".join(
            [
                HEADER,
                f'A-1,"{{ความปลอดภัย,แสงสว่าง}}",เขต,ไฟซอยดับทั้งเส้นเลยครับ,{rest}',
                f"A-2,{{}},เขต,ไม่มีประเภทบอกไว้เลย,{rest}",
                f"A-3,{{ถนน}},เขต,สั้น,{rest}",
            ]
        ),
        encoding="utf-8-sig",
    )

    (only,) = traffy_reports(export)

    assert (only.id, only.text, only.primary) == ("A-1", "ไฟซอยดับทั้งเส้นเลยครับ", "street_light")
    assert only.accept == {"street_light", "risk_spot"}


def test_it_refuses_a_file_that_is_no_export(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("name,price\nmangoes,30\n", encoding="utf-8")

    with pytest.raises(AppError):
        list(traffy_reports(other))


def test_it_switches_to_what_is_better_and_tells_every_worker(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    put_in_many(database, cast.agency_a, clock)
    worker, said = LiveSuggester.load(), list[str]()

    assert train(database, Wanted(agency="a"), clock(), said.append, OWN)

    with database.reading() as session:
        row = versions.find_in_force(session)
        assert row is not None
        assert row.agency_id == cast.agency_a.id
        assert row.learned + row.held_back == 130
        assert row.after["overall"][1] > row.before["overall"][1]
        (entry,) = audit.list_about(session, SUBJECT)
        assert (entry.action, entry.detail["version"]) == ("categories.learned", row.id)
    assert worker.refresh(database)
    assert worker.rank("พ่อเฒ่าหัวแดงหน้าวัดนั่งหลับ").best.code == "utilities"
    assert any("is in force" in line for line in said)


def test_it_changes_nothing_on_a_dry_run(database: Database, cast: Cast, clock: FakeClock) -> None:
    put_in_many(database, cast.agency_a, clock)

    said: list[str] = []
    assert train(database, Wanted(dry_run=True, language="th"), clock(), said.append, OWN)
    assert said[-1] == "ดีขึ้น การลองรันไม่เปลี่ยนอะไร"

    with database.reading() as session:
        assert versions.find_in_force(session) is None
        assert audit.list_about(session, SUBJECT) == []


def test_it_learns_nothing_from_a_few_tickets(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    put_in(database, cast.agency_a, clock)
    said: list[str] = []

    assert not train(database, Wanted(), clock(), said.append, OWN)
    assert any("too few" in line for line in said)


def test_it_knows_no_agency_of_that_code(database: Database, cast: Cast, clock: FakeClock) -> None:
    with pytest.raises(NotFound):
        train(database, Wanted(agency="nowhere"), clock(), lambda _line: None, OWN)


def test_it_goes_back_to_the_shipped_model_and_says_who_did(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    put_in_many(database, cast.agency_a, clock)
    train(database, Wanted(), clock(), lambda _line: None, OWN)

    assert go_back(database, clock())
    assert not go_back(database, clock())

    with database.reading() as session:
        assert versions.find_in_force(session) is None
        assert audit.list_about(session, SUBJECT)[-1].action == "categories.went_back"
