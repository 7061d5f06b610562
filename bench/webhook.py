"""Signed webhooks, each event durable before its 200, against a bare echo served alike."""

import sqlite3
from pathlib import Path
from statistics import median

from bench.events import post, request_to_webhook, text_event
from bench.load import send_all
from bench.processes import Served, command, free_port, serving, uvicorn
from bench.row import Row

ROUNDS = 7
REQUESTS = 2000  # a round
CONNECTIONS = 16
USERS = 400
TEXT = "ไฟถนนหน้าโรงเรียนวัดใหม่ดับมาสามวันแล้ว มืดมาก ขอให้มาซ่อมด้วยครับ"


def measure(folder: Path) -> list[Row]:
    """Return requests a second, the median of interleaved rounds."""
    file, port, bare_port = folder / "webhook.db", free_port(), free_port()
    ours = command("bench.edge", f"sqlite:///{file}", str(port))
    with (
        serving(uvicorn("bench.bare:app", bare_port), bare_port) as bare,
        serving(ours, port) as edge,
    ):
        rates = [_round(edge, bare) for _ in range(ROUNDS)][1:]  # the first warms up
    _check(file, ROUNDS * REQUESTS)
    value, reference = (median(column) for column in zip(*rates, strict=True))
    return [Row("webhook", value, "requests/s", reference, "bare echo", more_is_better=True)]


def _round(edge: Served, bare: Served) -> tuple[float, float]:
    bodies = [text_event(TEXT, number % USERS)[1] for number in range(REQUESTS)]
    echoed = send_all(bare.port, [post("/echo", body) for body in bodies], CONNECTIONS)
    signed = [request_to_webhook(body) for body in bodies]
    received = send_all(edge.port, signed, CONNECTIONS)
    return REQUESTS / received, REQUESTS / echoed


def _check(file: Path, sent: int) -> None:
    connection = sqlite3.connect(file)
    (kept,) = connection.execute("SELECT count(*) FROM inbox_event").fetchone()
    connection.close()
    if kept != sent:
        raise RuntimeError(f"{sent} events sent, {kept} kept: this measured nothing")
