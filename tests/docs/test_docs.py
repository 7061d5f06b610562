"""The documents keep up with the code: links, files, tables, commands, decisions."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import SQLModel

import manage  # brings in every room, and so every table
from app import create_app
from bootstrap import Assembly

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
ADDRESS = re.compile(r"`(/[\w./-]*)`")
FILE = re.compile(r"`((?:[\w-]+/)+[\w-]+\.\w+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_it_links_only_to_what_exists(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_it_names_only_files_that_exist(page: Path) -> None:
    made_by_use = ("var/", "secrets/")
    names = FILE.findall(page.read_text(encoding="utf-8"))
    named = [name for name in names if not name.startswith(made_by_use)]
    assert not [name for name in named if not (ROOT / name).exists()]


def test_it_describes_every_table() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert not [name for name in SQLModel.metadata.tables if f"`{name}`" not in text]


def test_it_mentions_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        manage.main(["--help"])
    commands = re.findall(r"^    ([a-z][a-z-]+)\b", capsys.readouterr().out, re.MULTILINE)
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert len(commands) > 8
    assert not [name for name in commands if name != "run" and f"manage.py {name}" not in text]


def test_it_lists_every_decision_once_and_in_sequence() -> None:
    folder = ROOT / "docs" / "adr"
    pages = sorted(path.name for path in folder.glob("0*.md"))
    listed = re.findall(r"\]\((0[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == pages
    assert [name[:4] for name in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]


def test_it_names_only_addresses_that_answer(assembly: Assembly) -> None:
    named = ADDRESS.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    # No start of the application: its worker is not needed to tell what is where.
    reader = TestClient(create_app(assembly), follow_redirects=False)
    assert named
    assert not [address for address in named if reader.get(address).status_code == 404]
