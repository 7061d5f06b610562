"""Where an agency stands in the tree: under which other one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies import tree
from core.errors import InvalidInput
from dashboard.agencies import addresses
from dashboard.agencies.one import agency_page
from dashboard.agencies.problems import by, refused
from dashboard.auth import SignedIn
from dashboard.row_id import LARGEST, RowId
from dashboard.wiring import Wired

router = APIRouter(prefix="/agencies/{agency_id}/parent")


@router.post("")
def move(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency_id: RowId,
    parent_id: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Put it under another agency, or under none."""
    try:
        parent = _chosen(parent_id)
        with wiring.database.transaction() as session:
            tree.move(session, agency_id, parent, by(wiring, visitor))
    except InvalidInput as error:
        problem = refused("parent", error, parent_id=parent_id)
        return agency_page(request, wiring, agency_id, problem)
    return RedirectResponse(addresses.agency(agency_id, done="agency_moved"), 303)


def _chosen(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal()) or not 1 <= int(typed) <= LARGEST:
        raise InvalidInput("parent_unknown")
    return int(typed)
