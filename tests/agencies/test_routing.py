"""Which agency owns a problem: the most specific line of coverage wins."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, select

from agencies.boundaries import ShapeCache, containing, make_boundary
from agencies.coordinates import Point
from agencies.reasons import Reason, read_reason
from agencies.routing import route, takes_sealed
from agencies.shapes import read_corners
from agencies.tables import Agency, Coverage, Officer, Part, Role
from core.errors import NotFound
from store.database import Database
from tests.cast import PASSWORD_HASH, Cast
from tests.fakes import FakeClock
from thai.address import Address

BANGKOK = Address("กรุงเทพมหานคร", "วังทองหลาง", "พลับพลา")
PIN = Point(13.7796, 100.6065)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


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


def draw(session: Session, agency_id: int, name: str, half: float, **covers: str) -> None:
    """Give the agency a square around the pin, `half` degrees to each side."""
    lat, lon = PIN.latitude, PIN.longitude
    corners = [(lat - half, lon - half), (lat - half, lon + half), (lat + half, lon + half)]
    corners.append((lat + half, lon - half))
    drawn = read_corners("\n".join(f"{y}, {x}" for y, x in corners))
    boundary = make_boundary(agency_id, name, drawn, NOW)
    session.add(boundary)
    session.flush()
    session.add(Coverage(agency_id=agency_id, boundary_id=boundary.id, **covers))  # type: ignore[arg-type]
    session.flush()


def test_it_prefers_the_boundary_the_pin_lies_in(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        add_agency(session, "named", subdistrict="พลับพลา")
        town = add_agency(session, "town", province="ยะลา")
        draw(session, town, "เทศบาล", 0.02)
        routed = route(session, "disaster", BANGKOK, point=PIN)
        assert (routed.agency_id, routed.reason) == (town, "coverage:;boundary=เทศบาล")
        elsewhere = Point(PIN.latitude + 0.1, PIN.longitude)
        assert route(session, "disaster", BANGKOK, point=elsewhere).agency_id != town
        assert route(session, "disaster", BANGKOK).agency_id != town


def test_it_prefers_the_smaller_of_two_boundaries(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        small, large = add_agency(session, "small"), add_agency(session, "large")
        draw(session, small, "เล็ก", 0.01)
        draw(session, large, "ใหญ่", 0.05, category="disaster")
        assert route(session, "disaster", BANGKOK, point=PIN).agency_id == small


def test_it_follows_a_boundary_that_is_taken_back(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        town = add_agency(session, "town", province="ยะลา")
        draw(session, town, "เทศบาล", 0.02)
        assert route(session, "disaster", BANGKOK, point=PIN).agency_id == town
        (line,) = session.exec(select(Coverage).where(col(Coverage.boundary_id).is_not(None)))
        session.delete(line)
        session.flush()
        assert route(session, "disaster", BANGKOK, point=PIN).agency_id == cast.agency_a.id


def test_it_brings_in_every_joint_agency_that_fits(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        water = add_agency(session, "water", part=Part.JOINT, category="disaster")
        police = add_agency(session, "police", part=Part.JOINT, province="กรุงเทพมหานคร")
        add_agency(session, "other", part=Part.JOINT, province="ยะลา")
        own = Coverage(agency_id=cast.agency_a.id or 0, part=Part.JOINT, category="disaster")
        session.add(own)
        session.flush()
        routed = route(session, "disaster", BANGKOK)
        assert routed.agency_id == cast.agency_a.id, "a joint line never makes a lead"
        assert {water, police} <= set(routed.joint)
        assert cast.agency_a.id not in routed.joint, "the lead does not join itself"
        assert route(session, "corruption", BANGKOK, sealed=True).joint == ()


def test_it_writes_the_notes_into_the_reason(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        routed = route(session, "disaster", BANGKOK, notes=("far",))
        assert routed.reason == "coverage:กรุงเทพมหานคร;far"
        assert read_reason(routed.reason) == Reason("coverage", ("กรุงเทพมหานคร",), "", ("far",))


def test_it_keeps_a_reason_within_its_column() -> None:
    reason = Reason("coverage", ("x" * 40, "ก" * 80, "ข" * 80, "ค" * 80), "น;ม" * 40, ("far",))
    assert len(str(reason)) <= 300
    assert ";" not in read_reason(str(Reason("coverage", (), "น;ม"))).boundary


def test_it_reads_a_shape_once_and_forgets_the_least_used(database: Database, cast: Cast) -> None:
    cache = ShapeCache(most=1)
    with database.transaction() as session:
        for name, half in (("one", 0.01), ("two", 0.02)):
            draw(session, cast.agency_a.id or 0, name, half)
        for _ in range(2):
            found = containing(session, PIN, cache)
            assert {each.name for each in found.values()} == {"one", "two"}
