"""Nothing personal in anything that anybody may open: planted everywhere, then searched for."""

import gzip
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, func, select

from complaints.change import By, Change
from complaints.desk import Desk
from complaints.erasure import WITHHELD
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.publishing import figures, snapshots, texts
from complaints.publishing.texts import clear, list_pieces, take_back
from complaints.queries import list_attachments
from complaints.tables import EventKind, Ticket, TicketEvent
from store import gauges
from store.database import Database
from store.files import FileStore
from tests.cast import MALEE, SOMCHAI, Cast, make_reporter, make_ticket
from tests.fakes import FakeClock

PERSONAL = {
    "phone": "081-234-5678",
    "name": "สมหญิง",
    "id": "1234567890123",
    "plate": "1กข 1234",
    "line": "somying99",
    "mail": "somying@example.com",
    "house": "99/123",
}
EVERYTHING = (
    f"นาง{PERSONAL['name']} บ้านเลขที่ {PERSONAL['house']} โทร {PERSONAL['phone']} "
    f"บัตร {PERSONAL['id']} รถ {PERSONAL['plate']} ไลน์ {PERSONAL['line']} {PERSONAL['mail']}"
)
LATITUDE, LONGITUDE = 13.7796123, 100.6065432


@dataclass
class Planted:
    open: str
    sealed: str
    secrets: tuple[str, ...]


@pytest.fixture
def planted(
    database: Database, desk: Desk, clock: FakeClock, cast: Cast, files: FileStore
) -> Planted:
    """An open ticket full of personal things, and a sealed one."""
    by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.anan.agency_id)
    with database.transaction() as session:
        reporter = make_reporter(session, clock(), SOMCHAI)
        hidden = make_ticket(session, desk, clock(), SOMCHAI, category="corruption")
        ticket = make_ticket(session, desk, clock(), text=EVERYTHING, address=f"{EVERYTHING} ซอย 4")
        ticket.latitude, ticket.longitude = LATITUDE, LONGITUDE
        change = Change(Move.ACCEPT, Status.RECEIVED, note=EVERYTHING)
        make_move(session, desk, ticket, change, by, clock())
        session.add(
            TicketEvent(
                ticket_id=ticket.id or 0,
                at=clock(),
                kind=EventKind.COMMENTED,
                actor="reporter:1",
                note=EVERYTHING,
            )
        )
        session.add(
            TicketEvent(
                ticket_id=ticket.id or 0,
                at=clock(),
                kind=EventKind.NOTED,
                actor=by.id,
                agency_id=by.agency_id,
                note=EVERYTHING,
            )
        )
        figures.keep(session, figures.reckon(session, desk, clock()), clock())
        pseudonym = reporter.pseudonym
        number = ticket.reporter_id
    snapshots.keep_up(database, files, desk, clock(), "https://assistant.example.go.th")
    officers = ("อนันต์", "ใจดี", "anan")
    exact = ("13.7796", "100.6065")
    users = (MALEE, SOMCHAI, f"reporter:{number}", "officer:")
    return Planted(
        ticket.code,
        hidden.code,
        (*PERSONAL.values(), *officers, *exact, *users, pseudonym, hidden.code, "corruption"),
    )


def answers(anybody: TestClient, planted: Planted) -> dict[str, str]:
    """Everything anybody may open: {address: what it holds}."""
    box = "south=13&west=100&north=14&east=101"
    addresses = (
        "/",
        "/?lang=en",
        "/problems",
        "/problems?state=in_progress&age=7",
        f"/t/{planted.open}",
        f"/t/{planted.open}?lang=en",
        f"/t/{planted.sealed}",
        f"/find?number={planted.open}",
        "/map",
        f"/map/cells.json?{box}&zoom=9",
        f"/map/cells.json?{box}&zoom=22",
        "/agencies",
        "/embed/all",
        "/embed/all.svg",
        "/embed/a",
        "/open-data",
        "/api/v1/tickets.csv",
        "/api/v1/tickets.jsonl",
        "/api/v1/tickets.geojson",
        "/api/v1/tickets.jsonl?limit=1",
        "/open-data/latest.csv.gz",
        "/open311/v2/discovery.json",
        "/open311/v2/requests.xml",
        "/open311/v2/requests.json",
        f"/open311/v2/requests/{planted.open}.json",
    )
    told = {}
    for address in addresses:
        answer = anybody.get(address)
        packed = address.endswith(".gz")
        text = gzip.decompress(answer.content).decode() if packed else answer.text
        told[address] = text + str(dict(answer.headers))
    return told


