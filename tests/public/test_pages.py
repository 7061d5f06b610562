"""The pages for everybody: front, list, ticket, map, agencies, cards, and where nothing is."""

import re

import pytest
from fastapi.testclient import TestClient

from complaints.change import By, Change
from complaints.desk import Desk
from complaints.groups.changes import group
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.publishing import figures
from complaints.tables import Ticket
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, SOMCHAI, Cast, make_ticket
from tests.fakes import FakeClock

CODE = re.compile(r"/t/(2026-[A-Z0-9]{6})")


@pytest.fixture
def ticket(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Ticket:
    with database.transaction() as session:
        return make_ticket(session, desk, clock())


def by_anan(cast: Cast) -> By:
    return By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.anan.agency_id)


def codes(text: str) -> list[str]:
    """The numbers a page shows, in order, each once."""
    return list(dict.fromkeys(CODE.findall(text)))


def test_it_speaks_the_reader_s_language(anybody: TestClient, ticket: Ticket) -> None:
    assert 'lang="th"' in anybody.get("/").text
    english = anybody.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert 'lang="en"' in english.text
    assert english.headers["vary"] == "Accept-Language"
    chosen = anybody.get(f"/t/{ticket.code}?lang=en").text
    assert "Roads and footpaths" in chosen
    assert "/problems?lang=en" in chosen
    assert "ถนน ทางเท้า" in anybody.get("/problems?lang=th", headers={"accept-language": "en"}).text


def test_it_says_nothing_anew_that_has_not_changed(anybody: TestClient, ticket: Ticket) -> None:
    for path in ("/", "/problems", f"/t/{ticket.code}", "/open-data"):
        first = anybody.get(path)
        again = anybody.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_it_lists_problems_page_by_page_each_once(
    anybody: TestClient, database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    made = []
    with database.transaction() as session:
        for number in range(45):
            clock.pass_time(seconds=number % 2)  # some at one moment
            made.append(make_ticket(session, desk, clock(), f"U{number:032}").code)
    seen: list[str] = []
    address = "/problems"
    while address:
        page = anybody.get(address).text
        seen += codes(page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=road_sidewalk", True),
        ("category=disaster", False),
        ("state=open", True),
        ("state=received", True),
        ("state=finished", False),
        ("agency=a", True),
        ("agency=b", False),
        ("age=7", True),
        ("age=over30", False),
        ("state=overdue", False),
        ("province=กรุงเทพมหานคร", True),
        ("province=ขอนแก่น", False),
        ("province=%00", True),
        ("category=nonsense&state=x&age=y&before=~~", True),
    ],
)
def test_it_narrows_the_list(anybody: TestClient, ticket: Ticket, query: str, found: bool) -> None:
    assert codes(anybody.get(f"/problems?{query}").text) == ([ticket.code] if found else [])


def test_it_finds_what_is_overdue(anybody: TestClient, ticket: Ticket, clock: FakeClock) -> None:
    clock.pass_time(hours=24 * 40)
    assert codes(anybody.get("/problems?state=overdue&age=over30").text) == [ticket.code]
    assert "เกินกำหนด" in anybody.get(f"/t/{ticket.code}").text


