"""The load generator counts only whole answers, and only good ones."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bench.events import post
from bench.load import BadAnswer, round_trips, send_all

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n"


@contextmanager
def answering(*pieces: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that answers each request with these pieces; yields its port and the requests."""
    requests: list[bytes] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while request := self.request.recv(65536):
                requests.append(request)
                for piece in pieces:
                    self.request.sendall(piece)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], requests
        server.shutdown()


def test_it_sends_every_request_once_over_few_connections() -> None:
    sent = [post("/echo", f"{number}".encode()) for number in range(40)]
    with answering(OK) as (port, got):
        assert send_all(port, sent, connections=4) > 0
    assert sorted(got) == sorted(sent)


def test_it_waits_for_an_answer_that_comes_in_pieces() -> None:
    with answering(OK[:20], OK[20:50], OK[50:]) as (port, got):
        times = round_trips(port, [post("/echo", b"a"), post("/echo", b"b")])
    assert len(times) == len(got) == 2


def test_it_does_not_count_a_failure() -> None:
    with answering(BROKEN) as (port, _), pytest.raises(BadAnswer, match="500"):
        send_all(port, [post("/echo", b"a")], connections=1)
