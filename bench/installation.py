"""The whole application as production runs it, on SQLite, with LINE replaced by a stand-in."""

import subprocess
from pathlib import Path

from bench.events import SECRET
from bench.processes import ROOT, command, free_port, uvicorn


class Installation:
    """A migrated database in a folder and the settings that go with it."""

    def __init__(self, folder: Path, line_url: str) -> None:
        self.settings = {
            "ENVIRONMENT": "production",
            "DATABASE_URL": f"sqlite:///{folder / 'assistant.db'}",
            "FILES_URL": str(folder / "files"),
            "PUBLIC_URL": "https://bench.invalid",
            "SECRET_KEY": "k" * 48,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": "bench-access-token",
            "LINE_API_URL": line_url,
            "LINE_DATA_API_URL": line_url,
        }
        migrate = command("manage", "migrate", settings=self.settings)
        subprocess.run(migrate, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    def serve(self) -> tuple[list[str], int]:
        """Return the command that serves it, and the port it will listen on."""
        port = free_port()
        return uvicorn("app:app", port, self.settings), port
