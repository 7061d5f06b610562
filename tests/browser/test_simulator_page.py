"""The page at /simulator/ in a real browser, with a small bot behind it."""

import io
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.app import create
from simulator.config import Config
from tests.browser import desk_bot
from tests.browser.axe import violations
from tests.browser.line_phone import LinePhone
from tests.browser.serving import address_of, free_socket, serve

POLICY = "default-src 'self'; img-src 'self' https: data: blob:; object-src 'none'"


@contextmanager
def desk_with_bot(sock: socket.socket) -> Iterator[str]:
    """A simulator below /simulator and its bot, under a strict content policy; its address."""
    base = address_of(sock)
    config = Config(webhook_url=f"{base}/bot/")
    bot = desk_bot.create(f"{base}/simulator", config.access_token)
    simulator = create(config)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.state.sender.aclose()

    routes = [Mount("/bot", bot), Mount("/simulator", simulator)]
    with serve(_with_policy(Starlette(routes=routes, lifespan=lifespan)), sock):
        yield f"{base}/simulator/"


def _with_policy(app: ASGIApp) -> ASGIApp:
    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = (b"content-security-policy", POLICY.encode())
                message["headers"] = [*message.get("headers", []), policy]
            await send(message)

        await app(scope, receive, stamped)

    return wrapped


@pytest.fixture
def address(browser: Browser) -> Iterator[str]:
    with desk_with_bot(free_socket()) as address:
        yield address


@pytest.fixture
def phone(address: str, page: Page) -> LinePhone:
    return LinePhone(page, address)


def test_it_sends_a_text_and_shows_the_answer_without_reload(phone: LinePhone) -> None:
    phone.say("สวัสดี <b>โลก</b>")

    phone.wait_for("คุณพูดว่า สวัสดี <b>โลก</b>")
    expect(phone.page.locator("#announcer")).to_contain_text("คุณพูดว่า สวัสดี")


def test_it_taps_a_quick_reply_which_then_vanishes(phone: LinePhone) -> None:
    phone.say("ขอตัวเลือก")
    phone.tap("หนึ่ง")

    expect(phone.mine.last).to_contain_text("เลือกหนึ่ง")
    phone.wait_for("คุณพูดว่า เลือกหนึ่ง")
    expect(phone.page.locator(".quick-replies")).to_be_hidden()


def test_it_opens_the_places_from_a_quick_reply(phone: LinePhone) -> None:
    phone.say("ขอตัวเลือก")
    phone.tap("ส่งตำแหน่ง")
    place = phone.sheet.locator(".place-list strong").first.inner_text()
    phone.choose_place(place)

    expect(phone.mine.last).to_contain_text(place)
    phone.wait_for(f"ได้รับ location {place}")


def test_it_sends_several_photos_as_one_album(phone: LinePhone) -> None:
    phone.show_keyboard()
    phone.page.get_by_label("รูปภาพ", exact=True).click()
    titles = phone.sheet.locator(".photo-choice span").all_inner_texts()[:2]
    phone.page.keyboard.press("Escape")
    phone.send_photos(*titles)

    expect(phone.mine.last.locator(".album .picture")).to_have_count(2)
    phone.wait_for("ได้รับ image")


def test_it_shows_a_card_with_its_texts_as_text_and_its_button_alive(phone: LinePhone) -> None:
    phone.say("ขอการ์ด")

    card = phone.wait_for(desk_bot.HOSTILE)
    expect(card.locator(".flex img, .flex b")).to_have_count(0)
    card.get_by_role("button", name="ยืนยัน").press("Enter")
    expect(phone.mine.last).to_contain_text("ยืนยันแล้ว")
    phone.wait_for("ได้รับ confirm=1")


def test_it_sends_a_photo_of_ones_own_and_opens_it_full_screen(phone: LinePhone) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    file: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    phone.show_keyboard()
    phone.page.get_by_label("รูปภาพ", exact=True).click()
    phone.sheet.locator("input[type=file]").set_input_files(file)

    phone.wait_for("ได้รับ image")
    phone.mine.last.locator(".picture").click()
    expect(phone.page.locator("#lightbox img")).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator("#lightbox")).to_be_hidden()


def test_it_sends_a_position_typed_by_hand(phone: LinePhone) -> None:
    phone.show_keyboard()
    phone.page.get_by_label("ส่งอย่างอื่น").click()
    phone.sheet.get_by_role("button", name="ตำแหน่ง", exact=True).click()
    phone.sheet.get_by_text("กรอกพิกัดเอง").click()
    phone.sheet.get_by_label("ละติจูด").fill("18.79")
    phone.sheet.get_by_label("ลองจิจูด").fill("98.98")
    phone.sheet.get_by_role("button", name="ส่งตำแหน่งนี้").click()

    expect(phone.mine.last).to_contain_text("18.79000, 98.98000")
    phone.wait_for("ได้รับ location")


def test_it_switches_between_persons_and_counts_what_is_unread(
    phone: LinePhone, address: str
) -> None:
    names = phone.page.locator(".chats strong").all_inner_texts()
    first = phone.page.locator(".chats button").first
    phone.say("ข้อความของคนแรก")
    phone.wait_for("คุณพูดว่า ข้อความของคนแรก")
    phone.take(names[1])
    expect(phone.mine).to_have_count(0)

    push = phone.page.request.post(
        f"{address}v2/bot/message/push",
        headers={"Authorization": f"Bearer {Config.access_token}"},
        data={
            "to": first.get_attribute("data-chat"),
            "messages": [{"type": "text", "text": "มีข่าวถึงคนแรก"}],
        },
    )
    assert push.ok
    expect(first.get_by_label("ยังไม่อ่าน 1")).to_be_visible()
    phone.take(names[0])
    phone.wait_for("มีข่าวถึงคนแรก")
    expect(first.get_by_label("ยังไม่อ่าน 1")).to_have_count(0)


