"""The LINE groups of one's agency, for who looks after the work of others."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from agencies.contacts import codes, groups
from core.errors import InvalidInput
from dashboard.account.notifications import done
from dashboard.account.page import notifications_page, refused
from dashboard.account.view import make_code
from dashboard.auth import SignedIn
from dashboard.row_id import RowId
from dashboard.wiring import Wired

router = APIRouter(prefix="/account/notifications/groups")


@router.post("/code")
def ask_code(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Make a code for a group and show it, once."""
    try:
        with wiring.database.transaction() as session:
            code = codes.issue(session, visitor.officer, wiring.clock(), visitor.agency)
    except InvalidInput as error:
        return notifications_page(request, wiring, visitor, refused("groups", error))
    shown = make_code(wiring, code, for_group=True)
    return notifications_page(request, wiring, visitor, code=shown)


@router.post("/{group_id}/off")
def unbind(wiring: Wired, visitor: SignedIn, group_id: RowId) -> Response:
    """Let a group of one's own agency go."""
    by = f"officer:{visitor.officer.id}"
    with wiring.database.transaction() as session:
        groups.unbind(session, visitor.agency.id or 0, group_id, by, wiring.clock())
    return done("group_off")
