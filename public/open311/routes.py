"""The standard's addresses. Public, read only, no key."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from sqlmodel import Session, col, select
from starlette.responses import Response

from complaints.codes import find_code
from complaints.lifecycle import OPEN, Status
from complaints.publishing.reach import PUBLIC
from complaints.publishing.rows import as_rows
from complaints.tables import Ticket
from core.errors import InvalidInput
from public.open311.encoding import Encoding, Item, refuse, send, send_one
from public.open311.items import request_of, service_of
from public.open_data import read_moment
from public.questions import clean
from public.site import Site
from store.columns import one_of

ROOT = "/open311/v2"
MOST = 1000  # requests at once
SPAN = timedelta(days=90)
REQUESTS = ("service_requests", "request")


def make_router(site: Site) -> APIRouter:
    """Return `/open311/v2/…`. Access: public."""
    router = APIRouter(prefix=ROOT)
    _add_services(router, site)
    _add_requests(router, site)
    return router


def _add_services(router: APIRouter, site: Site) -> None:
    @router.get("/discovery.{encoding}", include_in_schema=False)
    def discovery(request: Request, encoding: Encoding) -> Response:
        return send_one(request, encoding, "discovery", _discovery(site))

    @router.get("/services.{encoding}", include_in_schema=False)
    def services(request: Request, encoding: Encoding) -> Response:
        items = [service_of(each) for each in site.desk.catalog if not each.sealed]
        return send(request, encoding, ("services", "service"), items)

    @router.get("/services/{code}.{encoding}", include_in_schema=False)
    def service(request: Request, code: str, encoding: Encoding) -> Response:
        known = code in site.desk.catalog and not site.desk.catalog.get(code).sealed
        if not known:
            return refuse(request, encoding, 404, "no such service_code")
        item: Item = {"service_code": code, "attributes": []}
        return send_one(request, encoding, "service_definition", item)


def _add_requests(router: APIRouter, site: Site) -> None:
    @router.get("/requests.{encoding}", include_in_schema=False)
    def requests(request: Request, encoding: Encoding) -> Response:
        def read(session: Session) -> Sequence[Ticket]:
            return list_requests(session, request, site.clock())

        return _send(site, request, encoding, read)

    @router.post("/requests.{encoding}", include_in_schema=False)
    def report(request: Request, encoding: Encoding) -> Response:
        # Nobody who answers for a report could be asked back; see docs/adr/0024.
        where = site.add_friend_url or site.public_url
        refused = refuse(request, encoding, 405, f"read only: report at {where}")
        refused.headers["Allow"] = "GET"
        return refused

    @router.get("/requests/{code}.{encoding}", include_in_schema=False)
    def one(request: Request, code: str, encoding: Encoding) -> Response:
        def read(session: Session) -> Sequence[Ticket]:
            return _named(session, code)

        return _send(site, request, encoding, read, single=True)


def _send(
    site: Site,
    request: Request,
    encoding: Encoding,
    read: Callable[[Session], Sequence[Ticket]],
    *,
    single: bool = False,
) -> Response:
    if wait := site.turnstile.seconds_to_wait(request):
        refused = refuse(request, encoding, 429, "too many requests")
        refused.headers["Retry-After"] = str(wait)
        return refused
    try:
        with site.database.reading() as session:
            rows = as_rows(session, site.desk, read(session), site.public_url)
    except InvalidInput as error:
        return refuse(request, encoding, 400, f"cannot read {error.reason}")
    if single and not rows:
        return refuse(request, encoding, 404, "no such service_request_id")
    return send(request, encoding, REQUESTS, [request_of(row) for row in rows])


def list_requests(session: Session, request: Request, now: datetime) -> Sequence[Ticket]:
    """Return what is asked for, the newest first: no more than 90 days nor 1,000 requests.

    Raises:
        InvalidInput: a date, a span or a status is none ("start_date", "end_date", "status").
    """
    query = request.query_params
    if named := query.get("service_request_id", ""):
        return _named(session, named)
    start, end = _span(query.get("start_date", ""), query.get("end_date", ""), now)
    found = select(Ticket).where(PUBLIC, Ticket.created_at >= start, Ticket.created_at <= end)
    if codes := [clean(each) for each in query.get("service_code", "").split(",") if each]:
        found = found.where(col(Ticket.category).in_(codes))
    if (statuses := _statuses(query.get("status", ""))) is not None:
        found = found.where(one_of(col(Ticket.status), statuses))
    newest = (col(Ticket.created_at).desc(), col(Ticket.code).desc())
    return session.exec(found.order_by(*newest).limit(MOST)).all()


def _span(first: str, last: str, now: datetime) -> tuple[datetime, datetime]:
    end = read_moment(last, "end_date") or now
    try:
        start = read_moment(first, "start_date") or end - SPAN
        end = end if last else min(now, start + SPAN)
    except OverflowError as error:  # at either end of the calendar
        raise InvalidInput("end_date" if last else "start_date") from error
    if end - start > SPAN:
        raise InvalidInput("start_date")
    return start, end


def _named(session: Session, text: str) -> Sequence[Ticket]:
    codes = [code for each in text.split(",")[:MOST] if (code := find_code(each))]
    newest = (col(Ticket.created_at).desc(), col(Ticket.code).desc())
    query = select(Ticket).where(PUBLIC, col(Ticket.code).in_(codes))
    return session.exec(query.order_by(*newest)).all()


def _statuses(text: str) -> list[Status] | None:
    asked = {each.strip() for each in text.split(",") if each.strip()}
    if not asked <= {"open", "closed"}:
        raise InvalidInput("status")
    if len(asked) != 1:
        return None
    return [each for each in Status if (each in OPEN) is ("open" in asked)]


def _discovery(site: Site) -> Item:
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": f"{site.public_url}{ROOT}",
        "changeset": "2026-11-20T00:00:00+07:00",
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": "2026-11-20T00:00:00+07:00",
        "contact": site.service_name,
        "key_service": "",
        "endpoints": [endpoint],
    }