def test_it_tells_nothing_personal_and_nothing_of_sealed_tickets(
    anybody: TestClient, planted: Planted
) -> None:
    told = answers(anybody, planted)
    assert sum(planted.open in text for text in told.values()) > 12  # it is there
    leaks = [
        (address, secret)
        for address, text in told.items()
        for secret in planted.secrets
        if secret in text and not (secret == planted.sealed and secret in address)
    ]
    assert leaks == []


def test_it_answers_for_a_sealed_ticket_as_for_one_that_never_was(
    anybody: TestClient, planted: Planted
) -> None:
    for address in (
        "/t/{}",
        "/find?number={}",
        "/open311/v2/requests/{}.json",
        "/t/{}/photos/1.jpg",
    ):
        sealed = anybody.get(address.format(planted.sealed))
        unknown = anybody.get(address.format("2026-ZZZZZZ"))
        assert sealed.status_code == unknown.status_code == 404
        text = sealed.text.replace(planted.sealed, "2026-ZZZZZZ")
        assert text == unknown.text


def test_it_shows_words_and_photos_once_cleared_and_no_longer_once_taken_back(
    anybody: TestClient, planted: Planted, database: Database, clock: FakeClock, files: FileStore
) -> None:
    page, api = f"/t/{planted.open}", "/api/v1/tickets.jsonl"
    photo = f"{page}/photos/1.jpg"
    files.put("photos/before.jpg", b"\xff\xd8 a photo")
    assert anybody.get(photo).status_code == 404
    words = "น้ำท่วมในซอย รถผ่านไม่ได้"
    with database.transaction() as session:
        ticket = find(session, planted.open)
        clear(session, ticket, "description", words, "officer:1", clock())
        list_attachments(session, ticket)[0].cleared_at = clock()
    assert words in anybody.get(page).text
    assert words in anybody.get(api).text
    shown = anybody.get(photo)
    assert (shown.status_code, shown.content) == (200, b"\xff\xd8 a photo")
    assert shown.headers["cache-control"] == "no-cache"
    with database.transaction() as session:
        ticket = find(session, planted.open)
        take_back(session, ticket, "description", "officer:1", clock())
        list_attachments(session, ticket)[0].cleared_at = None
    assert words not in anybody.get(page).text
    assert words not in anybody.get(api).text
    assert anybody.get(photo).status_code == 404


def test_it_shows_the_cleared_words_of_an_officer_in_the_story(
    anybody: TestClient, planted: Planted, database: Database, clock: FakeClock
) -> None:
    words = "ส่งช่างเข้าไปดูแล้ว"
    with database.transaction() as session:
        ticket = find(session, planted.open)
        [piece] = [each for each in list_pieces(session, ticket) if each.event is not None]
        clear(session, ticket, piece.key, words, "officer:1", clock())
    assert words in anybody.get(f"/t/{planted.open}").text


