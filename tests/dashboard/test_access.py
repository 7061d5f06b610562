"""Who may go where: every route by every role."""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute

from complaints.desk import Desk
from complaints.queries import list_attachments
from complaints.tables import Ticket
from dashboard import site
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.dashboard.conftest import Browser, Visit
from tests.fakes import FakeClock

EVERYBODY = ("", "anan", "arun", "bua", "dao", "fon", "chai", "kaew", "ek")
LOGIN, OK, SEE_OTHER, FORBIDDEN, MISSING, UNREADABLE = 303, 200, 303, 403, 404, 422


def editors(status: int) -> dict[str, int]:
    """What looks after the answers is for Kaew and Ek; `status` tells that they got through."""
    return {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "kaew": status, "ek": status}


def managers(status: int) -> dict[str, int]:
    """Who owns what is for Chai and Ek; `status` tells that they got through."""
    return {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "chai": status, "ek": status}


def staff(status: int) -> dict[str, int]:
    """Officers' accounts are Ek's; `status` tells that he got through."""
    return {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "ek": status}


def workers(status: int) -> dict[str, int]:
    """Acts on a ticket are for who works for its agency; `status` tells that they got through."""
    through = dict.fromkeys(("anan", "arun", "chai", "ek"), status)
    readers = dict.fromkeys(("dao", "kaew"), FORBIDDEN)
    return {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], MISSING), **readers, **through}


BACK = {**dict.fromkeys(EVERYBODY, SEE_OTHER), "dao": FORBIDDEN, "kaew": FORBIDDEN}

