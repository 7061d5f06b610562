"""Open data: three formats, filters, pages that hold still, files of each day, manners."""

import csv
import gzip
import io
import json
import re

import pytest
from fastapi.testclient import TestClient

from complaints.desk import Desk
from complaints.publishing import snapshots
from complaints.publishing.columns import COLUMNS
from complaints.tables import Ticket
from public.open_data import DICTIONARY
from store.database import Database
from store.files import FileStore
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.fakes import FakeClock

MANY = 25


@pytest.fixture
def made(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> list[str]:
    """Many tickets, in the order of their reports; every fifth in Khon Kaen."""
    codes = []
    with database.transaction() as session:
        for number in range(MANY):
            clock.pass_time(hours=1)
            where = {} if number % 5 else {"address": KHONKAEN_ADDRESS}
            codes.append(make_ticket(session, desk, clock(), f"U{number:032}", **where).code)
    return codes


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_it_gives_the_same_rows_in_each_format(anybody: TestClient, made: list[str]) -> None:
    as_csv = rows(anybody.get("/api/v1/tickets.csv").text)
    lines = [json.loads(each) for each in anybody.get("/api/v1/tickets.jsonl").text.splitlines()]
    features = anybody.get("/api/v1/tickets.geojson").json()["features"]
    assert [each["id"] for each in as_csv] == made
    assert [each["id"] for each in lines] == made
    assert [each["id"] for each in features] == made
    assert list(lines[0]) == [column.name for column in COLUMNS]
    assert features[1]["geometry"] == {"type": "Point", "coordinates": [100.606, 13.78]}
    assert lines[1]["url"].endswith(f"/t/{made[1]}")


def test_it_explains_every_column(anybody: TestClient, cast: Cast) -> None:
    names = {column.name for column in COLUMNS}
    assert names == DICTIONARY.keys()
    for language in ("th", "en"):
        page = anybody.get(f"/open-data?lang={language}").text
        assert all(f"<code>{name}</code>" in page for name in names)


def test_it_gives_pages_that_hold_still_while_tickets_come(
    anybody: TestClient, made: list[str], database: Database, desk: Desk, clock: FakeClock
) -> None:
    seen: list[str] = []
    address = "/api/v1/tickets.jsonl?limit=10"
    while address:
        answer = anybody.get(address)
        seen += [json.loads(each)["id"] for each in answer.text.splitlines()]
        link = re.fullmatch(r'<https://[^/]+([^>]+)>; rel="next"', answer.headers.get("link", ""))
        address = link[1] if link else ""
        with database.transaction() as session:
            clock.pass_time(minutes=1)
            make_ticket(session, desk, clock(), "U" + "f" * 32)
    assert seen[:MANY] == made
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("province=ขอนแก่น", 5),
        ("agency=a", 20),
        ("category=disaster", 0),
        ("since=2099-01-01", 0),
        ("until=2099-01-01T00:00:00Z", MANY),
        ("updated_since=2000-01-01T00:00:00+07:00", MANY),
        ("state=open&limit=3", 3),
    ],
)
def test_it_narrows(anybody: TestClient, made: list[str], query: str, count: int) -> None:
    assert len(rows(anybody.get(f"/api/v1/tickets.csv?{query}").text)) == count


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=x",
        "limit=10001",
        "after=x",
        "since=monday",
        "category=nonsense",
        "state=nonsense",
        "agency=nonsense",
        "after=1~2026-ABC2!4",
    ],
)
def test_it_says_what_it_cannot_read(anybody: TestClient, cast: Cast, query: str) -> None:
    answer = anybody.get(f"/api/v1/tickets.csv?{query}")
    assert answer.status_code == 400
    assert "cannot read" in answer.json()["error"]


def test_it_lets_other_sites_read_but_none_too_often(
    anybody: TestClient, cast: Cast, clock: FakeClock
) -> None:
    answers = [anybody.get("/api/v1/tickets.jsonl?limit=1") for _ in range(61)]
    assert {each.status_code for each in answers[:60]} == {200}
    assert answers[0].headers["access-control-allow-origin"] == "*"
    assert answers[60].status_code == 429
    assert answers[60].headers["cache-control"] == "no-store", "or all behind a cache are refused"
    clock.pass_time(seconds=int(answers[60].headers["retry-after"]))
    assert anybody.get("/api/v1/tickets.jsonl?limit=1").status_code == 200


def test_it_writes_no_formulas_into_sheets(
    anybody: TestClient, made: list[str], database: Database
) -> None:
    with database.transaction() as session:
        session.get_one(Ticket, 1).district = "=1+1"
    [first, *_] = rows(anybody.get("/api/v1/tickets.csv").text)
    assert first["district"] == "'=1+1"


def test_it_keeps_a_file_of_each_day_under_its_own_address(
    anybody: TestClient,
    made: list[str],
    database: Database,
    desk: Desk,
    clock: FakeClock,
    files: FileStore,
) -> None:
    assert anybody.get("/open-data/latest.csv.gz").status_code == 404
    for _ in range(snapshots.DAYS + 2):
        snapshots.keep_up(database, files, desk, clock(), "")
        snapshots.keep_up(database, files, desk, clock(), "")  # once a day is enough
        clock.pass_time(hours=24)
    with database.reading() as session:
        kept = snapshots.list_snapshots(session)
    assert len(kept) == snapshots.DAYS
    assert kept[0].tickets == MANY
    name = f"/open-data/{kept[0].day.isoformat()}.csv.gz"
    packed = anybody.get(name).content
    assert [each["id"] for each in rows(gzip.decompress(packed).decode())] == made
    assert anybody.get("/open-data/latest.csv.gz").content == packed
    assert name in anybody.get("/open-data").text
    assert anybody.get("/open-data/2020-01-01.csv.gz").status_code == 404
