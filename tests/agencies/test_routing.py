"""Which agency owns a problem: the most specific line of coverage wins."""

import pytest
from sqlmodel import Session

from agencies.routing import route, takes_sealed
from agencies.tables import Agency, Coverage, Officer, Role
from core.errors import NotFound
from store.database import Database
from tests.cast import PASSWORD_HASH, Cast
from tests.fakes import FakeClock
from thai.address import Address

BANGKOK = Address("กรุงเทพมหานคร", "วังทองหลาง", "พลับพลา")


def add_agency(session: Session, code: str, **covers: str) -> int:
    agency = Agency(code=code, name=code, short_name=code)
    session.add(agency)
    session.flush()
    session.add(Coverage(agency_id=agency.id or 0, **covers))  # type: ignore[arg-type]
    session.flush()
    return agency.id or 0


@pytest.mark.parametrize(
    ("covers", "reason"),
    [
        ({"province": "กรุงเทพมหานคร", "category": "disaster"}, "disaster/กรุงเทพมหานคร"),
        ({"district": "วังทองหลาง"}, "วังทองหลาง"),
        ({"subdistrict": "พลับพลา"}, "พลับพลา"),
    ],
)
def test_it_prefers_the_line_that_says_more(
    database: Database, cast: Cast, covers: dict[str, str], reason: str
) -> None:
    with database.transaction() as session:
        wanted = add_agency(session, "special", **covers)
        routed = route(session, "disaster", BANGKOK)
        assert routed.agency_id == wanted
        assert routed.reason == f"coverage:{reason}"
        assert cast.agency_a.id != wanted, "the province's agency had to stand back"


def test_it_ignores_a_line_that_names_something_else(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        add_agency(session, "elsewhere", province="กรุงเทพมหานคร", category="health")
        assert route(session, "disaster", BANGKOK).agency_id == cast.agency_a.id


def test_it_gives_the_central_desk_what_nobody_covers(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        routed = route(session, "disaster", Address("ยะลา"))
        assert (routed.agency_id, routed.reason) == (cast.central.id, "central_desk")


def test_it_passes_over_an_agency_that_is_switched_off(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        cast.agency_a.active = False
        session.add(cast.agency_a)
        session.flush()
        assert route(session, "disaster", BANGKOK).agency_id == cast.central.id


def test_it_seals_only_where_somebody_may_look(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        assert route(session, "corruption", BANGKOK, sealed=True).agency_id == cast.central.id
        assert not takes_sealed(session, cast.agency_a.id)
        session.add(
            Officer(
                agency_id=cast.agency_a.id or 0,
                username="integrity-a",
                name="ผู้ตรวจสอบ",
                role=Role.INTEGRITY,
                password_hash=PASSWORD_HASH,
                created_at=clock(),
            )
        )
        session.flush()
        assert route(session, "corruption", BANGKOK, sealed=True).agency_id == cast.agency_a.id
        assert takes_sealed(session, cast.agency_a.id)


def test_it_says_when_there_is_nowhere_to_go(database: Database) -> None:
    with database.transaction() as session, pytest.raises(NotFound):
        route(session, "disaster", BANGKOK)


def test_it_gives_to_the_oldest_of_two_central_desks(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        session.add(Agency(code="late", name="late", short_name="late", is_central_desk=True))
        session.flush()
        session.merge(cast.central).short_name = "moved in the table"
        session.flush()
        assert route(session, "disaster", Address("ยะลา")).agency_id == cast.central.id
