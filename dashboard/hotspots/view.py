"""The hot spots as the page shows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from agencies.tables import Officer
from categories.catalog import Catalog, Category
from complaints.hotspots import Spot, find_spots
from dashboard import paths
from dashboard.places import area_words

PERIODS = (3, 6, 12, 24)  # months
DAYS_PER_MONTH = 30.44
MOST_LINKED = 5


@dataclass(frozen=True, slots=True)
class SpotView:
    """One hot spot: its figures, where it is and its newest tickets as (number, address)."""

    category: Category
    place: str
    latitude: float
    longitude: float
    problems: int
    people: int
    open_now: int
    months: int
    first_at: datetime
    last_at: datetime
    tickets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HotspotsView:
    """The page: what was asked for and what was found."""

    months: int
    periods: tuple[int, ...]
    category: str
    categories: tuple[Category, ...]
    spots: tuple[SpotView, ...]


def load(
    session: Session, catalog: Catalog, officer: Officer, months: int, category: str, now: datetime
) -> HotspotsView:
    """Read the page; an unknown category narrows nothing."""
    known = category if category in catalog else ""
    since = now - timedelta(days=months * DAYS_PER_MONTH)
    return HotspotsView(
        months=months,
        periods=PERIODS,
        category=known,
        categories=tuple(each for each in catalog if each.duplicate_radius_m),
        spots=tuple(_spot(catalog, spot) for spot in find_spots(session, officer, since, known)),
    )


def _spot(catalog: Catalog, spot: Spot) -> SpotView:
    newest = spot.tickets[0]
    area = area_words(newest.province, newest.district, newest.subdistrict)
    return SpotView(
        category=catalog.get(spot.category),
        place=newest.address or area,
        latitude=spot.latitude,
        longitude=spot.longitude,
        problems=spot.problems,
        people=spot.people,
        open_now=spot.open_now,
        months=spot.months,
        first_at=spot.first_at,
        last_at=spot.last_at,
        tickets=tuple(
            (ticket.code, paths.ticket(ticket.code)) for ticket in spot.tickets[:MOST_LINKED]
        ),
    )
