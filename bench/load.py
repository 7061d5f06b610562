"""A load generator that is no bottleneck: prebuilt requests over blocking keep-alive sockets."""

import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class BadAnswer(Exception):
    """The server answered something else than 200."""


class Connection:
    """One keep-alive connection with at most one request on its way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answer = b""

    def send(self, request: bytes) -> None:
        """Send one request."""
        self._answer = b""
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what is there. Returns whether the answer is complete; raises BadAnswer."""
        chunk = self.socket.recv(65536)
        self._answer += chunk
        head, end, body = self._answer.partition(b"\r\n\r\n")
        if not chunk or (end and not head.startswith(b"HTTP/1.1 200")):
            raise BadAnswer(head[:200].decode("latin-1"))
        length = _LENGTH.search(head)
        return bool(end) and len(body) >= int(length[1] if length else 0)


def send_all(port: int, requests: Sequence[bytes], connections: int) -> float:
    """Send every request, each connection one after the other; returns the seconds it took."""
    waiting = iter(requests)
    with selectors.DefaultSelector() as selector, ExitStack() as sockets:
        for _ in range(min(connections, len(requests))):
            connection = Connection(port)
            sockets.enter_context(connection.socket)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        started = time.perf_counter()
        for key in list(selector.get_map().values()):
            key.data.send(next(waiting))
        _exchange(selector, waiting)
        return time.perf_counter() - started


def _exchange(selector: selectors.BaseSelector, waiting: Iterator[bytes]) -> None:
    while selector.get_map():
        for key, _ in selector.select(timeout=30):
            if not key.data.receive():
                continue
            request = next(waiting, None)
            if request is None:
                selector.unregister(key.fileobj)
            else:
                key.data.send(request)


def round_trips(port: int, requests: Sequence[bytes]) -> list[float]:
    """Send the requests one by one over one connection; returns the seconds of each."""
    connection = Connection(port)
    times = []
    with connection.socket:
        for request in requests:
            started = time.perf_counter()
            connection.send(request)
            while not connection.receive():
                pass
            times.append(time.perf_counter() - started)
    return times
