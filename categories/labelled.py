"""Complaints with the category an officer gave them, read from csv or jsonl files."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Row:
    """A complaint with its label; `accept` holds every right code, `primary` among them."""

    id: str
    text: str
    primary: str
    accept: frozenset[str]


def read(path: Path) -> list[Row]:
    """Rows of a csv (accept split by |) or jsonl (accept a list): id, text, primary, accept."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(_from_csv(lines) if path.suffix == ".csv" else _from_jsonl(lines))


def _from_csv(lines: TextIO) -> Iterator[Row]:
    for each in csv.DictReader(lines):
        accept = frozenset((*each["accept"].split("|"), each["primary"]))
        yield Row(each["id"], each["text"], each["primary"], accept)


def _from_jsonl(lines: TextIO) -> Iterator[Row]:
    for line in lines:
        if line.strip():
            each = json.loads(line)
            accept = frozenset((*each["accept"], each["primary"]))
            yield Row(each["id"], each["text"], each["primary"], accept)
