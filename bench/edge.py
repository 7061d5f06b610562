"""The webhook alone, as the application has it, over a database of its own.

python -m bench.edge DATABASE_URL PORT
"""

import sys

import uvicorn
from fastapi import FastAPI

from bench.events import SECRET
from bot import webhook
from core.clock import utc_now
from store import inbox
from store.batching import BatchWriter
from store.database import Database


def create(database: Database) -> FastAPI:
    """Return an application with the webhook's router and nobody who works the events off."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    writer = BatchWriter(database, inbox.accept)
    app.include_router(webhook.make_router(SECRET, writer, utc_now, lambda: None))

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    return app


def main() -> None:
    """Serve until told to stop."""
    database = Database(sys.argv[1])
    database.migrate()
    uvicorn.run(create(database), port=int(sys.argv[2]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
