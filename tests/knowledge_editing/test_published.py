"""Editors' revisions: in force at once, versioned, taken back, never lost."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.errors import Conflict, NotFound
from knowledge import published
from knowledge.changes import changes
from knowledge.entry import Entry
from knowledge.tables import Revision
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

CALENDAR = "kpi.calendar"


def put(
    database: Database,
    cast: Cast,
    clock: FakeClock,
    entry_id: str,
    entry: Entry | None,
    seen: int,
) -> Revision:
    with database.transaction() as session:
        return published.publish(
            session,
            entry_id,
            entry,
            seen=seen,
            officer_id=cast.ek.id or 0,
            note="แก้ตามหนังสือเวียน",
            now=clock(),
        )


def in_force(database: Database, reviewed: Mapping[str, Entry]) -> dict[str, Entry]:
    with database.reading() as session:
        return published.entries_in_force(session, reviewed)


def test_it_writes_and_reads_every_entry_alike(reviewed: Mapping[str, Entry]) -> None:
    for entry in reviewed.values():
        revision = Revision(
            entry_id=entry.id, number=1, content=published.to_content(entry), officer_id=1
        )
        assert published.read_revision(revision) == entry


def test_it_puts_the_newest_revision_over_the_file(
    database: Database, clock: FakeClock, cast: Cast, reviewed: Mapping[str, Entry]
) -> None:
    first = replace(reviewed[CALENDAR], title="กำหนดการฉบับแก้")
    second = replace(first, title="กำหนดการฉบับแก้ครั้งที่ 2")
    put(database, cast, clock, CALENDAR, first, 0)
    put(database, cast, clock, CALENDAR, second, 1)
    entries = in_force(database, reviewed)
    assert entries[CALENDAR] == second
    assert len(entries) == len(reviewed)


def test_it_adds_an_entry_that_no_file_has_and_takes_it_back(
    database: Database, clock: FakeClock, cast: Cast, reviewed: Mapping[str, Entry]
) -> None:
    new = replace(reviewed[CALENDAR], id="added.one", title="เรื่องใหม่")
    put(database, cast, clock, "added.one", new, 0)
    assert in_force(database, reviewed)["added.one"] == new
    put(database, cast, clock, "added.one", None, 1)
    assert in_force(database, reviewed) == dict(reviewed)
    with database.reading() as session:
        kept = published.list_revisions(session, "added.one")
    assert [(each.number, each.content is None) for each in kept] == [(2, True), (1, False)]


def test_it_lets_only_one_of_two_editors_publish(
    database: Database, clock: FakeClock, cast: Cast, reviewed: Mapping[str, Entry]
) -> None:
    put(database, cast, clock, CALENDAR, reviewed[CALENDAR], 0)
    with pytest.raises(Conflict):
        put(database, cast, clock, CALENDAR, reviewed[CALENDAR], 0)
    with database.reading() as session:
        assert published.count_revisions(session) == 1


def test_it_audits_who_published(
    database: Database, clock: FakeClock, cast: Cast, reviewed: Mapping[str, Entry]
) -> None:
    put(database, cast, clock, CALENDAR, reviewed[CALENDAR], 0)
    with database.reading() as session:
        (entry,) = audit.list_about(session, f"entry:{CALENDAR}")
    assert (entry.actor, entry.action) == (f"officer:{cast.ek.id}", "knowledge.published")
    assert entry.detail["revision"] == 1


def test_it_answers_on_where_one_revision_cannot_be_read(
    database: Database, clock: FakeClock, cast: Cast, reviewed: Mapping[str, Entry]
) -> None:
    put(database, cast, clock, CALENDAR, reviewed[CALENDAR], 0)
    with database.transaction() as session:
        published.get_revision(session, CALENDAR, 1).content = {"id": CALENDAR}
    assert in_force(database, reviewed) == dict(reviewed)


def test_it_knows_only_the_revisions_there_are(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        published.get_revision(session, CALENDAR, 1)


def test_it_tells_plainly_what_changed(reviewed: Mapping[str, Entry]) -> None:
    before = reviewed[CALENDAR]
    after = replace(before, title="ชื่อใหม่", asks=(*before.asks, "ถามแบบใหม่"))
    title, asks = changes(before, after)
    assert title.lines == (("-", before.title), ("+", "ชื่อใหม่"))
    assert asks.field == "asks"
    assert [line for line in asks.lines if line[0] != " "] == [("+", "ถามแบบใหม่")]
    assert changes(before, before) == ()
    assert {sign for change in changes(None, after) for sign, _ in change.lines} == {"+"}
