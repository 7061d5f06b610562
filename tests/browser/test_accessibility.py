"""Every page that the menu leads to, for each role: no rule of WCAG 2.2 AA is broken.

The pages are found as a person would, by following links from the menu, so that a new page is
looked at without being named here. Of pages that differ in a number only, one is looked at.
"""

import re
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Page, expect

from agencies import logins
from agencies.tables import Role
from dashboard.auth import COOKIE
from dashboard.navigation import GROUPS
from tests.browser.axe import too_pale, violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.test_dashboard import Town, furnish, town

__all__ = ["town"]  # fixtures of theirs

BEYOND = ("wcag22aa", "best-practice")
SIZES = {"wide": WIDE, "phone": NARROW}
NO_PAGE = re.compile(r"/(photos|static|export|logout)\b|\.(csv|xlsx|json|geojson|txt|zip|docx)$")
NUMBER = re.compile(r"20\d\d-[A-Z0-9]{6}|\d+|(?<=/edit/)[\w.-]+")
LINKS = """() => [...document.querySelectorAll('a[href]:not([download])')]
    .map(a => new URL(a.getAttribute('href'), document.baseURI).href)"""  # those in pictures too
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Round:
    """A walk through the pages: what has been seen, what was wrong where."""

    page: Page
    town: Town
    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def walk(self, *, farther: bool = True) -> None:
        """Look at the first page, at all its menu leads to, and at what those lead to in turn."""
        first = f"{self.town.address}/"
        waiting, leads_on = [first], {first}
        while waiting:
            address = urldefrag(waiting.pop(0)).url
            if self._is_new(address):
                self.look(address)
                waiting += self.page.evaluate(LINKS) if farther or address in leads_on else []

    def look(self, address: str) -> None:
        """Open a page and write down what is wrong with it, in the light and in the dark."""
        response = self.page.goto(address)
        assert response is not None
        place = urlsplit(address).path
        if response.status != 200:
            self.wrong.append(f"{place}: {response.status}")
        self.check(place)

    def check(self, place: str) -> None:
        """Write down what is wrong with the page as it is."""
        self._switch("light")
        self.wrong += [f"{place}: {broken}" for broken in violations(self.page, *BEYOND)]
        self._switch("dark")  # where nothing but the colours differs
        self.wrong += [f"{place} in the dark: {broken}" for broken in too_pale(self.page)]
        if (wider := self.page.evaluate(WIDER)) > 0:
            self.wrong.append(f"{place}: {wider} px wider than the screen")

    def _switch(self, scheme: Literal["light", "dark"]) -> None:
        self.page.emulate_media(color_scheme=scheme)
        # Printed pages are black on white in either.
        themed = self.page.locator("html[data-bs-theme]")
        if themed.count():
            expect(themed).to_have_attribute("data-bs-theme", scheme)

    def _is_new(self, address: str) -> bool:
        parts = urlsplit(address)
        inside = f"{parts.scheme}://{parts.netloc}{parts.path}".startswith(f"{self.town.address}/")
        shape = NUMBER.sub("#", parts.path)
        if not inside or NO_PAGE.search(parts.path) or shape in self.seen:
            return False
        self.seen.add(shape)
        return True


class Visit(Protocol):
    """Signs a member of the cast in, on a screen of that size."""

    def __call__(self, username: str, size: str = "wide") -> Round: ...


@pytest.fixture
def visit(town: Town, open_page: OpenPage) -> Visit:
    furnish(town)
    with town.database.transaction() as session:
        session.merge(town.cast.arun).role = Role.SUPERVISOR

    def make(username: str, size: str = "wide") -> Round:
        page = open_page(SIZES[size])
        page.set_default_timeout(30_000)  # the judge takes the processor for itself
        with town.database.transaction() as session:
            token = logins.open_session(session, getattr(town.cast, username), town.clock())
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": town.address}])
        return Round(page, town)

    return make


@pytest.mark.parametrize("size", SIZES)
def test_it_breaks_no_rule_on_any_page(visit: Visit, size: str) -> None:
    tour = visit("ek", size)
    tour.walk()

    assert tour.wrong == []
    assert len(tour.seen) > sum(len(entries) for entries in GROUPS.values())


@pytest.mark.parametrize("username", ["anan", "arun", "dao", "fon", "chai", "kaew"])
def test_it_breaks_no_rule_on_the_pages_of_any_role(visit: Visit, username: str) -> None:
    tour = visit(username, "phone")
    tour.walk(farther=False)

    assert tour.wrong == []


# Forms sent with what they refuse: where, the words on the button.
REFUSED = [
    ("/templates/new", "บันทึกข้อความ"),
    ("/agencies/new", "เพิ่มหน่วยงาน"),
]


@pytest.mark.parametrize(("path", "button"), REFUSED)
def test_it_breaks_no_rule_where_a_form_is_refused(visit: Visit, path: str, button: str) -> None:
    for size in SIZES:
        tour = visit("ek", size)
        tour.look(f"{tour.town.address}{path}")
        form = tour.page.get_by_role("main").locator("form").filter(has_text=button).first
        form.evaluate("form => { form.noValidate = true }")
        form.get_by_role("button", name=button).click()
        expect(tour.page.locator("[aria-invalid=true]").first).to_be_visible()
        tour.check(f"{path} refused")

        assert tour.wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_it_folds_the_menu_and_goes_through_it_by_keyboard(visit: Visit, size: str) -> None:
    tour = visit("ek", size)
    page = tour.page
    tour.look(f"{tour.town.address}/system")
    page.get_by_role("main").click()  # where the focus starts from
    fold = page.get_by_role("button", name="เมนู")
    if size == "wide":
        group = page.locator(".menu-group", has=page.locator("a", has_text="ข้อความสำเร็จรูป"))
        fold = group.locator("summary")
    fold.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="ข้อความสำเร็จรูป")
    expect(link).to_be_visible()
    tour.check("menu open")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(fold).to_be_focused()

    assert tour.wrong == []
