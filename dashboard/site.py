"""The sub-application: every router behind its gate, headers, error pages, static files."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, FastAPI

from dashboard import errors, forgotten, links, login, second_step
from dashboard.abuse.on_ticket import router as suspending
from dashboard.abuse.routes import router as abuse
from dashboard.account.groups import router as account_groups
from dashboard.account.mail import router as account_mail
from dashboard.account.notifications import router as notifications
from dashboard.agencies.contacts import router as agency_contacts
from dashboard.agencies.imports import router as agency_imports
from dashboard.agencies.listing import router as agencies
from dashboard.agencies.map import router as agency_map
from dashboard.agencies.one import router as agency
from dashboard.agencies.owners import router as owners
from dashboard.agencies.parent import router as parent
from dashboard.agencies.trial import router as routing_trial
from dashboard.announcements.routes import router as announcements
from dashboard.audit.routes import router as audit_log
from dashboard.auth import (
    anyone,
    arriving,
    assessor,
    editor,
    evidence_taker,
    find_visitor,
    log_reader,
    manager,
    operator,
    overseer,
    signed_in,
    staff_manager,
    suspender,
    team_leader,
    worker,
)
from dashboard.calendar.routes import router as calendar
from dashboard.categories.routes import router as categories
from dashboard.closing.routes import router as closing_rules
from dashboard.duplicates.changes import router as grouping
from dashboard.duplicates.routes import router as duplicates
from dashboard.evidence.benefit import router as benefit
from dashboard.evidence.benefit import switching
from dashboard.evidence.monthly import router as monthly
from dashboard.evidence.routes import router as evidence
from dashboard.evidence.texts import router as form_texts
from dashboard.evidence.texts import writing
from dashboard.figures import cases, level
from dashboard.figures.definitions import router as definitions
from dashboard.figures.routes import router as figures
from dashboard.figures.routes import team
from dashboard.figures.summary import router as summary
from dashboard.figures.tickets import router as behind_figures
from dashboard.headers import SecurityHeaders, security_headers
from dashboard.hotspots.routes import router as hotspots
from dashboard.knowledge.documents import router as documents
from dashboard.knowledge.entries import router as entries
from dashboard.knowledge.gaps import router as gaps
from dashboard.limits import BodyLimit
from dashboard.nowhere import router as nowhere
from dashboard.officers.listing import router as officers
from dashboard.officers.one import router as officer
from dashboard.origin import check_origin
from dashboard.publishing.changes import router as publishing_acts
from dashboard.publishing.routes import router as publishing
from dashboard.queue.acts import router as acts
from dashboard.queue.export import router as export
from dashboard.queue.map import router as queue_map
from dashboard.queue.routes import router as queue
from dashboard.queue.saved import router as saved_views
from dashboard.responses.listing import router as responses
from dashboard.responses.one import router as response
from dashboard.security.routes import router as security
from dashboard.sign_on.routes import router as sign_on
from dashboard.static_files import VersionedFiles
from dashboard.system.routes import router as system
from dashboard.targets.routes import router as targets
from dashboard.ticket.category import router as category
from dashboard.ticket.closing import router as closing
from dashboard.ticket.handling import router as handling
from dashboard.ticket.joining import router as joining
from dashboard.ticket.letters import router as letters
from dashboard.ticket.moves import router as moves
from dashboard.ticket.photos import router as photos
from dashboard.ticket.printing import router as printing
from dashboard.ticket.routes import router as ticket
from dashboard.wiring import Wiring

# Every router that is served, with who may pass. tests/test_house.py reads this.
ROUTERS: tuple[tuple[APIRouter, Callable[..., Any]], ...] = (
    (login.entrance, anyone),
    (second_step.router, anyone),
    (sign_on, anyone),
    (links.router, anyone),
    (forgotten.router, anyone),
    (login.exit_, arriving),
    (security, arriving),
    (notifications, signed_in),
    (account_mail, signed_in),
    (account_groups, overseer),
    (queue, signed_in),
    (queue_map, signed_in),
    (export, signed_in),
    (saved_views, signed_in),
    (acts, worker),
    (ticket, signed_in),
    (photos, signed_in),
    (printing, signed_in),
    (hotspots, signed_in),
    (duplicates, signed_in),
    (publishing, signed_in),
    (definitions, signed_in),
    (evidence, evidence_taker),
    (form_texts, evidence_taker),
    (benefit, evidence_taker),
    (monthly, evidence_taker),
    (writing, overseer),
    (switching, overseer),
    (summary, signed_in),
    (behind_figures, signed_in),
    (team, team_leader),
    (level.router, signed_in),
    (level.signing, overseer),
    (level.writing, assessor),
    (cases.writing, assessor),
    (cases.router, signed_in),
    (figures, signed_in),  # after the others: its pages' names stand where they have a word
    (moves, worker),
    (handling, worker),
    (letters, worker),
    (joining, worker),
    (closing, worker),
    (category, worker),
    (suspending, suspender),
    (grouping, worker),
    (publishing_acts, worker),
    (categories, overseer),
    (closing_rules, overseer),
    (targets, overseer),
    (calendar, overseer),
    (announcements, overseer),
    (responses, overseer),
    (response, overseer),
    (system, operator),
    (agencies, manager),
    (agency_map, manager),
    (owners, manager),
    (routing_trial, manager),
    (agency_imports, manager),
    (agency_contacts, manager),
    (parent, manager),
    (agency, manager),  # after the others: its number stands where they have a word
    (abuse, suspender),
    (audit_log, log_reader),
    (officers, staff_manager),
    (officer, staff_manager),
    (gaps, editor),
    (entries, editor),
    (documents, editor),
    (nowhere, signed_in),  # the last: it takes every address the others leave
)


def build(wiring: Wiring) -> FastAPI:
    """Return the dashboard, to be mounted at /dashboard."""
    app = FastAPI(openapi_url=None, dependencies=[Depends(check_origin)])
    app.state.wiring = wiring
    app.mount("/static", VersionedFiles(), name="static")
    for router, gate in ROUTERS:
        app.include_router(router, dependencies=[Depends(gate)])
    errors.install(app)
    app.add_middleware(BodyLimit, knows=lambda request: find_visitor(request, wiring) is not None)
    app.add_middleware(SecurityHeaders, headers=security_headers(wiring.map_tiles_url))
    return app
