"""Who may go where: every route of the dashboard by every role, and on whose ticket.

A new route needs a line in TABLE, or the first test fails. What is expected follows from a rule:

- strangers are sent to sign in, but for what is open to all;
- a role that has nothing to do there gets 403, before anything about a ticket is told;
- a ticket out of the officer's sight is 404: another agency's, or a sealed one;
- a ticket that is only read, because an agency below owns it, is 403 for who wants to change it.

Nothing is kept: every transaction is undone, so each request meets the same tickets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from fastapi.routing import APIRoute
from httpx2 import Response
from sqlmodel import Session

from agencies import logins
from agencies.tables import Agency, Coverage, Officer, Role
from complaints.desk import Desk
from complaints.queries import list_attachments
from complaints.tables import Ticket
from dashboard import site
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.dashboard.conftest import Browser, Visit
from tests.fakes import FakeClock

STRANGER = ""
WHO = {
    STRANGER: None,
    "anan": Role.OFFICER,
    "arun": Role.SUPERVISOR,
    "dao": Role.EXECUTIVE,
    "fon": Role.INTEGRITY,
    "kaew": Role.EDITOR,
    "chai": Role.CENTRAL,
    "ek": Role.ADMINISTRATOR,
}
EVERYBODY = frozenset(Role)
WORKERS = EVERYBODY - {Role.EXECUTIVE, Role.EDITOR}
OVERSEERS = frozenset({Role.SUPERVISOR, Role.CENTRAL, Role.ADMINISTRATOR})
TEAM_LEADERS = frozenset({Role.SUPERVISOR})
ASSESSORS = OVERSEERS | {Role.EDITOR}
MANAGERS = frozenset({Role.CENTRAL, Role.ADMINISTRATOR})
STAFF_MANAGERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
LOG_READERS = STAFF_MANAGERS | {Role.INTEGRITY}
EVIDENCE_TAKERS = OVERSEERS | {Role.EXECUTIVE}
EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
OPERATORS = frozenset({Role.ADMINISTRATOR})

# Anan, Arun and Dao sit at agency A; the others at the centre, where sealed tickets go.
SEES = {
    "own": {"anan", "arun", "dao", "chai", "ek"},
    "other": {"chai", "ek"},
    "sealed": {"fon"},
    "child": {"arun", "dao", "chai", "ek"},
}
ONLY_READS = {("child", "arun"), ("child", "dao")}


@dataclass(frozen=True)
class Rule:
    """For which roles a route is there; `ticket` tells what it does with the one it names."""

    roles: frozenset[Role] | None  # None: open to the whole world
    ticket: str = ""  # "reads", "changes", or "leads back" from the address of a form


def public() -> Rule:
    return Rule(None)


def for_(roles: frozenset[Role]) -> Rule:
    return Rule(roles)


READS = Rule(EVERYBODY, "reads")
CHANGES = Rule(WORKERS, "changes")
CHANGES_PART = Rule(WORKERS, "changes a part")  # of an agency that joins in: here none does
BACK = Rule(EVERYBODY, "leads back")
BACK_OF_WORKERS = Rule(WORKERS, "leads back")

TABLE: dict[str, Rule] = {
    "GET /login": public(),
    "POST /login": public(),
    "GET /login/code": public(),
    "POST /login/code": public(),
    "GET /sign-on": public(),
    "GET /sign-on/back": public(),
    "GET /login/forgotten": public(),
    "POST /login/forgotten": public(),
    "GET /link/{token}": public(),
    "POST /link/{token}": public(),
    "POST /logout": for_(EVERYBODY),
    "GET /security": for_(EVERYBODY),
    "POST /security/password": for_(EVERYBODY),
    "POST /security/sessions": for_(EVERYBODY),
    "GET /security/second-step": for_(EVERYBODY),
    "POST /security/second-step": for_(EVERYBODY),
    "POST /security/second-step/codes": for_(EVERYBODY),
    "POST /security/second-step/off": for_(EVERYBODY),
    "GET /account/notifications": for_(EVERYBODY),
    "POST /account/notifications/line/code": for_(EVERYBODY),
    "POST /account/notifications/line/off": for_(EVERYBODY),
    "POST /account/notifications/choices": for_(EVERYBODY),
    "POST /account/notifications/mail": for_(EVERYBODY),
    "POST /account/notifications/mail/off": for_(EVERYBODY),
    "GET /account/notifications/mail/confirm/{token}": for_(EVERYBODY),
    "POST /account/notifications/mail/confirm/{token}": for_(EVERYBODY),
    "POST /account/notifications/groups/code": for_(OVERSEERS),
    "POST /account/notifications/groups/{group_id}/off": for_(OVERSEERS),
    "GET /": for_(EVERYBODY),
    "GET /queue/rows": for_(EVERYBODY),
    "GET /queue/news": for_(EVERYBODY),
    "GET /queue/map": for_(EVERYBODY),
    "GET /queue/cells": for_(EVERYBODY),
    "GET /queue/export.{kind}": for_(EVERYBODY),
    "POST /queue/views": for_(EVERYBODY),
    "POST /queue/views/usual": for_(EVERYBODY),
    "POST /queue/views/{view_id}/remove": for_(EVERYBODY),
    "POST /queue/views/{view_id}/default": for_(EVERYBODY),
    "POST /queue/views/{view_id}/up": for_(EVERYBODY),
    "POST /queue/acts": for_(WORKERS),
    "POST /queue/acts/carry-out": for_(WORKERS),
    "GET /tickets/{code}": READS,
    "GET /tickets/{code}/told": READS,
    "GET /tickets/{code}/print": READS,
    "GET /photos/{code}/{attachment_id}": READS,
    "GET /tickets/{code}/duplicates": READS,
    "GET /tickets/{code}/duplicates/{change}": BACK,
    "POST /tickets/{code}/duplicates/{change}": CHANGES,
    "GET /tickets/{code}/publishing": READS,
    "GET /tickets/{code}/publishing/{act}": BACK,
    "POST /tickets/{code}/publishing/clear": CHANGES,
    "POST /tickets/{code}/publishing/take-back": CHANGES,
    "POST /tickets/{code}/publishing/photo": CHANGES,
    "GET /tickets/{code}/moves/{move}": BACK,
    "POST /tickets/{code}/moves/{move}": CHANGES,
    "GET /tickets/{code}/officer": BACK_OF_WORKERS,
    "POST /tickets/{code}/officer": CHANGES,
    "GET /tickets/{code}/priority": BACK_OF_WORKERS,
    "POST /tickets/{code}/priority": CHANGES,
    "GET /tickets/{code}/tags": BACK_OF_WORKERS,
    "POST /tickets/{code}/tags": CHANGES,
    "GET /tickets/{code}/tags/remove": BACK_OF_WORKERS,
    "POST /tickets/{code}/tags/remove": CHANGES,
    "GET /tickets/{code}/notes": BACK_OF_WORKERS,
    "POST /tickets/{code}/notes": CHANGES,
    "GET /tickets/{code}/letters": BACK_OF_WORKERS,
    "POST /tickets/{code}/letters": CHANGES,
    "GET /tickets/{code}/parts": BACK_OF_WORKERS,
    "POST /tickets/{code}/parts": CHANGES,
    "GET /tickets/{code}/parts/end": BACK_OF_WORKERS,
    "POST /tickets/{code}/parts/end": CHANGES,
    "GET /tickets/{code}/parts/moves/{move}": BACK_OF_WORKERS,
    "POST /tickets/{code}/parts/moves/{move}": CHANGES_PART,
    "POST /tickets/{code}/closing/photos": CHANGES,
    "GET /tickets/{code}/closing/photos/{number}": BACK_OF_WORKERS,
    "POST /tickets/{code}/approval/approve": CHANGES,
    "POST /tickets/{code}/approval/return": CHANGES,
    "GET /tickets/{code}/approval/{answer}": BACK_OF_WORKERS,
    "GET /tickets/{code}/category": BACK_OF_WORKERS,
    "POST /tickets/{code}/category": CHANGES,
    "GET /tickets/{code}/suspend": Rule(OVERSEERS, "changes"),
    "POST /tickets/{code}/suspend": Rule(OVERSEERS, "changes"),
    "GET /hotspots": for_(EVERYBODY),
    "GET /figures": for_(EVERYBODY),
    "GET /figures/summary.csv": for_(EVERYBODY),
    "GET /figures/cards": for_(EVERYBODY),
    "GET /figures/definitions": for_(EVERYBODY),
    "GET /evidence": for_(EVIDENCE_TAKERS),
    "POST /evidence": for_(EVIDENCE_TAKERS),
    "GET /evidence/rows": for_(EVIDENCE_TAKERS),
    "GET /evidence/{pack_id}/file": for_(EVIDENCE_TAKERS),
    "GET /evidence/forms": for_(EVIDENCE_TAKERS),
    "GET /evidence/forms/edit/{part}": for_(EVIDENCE_TAKERS),
    "POST /evidence/forms/edit/{part}": for_(OVERSEERS),
    "GET /evidence/benefit": for_(EVIDENCE_TAKERS),
    "POST /evidence/benefit": for_(OVERSEERS),
    "GET /evidence/monthly": for_(EVIDENCE_TAKERS),
    "POST /evidence/monthly": for_(EVIDENCE_TAKERS),
    "GET /figures/tickets": for_(EVERYBODY),
    "GET /figures/tickets.csv": for_(EVERYBODY),
    "GET /figures/officers": for_(TEAM_LEADERS),
    "GET /figures/officers.csv": for_(TEAM_LEADERS),
    "GET /figures/level": for_(EVERYBODY),
    "GET /figures/level.csv": for_(EVERYBODY),
    "GET /figures/level/files/{file_id}": for_(EVERYBODY),
    "POST /figures/level/files/{file_id}/remove": for_(ASSESSORS),
    "POST /figures/level/{requirement}/judgement": for_(ASSESSORS),
    "POST /figures/level/{requirement}/files": for_(ASSESSORS),
    "POST /figures/level/sign": for_(OVERSEERS),
    "GET /figures/improvements": for_(EVERYBODY),
    "GET /figures/improvements.csv": for_(EVERYBODY),
    "GET /figures/improvements/new": for_(ASSESSORS),
    "POST /figures/improvements/new": for_(ASSESSORS),
    "GET /figures/improvements/{case_id}": for_(EVERYBODY),
    "GET /figures/improvements/{case_id}/change": for_(ASSESSORS),
    "POST /figures/improvements/{case_id}/change": for_(ASSESSORS),
    "POST /figures/improvements/{case_id}/files": for_(ASSESSORS),
    "GET /figures/improvements/{case_id}/files/{file_id}": for_(EVERYBODY),
    "POST /figures/improvements/{case_id}/files/{file_id}/remove": for_(ASSESSORS),
    "GET /figures/{page}": for_(EVERYBODY),
    "GET /figures/{page}.csv": for_(EVERYBODY),
    "GET /categories": for_(OVERSEERS),
    "GET /closing": for_(OVERSEERS),
    "POST /closing": for_(OVERSEERS),
    "GET /targets": for_(OVERSEERS),
    "POST /targets": for_(OVERSEERS),
    "GET /targets/progress": for_(OVERSEERS),
    "GET /calendar": for_(OVERSEERS),
    "POST /calendar": for_(OVERSEERS),
    "POST /calendar/{day_id}/remove": for_(OVERSEERS),
    "GET /announcements": for_(OVERSEERS),
    "POST /announcements": for_(OVERSEERS),
    "GET /templates": for_(OVERSEERS),
    "GET /templates/new": for_(OVERSEERS),
    "POST /templates/new": for_(OVERSEERS),
    "POST /templates/unused": for_(OVERSEERS),
    "GET /templates/{row_id}": for_(OVERSEERS),
    "POST /templates/{row_id}": for_(OVERSEERS),
    "POST /templates/{row_id}/{act}": for_(OVERSEERS),
    "GET /system": for_(OPERATORS),
    "POST /system/retry": for_(OPERATORS),
    "POST /system/mail/retry": for_(OPERATORS),
    "GET /agencies": for_(MANAGERS),
    "GET /agencies/new": for_(MANAGERS),
    "POST /agencies/new": for_(MANAGERS),
    "GET /agencies/map": for_(MANAGERS),
    "GET /agencies/boundaries.json": for_(MANAGERS),
    "GET /agencies/owners": for_(MANAGERS),
    "GET /agencies/trial": for_(MANAGERS),
    "GET /agencies/import": for_(MANAGERS),
    "POST /agencies/import": for_(MANAGERS),
    "GET /agencies/import/template.{kind}": for_(MANAGERS),
    "GET /agencies/{agency_id}": for_(MANAGERS),
    "POST /agencies/{agency_id}/parent": for_(MANAGERS),
    "POST /agencies/{agency_id}/names": for_(MANAGERS),
    "POST /agencies/{agency_id}/{act}": for_(MANAGERS),
    "POST /agencies/{agency_id}/groups/{group_id}/off": for_(MANAGERS),
    "POST /agencies/{agency_id}/lines/add": for_(MANAGERS),
    "POST /agencies/{agency_id}/lines/{line_id}/remove": for_(MANAGERS),
    "POST /agencies/{agency_id}/boundaries/add": for_(MANAGERS),
    "GET /officers": for_(STAFF_MANAGERS),
    "GET /officers/new": for_(STAFF_MANAGERS),
    "POST /officers/new": for_(STAFF_MANAGERS),
    "GET /officers/{officer_id}": for_(STAFF_MANAGERS),
    "POST /officers/{officer_id}/profile": for_(STAFF_MANAGERS),
    "POST /officers/{officer_id}/link": for_(STAFF_MANAGERS),
    "POST /officers/{officer_id}/{act}": for_(STAFF_MANAGERS),
    "GET /audit": for_(LOG_READERS),
    "GET /audit/export.csv": for_(LOG_READERS),
    "GET /abuse": for_(OVERSEERS),
    "POST /abuse/{suspension_id}/lift": for_(OVERSEERS),
    "GET /knowledge": for_(EDITORS),
    "POST /knowledge/gaps/{gap_id}/{state}": for_(EDITORS),
    "GET /knowledge/entries": for_(EDITORS),
    "GET /knowledge/entries/new": for_(EDITORS),
    "GET /knowledge/entries/edit/{entry_id}": for_(EDITORS),
    "POST /knowledge/entries/check": for_(EDITORS),
    "POST /knowledge/entries/publish": for_(EDITORS),
    "POST /knowledge/entries/edit/{entry_id}/revert": for_(EDITORS),
    "GET /knowledge/documents": for_(EDITORS),
    "POST /knowledge/documents": for_(EDITORS),
    "GET /knowledge/documents/{document_id}": for_(EDITORS),
    "GET /knowledge/documents/{document_id}/file": for_(EDITORS),
    "POST /knowledge/documents/{document_id}/{act}": for_(EDITORS),
    "GET /{path:path}": for_(EVERYBODY),
}

# What stands for the parts of an address; a number that nothing has.
PARTS = {
    "requirement": "recorded", "file_id": "4711", "case_id": "4711",
    "page": "category",
    "token": "nothing", "kind": "csv", "change": "hide", "move": "accept", "answer": "approve",
    "number": "1", "state": "dismissed", "entry_id": "a.b", "act": "on",
    "group_id": "4711", "view_id": "4711", "day_id": "4711", "row_id": "4711",
    "agency_id": "4711", "line_id": "4711", "officer_id": "4711", "suspension_id": "4711",
    "gap_id": "4711", "document_id": "4711", "pack_id": "4711", "part": "f4_1",
}  # fmt: skip
# What every form is sent with: enough to get as far as the ticket.
FORM = {
    "photo": "1",
    "seen": "received", "seen_part": "received", "seen_officer": "0", "priority": "urgent",
    "tag": "น้ำท่วม", "note": "ตรวจแล้วเรียบร้อย", "text": "เรียนผู้แจ้ง กำลังดำเนินการ",
    "category": "utilities", "to": "reporter", "agency_id": "4711", "asked": "4711",
}  # fmt: skip
GOT_THROUGH = {200, 303, 404, 409, 410, 422}


def routes() -> set[str]:
    return {
        f"{method} {route.path}"
        for router, _ in site.ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def test_it_has_a_line_for_every_route() -> None:
    assert TABLE.keys() - routes() == set(), "gone"
    assert routes() - TABLE.keys() == set(), "new: say in TABLE who may"


@pytest.fixture
def tickets(
    database: Database, desk: Desk, clock: FakeClock, cast: Cast, photo_file: str
) -> dict[str, Ticket]:
    """One ticket in each situation, and Arun as the supervisor of agency A."""
    with database.transaction() as session:
        arun = session.get(Officer, cast.arun.id)
        assert arun is not None
        arun.role = Role.SUPERVISOR
        child = Agency(code="c", name="แขวงทาง", short_name="แขวง", parent_id=cast.agency_a.id)
        session.add(child)
        session.flush()
        session.add(Coverage(agency_id=child.id or 0, province="เชียงใหม่"))
        drafts: dict[str, dict[str, str]] = {
            "own": {},
            "other": {"address": KHONKAEN_ADDRESS},
            "sealed": {"category": "corruption", "text": "เรียกรับเงินที่ด่าน"},
            "child": {"address": "ตำบลสุเทพ อำเภอเมืองเชียงใหม่ เชียงใหม่"},
        }
        made = {
            name: make_ticket(session, desk, clock(), photo=photo_file, **draft)
            for name, draft in drafts.items()
        }
    owners = {"own": cast.agency_a.id, "other": cast.agency_b.id, "child": child.id}
    assert {name: made[name].agency_id for name in owners} == owners
    assert made["sealed"].sealed
    return made


@pytest.fixture
def fleeting(tickets: dict[str, Ticket], monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every transaction is undone at its end."""

    @contextmanager
    def undone(database: Database) -> Iterator[Session]:
        with database._one_writer, database._writing.connect() as connection:
            outer = connection.begin()
            with Session(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ) as session:
                yield session
                session.commit()
            outer.rollback()

    monkeypatch.setattr(Database, "transaction", undone)


