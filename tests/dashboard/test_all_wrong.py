"""A form that comes back tells everything that is wrong, and puts the cursor into the first."""

import re

import pytest
from httpx2 import Response

from tests.cast import PASSWORD, Cast
from tests.dashboard.conftest import Visit

LONG = "ก" * 401
TARGETS: dict[str, object] = {
    "category": ["road_sidewalk", "street_light", "equipment"],
    "response": ["9", "x", "3000"],
    "resolution": ["3", "", "3000"],
}
ANNOUNCED = {"shown": "true", "text_en": LONG, "starts": "?", "ends": "2001-01-01T08:00"}
CASES: list[tuple[str, dict[str, object], list[str]]] = [
    (
        "/agencies/new",
        {"name": " ", "short_name": "ก" * 41, "code": "ก"},
        ["name", "short_name", "code"],
    ),
    (
        "/agencies/{agency}/names",
        {"name": " ", "short_name": "ก" * 41},
        ["agency-name", "agency-short"],
    ),
    (
        "/agencies/{agency}/lines/add",
        {"category": "x", "area": "ไม่มีที่นี่"},
        ["line-category", "line-area"],
    ),
    (
        "/agencies/{agency}/boundaries/add",
        {"name": "", "category": "x", "corners": "1"},
        ["boundary-name", "boundary-category", "corners"],
    ),
    ("/officers/new", {"username": "?", "name": "", "role": "officer"}, ["name", "username"]),
    (
        "/targets",
        TARGETS,
        [
            f"{side}-{code}"
            for code in ("road_sidewalk", "street_light", "equipment")
            for side in ("response", "resolution")
        ],
    ),
    ("/calendar", {"day": "?", "name": " ", "scope": "ไม่มี"}, ["day", "name", "scope"]),
    (
        "/announcements",
        {"kind": "emergency", **ANNOUNCED},
        ["emergency-text_th", "emergency-text_en", "emergency-starts", "emergency-ends"],
    ),
    (
        "/templates/new",
        {"use": "finish", "title": " ", "body": "{ไม่มี}", "category": "x"},
        ["category", "title", "body"],
    ),
    (
        "/knowledge/entries/publish",
        {"kind": "x", "doc": "001", "source_year": "x"},
        ["title", "kind", "asks", "answer", "place", "source_year"],
    ),
    ("/security/password", {"old": PASSWORD, "password": "x", "again": "y"}, ["password", "again"]),
]


def marked(page: Response, mark: str) -> list[str]:
    """The ids of the fields that carry the mark, from the uppermost down."""
    tags = re.findall(r"<(?:input|select|textarea)\b[^>]*>", page.text)
    return [tag.partition(' id="')[2].partition('"')[0] for tag in tags if mark in tag]


@pytest.mark.parametrize(("path", "form", "wrong"), CASES, ids=[case[0] for case in CASES])
def test_it_tells_everything_that_is_wrong_at_once(
    visit: Visit, cast: Cast, path: str, form: dict[str, object], wrong: list[str]
) -> None:
    page = visit("ek").post(path.format(agency=cast.agency_a.id), data=form)

    assert page.status_code == 422
    assert sorted(marked(page, 'aria-invalid="true"')) == sorted(wrong)
    assert marked(page, "autofocus") == wrong[:1]
    told = set(re.findall(r'aria-describedby="[^"]*?(\S+-problem|problem-\S+?)[ "]', page.text))
    assert all(f'id="{each}"' in page.text for each in told), "each is told in words"
    assert len(told) >= len(wrong) / 2


def test_it_puts_the_cursor_on_the_roles_where_only_they_are_wrong(visit: Visit) -> None:
    page = visit("ek").post("/officers/new", data={"username": "nid", "name": "นิด", "role": "x"})
    assert page.status_code == 422
    assert page.text.count("autofocus") == 1
    assert re.search(r'<input type="radio" name="role"[^>]* autofocus', page.text)


def test_it_shows_a_refused_announcement_as_unticked_as_it_was_sent(visit: Visit) -> None:
    form = {"kind": "banner", "text_th": LONG}
    page = visit("ek").post("/announcements", data=form)
    assert page.status_code == 422
    assert "checked" not in re.findall(r'<input[^>]*id="banner-shown"[^>]*>', page.text)[0]
