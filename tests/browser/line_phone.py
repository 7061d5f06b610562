"""The simulator's phone as a test uses it: what a person does, in that person's words."""

import re

from playwright.sync_api import Locator, Page, expect


class LinePhone:
    """A phone on the page at `address` (that of the simulator, ending in a slash)."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        page.locator("#phone[data-ready]").wait_for()

    def take(self, name: str) -> None:
        """Take up the phone of the person, or open the group, of that name."""
        if self.page.locator("#people-toggle").is_visible():
            self.page.locator("#people-toggle").click()
        title = re.compile(f"^{re.escape(name)}$")
        self.page.locator(".chats strong").filter(has_text=title).click()
        expect(self.page.locator(".chats button[aria-current]")).to_contain_text(name)

    def say(self, text: str) -> None:
        self.show_keyboard()
        self.page.get_by_label("พิมพ์ข้อความ", exact=True).fill(text)
        self.page.keyboard.press("Enter")
        expect(self.mine.last).to_contain_text(text)

    def show_keyboard(self) -> None:
        keyboard = self.page.get_by_label("เปิดแป้นพิมพ์")
        if keyboard.is_visible():
            keyboard.click()

    def show_menu(self) -> None:
        opener = self.page.get_by_label("เปิดเมนู")
        if opener.is_visible():
            opener.click()

    def tap(self, label: str) -> None:
        """Tap the newest button of that label: a quick reply, a card's button, a menu's area."""
        self.page.locator("#phone").get_by_role("button", name=label, exact=True).last.click()

    def send_photos(self, *titles: str) -> None:
        self._open_more("รูปภาพ")
        for title in titles:
            self.sheet.get_by_text(title, exact=True).click()
        self.sheet.get_by_role("button", name="ส่ง", exact=False).last.click()

    def send_place(self, title: str) -> None:
        self._open_more("ตำแหน่ง")
        self.choose_place(title)

    def choose_place(self, title: str) -> None:
        """In the list of places that is open."""
        self.sheet.locator(".place-list button").filter(has_text=title).first.click()

    def wait_for(self, text: str) -> Locator:
        """The newest message of the bot, once it holds that text."""
        message = self.theirs.filter(has_text=text).last
        expect(message).to_be_visible()
        return message

    @property
    def mine(self) -> Locator:
        return self.page.locator(".row.me")

    @property
    def theirs(self) -> Locator:
        return self.page.locator(".row.them")

    @property
    def sheet(self) -> Locator:
        return self.page.get_by_role("dialog")

    def _open_more(self, tile: str) -> None:
        self.show_keyboard()
        self.page.get_by_label("ส่งอย่างอื่น").click()
        self.sheet.get_by_role("button", name=tile, exact=True).click()