@dataclass
class Caller:
    """One member of the cast at the dashboard."""

    who: str
    browser: Browser
    token: str
    photos: dict[str, int]

    def ask(self, route: str, ticket: Ticket | None = None, **options: object) -> Response:
        method, path = route.split(" ", 1)
        parts = {**PARTS}
        if ticket is not None:
            parts |= {"code": ticket.code, "attachment_id": str(self.photos[ticket.code])}
        address = path.replace("{path:path}", "nowhere").format(**parts)
        if self.who:
            self.browser.cookie = self.token  # signing out or in has changed it
        if method == "GET":
            return self.browser.get(address, **options)
        form = FORM | ({"seen_agency": str(ticket.agency_id)} if ticket else {})
        return self.browser.post(address, data=form, **options)


@pytest.fixture
def caller(
    who: str,
    visit: Visit,
    database: Database,
    cast: Cast,
    clock: FakeClock,
    tickets: dict[str, Ticket],
    request: pytest.FixtureRequest,
) -> Caller:
    token = ""
    if who:
        with database.transaction() as session:
            token = logins.open_session(session, getattr(cast, who), clock())
    with database.reading() as session:
        photos = {
            ticket.code: list_attachments(session, ticket)[0].id or 0 for ticket in tickets.values()
        }
    request.getfixturevalue("fleeting")
    return Caller(who, visit(), token, photos)


