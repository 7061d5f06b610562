"""Importing agencies and their coverage: template, preview, carrying out."""

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from agencies.importing import Plan, carry_out, plan
from agencies.sheet import LARGEST, read_rows, template_csv, template_excel
from core.errors import InvalidInput
from dashboard import paths
from dashboard.agencies import addresses, imports_view
from dashboard.agencies.problems import by
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/agencies/import")

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("")
def show(request: Request) -> Response:
    """Show how to import."""
    return render(request, "agencies/import.html", view=None, problem="")


@router.get("/template.{kind}")
def template(kind: Literal["csv", "xlsx"]) -> Response:
    """Return the table to be filled in."""
    data, media = (template_csv(), "text/csv") if kind == "csv" else (template_excel(), EXCEL)
    headers = {"Content-Disposition": f'attachment; filename="agencies.{kind}"'}
    return Response(data, media_type=media, headers=headers)


@router.post("")
def take(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    act: Annotated[Literal["preview", "apply"], Form()] = "preview",
    file: Annotated[UploadFile | None, File()] = None,
    text: Annotated[str, Form(max_length=LARGEST)] = "",
) -> Response:
    """Show what the file would add; of a preview, `text` carries it out without errors."""
    try:
        data = _data(file, text)
        if act == "apply":
            return _apply(request, wiring, visitor, data)
        return _preview(request, wiring, data)
    except InvalidInput as error:
        problem = say(f"agencies.problem.{error.reason}", **error.values)
        return render(request, "agencies/import.html", 422, view=None, problem=problem)


def _data(file: UploadFile | None, text: str) -> bytes:
    if text:
        return text.encode()
    if file is None or not file.filename:
        raise InvalidInput("file_needed")
    return file.file.read(LARGEST + 1)


def _apply(request: Request, wiring: Wiring, visitor: SignedIn, data: bytes) -> Response:
    rows = read_rows(data)
    with wiring.database.transaction() as session:
        planned = plan(session, rows, wiring.desk.catalog.codes_by_name)
        if not planned.errors:
            carry_out(session, planned, by(wiring, visitor))
    if planned.errors:  # the file, or what stands here, has changed since the preview
        return _show(request, wiring, data, planned)
    return RedirectResponse(paths.with_query(addresses.AGENCIES, done="agencies_imported"), 303)


def _preview(request: Request, wiring: Wiring, data: bytes) -> Response:
    rows = read_rows(data)
    with wiring.database.reading() as session:
        planned = plan(session, rows, wiring.desk.catalog.codes_by_name)
    return _show(request, wiring, data, planned)


def _show(request: Request, wiring: Wiring, data: bytes, planned: Plan) -> Response:
    view = imports_view.load(planned, wiring.desk.catalog, data)
    status = 422 if planned.errors else 200
    return render(request, "agencies/import.html", status, view=view, problem="")
