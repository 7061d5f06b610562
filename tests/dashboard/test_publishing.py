"""What officers let everybody read and see: masked, cleared by the lead, taken back at once."""

import pytest
from sqlmodel import select

from complaints.desk import Desk
from complaints.publishing.tables import PublicText
from complaints.publishing.texts import words_of
from complaints.queries import list_attachments
from complaints.tables import Ticket
from store.audit import list_about
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.dashboard.conftest import Visit
from tests.fakes import FakeClock

WORDS = "น้ำท่วมหน้าบ้านนายสมชาย ใจดี โทร 081-234-5678 ค่ะ"


@pytest.fixture
def ticket(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Ticket:
    with database.transaction() as session:
        return make_ticket(session, desk, clock(), text=WORDS)


def published(database: Database, ticket: Ticket) -> dict[str, str]:
    with database.reading() as session:
        return dict(words_of(session, session.get_one(Ticket, ticket.id)))


def test_it_proposes_the_words_with_the_personal_blotted_out(ticket: Ticket, visit: Visit) -> None:
    page = visit("anan").get(f"/tickets/{ticket.code}/publishing").text
    form = page.split("<textarea", 1)[1].split("</textarea>")[0]
    assert "081-234-5678" not in form
    assert "สมชาย" not in form
    assert "น้ำท่วมหน้าบ้าน" in form
    assert "เบอร์โทรศัพท์" in page


def test_it_publishes_what_the_officer_has_edited(
    ticket: Ticket, visit: Visit, database: Database
) -> None:
    anan = visit("anan")
    form = {"piece": "description", "words": "น้ำท่วมในซอย"}
    answer = anan.post(f"/tickets/{ticket.code}/publishing/clear", data=form)
    assert answer.status_code == 303
    assert published(database, ticket) == {"description": "น้ำท่วมในซอย"}
    back = f"/tickets/{ticket.code}/publishing/take-back"
    assert anan.post(back, data={"piece": "description"}).status_code == 303
    assert published(database, ticket) == {}
    with database.reading() as session:
        acts = [entry.action for entry in list_about(session, f"ticket:{ticket.id}")]
    assert acts[-2:] == ["text.cleared", "text.withheld"]


def test_it_asks_again_where_words_still_look_personal(
    ticket: Ticket, visit: Visit, database: Database
) -> None:
    anan, address = visit("anan"), f"/tickets/{ticket.code}/publishing/clear"
    form = {"piece": "description", "words": "โทรถามเทศบาลที่ 02-123-4567"}
    refused = anan.post(address, data=form)
    assert refused.status_code == 422
    assert form["words"] in refused.text
    assert published(database, ticket) == {}
    assert anan.post(address, data=form | {"although": "yes"}).status_code == 303
    assert published(database, ticket) == {"description": form["words"]}


def test_it_publishes_no_more_once_the_citizen_takes_the_words_back(
    ticket: Ticket, visit: Visit, database: Database
) -> None:
    form = {"piece": "description", "words": "น้ำท่วมในซอย"}
    visit("anan").post(f"/tickets/{ticket.code}/publishing/clear", data=form)
    with database.transaction() as session:
        session.get_one(Ticket, ticket.id).description = "—"
    assert published(database, ticket) == {}


def test_it_shows_and_hides_a_photo(ticket: Ticket, visit: Visit, database: Database) -> None:
    with database.reading() as session:
        [photo] = list_attachments(session, ticket)
    anan, address = visit("anan"), f"/tickets/{ticket.code}/publishing/photo"
    for cleared in ("yes", ""):
        answer = anan.post(address, data={"photo": str(photo.id), "cleared": cleared})
        assert answer.status_code == 303
        with database.reading() as session:
            [kept] = list_attachments(session, ticket)
        assert (kept.cleared_at is not None) is bool(cleared)


@pytest.mark.parametrize(("who", "status"), [("bua", 404), ("dao", 403)])
def test_it_lets_nobody_else_publish(
    ticket: Ticket, visit: Visit, database: Database, who: str, status: int
) -> None:
    form = {"piece": "description", "words": "น้ำท่วมในซอย"}
    answer = visit(who).post(f"/tickets/{ticket.code}/publishing/clear", data=form)
    assert answer.status_code == status
    with database.reading() as session:
        assert session.exec(select(PublicText)).first() is None