def test_it_takes_a_ticket_out_of_every_file_once_it_is_sealed(
    anybody: TestClient,
    planted: Planted,
    database: Database,
    desk: Desk,
    clock: FakeClock,
    files: FileStore,
) -> None:
    first = gzip.decompress(anybody.get("/open-data/latest.csv.gz").content).decode()
    assert planted.open in first
    clock.pass_time(hours=24)
    snapshots.keep_up(database, files, desk, clock(), "")
    with database.transaction() as session:
        ticket = find(session, planted.open)
        ticket.sealed = True
        session.add(
            TicketEvent(
                ticket_id=ticket.id or 0,
                at=clock(),
                kind=EventKind.RECATEGORISED,
                actor="officer:1",
            )
        )
    snapshots.keep_up(database, files, desk, clock(), "")
    with database.reading() as session:
        names = [f"{each.day.isoformat()}.csv.gz" for each in snapshots.list_snapshots(session)]
    assert len(names) == 2
    for name in names:
        text = gzip.decompress(anybody.get(f"/open-data/{name}").content).decode()
        assert planted.open not in text
        assert text.startswith("\ufeffid,")


def test_it_takes_out_what_was_sealed_in_a_commit_that_came_late(
    anybody: TestClient,
    planted: Planted,
    database: Database,
    desk: Desk,
    clock: FakeClock,
    files: FileStore,
) -> None:
    """PostgreSQL gives a number before the commit: the next number may be committed first."""
    with database.transaction() as session:
        ticket_id = find(session, planted.open).id or 0
        newest = session.exec(select(func.max(TicketEvent.id))).one() or 0
    noted: dict[str, Any] = {
        "ticket_id": ticket_id,
        "at": clock(),
        "kind": EventKind.NOTED,
        "actor": "officer:1",
    }
    with database.transaction() as session:
        session.add(TicketEvent(id=newest + 2, **noted))
    snapshots.keep_up(database, files, desk, clock(), "")
    with database.transaction() as session:
        find(session, planted.open).sealed = True
        session.add(TicketEvent(id=newest + 1, **noted))
    snapshots.keep_up(database, files, desk, clock(), "")
    text = gzip.decompress(anybody.get("/open-data/latest.csv.gz").content).decode()
    assert planted.open not in text
    clock.pass_time(minutes=5)
    snapshots.keep_up(database, files, desk, clock(), "")
    with database.reading() as session:
        kept = gauges.get_gauge(session, snapshots.GAUGE)
    assert kept is not None
    assert kept.value["event_id"] == newest + 2, "looked at for the last time"


def test_it_goes_on_with_the_other_files_where_one_was_lost(
    planted: Planted, database: Database, desk: Desk, clock: FakeClock, files: FileStore
) -> None:
    clock.pass_time(hours=24)
    snapshots.keep_up(database, files, desk, clock(), "")
    with database.transaction() as session:
        lost, kept = sorted(snapshots.list_snapshots(session), key=lambda each: each.day)
        find(session, planted.open).sealed = True
        ticket_id = find(session, planted.open).id or 0
        noted: dict[str, Any] = {"at": clock(), "kind": EventKind.NOTED, "actor": "officer:1"}
        session.add(TicketEvent(ticket_id=ticket_id, **noted))
    files.delete(lost.key)
    snapshots.keep_up(database, files, desk, clock(), "")
    with database.reading() as session:
        assert [each.day for each in snapshots.list_snapshots(session)] == [kept.day]
    assert planted.open not in gzip.decompress(files.read(kept.key)).decode()


def test_it_forgets_words_taken_back_behind_those_of_people_who_write_dashes(
    planted: Planted, database: Database, desk: Desk, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for words in ("ถนนพัง — หน้าตลาด", "ท่อแตก — หน้าวัด", "น้ำท่วม"):
            ticket = make_ticket(session, desk, clock(), text=words)
            texts.clear(session, ticket, texts.DESCRIPTION, words, "officer:1", clock())
        ticket.description = WITHHELD
    with database.transaction() as session:
        assert texts.forget_outdated(session, 1) == 1
        assert texts.forget_outdated(session, 1) == 0


def find(session: Session, code: str) -> Ticket:
    return session.exec(select(Ticket).where(Ticket.code == code)).one()
