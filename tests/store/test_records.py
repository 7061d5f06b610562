"""The audit trail, files noted for removal, and readings of things outside."""

from store import audit, removals
from store.database import Database
from store.gauges import get_gauge, set_gauge
from tests.fakes import FakeClock


def test_it_tells_who_did_what_to_a_record_in_order(database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        for action, subject in (
            ("accept", "ticket:1"),
            ("login", "officer:7"),
            ("finish", "ticket:1"),
        ):
            audit.record(
                session,
                at=clock(),
                actor="officer:7",
                action=action,
                subject=subject,
                note="ซ่อมแล้ว",
            )
            clock.pass_time(minutes=1)
    with database.reading() as session:
        entries = audit.list_about(session, "ticket:1")
    assert [(each.actor, each.action) for each in entries] == [
        ("officer:7", "accept"),
        ("officer:7", "finish"),
    ]
    assert entries[0].detail == {"note": "ซ่อมแล้ว"}
    assert entries[0].at < entries[1].at


def test_it_notes_files_until_their_removal_is_done(database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        removals.note(session, ["photos/a.jpg", "photos/b.jpg", "photos/c.jpg"], clock())
    with database.transaction() as session:
        first = removals.list_noted(session, limit=2)
        removals.done(session, first)
    with database.reading() as session:
        left = removals.list_noted(session)
    assert [each.key for each in first] == ["photos/a.jpg", "photos/b.jpg"]
    assert [each.key for each in left] == ["photos/c.jpg"]


def test_it_puts_files_that_cannot_be_deleted_behind_the_others(
    database: Database, clock: FakeClock
) -> None:
    with database.transaction() as session:
        removals.note(session, ["photos/stuck.jpg", "photos/a.jpg"], clock())
    clock.pass_time(minutes=1)
    with database.transaction() as session:
        removals.postpone(session, removals.list_noted(session, limit=1), clock())
    with database.reading() as session:
        assert [each.key for each in removals.list_noted(session, limit=1)] == ["photos/a.jpg"]


def test_it_minds_not_if_nothing_is_to_be_removed(database: Database) -> None:
    with database.transaction() as session:
        removals.done(session, [])
        assert removals.list_noted(session) == []


def test_it_shows_the_newest_reading(database: Database, clock: FakeClock) -> None:
    with database.reading() as session:
        assert get_gauge(session, "line.quota") is None
    for used in (1, 2):
        clock.pass_time(minutes=10)
        with database.transaction() as session:
            set_gauge(session, "line.quota", {"limit": None, "used": used}, clock())
    with database.reading() as session:
        gauge = get_gauge(session, "line.quota")
    assert gauge is not None
    assert (gauge.value, gauge.read_at) == ({"limit": None, "used": 2}, clock())