def is_sent_to_sign_in(response: Response) -> bool:
    if response.status_code == 401:  # a page that gives back what was typed
        return 'href="/dashboard/login' in response.text
    return response.status_code == 303 and "/login" in response.headers["location"]


def wrong(answer: Response, expected: set[int] | None) -> bool:
    """Tell whether the answer is not as expected; None: to be sent to sign in."""
    if expected is None:
        return not is_sent_to_sign_in(answer)
    return answer.status_code not in expected


def expected_at(rule: Rule, who: str) -> set[int] | None:
    """What a route that names no ticket answers."""
    role = WHO[who]
    if rule.roles is None:
        return GOT_THROUGH
    if role is None:
        return None
    return GOT_THROUGH if role in rule.roles else {403}


def expected_on(rule: Rule, who: str, situation: str) -> set[int] | None:
    """What a route that names a ticket answers."""
    role = WHO[who]
    if role is None:
        return None
    assert rule.roles is not None
    if role not in rule.roles:
        return {403}
    if rule.ticket == "leads back":
        return {303, 403, 404}
    if who not in SEES[situation]:
        return {404}
    if rule.ticket == "reads":
        return {200}
    if rule.ticket == "changes a part" or (situation, who) in ONLY_READS:
        return {403}
    return GOT_THROUGH - {404}


