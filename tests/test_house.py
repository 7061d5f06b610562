"""The house stands: rooms import only downwards, and what must never happen does not."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel
from starlette.routing import Mount, Route

from app import create_app
from bootstrap import Assembly
from core.settings import SECRETS, Settings
from dashboard import site
from dashboard.auth import GATES, anyone
from store.database import Database

ROOT = Path(__file__).parent.parent

# A room imports only rooms on a lower line, never one beside it, never one above.
HEIGHTS: list[set[str]] = [
    {"app", "manage"},
    {"commands"},
    {"bootstrap"},
    {"worker"},
    {"chores"},
    {"bot", "mail", "dashboard", "public", "handlers"},
    {"complaints", "knowledge"},
    {"categories", "agencies"},
    {"store"},
    {"thai"},
    {"core"},
]
ROOMS = {room: height for height, rooms in enumerate(HEIGHTS) for room in rooms}
APART = {"simulator", "assets", "bench"}  # import nothing of ours, but for what is said below
MAY_ALSO = {"app": {"simulator"}}
THIRD_PARTY = {
    "linebot": {"bot"},
    "fastapi": {"app", "dashboard", "public", "bot/webhook.py"},
    "starlette": {"app", "dashboard", "public", "simulator"},
    "pythainlp": {"thai"},
    "geothai": {"thai"},
    "shapely": {"agencies"},
    "zxcvbn": {"agencies"},
    "pyotp": {"agencies"},
    "authlib": {"dashboard"},
    "smtplib": {"mail"},
    "sqlalchemy.create_engine": {"store/database.py"},
    "yaml": {
        "thai",
        "core",
        "categories",
        "complaints",
        "knowledge",
        "agencies",
        "handlers",
        "bot",
        "assets",
        "dashboard",
        "simulator",
    },
}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file of ours outside the tests, parsed."""
    for path in sorted(ROOT.glob("*.py")) + sorted(ROOT.glob("*/**/*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room in ROOMS or room in APART:
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imports(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Every imported name, dotted, with its statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def wrong_arrows(path: Path, tree: ast.Module) -> list[str]:
    """Imports of our rooms that do not point down."""
    room, wrong = room_of(path), []
    for name, _ in imports(tree):
        target = name.split(".")[0]
        if target == room or target not in ROOMS.keys() | APART:
            continue
        allowed = target in MAY_ALSO.get(room, set())
        if room == "bench":
            allowed = True  # it measures everything
        if room in ROOMS and target in ROOMS:
            allowed = allowed or ROOMS[target] > ROOMS[room]
        if not allowed:
            wrong.append(f"{path} imports {name}")
    return wrong


def test_it_imports_downwards_only() -> None:
    wrong = [arrow for path, tree in sources() for arrow in wrong_arrows(path, tree)]
    assert not wrong


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("store/x.py", "from complaints.tables import Ticket"),
        ("bot/x.py", "import dashboard.site"),
        ("categories/x.py", "from agencies import tables"),
        ("simulator/x.py", "from core import clock"),
    ],
)
def test_it_would_notice_a_wrong_arrow(room: str, line: str) -> None:
    assert wrong_arrows(Path(room), ast.parse(line))


def test_it_imports_at_the_top_of_the_file_only() -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, "an import inside a function hides a wrong arrow"


def test_it_keeps_libraries_in_their_rooms() -> None:
    stray = [
        f"{path} imports {name}"
        for path, tree in sources()
        for name, _ in imports(tree)
        for library, rooms in THIRD_PARTY.items()
        if (name == library or name.startswith(f"{library}."))
        and room_of(path) not in rooms
        and path.as_posix() not in rooms
        and room_of(path) != "bench"
    ]
    assert not stray


def attribute_uses(name: str) -> list[str]:
    """Where `.name` is called or read."""
    return [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name
    ]


def test_it_commits_in_one_place_only() -> None:
    assert {use.split(":")[0] for use in attribute_uses("commit")} == {"store/database.py"}


def test_it_reads_the_environment_in_one_place_only() -> None:
    readers = {use.split(":")[0] for use in attribute_uses("environ") + attribute_uses("getenv")}
    # The asset build hands its own environment to npm; it is no part of the running service.
    assert readers - {"assets/build.py"} == {"core/settings.py"}


def test_it_has_no_utils_and_no_helpers() -> None:
    assert not [path for path, _ in sources() if path.stem in {"utils", "helpers", "common"}]


def test_it_keeps_modules_small() -> None:
    long = {
        str(path): lines
        for path, _ in sources()
        if (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_it_says_what_each_room_is_for() -> None:
    silent = [
        room
        for room in ROOMS.keys() | APART
        if (ROOT / room / "__init__.py").exists()
        and not ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text("utf-8")))
    ]
    assert not silent


def test_it_documents_every_setting() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = [name.upper() for name in Settings.model_fields]
    assert not [name for name in names if f"`{name}`" not in page]
    assert not [name for name in names if f"{name}=" not in example]


def test_it_numbers_migrations_in_sequence() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions[::-1] == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    files = sorted(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("*.py"))
    assert files == revisions[::-1]


def test_it_migrates_to_exactly_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "include_object": _is_of_the_code}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def _is_of_the_code(_item: object, name: str | None, *_: object) -> bool:
    """The search's own index is made in words of each database; tests/complaints/search use it."""
    return name != "ix_ticket_text_words" and not (name or "").startswith("ticket_fts")


