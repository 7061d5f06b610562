"""Servers in processes of their own: started, timed to their first answer, weighed, stopped."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.events import post
from bench.load import BadAnswer, Connection

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds until the first answer
PROBE = post("/healthz", b"").replace(b"POST", b"GET", 1)


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers: its port, its process, and the seconds from start to first 200."""

    port: int
    pid: int
    start_seconds: float

    def resident_mb(self) -> float:
        """Return the resident memory of the process in MB (10^6 bytes)."""
        command = ["ps", "-o", "rss=", "-p", str(self.pid)]
        kib = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        return int(kib) * 1024 / 1e6


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def command(module: str, *arguments: str, settings: Mapping[str, str] | None = None) -> list[str]:
    """Return the command that runs a module with these settings and no others."""
    values = {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **(settings or {})}
    assignments = [f"{name}={value}" for name, value in values.items()]
    return ["/usr/bin/env", "-i", *assignments, sys.executable, "-m", module, *arguments]


def uvicorn(application: str, port: int, settings: Mapping[str, str] | None = None) -> list[str]:
    """Return the command that serves an application."""
    options = ("--port", str(port), "--log-level", "warning", "--no-access-log")
    return command("uvicorn", application, *options, settings=settings)


@contextmanager
def serving(arguments: Sequence[str], port: int) -> Iterator[Served]:
    """Run a server until the block ends. `/healthz` tells when it is up."""
    started = time.perf_counter()
    process = subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise RuntimeError(f"does not serve: {' '.join(arguments)}")
            time.sleep(0.005)
        yield Served(port, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(port: int) -> bool:
    try:
        connection = Connection(port)
    except OSError:
        return False
    with connection.socket:
        connection.send(PROBE)
        try:
            while not connection.receive():
                pass
        except (BadAnswer, OSError):
            return False
    return True
