"""One's e-mail address: set, confirmed by the link that goes there, forgotten."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from agencies.contacts import addresses
from agencies.tables import Officer
from core.errors import InvalidInput, NotFound
from core.letters import Letter, Way
from dashboard import paths
from dashboard.account.notifications import done
from dashboard.account.page import notifications_page, refused
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say
from store import mail

router = APIRouter(prefix="/account/notifications/mail")

LIFE = timedelta(hours=24)


@router.post("")
def set_address(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    address: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Keep an address and send a link there that confirms it."""
    officer, now = visitor.officer, wiring.clock()
    if not wiring.sends_mail:
        raise NotFound("there is no mail server")
    try:
        with wiring.database.transaction() as session:
            kept = addresses.set_address(session, officer, address, now)
            mail.put(session, kept, _question(wiring, officer, kept), now)
    except InvalidInput as error:
        return notifications_page(request, wiring, visitor, refused("mail", error, address=address))
    wiring.wake()
    return done("mail_asked")


@router.post("/off")
def forget_address(wiring: Wired, visitor: SignedIn) -> Response:
    """Forget one's address."""
    with wiring.database.transaction() as session:
        addresses.remove(session, visitor.officer.id or 0, wiring.clock())
    return done("mail_off")


@router.get("/confirm/{token}")
def ask_again(request: Request, wiring: Wired, visitor: SignedIn, token: str) -> Response:
    """Ask for the last click: mail programs follow links by themselves."""
    address = _read(wiring, visitor.officer, token)
    return render(request, "account/confirm.html", address=address, token=token)


@router.post("/confirm/{token}")
def confirm(wiring: Wired, visitor: SignedIn, token: str) -> Response:
    """Take the address into use."""
    address = _read(wiring, visitor.officer, token)
    with wiring.database.transaction() as session:
        addresses.confirm(session, visitor.officer, address, wiring.clock())
    return done("mail_confirmed")


def _question(wiring: Wiring, officer: Officer, address: str) -> Letter:
    token = wiring.sign_in.mail_signer.sign(f"{officer.id}:{address}")
    url = f"{wiring.sign_in.public_url}{paths.NOTIFICATIONS}/mail/confirm/{token}"
    return Letter(
        subject=say("account.letter.subject"),
        opening=say("account.letter.opening", name=officer.name, service=wiring.service_name),
        way=Way(say("account.letter.button"), url),
        closing=say("account.letter.closing"),
    )


def _read(wiring: Wiring, officer: Officer, token: str) -> str:
    """Return the address that the token is about. Raises NotFound: it is not for this officer."""
    whose, _, address = wiring.sign_in.mail_signer.read(token, LIFE).partition(":")
    if whose != str(officer.id):
        raise NotFound("another officer's address")
    return address
