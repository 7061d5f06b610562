"""Placeholders in ready-made words: which there are, checking them, filling them in.

A placeholder is a name in {braces}. A gap, "[โปรดระบุ…]", is left for the officer to fill.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import yaml

from core.clock import to_bangkok
from core.errors import InvalidInput
from thai.dates import format_date

_FILE = yaml.safe_load(Path(__file__).with_name("placeholders.yml").read_text(encoding="utf-8"))
OF_TICKET: Mapping[str, str] = _FILE["ticket"]  # {key: name}: filled in from the ticket
OF_FORM: Mapping[str, str] = _FILE["form"]  # {key: name}: filled in where the words are used
NAMES: tuple[str, ...] = (*OF_TICKET.values(), *OF_FORM.values())
_GAP: str = _FILE["gap"]
_GAP_START = _GAP.partition("{")[0]
_DAY: str = _FILE["day"]
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ANY_GAP = re.compile(re.escape(_GAP_START) + r"[^\]]*\]?")


def check(body: str) -> None:
    """Refuse a text whose placeholders could never be filled in.

    Raises:
        InvalidInput: "placeholder_unknown" with the `name` and the nearest that there is
            (`meant`, "" for none), or "placeholder_broken" with what stands around the brace.
    """
    for name in _PLACEHOLDER.findall(body):
        if name.strip() not in NAMES:
            meant = get_close_matches(name.strip(), NAMES, n=1, cutoff=0.5)
            raise InvalidInput("placeholder_unknown", name=name[:40], meant="".join(meant))
    rest = _PLACEHOLDER.sub("", body)
    if brace := re.search(r".{0,12}[{}].{0,12}", rest):
        raise InvalidInput("placeholder_broken", near=brace.group())


def fill(body: str, values: Mapping[str, str]) -> str:
    """Return the text with `values` ({key: words}) in place; what has no value becomes a gap."""
    by_name = {name: values.get(key, "") for key, name in {**OF_TICKET, **OF_FORM}.items()}

    def words(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        return by_name.get(name) or gap(name)

    return _PLACEHOLDER.sub(words, body)


def gap(name: str) -> str:
    """Return what stands where a value is missing, such as "[โปรดระบุวันที่แจ้ง]"."""
    return _GAP.format(name=name)


def day(moment: datetime) -> str:
    """Return a moment's day in Bangkok as a value, such as "วันที่ 20 พฤศจิกายน 2569"."""
    return _DAY.format(day=format_date(to_bangkok(moment).date()))


def find_gap(text: str) -> str:
    """Return the first gap that nobody has filled, "" where there is none."""
    found = _ANY_GAP.search(text)
    return found.group() if found else ""
