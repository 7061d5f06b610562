"""One browser for all tests of this folder, one fresh context for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

WIDE = (1280, 800)
NARROW = (390, 844)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

OpenPage = Callable[[tuple[int, int]], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever uses a browser carries the marker and needs sockets (to itself only)."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture
def database_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """SQLite alone: a browser does not see the difference, and the pages' own tests run on both."""
    copy = shutil.copy(migrated_sqlite, tmp_path / "test.db")
    return f"sqlite:///{copy}"


# Not session: while Playwright's loop lives, no later test could run an event loop of its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        missing = "no Chromium on this machine"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages of a given (width, height).

    A script error on any of them, or a breach of its content policy, fails the test.
    """
    errors: list[str] = []
    contexts = []

    def open_one(size: tuple[int, int]) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)  # on a machine that does much else
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if _is_breach(said) else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


def _is_breach(said: ConsoleMessage) -> bool:
    return "Content Security Policy" in said.text


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(WIDE)


@pytest.fixture
def narrow_page(open_page: OpenPage) -> Page:
    return open_page(NARROW)