def test_it_tells_a_ticket_s_story(
    anybody: TestClient,
    ticket: Ticket,
    database: Database,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> None:
    with database.transaction() as session:
        kept = session.get_one(Ticket, ticket.id)
        make_move(session, desk, kept, Change(Move.ACCEPT, Status.RECEIVED), by_anan(cast), clock())
        hold = Change(
            Move.HOLD,
            Status.IN_PROGRESS,
            note="รองบประมาณปีหน้า",
            hold_reason=HoldReason.BUDGET,
            expected_on=clock().date(),
        )
        make_move(session, desk, kept, hold, by_anan(cast), clock())
    page = anybody.get(f"/t/{ticket.code}").text
    story = page.split('class="story"')[1]
    places = [story.index(each) for each in ("รับแจ้งแล้ว", "รับเรื่อง เริ่ม", "พักไว้", "ของบประมาณ")]
    assert places == sorted(places)
    assert "สำนักการโยธา" in story
    assert "รองบประมาณปีหน้า" not in page  # nobody has cleared it
    assert "noindex" in anybody.get(f"/t/{ticket.code}").headers["x-robots-tag"]


def test_it_leads_from_joined_reports_to_the_main_one(
    anybody: TestClient,
    ticket: Ticket,
    database: Database,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> None:
    with database.transaction() as session:
        child = make_ticket(session, desk, clock(), SOMCHAI)
        group(session, desk, child, session.get_one(Ticket, ticket.id), by_anan(cast), clock())
    main = anybody.get(f"/t/{ticket.code}").text
    assert f"/t/{child.code}" in main
    assert "แจ้ง 2 คน" in main
    assert f"/t/{ticket.code}" in anybody.get(f"/t/{child.code}").text
    assert codes(anybody.get("/problems").text) == [ticket.code]


def test_it_finds_by_number_however_it_is_typed(anybody: TestClient, ticket: Ticket) -> None:
    for typed in (ticket.code, ticket.code.lower(), ticket.code.replace("-", " ")):
        found = anybody.get("/find", params={"number": typed})
        assert (found.status_code, found.headers["location"]) == (303, f"/t/{ticket.code}")
    missing = anybody.get("/find", params={"number": "<b>2026-ZZZZZZ"})
    assert missing.status_code == 404
    assert "<b>" not in missing.text.split("<main")[1]


def test_it_draws_problems_on_the_map_no_finer_than_a_hundred_metres(
    anybody: TestClient, ticket: Ticket, database: Database
) -> None:
    with database.transaction() as session:
        kept = session.get_one(Ticket, ticket.id)
        kept.latitude, kept.longitude = 13.77961, 100.60652
    box = {"south": 13.7803, "west": 100.6068, "north": 13.7804, "east": 100.6069, "zoom": 19}
    [pin] = anybody.get("/map/cells.json", params=box).json()["tickets"]
    assert pin["at"] == [13.78, 100.607]
    assert pin["code"] == ticket.code
    # The box holds a corner of its square, not the pin: all boxes of a square answer alike.
    outside = box | {"south": 13.7781, "north": 13.7784}
    assert anybody.get("/map/cells.json", params=outside).json()["tickets"] == []


def test_it_counts_many_problems_by_cells(
    anybody: TestClient, database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    with database.transaction() as session:
        for number in range(130):
            place = make_ticket(session, desk, clock(), f"U{number:032}")
            place.latitude, place.longitude = 13.7 + number % 2, 100.6
    box = {"south": 5, "west": 97, "north": 21, "east": 106, "zoom": 8}
    drawn = anybody.get("/map/cells.json", params=box).json()
    assert drawn["tickets"] == []
    assert sorted(each[2] for each in drawn["cells"]) == [65, 65]
    for latitude, longitude, _ in drawn["cells"]:
        assert min(abs(latitude - 13.7), abs(latitude - 14.7)) < 0.2
        assert abs(longitude - 100.6) < 0.2


def test_it_sets_agencies_side_by_side(
    anybody: TestClient, ticket: Ticket, database: Database, desk: Desk, clock: FakeClock
) -> None:
    assert "กำลังนับ" in anybody.get("/agencies").text
    with database.transaction() as session:
        make_ticket(session, desk, clock(), SOMCHAI, address=KHONKAEN_ADDRESS)
        make_ticket(session, desk, clock(), SOMCHAI, category="corruption")
        figures.keep(session, figures.reckon(session, desk, clock()), clock())
    page = anybody.get("/agencies").text
    assert "เทศบาลนครขอนแก่น" in page
    assert "สำนักการโยธา" in page
    assert "ศูนย์กลางรับเรื่อง" not in page  # it has but a sealed one
    with database.reading() as session:
        board = figures.read_board(session)
    assert board is not None
    assert board.whole.figures["problems"].top == 2
    assert [each.figures["problems"].top for each in board.rows] == [1, 1]


def test_it_gives_cards_to_other_sites(
    anybody: TestClient, ticket: Ticket, database: Database, desk: Desk, clock: FakeClock
) -> None:
    assert anybody.get("/embed/all").status_code == 404
    with database.transaction() as session:
        figures.keep(session, figures.reckon(session, desk, clock()), clock())
    for path in ("/embed/all", "/embed/a", "/embed/a.svg"):
        card = anybody.get(path)
        assert card.status_code == 200
        assert "frame-ancestors *" in card.headers["content-security-policy"]
        assert "max-age" in card.headers["cache-control"]
    assert anybody.get("/embed/a.svg").headers["content-type"].startswith("image/svg+xml")
    assert anybody.get("/embed/nobody").status_code == 404
    assert "frame-ancestors 'none'" in anybody.get("/").headers["content-security-policy"]


def test_it_shows_people_where_nothing_is_and_machines_the_bare_status(
    anybody: TestClient, cast: Cast
) -> None:
    page = anybody.get("/nowhere")
    assert page.status_code == 404
    assert "ไม่พบหน้านี้" in page.text
    machine = anybody.get("/nowhere", headers={"accept": "application/json"})
    assert machine.json() == {"detail": "Not Found"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/t/2026-%00", 404),
        ("/t/2026-%00/photos/1.jpg", 404),
        ("/embed/%00", 404),
        ("/problems?agency=%00&district=%00&province=%00&before=%00", 200),
        ("/map?agency=%00", 200),
        ("/find?number=%00", 404),
        ("/api/v1/tickets.csv?agency=%00", 400),
    ],
)
def test_it_takes_what_no_database_can_keep_for_something_that_is_not_there(
    anybody: TestClient,
    database: Database,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
    path: str,
    status: int,
) -> None:
    with database.transaction() as session:
        figures.keep(session, figures.reckon(session, desk, clock()), clock())
    assert anybody.get(path).status_code == status
