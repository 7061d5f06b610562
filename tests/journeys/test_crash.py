"""The process dies at the worst moments and starts again: one answer, one ticket."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from simulator.app import create
from simulator.config import Config
from tests.browser.serving import address_of, free_socket, serve
from tests.journeys.town import PATIENCE

SECRET, TOKEN = "a channel secret", "a channel access token"
ROOT = Path(__file__).parents[2]


class Service:
    """The application as a process of its own, against a simulator that outlives it."""

    def __init__(self, line: str, folder: Path, url: str) -> None:
        sock = free_socket()
        self.address = address_of(sock)
        sock.close()
        self._environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": url,
            "FILES_URL": str(folder / "files"),
            "PUBLIC_URL": self.address,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "LINE_API_URL": line,
            "LINE_DATA_API_URL": line,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it serves."""
        port = self.address.rpartition(":")[2]
        command = [sys.executable, "-m", "uvicorn", "app:app", "--port", port, "--no-access-log"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment)
        wait_until(self._answers, 40)

    def _answers(self) -> bool:
        try:
            return httpx2.get(f"{self.address}/healthz").status_code == 200
        except httpx2.TransportError:
            return False

    def kill(self) -> None:
        """Kill it without a chance to tidy up."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


def wait_until(condition: object, seconds: float = PATIENCE) -> None:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


@contextmanager
def line_on_the_desk() -> Iterator[httpx2.Client]:
    simulator = create(Config(channel_secret=SECRET, access_token=TOKEN))
    with serve(simulator) as url, httpx2.Client(base_url=url, timeout=60) as line:
        yield line


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[tuple[httpx2.Client, Service]]:
    """A simulator and a service that has never run."""
    with line_on_the_desk() as line:
        service = Service(str(line.base_url), tmp_path, f"sqlite:///{tmp_path / 'service.db'}")
        line.put(
            "/v2/bot/channel/webhook/endpoint",
            json={"endpoint": f"{service.address}/line/webhook"},
            headers={"Authorization": f"Bearer {TOKEN}"},
        ).raise_for_status()
        yield line, service
        service.kill()


def malee_of(line: httpx2.Client) -> str:
    people = line.get("/desk/state").json()["people"]
    return str(next(each["userId"] for each in people if each["name"] == "มาลี"))


def answers(line: httpx2.Client, user_id: str) -> list[str]:
    messages = line.get(f"/desk/chats/{user_id}/messages").json()
    return [str(each["message"]) for each in messages if each["from"] == "bot"]


def ask(line: httpx2.Client, user_id: str) -> None:
    body = {"from": user_id, "text": "คะแนนระดับก้าวหน้าเท่าไหร่"}
    line.post(f"/desk/chats/{user_id}/text", json=body).raise_for_status()


def order_fault(line: httpx2.Client, fault: str, **more: int) -> None:
    body = {"endpoint": "reply", "fault": fault, "count": 1, **more}
    line.post("/desk/faults", json=body).raise_for_status()


@pytest.mark.parametrize("fault", ["latency", "acceptedDisconnect", "refuse"])
def test_it_answers_once_after_being_killed_in_the_middle_of_a_reply(
    stage: tuple[httpx2.Client, Service], fault: str
) -> None:
    line, service = stage
    service.start()
    user_id = malee_of(line)
    order_fault(line, fault, latencyMs=1500)
    ask(line, user_id)
    wait_until(lambda: not line.get("/desk/faults").json()["faults"])  # the reply is on its way
    service.kill()
    service.start()
    wait_until(lambda: answers(line, user_id))
    time.sleep(1.0)  # time for a second answer that must not come
    assert len(answers(line, user_id)) == 1


def test_it_files_one_ticket_for_a_redelivered_tap(
    stage: tuple[httpx2.Client, Service],
) -> None:
    line, service = stage
    service.start()
    user_id = malee_of(line)

    def say(text: str) -> None:
        before = len(answers(line, user_id))
        line.post(f"/desk/chats/{user_id}/text", json={"from": user_id, "text": text})
        wait_until(lambda: len(answers(line, user_id)) > before)

    for words in ("ถนนเป็นหลุมลึกมาก รถล้ม", "ยินยอม", "เขตดินแดง กรุงเทพ", "ไม่มีรูป", "ส่ง"):
        say(words)
    service.kill()
    service.start()
    before = len(answers(line, user_id))
    line.post("/desk/webhook/redeliver", json={}).raise_for_status()
    line.post("/desk/webhook/duplicate", json={"times": 3}).raise_for_status()
    say("เรื่องของฉัน")
    assert len(answers(line, user_id)) == before + 1, "the repeated events were not answered"
    assert "carousel" not in answers(line, user_id)[-1], "there is one ticket"
