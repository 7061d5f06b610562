"""The public pages in a browser: both widths, light and dark, with scripts and without."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from playwright.sync_api import Browser, Page, expect
from starlette.responses import Response
from starlette.routing import Route

from complaints.desk import Desk
from complaints.publishing import figures
from complaints.publishing.texts import clear
from complaints.queries import list_attachments
from public import errors
from public.all import make_routers
from public.politeness import Turnstile
from public.site import FOLDER, Licence, Site
from store.database import Database
from store.files import FileStore
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import address_of, free_socket, serve
from tests.browser.test_dashboard import jpeg
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

WORDS = "น้ำท่วมในซอย รถผ่านไม่ได้"
LARGEST = 50_000  # bytes of a page with all it loads, but for photos and maps
BEYOND = ("wcag22aa", "best-practice")
PAGES = ("/", "/problems", "/t/{code}", "/map", "/agencies", "/open-data", "/embed/all", "/nowhere")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def database_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """One kind of database: what is drawn is the same on both."""
    path = tmp_path / "test.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def code(database: Database, files: FileStore, desk: Desk, clock: FakeClock, cast: Cast) -> str:
    """The number of a ticket whose words and photo everybody may see."""
    files.put("photos/before.jpg", jpeg())
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        clear(session, ticket, "description", WORDS, f"officer:{cast.anan.id}", clock())
        list_attachments(session, ticket)[0].cleared_at = clock()
        figures.keep(session, figures.reckon(session, desk, clock()), clock())
    return ticket.code


@pytest.fixture
def address(
    browser: Browser,
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    code: str,
) -> Iterator[str]:
    sock = free_socket()
    base = address_of(sock)
    site = Site(
        database=database,
        files=files,
        desk=desk,
        clock=clock,
        turnstile=Turnstile(clock),
        service_name="ผู้ช่วยภาครัฐ",
        public_url=base,
        add_friend_url="https://line.me/R/ti/p/%40example",
        map_tiles_url=f"{base}/tiles/{{z}}/{{x}}/{{y}}.jpg",
        licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    )
    app = FastAPI()
    errors.install(app, site)
    for router in make_routers(site):
        app.include_router(router)
    app.router.routes.append(Route("/tiles/{z}/{x}/{y}.jpg", lambda _: Response(jpeg())))
    app.mount("/assets", StaticFiles(directory=FOLDER / "static"))
    with serve(app, sock):
        yield base


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
def test_it_breaks_no_rule_of_accessibility(
    address: str, code: str, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = open_page(size)
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in PAGES:
            page.goto(address + path.format(code=code))
            wrong += [f"{path} {scheme}: {each}" for each in violations(page, *BEYOND)]
            if page.evaluate(WIDER):
                wrong.append(f"{path}: wider than the screen")
    assert wrong == []


def test_it_reads_without_scripts_and_is_light(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(len(answer.body())))
    page.goto(f"{address}/")
    page.get_by_role("link", name="ดูรายการปัญหา").click()
    page.get_by_label("สถานะ").select_option("open")
    page.get_by_role("button", name="แสดง").click()
    page.get_by_role("link", name=code).click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Progress")).to_be_visible()
    loaded.clear()
    page.goto(f"{address}/problems")
    assert sum(loaded) < LARGEST
    context.close()


def test_it_draws_the_map_and_leads_to_a_problem(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/map")
    expect(page.get_by_role("status")).to_have_text("1 เรื่องในแผนที่")
    page.locator("#map .pin").click()
    expect(page).to_have_url(f"{address}/t/{code}?lang=th")
