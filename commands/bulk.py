"""Ask and categorise in bulk, outside any chat, and measure how well both go."""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from categories import evaluate as categories_evaluate
from categories import labelled
from categories.suggest import Suggester
from commands.parser import Commands
from handlers import bulk
from knowledge import evaluate as knowledge_evaluate
from knowledge.engine import Engine

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
QUESTIONS = GOLDEN / "questions.jsonl"
COMPLAINTS = (GOLDEN / "complaints.jsonl", GOLDEN / "complaints_second.jsonl")


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    for name, act in (("ask", ask), ("categorise", categorise)):
        commands.add(name, act).add_argument("--jsonl", action="store_true", required=True)
    measure = commands.add("eval", evaluate)
    measure.add_argument("--questions", type=Path, action="append", metavar="FILE")
    measure.add_argument("--complaints", type=Path, action="append", metavar="FILE")


def ask(_chosen: argparse.Namespace) -> None:
    """Answer questions: one JSON object a line in, one a line out."""
    engine = Engine.load()
    gc.freeze()  # it lives as long as we do: no collection need walk it and hold an answer up
    _each_line(lambda row: bulk.ask_row(engine, row))


def categorise(_chosen: argparse.Namespace) -> None:
    """Rank the 14 categories for complaints: one JSON object a line in, one a line out."""
    suggester = Suggester.load()

    def rank(row: Mapping[str, Any]) -> dict[str, Any]:
        guesses = suggester.rank(bulk.text_of(row, "text")).guesses
        return {"ranked": [{"code": g.code, "score": round(g.score, 6)} for g in guesses]}

    _each_line(rank)


def evaluate(chosen: argparse.Namespace) -> None:
    """Measure answers and categories on the project's own sets, or on files named."""
    named = bool(chosen.questions or chosen.complaints)
    for path in chosen.questions or ([] if named else [QUESTIONS]):
        rows = knowledge_evaluate.read_rows(path)
        print(f"== questions: {path}", knowledge_evaluate.evaluate(Engine.load(), rows), sep="\n")
    for path in chosen.complaints or ([] if named else COMPLAINTS):
        report = categories_evaluate.evaluate(Suggester.load(), labelled.read(path))
        print(categories_evaluate.summary(str(path), report))


def _each_line(answer: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
    for told in bulk.each_line(sys.stdin, answer):
        print(json.dumps(told, ensure_ascii=False))
