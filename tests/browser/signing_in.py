"""An officer signs in by hand: on the page that asks for it, or on one that leads there."""

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD

DEMO_PASSWORD = "demo-password"


def sign_in(
    page: Page, address: str, username: str, *, password: str = PASSWORD, heading: str = ""
) -> None:
    """Open the address, sign in, and wait until the page with that heading is there."""
    page.goto(address)
    page.get_by_label("ชื่อผู้ใช้").fill(username)
    page.get_by_label("รหัสผ่าน", exact=True).fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    if heading:
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()  # the heading is there before the scripts have run
