"""What a joint agency sees and may do: all but the moves, nothing sealed."""

from sqlmodel import col, select

from agencies.tables import Agency, Coverage, Part
from complaints.tables import Assignment, AssignmentRole, Ticket
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Report, Visit, words

ACCEPT = {"seen": "received"}


def join(database: Database, agency: Agency, **covers: str) -> None:
    with database.transaction() as session:
        session.add(Coverage(agency_id=agency.id or 0, part=Part.JOINT, **covers))  # type: ignore[arg-type]


def accept(cast: Cast, ticket: Ticket) -> dict[str, object]:
    return {"data": {**ACCEPT, "seen_agency": str(cast.agency_a.id)}}


def test_it_shows_a_joint_agency_the_ticket_but_not_the_moves(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    join(database, cast.agency_b, category="road_sidewalk")
    ticket = report()
    bua = visit("bua")
    queue = words(bua.get("/"))
    assert ticket.code in queue
    assert "ร่วมดูแล" in queue
    assert "สำนักการโยธา" in queue, "whose it is"
    page = bua.get(f"/tickets/{ticket.code}")
    assert "หน่วยงานหลัก" in words(page)
    assert f"/tickets/{ticket.code}/moves/" not in page.text, "its own part it may move"
    refused = bua.post(f"/tickets/{ticket.code}/moves/accept", **accept(cast, ticket))
    assert refused.status_code == 403
    assert words(visit("anan").get(f"/tickets/{ticket.code}")).count("เทศบาลนครขอนแก่น") >= 1


def test_it_leaves_the_moves_to_the_lead_and_the_centre(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    join(database, cast.agency_b)
    first, second = report(), report()
    for username, ticket in (("anan", first), ("chai", second)):
        moved = visit(username).post(f"/tickets/{ticket.code}/moves/accept", **accept(cast, ticket))
        assert moved.status_code == 303


def test_it_makes_a_joint_agency_the_lead_when_it_is_handed_the_ticket(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    join(database, cast.agency_b)
    ticket = report()
    form = {**ACCEPT, "seen_agency": str(cast.agency_a.id), "note": "อยู่ในเขตเทศบาล"}
    form |= {"agency_id": str(cast.agency_b.id)}
    sent = visit("anan").post(f"/tickets/{ticket.code}/moves/forward", data=form)
    assert sent.status_code == 303
    page = visit("bua").get(f"/tickets/{ticket.code}")
    assert "/moves/accept" in page.text
    assert 'class="parts"' not in page.text, "nobody joins in any more"
    assert visit("anan").get(f"/tickets/{ticket.code}").status_code == 404
    with database.reading() as session:
        open_parts = select(Assignment).where(
            Assignment.ticket_id == ticket.id, col(Assignment.ended_at).is_(None)
        )
        (left,) = session.exec(open_parts).all()
        assert (left.agency_id, left.role) == (cast.agency_b.id, AssignmentRole.LEAD)


def test_it_keeps_sealed_tickets_from_joint_agencies(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    join(database, cast.agency_b)
    ticket = report(category="corruption")
    assert visit("bua").get(f"/tickets/{ticket.code}").status_code == 404
    assert ticket.code not in visit("bua").get("/").text


def test_it_shows_nothing_of_places_the_joint_line_does_not_name(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    join(database, cast.agency_b, province="ยะลา")
    ticket = report()
    assert visit("bua").get(f"/tickets/{ticket.code}").status_code == 404
