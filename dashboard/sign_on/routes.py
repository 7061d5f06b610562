"""Going to the ministry's sign-on, and coming back from it."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from agencies.sign_in.sign_on import Identity, recognise
from agencies.tables import Door, Officer
from core.errors import NotFound
from dashboard import paths
from dashboard.arrival import carried, carry, come_in
from dashboard.login import sign_in_page
from dashboard.sign_on.provider import Provider, SignOnFailed
from dashboard.wiring import Wired, Wiring
from store import audit

router = APIRouter(prefix="/sign-on")

COOKIE = "sign_on"
Text = Annotated[str, Query(max_length=4000)]


@router.get("")
def start(request: Request, wiring: Wired, next: Text = "") -> Response:  # noqa: A002
    """Send the browser to the provider."""
    provider = _provider(wiring)
    try:
        departure = provider.begin(_back(wiring))
    except SignOnFailed as error:
        return sign_in_page(request, wiring, next, error=f"sign_on_{error.reason}", status=502)
    response = RedirectResponse(departure.address, 303)
    values = {"state": departure.state, "nonce": departure.nonce, "verifier": departure.verifier}
    carry(response, wiring, COOKIE, paths.SIGN_ON, {**values, "next": next})
    return response


@router.get("/back")
def back(
    request: Request, wiring: Wired, code: Text = "", state: Text = "", error: Text = ""
) -> Response:
    """Let in whom the provider vouches for, where it is an officer of ours."""
    provider, values = _provider(wiring), carried(request, wiring, COOKIE)
    wanted = str(values.get("next", ""))
    if error:
        return sign_in_page(request, wiring, wanted, error="sign_on_refused", status=422)
    if not values or not hmac.compare_digest(str(values["state"]).encode(), state.encode()):
        return sign_in_page(request, wiring, "", error="sign_on_lost", status=422)
    try:
        identity = provider.finish(
            _back(wiring),
            code,
            str(values["verifier"]),
            str(values["nonce"]),
            int(wiring.clock().timestamp()),
        )
    except SignOnFailed as failed:
        return sign_in_page(request, wiring, wanted, error=f"sign_on_{failed.reason}", status=502)
    officer = _officer(wiring, identity)
    if officer is None:
        name = ", ".join(identity.names)
        why = "sign_on_unknown" if name else "sign_on_nameless"
        return sign_in_page(request, wiring, wanted, error=why, status=403, name=name)
    response = come_in(request, wiring, officer, Door.SIGN_ON, wanted)
    response.delete_cookie(COOKIE, path=paths.SIGN_ON)
    return response


def _officer(wiring: Wiring, identity: Identity) -> Officer | None:
    with wiring.database.transaction() as session:
        officer = recognise(session, identity)
        if officer is None:
            audit.record(
                session,
                at=wiring.clock(),
                actor="sign_on",
                action="officer.unknown_at_sign_on",
                subject="sign_on",
                name=", ".join(identity.names)[:300],
            )
    return officer


def _provider(wiring: Wiring) -> Provider:
    if wiring.sign_in.provider is None:
        raise NotFound("no sign-on is set")
    return wiring.sign_in.provider


def _back(wiring: Wiring) -> str:
    return f"{wiring.sign_in.public_url}{paths.SIGN_ON}/back"
