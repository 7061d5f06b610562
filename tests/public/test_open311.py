"""Open311 GeoReport v2: what a client of the standard expects."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from complaints.desk import Desk
from complaints.lifecycle import Status
from store.database import Database
from tests.cast import SOMCHAI, Cast, make_ticket
from tests.fakes import FakeClock

ROOT = "/open311/v2"


@pytest.fixture
def tickets(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> list[str]:
    """An old closed one, and an open one of today."""
    with database.transaction() as session:
        old = make_ticket(session, desk, clock(), category="disaster")
        old.created_at = clock() - timedelta(days=100)
        old.finished_at = clock() - timedelta(days=98)
        old.status = Status.FINISHED
        new = make_ticket(session, desk, clock(), SOMCHAI)
    return [old.code, new.code]


def found(anybody: TestClient, query: str) -> list[str]:
    answer = anybody.get(f"{ROOT}/requests.json{query}")
    assert answer.status_code == 200, answer.text
    return [each["service_request_id"] for each in answer.json()]


def test_it_lists_the_services_in_both_encodings(anybody: TestClient, cast: Cast) -> None:
    as_json = anybody.get(f"{ROOT}/services.json").json()
    root = ElementTree.fromstring(anybody.get(f"{ROOT}/services.xml").content)
    assert root.tag == "services"
    assert [each.findtext("service_code") for each in root.findall("service")] == [
        each["service_code"] for each in as_json
    ]
    assert len(as_json) == 13  # sealed reports come by another way
    assert as_json[0]["metadata"] is False
    assert root.findtext("service/metadata") == "false"


def test_it_tells_a_request_in_the_words_of_the_standard(
    anybody: TestClient, tickets: list[str]
) -> None:
    [request] = anybody.get(f"{ROOT}/requests/{tickets[1]}.json").json()
    assert request["status"] == "open"
    assert request["status_notes"] == "รอรับเรื่อง"
    assert (request["lat"], request["long"]) == (13.78, 100.606)
    assert request["requested_datetime"].endswith("+07:00")
    assert request["agency_responsible"] == "สำนักการโยธา"
    root = ElementTree.fromstring(anybody.get(f"{ROOT}/requests/{tickets[0]}.xml").content)
    assert root.tag == "service_requests"
    assert root.findtext("request/status") == "closed"


def test_it_looks_back_ninety_days_and_no_further(anybody: TestClient, tickets: list[str]) -> None:
    old, new = tickets
    assert found(anybody, "") == [new]
    assert found(anybody, f"?service_request_id={old},{new}") == [new, old]
    assert found(anybody, "?status=closed") == []
    assert found(anybody, "?status=open,closed&service_code=road_sidewalk") == [new]
    assert found(anybody, "?service_code=disaster") == []
    too_wide = anybody.get(f"{ROOT}/requests.xml?start_date=2020-01-01&end_date=2026-01-01")
    assert too_wide.status_code == 400
    error = ElementTree.fromstring(too_wide.content).find("error")
    assert error is not None
    assert error.findtext("code") == "400"


def test_it_finds_what_a_span_of_dates_holds(
    anybody: TestClient, tickets: list[str], clock: FakeClock
) -> None:
    start = (clock() - timedelta(days=110)).isoformat().replace("+00:00", "Z")
    assert found(anybody, f"?start_date={start}") == [tickets[0]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/requests/2026-ZZZZZZ.json", 404),
        ("/services/nothing.json", 404),
        ("/services/corruption.xml", 404),
        ("/services/disaster.json", 200),
        ("/requests.json?status=new", 400),
        ("/requests.json?start_date=monday", 400),
        ("/requests.json?start_date=9999-12-31", 400),
        ("/requests.json?end_date=0001-01-02", 400),
        ("/requests.json?service_code=a%00", 200),
        ("/discovery.xml", 200),
        ("/discovery.json", 200),
    ],
)
def test_it_answers_with_the_standard_s_status(
    anybody: TestClient, cast: Cast, path: str, status: int
) -> None:
    answer = anybody.get(f"{ROOT}{path}")
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"


def test_it_sends_who_would_report_to_the_chat(anybody: TestClient, tickets: list[str]) -> None:
    form = {"service_code": "road_sidewalk", "lat": "13.7", "long": "100.5", "description": "หลุม"}
    as_json = anybody.post(f"{ROOT}/requests.json", data=form)
    assert (as_json.status_code, as_json.headers["allow"]) == (405, "GET")
    assert as_json.json()[0]["code"] == 405
    assert "https://line.me/" in as_json.json()[0]["description"]
    as_xml = ElementTree.fromstring(anybody.post(f"{ROOT}/requests.xml", data=form).content)
    assert as_xml.findtext("error/code") == "405"
    assert found(anybody, "?start_date=&status=open") == tickets[1:], "none was made"


@pytest.mark.parametrize(
    "path",
    ["/open311/v2/requests.json", "/map/cells.json?south=5&west=97&north=21&east=106&zoom=10"],
)
def test_it_lets_no_cache_keep_a_refusal_for_others(
    anybody: TestClient, cast: Cast, path: str
) -> None:
    answers = [anybody.get(path) for _ in range(61)]
    assert {each.status_code for each in answers[:60]} == {200}
    refused = answers[60]
    assert (refused.status_code, refused.headers["cache-control"]) == (429, "no-store")
    assert int(refused.headers["retry-after"]) > 0
