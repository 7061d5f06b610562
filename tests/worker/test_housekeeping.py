"""What is to disappear does disappear, and one trouble does not keep the rest."""

import threading
from datetime import timedelta

import pytest

from chores.housekeeping import keep_house
from core.errors import NotFound
from store import removals
from tests.worker.stage import Echo, Shop
from worker import MOST_COURTESIES, Worker


def note(shop: Shop, *keys: str) -> None:
    with shop.database.transaction() as session:
        removals.note(session, keys, shop.clock())


def noted(shop: Shop) -> list[str]:
    with shop.database.reading() as session:
        return [each.key for each in removals.list_noted(session)]


def test_it_deletes_the_files_that_were_noted(shop: Shop, worker: Worker) -> None:
    for key in ("photos/a.jpg", "photos/b.jpg"):
        shop.tools.files.put(key, b"x")
    note(shop, "photos/a.jpg", "photos/never-was.jpg")
    keep_house(shop.tools)
    with pytest.raises(NotFound):
        shop.tools.files.read("photos/a.jpg")
    assert shop.tools.files.read("photos/b.jpg") == b"x"
    assert noted(shop) == []


def test_it_deletes_the_others_where_one_cannot_be_deleted(
    shop: Shop, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete = shop.tools.files.delete

    def delete_but_one(key: str) -> None:
        if key == "photos/stuck.jpg":
            raise PermissionError("read only")
        delete(key)

    monkeypatch.setattr(shop.tools.files, "delete", delete_but_one)
    shop.tools.files.put("photos/a.jpg", b"x")
    note(shop, "photos/stuck.jpg", "photos/a.jpg")
    keep_house(shop.tools)
    assert noted(shop) == ["photos/stuck.jpg"], "to be tried again"
    with pytest.raises(NotFound):
        shop.tools.files.read("photos/a.jpg")


def test_it_forgets_settled_events_and_messages_after_their_time(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    shop.line.say("สวัสดี")
    shop.work(worker)
    shop.clock.now += shop.tools.keep
    keep_house(shop.tools)
    assert (len(shop.events()), len(shop.messages())) == (1, 1), "not a moment too early"
    shop.clock.now += timedelta(seconds=1)
    keep_house(shop.tools)
    assert (shop.events(), shop.messages()) == ([], [])


def test_it_keeps_house_although_line_does_not_answer(shop: Shop, worker: Worker) -> None:
    shop.line.order("quota", "error500")
    note(shop, "photos/a.jpg")
    keep_house(shop.tools)
    assert noted(shop) == []


def test_it_stops_although_it_never_started(worker: Worker) -> None:
    worker.stop()
    assert worker._courtesies._shutdown


def test_it_lets_courtesies_go_where_line_does_not_answer(worker: Worker) -> None:
    answered, asked = threading.Event(), []

    def ask() -> None:
        answered.wait(30)
        asked.append("read")

    for _ in range(MOST_COURTESIES + 50):
        worker._courtesy(ask)
    answered.set()
    worker._courtesies.shutdown(wait=True)
    assert len(asked) == MOST_COURTESIES