# Route → what each of the cast gets for a ticket of agency A. Anan and Arun own it, Bua is of
# another agency, Dao only reads, Fon and Kaew sit elsewhere, Chai and Ek see every agency.
MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("GET", "/login"): dict.fromkeys(EVERYBODY, OK),
    ("POST", "/login"): dict.fromkeys(EVERYBODY, 422),
    ("GET", "/login/code"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("POST", "/login/code"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("GET", "/login/forgotten"): dict.fromkeys(EVERYBODY, OK),
    ("POST", "/login/forgotten"): dict.fromkeys(EVERYBODY, OK),
    ("GET", "/link/{token}"): dict.fromkeys(EVERYBODY, 410),
    ("POST", "/link/{token}"): dict.fromkeys(EVERYBODY, 410),
    ("GET", "/sign-on"): dict.fromkeys(EVERYBODY, MISSING),
    ("GET", "/sign-on/back"): dict.fromkeys(EVERYBODY, MISSING),
    ("GET", "/security"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("POST", "/security/password"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], UNREADABLE)},
    ("POST", "/security/sessions"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("GET", "/security/second-step"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("POST", "/security/second-step"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], UNREADABLE)},
    ("POST", "/security/second-step/codes"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], UNREADABLE),
    },
    ("POST", "/security/second-step/off"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], UNREADABLE)},
    ("GET", "/tickets/{code}/suspend"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "chai": OK, "ek": OK,
    },
    ("POST", "/tickets/{code}/suspend"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "chai": UNREADABLE, "ek": UNREADABLE,
    },
    ("GET", "/abuse"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "chai": OK, "ek": OK,
    },
    ("POST", "/abuse/{suspension_id}/lift"): managers(MISSING),
    ("GET", "/audit"): staff(OK),
    ("GET", "/audit/export.csv"): staff(OK),
    ("GET", "/officers"): staff(OK),
    ("GET", "/officers/new"): staff(OK),
    ("POST", "/officers/new"): staff(UNREADABLE),
    ("GET", "/officers/{officer_id}"): staff(MISSING),
    ("POST", "/officers/{officer_id}/profile"): staff(MISSING),
    ("POST", "/officers/{officer_id}/link"): staff(MISSING),
    ("POST", "/officers/{officer_id}/{act}"): staff(UNREADABLE),
    ("GET", "/account/notifications"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("POST", "/account/notifications/line/code"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("POST", "/account/notifications/line/off"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("POST", "/account/notifications/choices"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], UNREADABLE),
    },
    ("POST", "/account/notifications/mail"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], UNREADABLE),
    },
    ("POST", "/account/notifications/mail/off"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("GET", "/account/notifications/mail/confirm/{token}"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], MISSING),
    },
    ("POST", "/account/notifications/mail/confirm/{token}"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], MISSING),
    },
    ("POST", "/account/notifications/groups/code"): managers(OK),
    ("POST", "/account/notifications/groups/{group_id}/off"): managers(MISSING),
    ("POST", "/logout"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("GET", "/"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("GET", "/rows"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("GET", "/tickets/{code}"): {
        "": LOGIN, "anan": OK, "arun": OK, "bua": MISSING, "dao": OK, "fon": MISSING,
        "chai": OK, "kaew": MISSING, "ek": OK,
    },
    ("GET", "/tickets/{code}/told"): {
        "": LOGIN, "anan": OK, "arun": OK, "bua": MISSING, "dao": OK, "fon": MISSING,
        "chai": OK, "kaew": MISSING, "ek": OK,
    },
    ("GET", "/photos/{code}/{attachment_id}"): {
        "": LOGIN, "anan": OK, "arun": OK, "bua": MISSING, "dao": OK, "fon": MISSING,
        "chai": OK, "kaew": MISSING, "ek": OK,
    },
    ("GET", "/tickets/{code}/duplicates"): {
        "": LOGIN, "anan": OK, "arun": OK, "bua": MISSING, "dao": OK, "fon": MISSING,
        "chai": OK, "kaew": MISSING, "ek": OK,
    },
    ("GET", "/tickets/{code}/duplicates/{change}"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("POST", "/tickets/{code}/duplicates/{change}"): {
        "": LOGIN, "anan": SEE_OTHER, "arun": SEE_OTHER, "bua": MISSING, "dao": FORBIDDEN,
        "fon": MISSING, "chai": SEE_OTHER, "kaew": FORBIDDEN, "ek": SEE_OTHER,
    },
    ("GET", "/tickets/{code}/moves/{move}"): dict.fromkeys(EVERYBODY, SEE_OTHER),
    ("POST", "/tickets/{code}/moves/{move}"): {
        "": LOGIN, "anan": SEE_OTHER, "arun": SEE_OTHER, "bua": MISSING, "dao": FORBIDDEN,
        "fon": MISSING, "chai": SEE_OTHER, "kaew": FORBIDDEN, "ek": SEE_OTHER,
    },
    ("GET", "/tickets/{code}/category"): {
        **dict.fromkeys(EVERYBODY, SEE_OTHER), "dao": FORBIDDEN, "kaew": FORBIDDEN,
    },
    ("POST", "/tickets/{code}/category"): {
        "": LOGIN, "anan": UNREADABLE, "arun": UNREADABLE, "bua": MISSING, "dao": FORBIDDEN,
        "fon": MISSING, "chai": UNREADABLE, "kaew": FORBIDDEN, "ek": UNREADABLE,
    },
    ("POST", "/tickets/{code}/officer"): workers(SEE_OTHER),
    ("POST", "/tickets/{code}/priority"): workers(SEE_OTHER),
    ("POST", "/tickets/{code}/tags"): workers(UNREADABLE),
    ("POST", "/tickets/{code}/tags/remove"): workers(UNREADABLE),
    ("POST", "/tickets/{code}/notes"): workers(UNREADABLE),
    ("POST", "/tickets/{code}/letters"): workers(UNREADABLE),
    ("POST", "/tickets/{code}/parts"): workers(UNREADABLE),
    ("POST", "/tickets/{code}/parts/end"): workers(UNREADABLE),
    ("POST", "/tickets/{code}/parts/moves/{move}"): workers(FORBIDDEN),
    ("GET", "/tickets/{code}/officer"): BACK,
    ("GET", "/tickets/{code}/priority"): BACK,
    ("GET", "/tickets/{code}/tags"): BACK,
    ("GET", "/tickets/{code}/tags/remove"): BACK,
    ("GET", "/tickets/{code}/notes"): BACK,
    ("GET", "/tickets/{code}/letters"): BACK,
    ("GET", "/tickets/{code}/parts"): BACK,
    ("GET", "/tickets/{code}/parts/end"): BACK,
    ("GET", "/tickets/{code}/parts/moves/{move}"): BACK,
    ("GET", "/categories"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "chai": OK, "ek": OK,
    },
    ("GET", "/targets"): managers(OK),
    ("POST", "/targets"): managers(UNREADABLE),
    ("GET", "/calendar"): managers(OK),
    ("POST", "/calendar"): managers(UNREADABLE),
    ("POST", "/calendar/{day_id}/remove"): managers(MISSING),
    ("GET", "/announcements"): managers(OK),
    ("POST", "/announcements"): managers(UNREADABLE),
    ("GET", "/hotspots"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("GET", "/figures/definitions"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], OK)},
    ("GET", "/system"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "ek": OK},
    ("POST", "/system/retry"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "ek": SEE_OTHER,
    },
    ("POST", "/system/mail/retry"): {
        "": LOGIN, **dict.fromkeys(EVERYBODY[1:], FORBIDDEN), "ek": SEE_OTHER,
    },
    ("GET", "/agencies"): managers(OK),
    ("GET", "/agencies/new"): managers(OK),
    ("POST", "/agencies/new"): managers(UNREADABLE),
    ("GET", "/agencies/map"): managers(OK),
    ("GET", "/agencies/boundaries.json"): managers(OK),
    ("GET", "/agencies/owners"): managers(OK),
    ("GET", "/agencies/trial"): managers(OK),
    ("GET", "/agencies/import"): managers(OK),
    ("POST", "/agencies/import"): managers(UNREADABLE),
    ("GET", "/agencies/import/template.{kind}"): managers(OK),
    ("GET", "/agencies/{agency_id}"): managers(MISSING),
    ("POST", "/agencies/{agency_id}/names"): managers(MISSING),
    ("POST", "/agencies/{agency_id}/{act}"): managers(UNREADABLE),
    ("POST", "/agencies/{agency_id}/parent"): managers(MISSING),
    ("POST", "/agencies/{agency_id}/groups/{group_id}/off"): managers(MISSING),
    ("POST", "/agencies/{agency_id}/lines/add"): managers(MISSING),
    ("POST", "/agencies/{agency_id}/lines/{line_id}/remove"): managers(MISSING),
    ("POST", "/agencies/{agency_id}/boundaries/add"): managers(MISSING),
    ("GET", "/knowledge"): editors(OK),
    ("POST", "/knowledge/gaps/{gap_id}/{state}"): editors(MISSING),
    ("GET", "/knowledge/entries"): editors(OK),
    ("GET", "/knowledge/entries/new"): editors(OK),
    ("GET", "/knowledge/entries/edit/{entry_id}"): editors(MISSING),
    ("POST", "/knowledge/entries/check"): editors(UNREADABLE),
    ("POST", "/knowledge/entries/publish"): editors(UNREADABLE),
    ("POST", "/knowledge/entries/edit/{entry_id}/revert"): editors(UNREADABLE),
    ("GET", "/knowledge/documents"): editors(OK),
    ("POST", "/knowledge/documents"): editors(UNREADABLE),
    ("GET", "/knowledge/documents/{document_id}"): editors(MISSING),
    ("GET", "/knowledge/documents/{document_id}/file"): editors(MISSING),
    ("POST", "/knowledge/documents/{document_id}/{act}"): editors(MISSING),
    ("GET", "/{path:path}"): {"": LOGIN, **dict.fromkeys(EVERYBODY[1:], MISSING)},
}  # fmt: skip


def routes() -> Iterator[tuple[str, str]]:
    for router, _ in site.ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            yield from ((method, route.path) for method in route.methods or ())


def test_it_has_a_row_for_every_route() -> None:
    assert set(MATRIX) == set(routes())


def ask(browser: Browser, method: str, path: str, ticket: Ticket, photo_id: int) -> int:
    path = path.replace("{path:path}", "nowhere")
    values = {"gap_id": 7, "state": "dismissed", "entry_id": "a.b", "document_id": 7}
    values |= {"agency_id": 4711, "line_id": 7, "kind": "csv", "change": "hide"}
    values |= {"day_id": 4711}
    values |= {"officer_id": 4711, "token": "nothing", "suspension_id": 4711}
    values |= {"group_id": 4711}
    values |= {"code": ticket.code, "attachment_id": photo_id, "move": "accept", "act": "withdraw"}
    filled = path.format(**values)
    if method == "GET":
        return browser.get(filled).status_code
    form = {"seen": "received", "seen_agency": str(ticket.agency_id)}
    form |= {"priority": "urgent", "seen_part": "received", "agency_id": "4711"}
    return browser.post(filled, data=form).status_code


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_lets_each_role_go_where_it_may(
    who: str,
    visit: Visit,
    database: Database,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
    photo_file: str,
) -> None:
    for (method, path), expected in MATRIX.items():
        visitor = visit(who)
        with database.transaction() as session:
            ticket = make_ticket(session, desk, clock(), photo=photo_file)
        status = ask(visitor, method, path, ticket, attachment_of(database, ticket))
        assert status == expected[who], f"{who}: {method} {path}"


def attachment_of(database: Database, ticket: Ticket) -> int:
    with database.reading() as session:
        return list_attachments(session, ticket)[0].id or 0
