"""What is published answers within a look, in every process, while others go on asking."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from knowledge import documents, published
from knowledge.entry import Entry, Source
from knowledge.live import LiveEngine
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

QUESTION = "ตู้กดน้ำบุญที่สำนักงานอยู่ชั้นไหน"
NEW = Entry(
    id="added.water",
    title="ตู้กดน้ำบุญของสำนักงาน",
    kind="fact",
    asks=(QUESTION, "ตู้กดน้ำบุญอยู่ไหน", "where is the merit water cooler"),
    answer="ตู้กดน้ำบุญอยู่ชั้น 7 ข้างห้องประชุม",
    source=Source("added", "บันทึกของกองกลาง", 2569),
)
ASKED = "ศูนย์เรียนรู้ดิจิทัล ปี 2570 มีงบประมาณเท่าไร"
PLAN = """# แผนงานศูนย์เรียนรู้ ปี 2570
## หมวด 1 งบประมาณ
ศูนย์เรียนรู้ดิจิทัลได้รับงบประมาณ 4.5 ล้านบาท ในปี 2570 และจะเปิดภายในเดือนมีนาคม
"""


@pytest.fixture
def live(reviewed: Mapping[str, Entry]) -> LiveEngine:
    return LiveEngine(reviewed)


def put(
    database: Database,
    cast: Cast,
    clock: FakeClock,
    entry: Entry | None,
    seen: int,
    entry_id: str = NEW.id,
) -> None:
    with database.transaction() as session:
        published.publish(
            session, entry_id, entry, seen=seen, officer_id=cast.ek.id or 0, note="", now=clock()
        )


def add_plan(database: Database, cast: Cast, clock: FakeClock) -> int:
    prepared = documents.prepare("plan.md", PLAN.encode())
    with database.transaction() as session:
        added = documents.add(
            session,
            prepared,
            title="แผนงานศูนย์เรียนรู้ 2570",
            year=2570,
            officer_id=cast.ek.id or 0,
            now=clock(),
        )
        return added.id or 0


def test_it_answers_what_was_just_published(
    database: Database, clock: FakeClock, cast: Cast, live: LiveEngine
) -> None:
    assert live.ask(QUESTION).kind == "abstain"
    assert not live.refresh(database)
    put(database, cast, clock, NEW, 0)
    assert live.refresh(database)
    reply = live.ask(QUESTION)
    assert reply.kind == "answer"
    assert "ชั้น 7" in reply.text
    assert "บันทึกของกองกลาง" in reply.text
    assert not live.refresh(database), "nothing new: nothing is built"


def test_it_follows_a_correction_and_a_taking_back(
    database: Database, clock: FakeClock, cast: Cast, live: LiveEngine
) -> None:
    put(database, cast, clock, NEW, 0)
    put(database, cast, clock, replace(NEW, answer="ย้ายไปชั้น 9 แล้ว"), 1)
    live.refresh(database)
    assert "ชั้น 9" in live.ask(QUESTION).text
    put(database, cast, clock, None, 2)
    live.refresh(database)
    assert live.ask(QUESTION).kind == "abstain"
    assert live.entries.keys() == live.reviewed.keys()


def test_it_shows_a_passage_where_no_entry_answers_and_says_it_is_unreviewed(
    database: Database, clock: FakeClock, cast: Cast, live: LiveEngine
) -> None:
    add_plan(database, cast, clock)
    live.refresh(database)
    reply = live.ask(ASKED)
    assert reply.kind == "abstain", "it is no answer: the question still goes to the editors"
    assert "ยังไม่ผ่านการตรวจทาน" in reply.text
    assert "4.5 ล้านบาท" in reply.text
    assert "แผนงานศูนย์เรียนรู้ 2570 – หมวด 1 งบประมาณ" in reply.text
    assert [source.doc for source in reply.sources] == ["added"]


def test_it_shows_no_passage_of_a_withdrawn_document(
    database: Database, clock: FakeClock, cast: Cast, live: LiveEngine
) -> None:
    document_id = add_plan(database, cast, clock)
    live.refresh(database)
    with database.transaction() as session:
        document = documents.get_document(session, document_id)
        documents.withdraw(session, document, cast.ek.id or 0, clock())
    live.refresh(database)
    assert "ยังไม่ผ่านการตรวจทาน" not in live.ask(ASKED).text
    with database.transaction() as session:
        document = documents.get_document(session, document_id)
        documents.bring_back(session, document, cast.ek.id or 0, clock())
    live.refresh(database)
    assert "ยังไม่ผ่านการตรวจทาน" in live.ask(ASKED).text


def test_it_still_knows_cards_and_results(live: LiveEngine) -> None:
    criterion = live.criterion("1.1")
    assert criterion is not None
    assert set(criterion.levels) == {"basic", "advance", "significance"}
    assert live.criterion("9.9") is None
    assert isinstance(live.result_dimensions, tuple)
