"""For machines: is it up, is it keeping up, and the figures of its queues."""

from datetime import datetime, timedelta

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from agencies.queries import find_central_desk
from agencies.routing import takes_sealed
from core.clock import Clock
from store import gauges, inbox, inbox_upkeep, outbox_reading
from store.database import Database

LATE = timedelta(minutes=5)


def make_router(database: Database, clock: Clock) -> APIRouter:
    """Return `/healthz`, `/readyz` and `/metrics`. Access: public, no personal data."""
    router = APIRouter()

    @router.get("/healthz", include_in_schema=False)
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz", include_in_schema=False)
    def readyz() -> JSONResponse:
        troubles = find_troubles(database, clock())
        status = 503 if troubles else 200
        return JSONResponse({"ready": not troubles, "troubles": troubles}, status)

    @router.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        text = generate_latest(_read_metrics(database, clock()))
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    return router


def find_troubles(database: Database, now: datetime) -> list[str]:
    """Return what keeps the service from doing its work; empty where nothing does."""
    try:
        if not database.is_migrated():
            return ["the database is not migrated"]
        with database.reading() as session:
            return [*_of_central_desk(session), *_of_queues(session, now)]
    except SQLAlchemyError:
        return ["the database does not answer"]


def _of_central_desk(session: Session) -> list[str]:
    desk = find_central_desk(session)
    if desk is None:
        return ["no agency is the central desk: manage.py add-agency … --central-desk"]
    if not takes_sealed(session, desk.id):
        return ["the central desk has no integrity officer: manage.py add-officer … integrity"]
    return []


def _of_queues(session: Session, now: datetime) -> list[str]:
    oldest = {
        "inbox": inbox.oldest_waiting(session),
        "outbox": outbox_reading.oldest_waiting(session),
    }
    return [
        f"the {name} has waited since {since.isoformat()}"
        for name, since in oldest.items()
        if since is not None and now - since > LATE
    ]


def _read_metrics(database: Database, now: datetime) -> CollectorRegistry:
    registry = CollectorRegistry()
    waiting = Gauge(
        "queue_oldest_seconds", "Age of the oldest waiting row", ["queue"], registry=registry
    )
    failed = Gauge("inbox_failed_events", "Events given up", registry=registry)
    left = Gauge("line_push_quota_left", "Push messages left this month", registry=registry)
    with database.reading() as session:
        for name, since in (
            ("inbox", inbox.oldest_waiting(session)),
            ("outbox", outbox_reading.oldest_waiting(session)),
        ):
            age = (now - since).total_seconds() if since else 0
            waiting.labels(name).set(max(age, 0))  # what rests is to go out later
        failed.set(inbox_upkeep.count_failed(session))
        quota = gauges.get_gauge(session, gauges.LINE_QUOTA)
    limit = quota.value.get("limit") if quota else None
    left.set(float("nan") if quota is None or limit is None else limit - quota.value["used"])
    return registry
