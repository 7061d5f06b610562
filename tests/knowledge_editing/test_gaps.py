"""Questions that came up short are kept, counted, and free of who asked."""

import pytest

from agencies.tables import Officer
from core.messages import Chat, Content, Incoming, MessageUnsent, Pressed, TextSent
from handlers.router import handle
from handlers.turn import Services
from knowledge import gaps
from knowledge.gaps import Wanted, keep_unanswered, keep_unhelpful, without_personal
from knowledge.reply import Context
from knowledge.tables import Gap, GapKind, GapState
from store.database import Database
from tests.cast import MALEE, Cast
from tests.fakes import FakeClock


def kept(database: Database, **wanted: object) -> list[Gap]:
    with database.reading() as session:
        return gaps.list_gaps(session, Wanted(**wanted))  # type: ignore[arg-type]


def ask_in_vain(database: Database, clock: FakeClock, *questions: str) -> None:
    with database.transaction() as session:
        keep_unanswered(session, Context(questions), "unknown", clock())


def test_it_counts_a_question_however_it_is_dressed(database: Database, clock: FakeClock) -> None:
    first = clock()
    ask_in_vain(database, clock, "งบ PMQA ปี 2570 เท่าไร")
    clock.pass_time(hours=2)
    ask_in_vain(database, clock, "งบ pmqa  ปี ๒๕๗๐ เท่าไร คะ?")
    (gap,) = kept(database)
    assert gap.count == 2
    assert (gap.first_asked_at, gap.last_asked_at) == (first, clock())
    assert (gap.kind, gap.reason) == (GapKind.UNANSWERED, "unknown")


def test_it_keeps_what_a_follow_up_leans_on(database: Database, clock: FakeClock) -> None:
    ask_in_vain(database, clock, "ใครได้รางวัลปี 2566", "แล้วปี 2570 ล่ะ")
    ask_in_vain(database, clock, "คะแนนปี 2566", "แล้วปี 2570 ล่ะ")
    assert {tuple(gap.before) for gap in kept(database)} == {
        ("ใครได้รางวัลปี 2566",),
        ("คะแนนปี 2566",),
    }


def test_it_opens_again_what_an_entry_was_to_answer(
    database: Database, clock: FakeClock, cast: Cast
) -> None:
    ask_in_vain(database, clock, "ถามหนึ่ง")
    ask_in_vain(database, clock, "ถามสอง")
    settle(database, "ถามหนึ่ง", GapState.ANSWERED, cast.ek, clock)
    settle(database, "ถามสอง", GapState.DISMISSED, cast.ek, clock)
    ask_in_vain(database, clock, "ถามหนึ่ง")
    assert kept(database) == [], "no worker needs to have the answer yet"
    clock.pass_time(minutes=3)
    ask_in_vain(database, clock, "ถามหนึ่ง")
    ask_in_vain(database, clock, "ถามสอง")
    assert [gap.question for gap in kept(database)] == ["ถามหนึ่ง"]
    assert [gap.question for gap in kept(database, state=GapState.DISMISSED)] == ["ถามสอง"]


def settle(
    database: Database, question: str, state: GapState, officer: Officer, clock: FakeClock
) -> None:
    with database.transaction() as session:
        (gap,) = gaps.list_gaps(session, Wanted(words=question))
        gaps.settle(gap, state, officer.id or 0, clock())


def test_it_narrows_by_kind_and_words_and_puts_the_most_asked_first(
    database: Database, clock: FakeClock
) -> None:
    ask_in_vain(database, clock, "ถามครั้งเดียว")
    for _ in range(3):
        ask_in_vain(database, clock, "ถามบ่อย 100%")
    with database.transaction() as session:
        keep_unhelpful(session, Context(("เกณฑ์ 3.4",)), "pmqa.3_4", clock())
    assert next(gap.question for gap in kept(database)) == "ถามบ่อย 100%"
    assert [gap.entry_id for gap in kept(database, kind=GapKind.UNHELPFUL)] == ["pmqa.3_4"]
    assert [gap.question for gap in kept(database, words="0%")] == ["ถามบ่อย 100%"]


@pytest.mark.parametrize(
    "private",
    ["0812345678", "081-234-5678", "02 123 4567", "1-1020-12345-67-8", "+66 81 234 5678",
     "malee@example.com"],
)  # fmt: skip
def test_it_masks_what_points_to_a_person(private: str) -> None:
    masked = without_personal(f"ติดต่อ {private} ปี 2566")
    assert masked == "ติดต่อ ••• ปี 2566"


@pytest.mark.parametrize("plain", ["ปี 2565 2566 2567 และ 2568", "3.4 ได้ 400 คะแนน", "1,623 ผลงาน"])
def test_it_leaves_years_and_scores_alone(plain: str) -> None:
    assert without_personal(plain) == plain


def test_it_bounds_what_it_keeps(database: Database, clock: FakeClock) -> None:
    ask_in_vain(database, clock, "ยาว" * 900)
    assert len(kept(database)[0].question) == 300


def test_it_keeps_a_gap_in_the_turn_that_made_it(
    database: Database, services: Services, clock: FakeClock
) -> None:
    turn(database, services, clock, TextSent("m1", "ใครชนะเลิศรัฐปี 2575"))
    (gap,) = kept(database)
    assert gap.kind is GapKind.UNANSWERED
    assert gap.reason
    assert MALEE not in gap.model_dump_json()


def test_it_keeps_the_answer_that_was_voted_down(
    database: Database, services: Services, clock: FakeClock
) -> None:
    turn(database, services, clock, TextSent("m1", "มิติ 3.4 มีอะไรบ้าง"))
    assert kept(database) == []
    turn(database, services, clock, Pressed("vote", {"helpful": "0", "entry": "criteria.3_4"}))
    (gap,) = kept(database)
    assert (gap.kind, gap.question, gap.entry_id) == (
        GapKind.UNHELPFUL,
        "มิติ 3.4 มีอะไรบ้าง",
        "criteria.3_4",
    )


def test_it_forgets_an_unsent_question(
    database: Database, services: Services, clock: FakeClock
) -> None:
    turn(database, services, clock, TextSent("m1", "ใครชนะเลิศรัฐปี 2575"))
    turn(database, services, clock, MessageUnsent("m1"))
    assert kept(database) == []


def test_it_keeps_what_others_asked_too(
    database: Database, services: Services, clock: FakeClock
) -> None:
    turn(database, services, clock, TextSent("m1", "ใครชนะเลิศรัฐปี 2575"))
    turn(database, services, clock, TextSent("m2", "ใครชนะเลิศรัฐปี 2575"))
    turn(database, services, clock, MessageUnsent("m2"))
    assert [gap.count for gap in kept(database)] == [1]


def turn(database: Database, services: Services, clock: FakeClock, content: Content) -> None:
    incoming = Incoming(
        event_id="e",
        chat=Chat("user", MALEE),
        occurred_at=clock(),
        content=content,
        user_id=MALEE,
    )
    with database.transaction() as session:
        handle(session, services, incoming, clock())
