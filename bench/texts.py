"""A question answered and a complaint categorised, against newmm cutting the same text."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from pythainlp.tokenize import word_tokenize

from bench.row import Row
from categories.suggest import Suggester
from handlers.bulk import ask_plainly
from knowledge.engine import Engine

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
AGAINST = "newmm alone"


def measure() -> list[Row]:
    """Return median microseconds a text."""
    engine, suggester = Engine.load(), Suggester.load()
    questions = _read("questions.jsonl", "q")
    complaints = _read("complaints.jsonl", "text")
    return [
        _row("ask", questions, lambda text: ask_plainly(engine, text)),
        _row("categorise", complaints, suggester.rank),
    ]


def _row(name: str, texts: Sequence[str], act: Callable[[str], object]) -> Row:
    _cut(texts[0])  # reads its dictionary
    act(texts[0])
    ours, cuts = zip(*((_time(act, text), _time(_cut, text)) for text in texts), strict=True)
    return Row(name, median(ours), "µs", median(cuts), AGAINST)


def _cut(text: str) -> list[str]:
    words: list[str] = word_tokenize(text, engine="newmm")
    return words


def _time(act: Callable[[str], object], text: str) -> float:
    started = time.perf_counter_ns()
    act(text)
    return (time.perf_counter_ns() - started) / 1000


def _read(name: str, key: str) -> list[str]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)[key] for line in lines]
