"""Open data: the page with the data dictionary, the API, the daily files."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import JSONResponse, Response, StreamingResponse

from complaints.publishing.asking import Place, place_of, read_place
from complaints.publishing.columns import COLUMNS
from complaints.publishing.formats import MEDIA_TYPES, Format, write
from complaints.publishing.rows import Span, as_rows, list_span, read_rows
from complaints.publishing.snapshots import Snapshot, list_snapshots
from core.errors import InvalidInput, NotFound
from core.phrases import load_phrases
from public.questions import read_asked
from public.site import FOLDER, NOT_KEPT, Site, render

EVERYTHING = 10  # what a file without an end costs, in requests
MOST = 10_000  # tickets of a page, where pages are asked for
FILE = re.compile(r"(\d{4}-\d{2}-\d{2}|latest)(?:\.csv\.gz)?")
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Link"}
DICTIONARY = load_phrases(FOLDER.parent / "complaints" / "publishing" / "columns.yml")


def make_router(site: Site) -> APIRouter:
    """Return `/open-data…` and `/api/v1/tickets.…`. Access: public, other sites' scripts too."""
    router = APIRouter()

    @router.get("/open-data", include_in_schema=False)
    def about(request: Request) -> Response:
        with site.database.reading() as session:
            files = list_snapshots(session)
        return render(
            site,
            request,
            "open_data.html",
            columns=COLUMNS,
            dictionary=DICTIONARY,
            files=files,
            most=MOST,
        )

    @router.get("/open-data/{name}", include_in_schema=False)
    def daily(request: Request, name: str) -> Response:
        with site.database.reading() as session:
            found = _find_file(session, name)
        if found is None:
            return render(site, request, "not_found.html", 404, typed=name, searched=False)
        try:
            file = site.files.open(found.key)
        except NotFound:
            return Response(status_code=404)
        headers = OPEN_TO_ALL | {
            "Content-Length": str(file.size),
            "Cache-Control": "public, max-age=600",
            "Content-Disposition": f'attachment; filename="{found.day.isoformat()}.csv.gz"',
            "X-Content-Type-Options": "nosniff",
        }
        return StreamingResponse(file.chunks, media_type="application/gzip", headers=headers)

    @router.get("/api/v1/tickets.{kind}", include_in_schema=False)
    def tickets(request: Request, kind: str) -> Response:
        cost = 1 if request.query_params.get("limit") else EVERYTHING
        if wait := site.turnstile.seconds_to_wait(request, cost):
            return _refuse(429, "too many requests", {"Retry-After": str(wait)})
        if kind not in set(Format):
            return _refuse(404, "formats are csv, jsonl and geojson")
        try:
            with site.database.reading() as session:
                span = _read_span(site, session, request)
            after = read_place(request.query_params.get("after", ""))
            limit = _limit(request.query_params.get("limit", ""))
        except InvalidInput as error:
            return _refuse(400, f"cannot read {error.reason}")
        return _send(site, request, Format(kind), span, after, limit)

    return router


def _send(
    site: Site, request: Request, kind: Format, span: Span, after: Place | None, limit: int | None
) -> Response:
    now = site.clock()
    headers = OPEN_TO_ALL | {"Cache-Control": "public, max-age=60", **_licence(site)}
    headers["Content-Disposition"] = f'inline; filename="tickets.{kind.value}"'
    if limit is None:
        batches = read_rows(site.database, site.desk, span, site.public_url, now, after=after)
        pieces: Iterator[str] = write(kind, batches)
        return StreamingResponse(pieces, media_type=MEDIA_TYPES[kind], headers=headers)
    with site.database.reading() as session:
        found = list_span(session, span, now, after, limit + 1)
        rows = as_rows(session, site.desk, found[:limit], site.public_url)
    if len(found) > limit:
        further = request.url.include_query_params(after=str(place_of(found[limit - 1])))
        headers["Link"] = f'<{site.public_url}{further.path}?{further.query}>; rel="next"'
    return Response("".join(write(kind, [rows])), headers=headers, media_type=MEDIA_TYPES[kind])


def _licence(site: Site) -> Mapping[str, str]:
    return {"X-Licence": site.licence.url}


def _read_span(site: Site, session: Session, request: Request) -> Span:
    query = request.query_params
    asked = read_asked(site, session, request)
    for name, known in (
        ("category", asked.category),
        ("state", asked.state),
        ("agency", asked.agency_id),
        ("age", asked.age),
    ):
        if query.get(name) and not known:  # whoever counts must not get everything by a slip
            raise InvalidInput(name)
    return Span(
        asked,
        since=read_moment(query.get("since", ""), "since"),
        until=read_moment(query.get("until", ""), "until"),
        changed_since=read_moment(query.get("updated_since", ""), "updated_since"),
    )


def read_moment(text: str, name: str) -> datetime | None:
    """Return the moment, UTC where it tells no zone; None for no text. Raises InvalidInput."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(name) from error


def _limit(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 0 < int(text) <= MOST):
        raise InvalidInput("limit")
    return int(text)


def _find_file(session: Session, name: str) -> Snapshot | None:
    match = FILE.fullmatch(name)
    files = list_snapshots(session)
    if match is None or not files:
        return None
    if match[1] == "latest":
        return files[0]
    return next((each for each in files if each.day.isoformat() == match[1]), None)


def _refuse(status: int, problem: str, headers: Mapping[str, str] | None = None) -> Response:
    sent = OPEN_TO_ALL | {"Cache-Control": NOT_KEPT} | dict(headers or {})
    return JSONResponse({"error": problem}, status, headers=sent)
