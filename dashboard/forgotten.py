"""A forgotten password: a link goes to the e-mail address the officer has confirmed."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from agencies import logins
from agencies.changes import By
from agencies.contacts.addresses import confirmed_address
from agencies.sign_in import links
from agencies.sign_in.tables import Purpose
from agencies.tables import Officer
from core.errors import NotAllowed, NotFound
from core.letters import Letter, Way
from dashboard import paths
from dashboard.arrival import address_of
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say
from store import mail

router = APIRouter(prefix="/login/forgotten")


@router.get("")
def show(request: Request, wiring: Wired) -> Response:
    """Ask for the user name."""
    _need_mail(wiring)
    return render(request, "pages/forgotten.html", sent=False, error="", username="")


@router.post("")
def send(
    request: Request, wiring: Wired, username: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Send the link; the answer is the same whoever was named, so that it tells of nobody."""
    _need_mail(wiring)
    try:
        _send(wiring, username, address_of(request))
    except NotAllowed:
        minutes = logins.WINDOW.seconds // 60
        error = say("sign_in.error.throttled", minutes=minutes)
        return render(
            request, "pages/forgotten.html", 429, sent=False, error=error, username=username
        )
    wiring.wake()
    return render(request, "pages/forgotten.html", sent=True, error="", username=username)


def _send(wiring: Wiring, username: str, address: str) -> None:
    now = wiring.clock()
    with wiring.database.transaction() as session:
        officer = logins.begin(session, username, address, now)
        if officer is None or officer.id is None:
            return
        recipient = confirmed_address(session, officer.id)
        if recipient is not None:
            by = By(f"officer:{officer.id}", now)
            token = links.make_link(session, officer, Purpose.RESET, by)
            mail.put(session, recipient, _letter(wiring, officer, token), now)


def _letter(wiring: Wiring, officer: Officer, token: str) -> Letter:
    url = f"{wiring.sign_in.public_url}{paths.ROOT}/link/{token}"
    return Letter(
        subject=say("sign_in.letter.subject"),
        opening=say("sign_in.letter.opening", name=officer.name, service=wiring.service_name),
        way=Way(say("sign_in.letter.button"), url),
        closing=say("sign_in.letter.closing"),
    )


def _need_mail(wiring: Wiring) -> None:
    if not wiring.sends_mail:
        raise NotFound("there is no mail server")