def test_it_keeps_the_compose_file_readable() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert {"app", "worker", "migrate", "database", "files"} <= compose["services"].keys()


def test_it_sets_only_settings_that_there_are_in_the_compose_file() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    known = {name.upper() for name in Settings.model_fields}
    known |= {f"{name.upper()}_FILE" for name in SECRETS} | {"FORWARDED_ALLOW_IPS"}  # uvicorn's
    assert set(compose["x-service"]["environment"]) <= known


PRIVATE = re.compile(
    r"pypi\.|pythonhosted|registry\.npmjs|npmjs\.org|deb\.debian|/work/|/root/|/tmp/team", re.I
)


def test_it_names_no_registry_and_no_path_of_a_developers_machine() -> None:
    kinds = {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".lock", ".html", ".js", ".css", ""}
    skipped = {"node_modules", "var", "vendor"}
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in kinds
        and not skipped & set(path.relative_to(ROOT).parts)
        and not any(part.startswith(".") for part in path.relative_to(ROOT).parts[:-1])
        and path.name != "test_house.py"
        and PRIVATE.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert not found


# Open to the whole world, on purpose. Everything else stands behind a gate of the dashboard.
OPEN = {
    "/line/webhook": "LINE's signature",
    "/photos/{token}.jpg": "an unguessable address",
    **dict.fromkeys(
        (
            "/",
            "/problems",
            "/find",
            "/t/{code}",
            "/t/{code}/photos/{place}.jpg",
            "/map",
            "/map/cells.json",
            "/agencies",
            "/embed/{agency}.svg",
            "/embed/{agency}",
            "/open-data",
            "/open-data/{name}",
            "/api/v1/tickets.{kind}",
            "/open311/v2/discovery.{encoding}",
            "/open311/v2/services.{encoding}",
            "/open311/v2/services/{code}.{encoding}",
            "/open311/v2/requests.{encoding}",
            "/open311/v2/requests/{code}.{encoding}",
            "/robots.txt",
        ),
        "what everybody may know: complaints/publishing",
    ),
    "/healthz": "nothing personal",
    "/readyz": "nothing personal",
    "/metrics": "nothing personal",
}


def test_it_declares_the_access_of_every_route(assembly: Assembly) -> None:
    app = create_app(assembly)
    open_routes = {route.path for route in app.routes if isinstance(route, Route)}
    mounts = {route.path for route in app.routes if isinstance(route, Mount)}
    assert open_routes == set(OPEN)
    assert mounts == {"/assets", "/dashboard", "/simulator"}


def test_it_gates_every_route_of_the_dashboard() -> None:
    gated = [(router, gate) for router, gate in site.ROUTERS]
    assert all(gate in GATES for _, gate in gated)
    public = [route.path for router, gate in gated if gate is anyone for route in router.routes]  # type: ignore[attr-defined]
    sign_on = {"/sign-on", "/sign-on/back"}
    ways_in = {"/login", "/login/code", "/login/forgotten", "/link/{token}", *sign_on}
    assert set(public) == ways_in


def test_it_keeps_no_links_in_the_repository() -> None:
    """A link made on one machine replaces what stands there on another: once a whole set-up."""
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a clone")
    assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []
