"""What an officer wrote is given back by the page that says why it was not taken."""

import pytest
from sqlmodel import Session

from agencies.tables import Agency
from complaints.tables import Ticket
from dashboard.limits import LARGEST_OF_STRANGERS
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words

NOTE = "ลงพื้นที่แล้ว พบท่อชำรุดสองจุด นัดช่างพรุ่งนี้เก้าโมง"
TYPED = {"seen": "received", "seen_officer": "0", "note": NOTE}


def hand_below(session: Session, ticket: Ticket, cast: Cast) -> None:
    """Give the ticket to an agency below its own."""
    below = Agency(code="c", name="แขวงทาง", short_name="แขวง", parent_id=cast.agency_a.id)
    session.add(below)
    session.flush()
    session.get_one(Ticket, ticket.id).agency_id = below.id or 0


@pytest.mark.parametrize("act", ["moves/accept", "notes", "letters"])
def test_it_gives_back_words_for_a_ticket_just_handed_to_an_agency_below(
    arun: Browser, report: Report, database: Database, cast: Cast, act: str
) -> None:
    ticket = report()
    with database.transaction() as session:
        hand_below(session, ticket, cast)
    form = TYPED | {"words": NOTE}
    refused = arun.post(f"/tickets/{ticket.code}/{act}", data=form)

    assert refused.status_code == 403
    assert NOTE in refused.text
    assert f'href="/dashboard/tickets/{ticket.code}"' in refused.text


def test_it_gives_back_words_that_come_after_the_session_ended(
    visit: Visit, report: Report
) -> None:
    ticket = report()
    page = visit().post(f"/tickets/{ticket.code}/notes", data=TYPED)

    assert page.status_code == 401
    assert NOTE in page.text
    assert "หมดเวลาการเข้าใช้งาน" in words(page)
    assert f'href="/dashboard/login?next=%2Fdashboard%2Ftickets%2F{ticket.code}"' in page.text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/announcements", {"kind": "banner", "text_th": NOTE, "text_en": "closed tonight"}),
        ("/templates/new", {"use": "finish", "title": "ซ่อมท่อแล้ว", "body": NOTE}),
        ("/knowledge/entries/publish", {"title": "ถาม", "asks": "ถามอย่างไร", "answer": NOTE}),
        ("/agencies/1/boundaries/add", {"corners": "13.75, 100.58\n13.75, 100.63"}),
    ],
)
def test_it_gives_back_what_an_administrator_wrote(
    visit: Visit, path: str, form: dict[str, str]
) -> None:
    page = visit().post(path, data=form)
    assert page.status_code == 401
    assert all(text in page.text for name, text in form.items() if name not in {"kind", "use"})


def test_it_leads_to_sign_in_where_nothing_was_typed(visit: Visit, report: Report) -> None:
    sent = visit().post(f"/tickets/{report().code}/moves/accept", data={"seen": "received"})

    assert (sent.status_code, sent.headers["location"]) == (303, "/dashboard/login")


def test_it_blames_no_photo_for_a_session_that_ended(visit: Visit, report: Report) -> None:
    large = ("photos", ("after.jpg", bytes(LARGEST_OF_STRANGERS), "image/jpeg"))
    page = visit().post(f"/tickets/{report().code}/moves/finish", data=TYPED, files=[large])

    assert page.status_code == 413
    assert "หมดเวลาการเข้าใช้งาน" in words(page)


def test_it_shows_no_words_of_another_sites_form(anan: Browser, report: Report) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    refused = anan.post(f"/tickets/{report().code}/notes", data=TYPED, headers=headers)

    assert refused.status_code == 403
    assert NOTE not in refused.text
