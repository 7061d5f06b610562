"""From a person's message at the webhook to our reply at LINE, through everything between."""

import json
import time
from pathlib import Path
from statistics import median

from bench.events import post, request_to_webhook, text_event
from bench.installation import Installation
from bench.line import LineStandIn
from bench.load import round_trips, send_all
from bench.processes import Served, free_port, serving, uvicorn
from bench.row import Row
from bench.texts import GOLDEN

ALONE = 40  # messages one after the other
CROWD, USERS, CONNECTIONS = 200, 50, 16


def measure(installation: Installation, line: LineStandIn) -> list[Row]:
    """Return the median way of a lonely message in ms, and messages a second of a crowd."""
    texts = _questions(GOLDEN / "questions.jsonl")
    port = free_port()
    with serving(uvicorn("bench.bare:app", port), port), serving(*installation.serve()) as served:
        echoes = [post("/echo", text_event(text, 0)[1]) for text in texts]
        trip = median(round_trips(port, echoes[:ALONE])) * 1000
        rate = CROWD / send_all(port, echoes[:CROWD], CONNECTIONS)
        alone = median(_ask_one(served, line, text) for text in texts[:ALONE]) * 1000
        crowd = _ask_many(served, line, texts[:CROWD])
    return [
        Row("answer", alone, "ms", trip, "bare echo's round trip"),
        Row("answers", crowd, "events/s", rate, "bare echo, 16 connections", more_is_better=True),
    ]


def _ask_one(served: Served, line: LineStandIn, text: str) -> float:
    token, body = text_event(text, USERS)
    request = request_to_webhook(body)
    started = time.perf_counter()
    round_trips(served.port, [request])
    (came,) = line.wait_for([token])
    return came - started


def _ask_many(served: Served, line: LineStandIn, texts: list[str]) -> float:
    events = [text_event(text, at % USERS) for at, text in enumerate(texts)]
    requests = [request_to_webhook(body) for _, body in events]
    started = time.perf_counter()
    send_all(served.port, requests, CONNECTIONS)
    came = line.wait_for([token for token, _ in events])
    return len(events) / (max(came) - started)


def _questions(path: Path) -> list[str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row["q"] for row in rows if row["kind"] != "complaint"]
