"""A whole turn: what a person sends comes in, is answered once, in order, and is recorded."""

import pytest

from chores.housekeeping import keep_house
from store.gauges import LINE_QUOTA, get_gauge
from store.inbox import MAX_ATTEMPTS
from store.inbox_tables import InboxState
from store.outbox_tables import OutboxState
from tests.simulator.stage import JOHN, MALEE, PIYA, SOMCHAI, TEAM
from tests.worker.stage import Echo, Shop
from worker import Worker


def test_it_answers_a_question_with_one_free_reply(shop: Shop, worker: Worker) -> None:
    shop.line.say("เกณฑ์ 3.4 ระดับพื้นฐานคืออะไร")
    shop.work(worker)
    assert any("3.4" in said for said in shop.told())
    assert len(shop.line.calls("/reply")) == 1
    assert shop.line.calls("/push") == []
    assert [event.state for event in shop.events()] == [InboxState.DONE]
    assert [message.state for message in shop.messages()] == [OutboxState.SENT]


def test_it_welcomes_in_the_language_of_the_profile(shop: Shop, worker: Worker) -> None:
    for user in (MALEE, JOHN):
        shop.line.act(f"people/{user}/follow")
    shop.work(worker)
    english = shop.tools.services.phrases.say("welcome.alt", "en")
    assert (shop.told(MALEE), shop.told(JOHN)) == ([shop.phrase("welcome.alt")], [english])


def test_it_welcomes_although_the_profile_is_not_told(shop: Shop, worker: Worker) -> None:
    shop.line.order("profile", "error500")
    shop.line.act(f"people/{MALEE}/follow")
    shop.work(worker)
    assert shop.told() == [shop.phrase("welcome.alt")]


def test_it_marks_what_it_takes_as_read(shop: Shop, worker: Worker, echo: Echo) -> None:
    shop.line.say("สวัสดี")
    shop.work(worker)
    worker._courtesies.shutdown(wait=True)
    assert shop.line.messages()[0]["read"]