BOTH = [("sqlite", who) for who in WHO] + [("postgresql", who) for who in ("arun", "fon")]
by_everybody = pytest.mark.parametrize(("database_url", "who"), BOTH, indirect=["database_url"])


@by_everybody
def test_it_lets_each_role_go_where_it_may_and_tells_of_no_ticket_out_of_sight(
    caller: Caller, tickets: dict[str, Ticket]
) -> None:
    hidden = [each.code for name, each in tickets.items() if caller.who not in SEES[name]]
    mistakes, told = [], []
    for route, rule in TABLE.items():
        if rule.ticket:
            continue
        answer = caller.ask(route)
        if wrong(answer, expected_at(rule, caller.who)):
            mistakes.append((route, answer.status_code))
        if any(code in answer.text for code in hidden):
            told.append(route)
    assert mistakes == []
    assert told == []


@by_everybody
def test_it_opens_each_ticket_to_whom_it_may(caller: Caller, tickets: dict[str, Ticket]) -> None:
    mistakes = []
    for route, rule in TABLE.items():
        for situation, ticket in tickets.items() if rule.ticket else ():
            answer = caller.ask(route, ticket)
            if wrong(answer, expected_on(rule, caller.who, situation)):
                mistakes.append((route, situation, answer.status_code))
    assert mistakes == []


@pytest.mark.parametrize(("database_url", "who"), [("sqlite", "ek")], indirect=["database_url"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "", "origin": "https://evil.example"},
    ],
)
def test_it_takes_no_form_of_another_site(
    caller: Caller, tickets: dict[str, Ticket], headers: dict[str, str]
) -> None:
    taken = [
        route
        for route in TABLE
        if route.startswith("POST")
        and caller.ask(route, tickets["own"], headers=headers).status_code != 403
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("database_url", "who"),
    [("sqlite", "anan"), ("sqlite", "arun"), ("postgresql", "dao")],
    indirect=["database_url"],
)
def test_it_lists_every_ticket_in_sight(caller: Caller, tickets: dict[str, Ticket]) -> None:
    page = caller.ask("GET /").text
    listed = {name for name, ticket in tickets.items() if ticket.code in page}
    assert listed == {name for name, seers in SEES.items() if caller.who in seers}