def test_it_withdraws_a_message(phone: LinePhone) -> None:
    phone.say("พิมพ์ผิด")
    phone.mine.last.locator(".message-menu").focus()
    phone.page.keyboard.press("Enter")
    phone.page.get_by_role("button", name="ยกเลิกข้อความ").click()

    expect(phone.page.locator(".unsent-row")).to_contain_text("คุณยกเลิกข้อความแล้ว")


def test_it_shows_what_went_over_the_wire(phone: LinePhone) -> None:
    phone.say("ขอดูเบื้องหลัง")
    phone.wait_for("คุณพูดว่า ขอดูเบื้องหลัง")
    row = phone.page.locator(".log li.webhook").first
    row.locator("summary").click()

    expect(row.locator("pre").filter(has_text="ขอดูเบื้องหลัง").first).to_be_visible()
    reply = phone.page.locator(".log li.call").filter(has_text=re.compile("reply"))
    expect(reply.first).to_contain_text("200")


def test_it_can_be_used_by_keyboard_alone(phone: LinePhone) -> None:
    keys = phone.page.keyboard
    phone.page.locator("body").press("Tab")
    expect(phone.page.get_by_role("link", name="ข้ามไปช่องพิมพ์ข้อความ")).to_be_focused()
    keys.press("Enter")
    expect(phone.page.get_by_label("พิมพ์ข้อความ", exact=True)).to_be_focused()
    keys.type("ขอตัวเลือก")
    keys.press("Enter")
    expect(phone.page.get_by_role("button", name="หนึ่ง", exact=True)).to_be_visible()
    for _ in range(6):
        keys.press("Shift+Tab")
        if phone.page.evaluate("document.activeElement.textContent") == "หนึ่ง":
            break
    keys.press("Enter")

    phone.wait_for("คุณพูดว่า เลือกหนึ่ง")


def test_it_keeps_focus_inside_a_sheet_and_gives_it_back(phone: LinePhone) -> None:
    phone.show_keyboard()
    opener = phone.page.get_by_label("ส่งอย่างอื่น")
    opener.focus()
    phone.page.keyboard.press("Enter")
    for _ in range(12):
        phone.page.keyboard.press("Tab")
        assert phone.page.evaluate("!!document.activeElement.closest('[role=dialog]')")
    phone.page.keyboard.press("Escape")

    expect(phone.sheet).to_have_count(0)
    expect(opener).to_be_focused()


def test_it_has_no_quick_replies_on_a_computer(phone: LinePhone) -> None:
    phone.say("ขอตัวเลือก")
    expect(phone.page.locator(".quick-replies")).to_be_visible()
    phone.page.get_by_label("LINE บนคอมพิวเตอร์").check()

    expect(phone.page.locator(".quick-replies")).to_be_hidden()


def test_it_goes_on_after_the_desk_was_restarted(page: Page) -> None:
    sock = free_socket()
    port = sock.getsockname()[1]
    with desk_with_bot(sock) as address:
        phone = LinePhone(page, address)
        phone.say("ก่อนปิด")
        phone.wait_for("คุณพูดว่า ก่อนปิด")
    with desk_with_bot(free_socket(port)):
        expect(phone.mine).to_have_count(0)
        phone.say("หลังเปิด")
        phone.wait_for("คุณพูดว่า หลังเปิด")
        page.context.close()


def test_it_says_so_when_its_third_party_files_are_missing(address: str, page: Page) -> None:
    page.route("**/vendor/flex-render.js", lambda route: route.abort())
    page.goto(address)

    expect(page.get_by_role("status").filter(has_text="python -m assets.build")).to_be_visible()


def test_it_works_at_the_width_of_a_phone(address: str, narrow_page: Page) -> None:
    phone = LinePhone(narrow_page, address)
    phone.say("จากจอแคบ")
    phone.wait_for("คุณพูดว่า จากจอแคบ")
    drawer = narrow_page.get_by_role("button", name="เบื้องหลัง")
    drawer.click()

    expect(narrow_page.locator(".log li.webhook").first).to_be_visible()
    narrow_page.keyboard.press("Escape")
    expect(drawer).to_be_focused()
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert narrow_page.evaluate(overflow) == 0


@pytest.mark.parametrize("width", ["page", "narrow_page"])
def test_it_breaks_no_accessibility_rule(
    address: str, request: pytest.FixtureRequest, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    phone = LinePhone(page, address)
    phone.say("ขอการ์ด")
    phone.wait_for("เนื้อความ")
    phone.say("ขอตัวเลือก")
    phone.wait_for("เลือกได้เลย")

    assert violations(page) == []
    for tab in ("ความขัดข้อง", "เว็บฮุก", "ตั้งค่า"):
        page.get_by_role("tab", name=tab, include_hidden=True).dispatch_event("click")
        assert violations(page) == []
    phone.tap("ส่งตำแหน่ง")
    phone.sheet.wait_for()
    assert violations(page) == []
