"""Who owns what at a glance."""

from agencies.overview import Clash, Ground, Owners, clashes, grounds, owners
from agencies.tables import Coverage, Part

BANGKOK, KHONKAEN = "กรุงเทพมหานคร", "ขอนแก่น"
KINDS = ["disaster", "health"]


def line(line_id: int, agency_id: int, part: Part = Part.LEAD, **covers: object) -> Coverage:
    return Coverage(id=line_id, agency_id=agency_id, part=part, **covers)  # type: ignore[arg-type]


def table(lines: list[Coverage], sizes: dict[int, float] | None = None) -> list[Owners]:
    return owners(grounds(lines), lines, KINDS, sizes or {})


def test_it_shows_the_owner_of_every_category_in_every_area_named() -> None:
    lines = [
        line(1, 10, province=BANGKOK),
        line(2, 20, province=BANGKOK, district="จตุจักร", category="health"),
        line(3, 30, Part.JOINT, category="disaster"),
    ]
    everywhere, bangkok, district = table(lines)
    assert everywhere.leads == {"disaster": None, "health": None}, "the central desk's"
    assert bangkok.leads == {"disaster": 10, "health": 10}
    assert district.leads == {"disaster": 10, "health": 20}
    assert district.joint == {"disaster": frozenset({30}), "health": frozenset()}


def test_it_shows_a_boundary_as_an_area_of_its_own() -> None:
    lines = [line(1, 10), line(2, 20, boundary_id=7)]
    rows = {row.ground: row.leads["health"] for row in table(lines, {7: 3.0})}
    assert rows == {Ground(): 10, Ground(boundary_id=7): 20}


def test_it_names_agencies_that_claim_the_same() -> None:
    lines = [
        line(3, 30, province=BANGKOK),
        line(1, 10, province=BANGKOK),
        line(2, 20, Part.JOINT, province=BANGKOK),
        line(4, 10, province=KHONKAEN),
        line(5, 10, province=KHONKAEN),
        line(6, 20, province=KHONKAEN, category="health"),
    ]
    assert clashes(lines) == [Clash(Ground(BANGKOK), "", (10, 30))]
