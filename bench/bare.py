"""The reference for everything that is served: a bare FastAPI application with one echo."""

from fastapi import FastAPI, Request, Response

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.post("/echo")
async def echo(request: Request) -> Response:
    """Send the body back."""
    return Response(await request.body())


@app.get("/healthz")
async def healthz() -> dict[str, str]:
    """Tell that it serves."""
    return {"status": "ok"}
