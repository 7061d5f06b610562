"""Error pages written for a person: what happened and the way on."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dashboard import paths
from dashboard.auth import SecondStepNeeded, SignInNeeded, find_visitor
from dashboard.headers import security_headers
from dashboard.kept_words import words_of
from dashboard.pages import render
from dashboard.wording import knows

STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    InvalidInput: 422,
    RequestValidationError: 422,
    DataError: 422,  # typed, but nothing the database can hold: PostgreSQL takes no NUL in a text
}
TOO_LARGE = 413
Handler = Callable[[Request, Exception], Awaitable[Response]]


def install(app: FastAPI) -> None:
    """Teach the application our error pages."""
    for error, status in STATUS.items():
        app.add_exception_handler(error, _page_of(status))
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(SignInNeeded, _to_sign_in)
    app.add_exception_handler(SecondStepNeeded, _to_second_step)
    app.add_exception_handler(Exception, _of_crash)


def _page_of(status: int) -> Handler:
    async def handler(request: Request, _error: Exception) -> Response:
        return _page(request, status, await words_of(request))

    return handler


def _page(request: Request, status: int, typed: str = "") -> Response:
    code = request.path_params.get("code", "")
    back = paths.ticket(code) if code and status != 404 else f"{paths.ROOT}/"
    words = status if knows(f"page.{status}.title") else 422
    values = {"words": f"page.{words}", "back": back, "typed": typed}
    return render(request, "pages/error.html", status, **values)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == TOO_LARGE and not await _is_known(request):
        return _sign_in_again(request, TOO_LARGE)  # officers may send it: no photo is to blame
    return _page(request, error.status_code)


async def _is_known(request: Request) -> bool:
    visitor = await run_in_threadpool(find_visitor, request, request.app.state.wiring)
    return visitor is not None


async def _of_crash(request: Request, _error: Exception) -> Response:
    # Answered outside of all middleware, so it dresses itself. The server logs the traceback.
    response = _page(request, 500)
    response.headers.update(security_headers(request.app.state.wiring.map_tiles_url))
    response.headers["Cache-Control"] = "no-store"
    return response


async def _to_sign_in(request: Request, _error: Exception) -> Response:
    if request.headers.get("hx-request"):  # a part of a page: the whole page must go
        return Response(status_code=401, headers={"HX-Redirect": paths.LOGIN})
    if request.method != "GET":
        return await _signed_out(request)
    query = f"?{request.url.query}" if request.url.query else ""
    wanted = "" if request.url.path == f"{paths.ROOT}/" else request.url.path + query
    return RedirectResponse(paths.with_query(paths.LOGIN, next=wanted), 303)


async def _signed_out(request: Request) -> Response:
    """Give back what was typed while the session ended; without words there is only the way in."""
    typed = await words_of(request)
    if not typed:
        return RedirectResponse(paths.LOGIN, 303)
    return _sign_in_again(request, 401, typed)


def _sign_in_again(request: Request, status: int, typed: str = "") -> Response:
    code = request.path_params.get("code", "")
    back = paths.with_query(paths.LOGIN, next=paths.ticket(code) if code else "")
    values = {"words": "page.401", "back": back, "typed": typed}
    return render(request, "pages/error.html", status, **values)


async def _to_second_step(request: Request, _error: Exception) -> Response:
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": paths.SECURITY})
    return RedirectResponse(paths.SECURITY, 303)
