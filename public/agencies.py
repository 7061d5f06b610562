"""Agencies' figures side by side, and a card of them for other sites to embed."""

from fastapi import APIRouter, Request
from sqlmodel import Session, select
from starlette.responses import Response

from agencies.tables import Agency
from complaints.publishing.figures import Row, read_board
from public.questions import clean
from public.site import Site, render, security_headers

ALL = "all"  # in the address, for all agencies together


def make_router(site: Site) -> APIRouter:
    """Return `/agencies` and `/embed/…`. Access: public; cards may stand in any page."""
    router = APIRouter()
    anywhere = security_headers(frames="*")
    ten_minutes = "public, max-age=600"

    @router.get("/agencies", include_in_schema=False)
    def side_by_side(request: Request) -> Response:
        with site.database.reading() as session:
            board = read_board(session)
            codes = {each.id or 0: each.code for each in session.exec(select(Agency))}
        return render(site, request, "agencies.html", board=board, codes=codes)

    @router.get("/embed/{agency}.svg", include_in_schema=False)
    def picture(request: Request, agency: str) -> Response:
        return card(request, agency, "card.svg")

    @router.get("/embed/{agency}", include_in_schema=False)
    def page(request: Request, agency: str) -> Response:
        return card(request, agency, "card.html")

    def card(request: Request, agency: str, template: str) -> Response:
        with site.database.reading() as session:
            board = read_board(session)
            row = _find_row(session, agency)
        if row is None or board is None:
            return render(site, request, "not_found.html", 404, typed=agency, searched=False)
        return render(
            site,
            request,
            template,
            cache=ten_minutes,
            headers=anywhere,
            row=row,
            board=board,
            name=row.name or site.service_name,
        )

    return router


def _find_row(session: Session, code: str) -> Row | None:
    board = read_board(session)
    if board is None or code == ALL:
        return board.whole if board else None
    agency = session.exec(select(Agency).where(Agency.code == clean(code))).first()
    return board.row(agency.id or 0) if agency else None
