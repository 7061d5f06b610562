"""What the public pages work with, and how a page is made: language, cache, headers."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from complaints.desk import Desk
from core.clock import Clock, to_bangkok
from core.phrases import Language, load_phrases
from public.politeness import Turnstile
from store.database import Database
from store.files import FileStore
from thai.dates import format_date

FOLDER = Path(__file__).parent
PHRASES = load_phrases(FOLDER / "wording.yml")
A_MINUTE = "public, max-age=60"
NOT_KEPT = "no-store"
ASK_AGAIN = "no-cache"  # kept, but asked for anew each time: what is taken back is gone at once


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the open data may be used."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """The tools and settings of the public pages."""

    database: Database
    files: FileStore
    desk: Desk
    clock: Clock
    turnstile: Turnstile
    service_name: str
    public_url: str
    add_friend_url: str
    map_tiles_url: str
    licence: Licence
    simulator: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, and whether they have chosen it in the address."""

    language: Language
    chosen: bool

    def say(self, key: str, **values: object) -> str:
        """Return words in the reader's language."""
        return PHRASES.say(key, self.language, **values)

    def link(self, path: str, **query: object) -> str:
        """Return the address with what is not empty, in the language that was chosen."""
        filled = {name: str(value) for name, value in query.items() if value}
        if self.chosen and "lang" not in filled:
            filled["lang"] = self.language
        return f"{path}?{urlencode(filled)}" if filled else path

    def day(self, moment: datetime | date) -> str:
        """Return a day, of a moment that in Bangkok, with the era of the language."""
        day = to_bangkok(moment).date() if isinstance(moment, datetime) else moment
        return format_date(day) if self.language == "th" else f"{day.day} {day:%B} {day.year}"


def reader_of(request: Request) -> Reader:
    """Return who reads: as the address says, else as the browser does, else Thai."""
    chosen = request.query_params.get("lang")
    if chosen in {"th", "en"}:
        return Reader("en" if chosen == "en" else "th", chosen=True)
    accepted = request.headers.get("accept-language", "").lower()
    english = accepted.startswith("en") and "th" not in accepted
    return Reader("en" if english else "th", chosen=False)


@functools.cache
def asset_version() -> str:
    """Return a short hash of our own style sheet and scripts."""
    digest = hashlib.sha256()
    for path in sorted((FOLDER / "static").glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


@functools.cache
def environment() -> Environment:
    """Return where templates come from."""
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def security_headers(tiles: str = "", frames: str = "'none'") -> dict[str, str]:
    """Return the headers of a page; with `tiles` of one with a map, `frames` may embed it."""
    parts = [
        "default-src 'none'",
        "style-src 'self'" + (" 'unsafe-inline'" if tiles else ""),
        f"img-src 'self' data: {_origin(tiles)}".strip() if tiles else "img-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        f"frame-ancestors {frames}",
    ]
    if tiles:
        parts += ["script-src 'self'", "connect-src 'self'"]
    return {
        "Content-Security-Policy": "; ".join(parts),
        "X-Content-Type-Options": "nosniff",
        # Maps tell the tile server where they are used, as OpenStreetMap asks; no address more.
        "Referrer-Policy": "strict-origin-when-cross-origin" if tiles else "no-referrer",
    }


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0].replace('{s}', '*')}"


def render(
    site: Site,
    request: Request,
    template: str,
    status: int = 200,
    *,
    cache: str = A_MINUTE,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """Return the page, or that nothing has changed since the browser last had it."""
    reader = reader_of(request)
    page = (
        environment()
        .get_template(template)
        .render(
            site=site,
            reader=reader,
            say=reader.say,
            link=reader.link,
            day=reader.day,
            language=reader.language,
            version=asset_version(),
            here=_here(request),
            now=site.clock(),
            **values,
        )
    )
    sent = dict(headers or security_headers()) | {"Vary": "Accept-Language"}
    media = "image/svg+xml" if template.endswith(".svg") else "text/html; charset=utf-8"
    return answer(request, page.encode(), media, status=status, cache=cache, headers=sent)


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    cache: str = A_MINUTE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the body with its tag, or 304 where the browser has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    sent = {**(headers or {}), "Cache-Control": cache, "ETag": tag}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=sent)
    return Response(body, status, headers=sent, media_type=media_type)


def _here(request: Request) -> Callable[..., str]:
    """Return what gives the present address with some of its query changed."""

    def changed(**query: object) -> str:
        kept = dict(request.query_params) | {name: str(value) for name, value in query.items()}
        filled = {name: value for name, value in kept.items() if value}
        return f"{request.url.path}?{urlencode(filled)}" if filled else request.url.path

    return changed
