"""A trial of the routing: what was asked, and which agency it leads to."""

import math
from dataclasses import dataclass

from sqlmodel import Session

from agencies.locating import locate
from agencies.queries import agency_names
from agencies.routing import route
from categories.catalog import Catalog, Category
from core.errors import NotFound
from dashboard.agencies import addresses
from dashboard.ticket.routing import routing_sentence
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed."""

    address: str = ""
    category: str = ""
    latitude: str = ""
    longitude: str = ""

    @property
    def asks(self) -> bool:
        """Whether there is a place to route from."""
        return bool(self.address or (self.latitude and self.longitude))


@dataclass(frozen=True, slots=True)
class Result:
    """Where it would go. `agency` is empty where there is nowhere to go."""

    agency: str
    link: str
    reason: str
    area: str
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialView:
    """Everything on the page."""

    tried: Tried
    categories: tuple[Category, ...]
    result: Result | None
    shapes: str
    problem: str = ""


def load(session: Session, catalog: Catalog, tried: Tried) -> TrialView:
    """Read the page: with an answer where a place was told."""
    known = tried.category if tried.category in catalog else catalog.categories[0].code
    point = (_degrees(tried.latitude), _degrees(tried.longitude))
    unreadable = [
        text for text in (tried.latitude, tried.longitude) if text and _degrees(text) is None
    ]
    problem = say("agencies.problem.degrees", text=unreadable[0][:40]) if unreadable else ""
    result = (
        _result(session, catalog, known, tried.address, point)
        if tried.asks and not problem
        else None
    )
    return TrialView(tried, catalog.categories, result, addresses.SHAPES, problem)


def _result(
    session: Session,
    catalog: Catalog,
    category: str,
    address: str,
    point: tuple[float | None, float | None],
) -> Result:
    located = locate(address, *point)
    area = str(located.address)
    try:
        routed = route(
            session,
            category,
            located.address,
            point=located.point,
            notes=located.notes,
            sealed=catalog.get(category).sealed,
        )
    except NotFound:
        return Result("", "", say("agencies.nowhere"), area, ())
    names = agency_names(session, {routed.agency_id, *routed.joint})
    return Result(
        agency=names[routed.agency_id],
        link=addresses.agency(routed.agency_id),
        reason=routing_sentence(routed.reason, catalog),
        area=area,
        joint=tuple(names[each] for each in routed.joint),
    )


def _degrees(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
