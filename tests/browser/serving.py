"""An ASGI application on a free port of this machine, in a thread, for as long as a test runs."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

START_SECONDS = 60


@contextmanager
def serve(app: Any, sock: socket.socket | None = None) -> Iterator[str]:
    """Yields the base address, such as http://127.0.0.1:40123 (no slash at the end)."""
    sock = sock or free_socket()
    config = uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    try:
        _wait_until_started(server)
        yield address_of(sock)
    finally:
        server.should_exit = True
        thread.join()
        sock.close()


def free_socket(port: int = 0) -> socket.socket:
    """A bound socket: whoever needs the address before the application exists asks it."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    return sock


def address_of(sock: socket.socket) -> str:
    return f"http://127.0.0.1:{sock.getsockname()[1]}"


def _wait_until_started(server: uvicorn.Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError("the application did not start")
        time.sleep(0.01)