def test_it_answers_although_line_refuses_courtesies(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    shop.line.order("markAsRead", "error500")
    shop.line.say("สวัสดี")
    shop.work(worker)
    worker._courtesies.shutdown(wait=True)
    assert shop.told() == ["ได้ยิน สวัสดี"]


def test_it_takes_one_persons_events_in_the_order_they_happened(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    rows = []
    for number in range(5):
        shop.pass_time(seconds=1)
        rows.append({"from": MALEE, "text": f"ข้อ {number}"})
    events = [
        {
            "type": "message",
            "timestamp": int(shop.clock().timestamp() * 1000) + number,
            "message": {"id": f"90{number}", "type": "text", "text": row["text"]},
        }
        for number, row in enumerate(rows)
    ]
    for event in reversed(events):
        shop.line.act("webhook/event", event=event, chatId=MALEE, **{"from": MALEE})
    shop.work(worker)
    assert echo.heard == [f"ข้อ {number}" for number in range(5)]


def test_it_answers_duplicates_and_redeliveries_once(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    shop.line.say("สวัสดี")
    shop.line.act("webhook/duplicate", times=2)
    shop.work(worker)
    shop.line.act("webhook/redeliver")
    shop.work(worker)
    assert shop.told() == ["ได้ยิน สวัสดี"]


def test_it_answers_each_of_several_people_in_their_own_chat(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    rows = [{"from": MALEE, "text": "หนึ่ง"}, {"from": SOMCHAI, "text": "สอง"}]
    shop.line.act("webhook/batch", events=rows)
    shop.work(worker)
    assert (shop.told(MALEE), shop.told(SOMCHAI)) == (["ได้ยิน หนึ่ง"], ["ได้ยิน สอง"])


def test_it_stays_silent_while_another_bot_has_the_floor(shop: Shop, worker: Worker) -> None:
    shop.line.settings(mode="standby")
    shop.line.say("เกณฑ์ 3.4")
    shop.work(worker)
    worker._courtesies.shutdown(wait=True)
    assert shop.told() == []
    assert shop.line.calls("/markAsRead") == []


def test_it_speaks_in_a_group_only_when_meant(shop: Shop, worker: Worker) -> None:
    shop.line.say("คุยกันเอง", PIYA, TEAM)
    shop.work(worker)
    assert shop.told(TEAM) == []
    shop.line.say("เกณฑ์ 3.4 ระดับพื้นฐานคืออะไร", PIYA, TEAM, mentionBot=True)
    shop.work(worker)
    assert shop.told(TEAM)[0].startswith("3.4 ระดับพื้นฐาน")
    assert len(shop.line.calls("/reply")) == 1
    assert shop.line.calls("/loading/start") == []


@pytest.mark.parametrize("kind", ["hologram", "memberLeft", "videoPlayComplete"])
def test_it_keeps_unknown_events_and_says_nothing(shop: Shop, worker: Worker, kind: str) -> None:
    shop.line.act("webhook/event", event={"type": kind}, chatId=MALEE, **{"from": MALEE})
    shop.work(worker)
    assert shop.told() == []
    assert [event.state for event in shop.events()] == [InboxState.DONE]


def send_photo(shop: Shop) -> None:
    shop.line.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": ["pothole"]})


def test_it_takes_a_photo_in_and_shows_that_it_is_at_work(shop: Shop, worker: Worker) -> None:
    send_photo(shop)
    shop.work(worker)
    assert len(shop.told()) >= 1
    assert len(shop.line.calls("/loading/start")) == 1
    assert shop.line.view()["loading"] == 0, "the answer has ended the dots"


def test_it_comes_back_for_a_photo_that_line_still_prepares(shop: Shop, worker: Worker) -> None:
    shop.line.settings(contentPendingCount=7)
    send_photo(shop)
    shop.work(worker)
    assert shop.told() == []
    shop.work_through(worker, minutes=1)
    assert len(shop.told()) >= 1
    assert shop.phrase("photo.not_ready") not in shop.told()
    (event,) = shop.events()
    assert (event.state, event.attempts) == (InboxState.DONE, 2)


def test_it_says_so_where_a_photo_never_becomes_ready(shop: Shop, worker: Worker) -> None:
    shop.line.settings(contentPendingCount=1000)
    send_photo(shop)
    shop.work_through(worker)
    assert shop.told() == [shop.phrase("photo.not_ready")]
    (event,) = shop.events()
    assert (event.state, event.attempts) == (InboxState.DONE, MAX_ATTEMPTS)


def test_it_fetches_no_photos_of_groups(shop: Shop, worker: Worker) -> None:
    shop.line.act(f"chats/{TEAM}/photo", **{"from": PIYA, "names": ["pothole"]})
    shop.work(worker)
    assert shop.line.calls("/content") == []
    assert shop.told(TEAM) == []


def test_it_records_the_quota_for_everybody_to_see(shop: Shop, worker: Worker) -> None:
    shop.line.act("quota", limit=300, used=12)
    keep_house(shop.tools)
    with shop.database.reading() as session:
        gauge = get_gauge(session, LINE_QUOTA)
    assert gauge is not None
    assert gauge.value == {"limit": 300, "used": 12}


def test_it_answers_for_an_album_whose_last_photo_never_comes(shop: Shop, worker: Worker) -> None:
    names = ["pothole", "pothole", "pothole"]
    shop.line.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": names})
    with shop.tools.database.transaction() as session:
        session.delete(session.merge(shop.events()[-1]))
    shop.work(worker)
    assert shop.told() == [], "the rest may still come"
    shop.work_through(worker, minutes=1)
    assert len(shop.told()) == 1
    assert len(shop.line.calls("/reply")) == 1, "and the answer is free"
    assert {event.state for event in shop.events()} == {InboxState.DONE}


def test_it_answers_a_whole_album_once(shop: Shop, worker: Worker) -> None:
    names = ["pothole", "pothole", "pothole"]
    shop.line.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": names})
    shop.work_through(worker, minutes=1)
    assert len(shop.told()) == 1
