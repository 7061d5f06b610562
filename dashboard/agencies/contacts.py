"""Lets an agency's LINE group go, for who looks after agencies."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from agencies.contacts import groups
from dashboard.agencies import addresses
from dashboard.auth import SignedIn
from dashboard.row_id import RowId
from dashboard.wiring import Wired

router = APIRouter(prefix="/agencies/{agency_id}/groups")


@router.post("/{group_id}/off")
def unbind(wiring: Wired, visitor: SignedIn, agency_id: RowId, group_id: RowId) -> Response:
    """Let the group go."""
    by = f"officer:{visitor.officer.id}"
    with wiring.database.transaction() as session:
        groups.unbind(session, agency_id, group_id, by, wiring.clock())
    return RedirectResponse(addresses.agency(agency_id, done="group_off"), 303)
