"""Requests that another site made a browser send."""

import pytest
from httpx2 import Response

from tests.cast import PASSWORD
from tests.dashboard.conftest import BASE, Visit, words


def sign_in_with(visit: Visit, headers: dict[str, str]) -> Response:
    browser = visit()
    del browser.client.headers["sec-fetch-site"]
    form = {"username": "anan", "password": PASSWORD}
    return browser.post("/login", data=form, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": BASE},
        {"referer": f"{BASE}/dashboard/login"},
    ],
)
def test_it_takes_forms_of_its_own_pages(visit: Visit, headers: dict[str, str]) -> None:
    assert sign_in_with(visit, headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": BASE},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://["},
        {"referer": "https://evil.example/?desk.example.go.th"},
        {"origin": "https://evil.example", "referer": f"{BASE}/dashboard/login"},
        {},
    ],
)
def test_it_refuses_forms_of_other_sites(visit: Visit, headers: dict[str, str]) -> None:
    refused = sign_in_with(visit, headers)

    assert refused.status_code == 403
    assert "คุณไม่มีสิทธิ์ทำรายการนี้" in words(refused)
    assert "set-cookie" not in refused.headers


def test_it_lets_other_sites_link_to_its_pages(visit: Visit) -> None:
    assert visit("anan").get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200
