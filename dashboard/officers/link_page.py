"""The page that shows a one-time link: the only time anybody sees it whole."""

from fastapi import Request
from starlette.responses import Response

from agencies.sign_in.links import LIFE
from agencies.sign_in.tables import Purpose
from agencies.tables import Officer
from dashboard import paths
from dashboard.officers import addresses
from dashboard.pages import render
from dashboard.wiring import Wiring


def link_page(request: Request, wiring: Wiring, officer: Officer, token: str) -> Response:
    """Return the page with the link to hand on."""
    purpose = Purpose.RESET if officer.password_hash else Purpose.INVITATION
    return render(
        request,
        "officers/link.html",
        officer=officer,
        address=addresses.officer(officer.id or 0),
        link=f"{wiring.sign_in.public_url}{paths.ROOT}/link/{token}",
        until=wiring.clock() + LIFE[purpose],
        purpose=purpose,
    )
