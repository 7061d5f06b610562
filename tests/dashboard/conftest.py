"""The dashboard over the test's database, and a browser for each of the cast."""

import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any, Protocol

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from PIL import Image
from starlette.applications import Starlette
from starlette.routing import Mount

from agencies import logins
from agencies.tables import Officer, Role
from complaints import queries
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Actor, HoldReason, Move
from complaints.moves import make_move
from complaints.tables import Ticket
from dashboard import site
from dashboard.wiring import DemoLogin, Wiring, make_sign_in
from knowledge.corpus import load_corpus
from knowledge.entry import Entry
from store.database import Database
from store.files import FileStore
from tests.cast import PASSWORD, Cast, make_ticket
from tests.fakes import FakeClock

OWN_PAGES = {"sec-fetch-site": "same-origin"}
HOST = "desk.example.go.th"
BASE = f"https://{HOST}"


class Wakes:
    """Counts how often the worker was woken."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


class PageReader(HTMLParser):
    """What every page must have: headings, title, ids, forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.title = ""
        self.ids: list[str] = []
        self.forms: list[dict[str, str | None]] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._open.append(tag)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "form":
            self.forms.append(values)
        if tag == "h1":
            self.headings.append("")
        if "style" in values or tag == "style" or any(name.startswith("on") for name in values):
            self.inline.append(tag)
        if tag == "script" and "src" not in values:
            self.inline.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "h1" in self._open:
            self.headings[-1] += data
        if "title" in self._open:
            self.title += data


class Browser:
    """A browser that checks every page it is given."""

    def __init__(self, app: Starlette) -> None:
        self.client = TestClient(app, BASE, headers=OWN_PAGES, follow_redirects=False)

    def get(self, path: str, **options: object) -> Response:
        return _checked(self.client.get(f"/dashboard{path}", **options))  # type: ignore[arg-type]

    def post(self, path: str, **options: object) -> Response:
        return _checked(self.client.post(f"/dashboard{path}", **options))  # type: ignore[arg-type]

    @property
    def cookie(self) -> str:
        return self.client.cookies["officer"]

    @cookie.setter
    def cookie(self, token: str) -> None:
        self.client.cookies.clear()
        self.client.cookies.set("officer", token, HOST, "/dashboard")

    def sign_in(self, username: str, password: str = PASSWORD) -> Response:
        return self.post("/login", data={"username": username, "password": password})


def _checked(response: Response) -> Response:
    assert "content-security-policy" in response.headers
    if "<html" in response.text[:100]:
        page = PageReader(response.text)
        assert len(page.headings) == 1
        assert " ".join(page.title.split()).startswith(" ".join(page.headings[0].split()))
        assert len(page.ids) == len(set(page.ids))
        assert all(form.get("action") for form in page.forms)
        assert page.inline == [], "the content policy would refuse it"
        assert response.headers["cache-control"] == "no-store"
    return response


def words(response: Response) -> str:
    """The page's words without its markup, for asserts."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@pytest.fixture
def wakes() -> Wakes:
    return Wakes()


@pytest.fixture(scope="session")
def reviewed() -> dict[str, Entry]:
    """Some of the project's own entries: an engine over them is built in a moment."""
    kept = ("criteria.1.", "criteria.3.4", "kpi.calendar", "concept.")
    return {entry.id: entry for entry in load_corpus() if entry.id.startswith(kept)}


@pytest.fixture
def app(
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    wakes: Wakes,
    cast: Cast,
    reviewed: dict[str, Entry],
) -> Starlette:
    wiring = Wiring(
        database=database,
        files=files,
        desk=desk,
        clock=clock,
        wake=wakes,
        service_name="ผู้ช่วยภาครัฐ",
        map_tiles_url="https://{s}.tile.example.org/{z}/{x}/{y}.png",
        secure_cookies=True,
        sign_in=make_sign_in("a test's secret key", BASE),
        push_reserve=50,
        sends_mail=True,
        line_basic_id="@assistant",
        demo_logins=(DemoLogin("anan", "demo-password-1", "เจ้าหน้าที่"),),
        reviewed=reviewed,
    )
    return Starlette(routes=[Mount("/dashboard", site.build(wiring))])


class Visit(Protocol):
    """Opens a browser of its own, signed in as that member of the cast ("" for a stranger)."""

    def __call__(self, username: str = "") -> Browser: ...


@pytest.fixture
def photo_file(files: FileStore) -> str:
    """The key of a stored photo, 1200 x 900."""
    files.put("photos/before.jpg", jpeg(1200, 900))
    return "photos/before.jpg"


def jpeg(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    """The bytes of a photo."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def visit(app: Starlette, database: Database, clock: FakeClock, cast: Cast) -> Iterator[Visit]:
    opened: list[Browser] = []

    def open_one(username: str = "") -> Browser:
        browser = Browser(app)
        opened.append(browser)
        if username:  # without the password, which takes argon2 its time
            with database.transaction() as session:
                browser.cookie = logins.open_session(session, getattr(cast, username), clock())
        return browser

    yield open_one
    for browser in opened:
        browser.client.close()


@pytest.fixture
def anan(visit: Visit) -> Browser:
    return visit("anan")


@pytest.fixture
def arun(database: Database, cast: Cast, visit: Visit) -> Browser:
    """The browser of Arun, supervisor of agency A."""
    with database.transaction() as session:
        session.get_one(Officer, cast.arun.id).role = Role.SUPERVISOR
    return visit("arun")


class Report(Protocol):
    """Makes a ticket as Malee would; a minute passes. `draft` as `make_draft` takes it."""

    def __call__(self, **draft: Any) -> Ticket: ...


@pytest.fixture
def report(database: Database, desk: Desk, clock: FakeClock) -> Report:
    def make(**draft: Any) -> Ticket:
        clock.pass_time(minutes=1)
        with database.transaction() as session:
            return make_ticket(session, desk, clock(), **draft)

    return make


class Act(Protocol):
    """Makes a move as Anan would, with everything it needs; a minute passes."""

    def __call__(self, ticket: Ticket, move: Move, **change: Any) -> Ticket: ...


@pytest.fixture
def act(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Act:
    by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.anan.agency_id)
    enough: dict[Move, dict[str, Any]] = {
        Move.FINISH: {
            "note": "ซ่อมผิวถนนแล้ว",
            "no_photo_reason": "กล้องเสีย",
            "override_reason": "ซ่อมก่อนกดรับเรื่อง",
        },
        Move.FORWARD: {"note": "ถนนของเทศบาล", "agency_id": cast.agency_b.id},
        Move.REJECT: {"note": "เป็นที่ดินเอกชน"},
        Move.HOLD: {
            "note": "รอยางมะตอย",
            "hold_reason": HoldReason.PROCUREMENT,
            "expected_on": date(2026, 12, 1),
        },
    }

    def make(ticket: Ticket, move: Move, **change: Any) -> Ticket:
        clock.pass_time(minutes=1)
        with database.transaction() as session:
            now = queries.get_public(session, ticket.code)
            asked = Change(move, now.status, **{**enough.get(move, {}), **change})
            make_move(session, desk, now, asked, by, clock())
        return now

    return make
