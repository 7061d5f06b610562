"""The operator's page and its one button."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.system import view
from dashboard.wiring import Wired
from store import audit, inbox_upkeep, mail

router = APIRouter(prefix="/system")


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show how the service is doing."""
    with wiring.database.reading() as session:
        system = view.load(
            session,
            visitor.officer,
            wiring.push_reserve,
            wiring.clock(),
            sends_mail=wiring.sends_mail,
        )
    return render(request, "pages/system.html", system=system)


@router.post("/retry")
def retry(wiring: Wired, visitor: SignedIn) -> Response:
    """Open every given-up event again."""
    actor = f"officer:{visitor.officer.id}"
    now = wiring.clock()
    with wiring.database.transaction() as session:
        count = inbox_upkeep.retry_failed(session, now)
        audit.record(
            session, at=now, actor=actor, action="inbox.retried", subject="inbox", count=count
        )
    wiring.wake()
    return RedirectResponse(paths.SYSTEM, 303)


@router.post("/mail/retry")
def retry_mail(wiring: Wired, visitor: SignedIn) -> Response:
    """Open every e-mail that was given up again."""
    now = wiring.clock()
    actor = f"officer:{visitor.officer.id}"
    with wiring.database.transaction() as session:
        count = mail.retry_failed(session, now)
        audit.record(
            session, at=now, actor=actor, action="mail.retried", subject="mail", count=count
        )
    return RedirectResponse(paths.SYSTEM, 303)
