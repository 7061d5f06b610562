"""The menu: for each officer exactly the pages that open to them, and where they are now."""

import re

import pytest

from dashboard.navigation import GROUPS, Entry, menu_of
from dashboard.static_files import FOLDER
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit

ENTRIES = [entry for entries in GROUPS.values() for entry in entries]
PEOPLE = ("anan", "dao", "fon", "chai", "kaew", "ek")
ICONS = (FOLDER / "vendor" / "bootstrap-icons.min.css").read_text(encoding="utf-8")


def links_of(browser: Browser) -> set[str]:
    """The addresses of the menu and of the account."""
    top = browser.get("/").text.partition("</header>")[0]
    return set(re.findall(r'href="/dashboard(/[^"]*)"', top))


@pytest.mark.parametrize("username", PEOPLE)
def test_it_shows_exactly_the_pages_that_open(visit: Visit, username: str) -> None:
    browser = visit(username)
    shown = links_of(browser)

    for entry in ENTRIES:
        expected = 200 if entry.address in shown else 403
        assert browser.get(entry.address).status_code == expected, entry.address


def test_it_shows_a_stranger_no_menu(visit: Visit) -> None:
    assert 'id="menu"' not in visit().get("/login").text


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ("/", "page")),
        ("/tickets/2026-ABC234", ("/", "true")),
        ("/agencies", ("/agencies", "page")),
        ("/agencies/7", ("/agencies", "true")),
        ("/agenciesandmore", None),
        ("/nowhere", None),
    ],
)
def test_it_marks_where_one_is(cast: Cast, path: str, current: tuple[str, str] | None) -> None:
    groups = menu_of(cast.ek, f"/dashboard{path}").values()

    marked = [(link.address, link.current) for g in groups for link in g.links if link.current]
    assert marked == ([(f"/dashboard{current[0]}", current[1])] if current else [])


def test_it_leaves_out_groups_without_a_page(cast: Cast) -> None:
    groups = menu_of(cast.anan, "/dashboard/")

    assert "work" in groups
    assert "system" not in groups


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_it_has_an_icon_for_every_page(entry: Entry) -> None:
    assert f".bi-{entry.icon}::before" in ICONS
