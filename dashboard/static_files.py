"""Style sheets, scripts and fonts under an address that changes with their content."""

import hashlib
from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).with_name("static")
A_YEAR = 31_536_000  # seconds


def version() -> str:
    """Return a short hash of every file in the folder."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(FOLDER).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


class VersionedFiles(StaticFiles):
    """Serves `<version>/<file>`; any version gets the present file, so that old pages live on."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER, check_dir=False)

    def get_path(self, scope: Scope) -> str:
        """Return the file's path without the version."""
        return super().get_path(scope).partition("/")[2]

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the file, to be kept by browsers."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response
