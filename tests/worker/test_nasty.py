"""Whatever a person sends, at whatever point of a conversation: an answer, never a failure."""

import pytest

from store.inbox_tables import InboxState
from tests.simulator.stage import MALEE
from tests.worker.stage import Shop
from worker import Worker

LONG = "ถนนหน้าบ้านเป็นหลุมลึกมากค่ะ "
pytestmark = [
    pytest.mark.usefixtures("cast"),  # agencies that take what is reported
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),  # the stricter one
]
NASTY = [
    " ",
    "\n\n\n",
    "\u200b\u200c\ufeff",
    "ก" * 5000,
    "ั" * 400,
    "😀" * 2500,
    "👨‍👩‍👧‍👦" * 400,
    LONG * 180,
    "\n".join(["บรรทัด"] * 800),
    "{code} {0} {} %s %(x)s {{",
    "<script>alert(1)</script>",
    "'; DROP TABLE ticket; --",
    "\u202eกลับด้าน\u2066",
    "a\x00b\x07c\x1bd",
    "2026-ABC234",
    "2026-ABC234 " * 200,
    "เกณฑ์ " + "9" * 4000,
    "เกณฑ์ 3.4 " * 400,
    "https://a.example/" + "x" * 3000,
    "แจ้งปัญหา",
    "ยกเลิก",
    "🔥" + "ไฟไหม้ " * 500,
    "๑๒๓๔๕๖๗๘๙๐" * 300,
    "-1", "0", "1", "99999999999999999999", "ใช่", "ไม่", "?", "/", "@",
]  # fmt: skip


def check(shop: Shop) -> None:
    assert shop.phrase("trouble") not in shop.told()
    for event in shop.events():
        assert (event.state, event.attempts, event.error) == (InboxState.DONE, 1, None)


def tap(shop: Shop, data: str) -> None:
    action = {"type": "postback", "label": "x", "data": data}
    shop.line.act(f"chats/{MALEE}/tap", **{"from": MALEE, "action": action, "origin": "flex"})


def begin_report(shop: Shop, worker: Worker) -> None:
    """A place is there and no photo is wanted; the words are still to come."""
    place = {"latitude": 13.75, "longitude": 100.5, "address": "เขตดุสิต กรุงเทพมหานคร"}
    shop.line.act(f"chats/{MALEE}/location", **{"from": MALEE, **place})
    tap(shop, "do=consent&answer=yes")
    tap(shop, "do=no_photo")
    shop.work(worker)


@pytest.mark.parametrize("reporting", [False, True], ids=["idle", "reporting"])
def test_it_answers_whatever_is_written(shop: Shop, worker: Worker, reporting: bool) -> None:
    for number, text in enumerate(NASTY):
        if reporting and number % 8 == 0:
            begin_report(shop, worker)
        before = len(shop.told())
        event = {
            "type": "message",
            "message": {"id": str(9000 + before), "type": "text", "text": text},
        }
        shop.line.act("webhook/event", event=event, chatId=MALEE, **{"from": MALEE})
        shop.work(worker)
        assert len(shop.told()) > before, f"no answer to {text[:40]!r}"
    check(shop)


@pytest.mark.parametrize(
    "place",
    [
        {"latitude": 0, "longitude": 0},
        {"latitude": -90, "longitude": 180, "address": "ก" * 3000},
        {"latitude": 13.7, "longitude": 100.5, "title": "", "address": ""},
        {"latitude": 13.7, "longitude": 100.5, "title": "{x}\n" * 300, "address": "\x00\n"},
    ],
)
def test_it_takes_any_place(shop: Shop, worker: Worker, place: dict[str, object]) -> None:
    event = {"type": "message", "message": {"id": "1", "type": "location", **place}}
    shop.line.act("webhook/event", event=event, chatId=MALEE, **{"from": MALEE})
    shop.work(worker)
    tap(shop, "do=consent&answer=yes")
    shop.work(worker)
    assert len(shop.told()) >= 2
    check(shop)


BUTTONS = [
    "", "x", "do=", "do=nothing",
    "do=consent", "do=consent&answer=yes", "do=consent&answer=perhaps",
    "do=no_photo", "do=photo_place", "do=category", "do=category&code=nothing",
    "do=category&code=flood", "do=categories&page=99", "do=send", "do=send&v=x", "do=send&v=1",
    "do=edit", "do=edit&part=nothing", "do=edit&part=category", "do=cancel", "do=resume",
    "do=track", "do=track&code=2026-ABC234", "do=track&code=" + "x" * 250, "do=rate",
    "do=rate&code=2026-ABC234&stars=9", "do=rate&stars=x", "do=dispute", "do=dispute&answer=no",
    "do=add", "do=add&code=2026-ABC234", "do=no_more", "do=withdraw",
    "do=withdraw&code=2026-ABC234", "do=vote", "do=vote&helpful=x", "do=vote&id=none&helpful=yes",
    "do=forget", "do=forget&sure=perhaps", "do=forget&sure=yes",
]  # fmt: skip


@pytest.mark.parametrize("reporting", [False, True], ids=["idle", "reporting"])
def test_it_takes_any_button_however_old_or_forged(
    shop: Shop, worker: Worker, reporting: bool
) -> None:
    for number, data in enumerate(BUTTONS):
        if reporting and number % 8 == 0:
            begin_report(shop, worker)
        event = {"type": "postback", "postback": {"data": data}}
        shop.line.act("webhook/event", event=event, chatId=MALEE, **{"from": MALEE})
        shop.work(worker)
        newest = shop.events()[-1]
        assert newest.error is None, f"{data!r}: {newest.error}"
    check(shop)
