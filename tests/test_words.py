"""Every word for people is said somewhere, and every word that is said exists.

Read from the sources: keys stand there whole, or put together as in `say(f"status.{status}")`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = (
    "complaints/alerts/alerts.yml",
    "complaints/digest/digest.yml",
    "complaints/evidence/words.yml",
    "complaints/learning/wording.yml",
    "complaints/traffy/wording.yml",
    "dashboard/wording.yml",
    "handlers/officer.yml",
    "handlers/tools.yml",
    "handlers/wording.yml",
    "public/wording.yml",
)
ANY = r"[\w.]+"  # what is filled into a key
LITERAL = re.compile(r"\"([\w.]+)\"|'([\w.]+)'")
JOINED = re.compile(r"(?:\"[\w.]*\"|[\w.()\[\]]+)(?:\s*~\s*(?:\"[\w.]*\"|[\w.()\[\]]+))+")
IN_TEMPLATE = re.compile(r"(?<!\.)\bsay\(\"([\w.]+)\"[,)]|\"([\w.]+)\"\|say\b")


def keys_of(file: str) -> set[str]:
    """Return the keys of a file of words, dotted."""
    return set(_flat(yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))))


def _flat(tree: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict) and not set(value) <= {"th", "en"}:
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def room_of(file: str) -> Path:
    """Return the folder whose sources say the words of a file."""
    return (ROOT / file).parent


def patterns_in(folder: Path) -> Iterator[str]:
    """Yield what may be a key, as a regular expression."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                yield _of_f_string(node)
    for path in [*folder.rglob("*.html"), *folder.rglob("*.xml")]:
        text = path.read_text(encoding="utf-8")
        yield from (re.escape(one or other) for one, other in LITERAL.findall(text))
        yield from map(_of_joined, JOINED.findall(text))


def _of_f_string(node: ast.JoinedStr) -> str:
    parts = (each.value if isinstance(each, ast.Constant) else None for each in node.values)
    return "".join(ANY if part is None else re.escape(str(part)) for part in parts)


def _of_joined(text: str) -> str:
    parts = (part.strip() for part in text.split("~"))
    return "".join(re.escape(part[1:-1]) if part.startswith('"') else ANY for part in parts)


def said_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield what is given to `say`, as a regular expression, and where."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield path, re.escape(str(key.value))
                elif isinstance(key, ast.JoinedStr):
                    yield path, _of_f_string(key)
    for path in folder.rglob("*.html"):
        for one, other in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            yield path, re.escape(one or other)


@pytest.mark.parametrize("file", FILES)
def test_it_says_every_word_that_is_kept(file: str) -> None:
    found = set(patterns_in(room_of(file)))
    whole = {re.sub(r"\\(.)", r"\1", each) for each in found if ANY not in each}
    # Only what begins with a name: `f"{a}.{b}"` would match every key.
    parted = [
        re.compile(each) for each in found if ANY in each and re.match(r"\w+\\\.|\w+_\[", each)
    ]
    unsaid = {
        key
        for key in keys_of(file)
        if key not in whole and not any(each.fullmatch(key) for each in parted)
    }
    assert unsaid == set(), f"{file}: nobody says these"


@pytest.mark.parametrize("room", sorted({file.rsplit("/", 1)[0] for file in FILES}))
def test_it_keeps_every_word_that_is_said(room: str) -> None:
    keys = {key for file in FILES if file.startswith(f"{room}/") for key in keys_of(file)}
    missing = {
        f"{path.name}: {pattern}"
        for path, pattern in said_in(ROOT / room)
        if not any(re.fullmatch(pattern, key) for key in keys)
    }
    assert missing == set(), f"no words for these in {room}"
