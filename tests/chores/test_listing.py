"""The worker does its chores by itself, one in spite of another's trouble."""

import threading

import pytest

from bootstrap import Assembly
from chores.chore import Chore
from chores.listing import CHORES
from chores.tools import Tools


def test_it_names_every_chore_once() -> None:
    assert len({chore.name for chore in CHORES}) == len(CHORES)
    assert all(chore.pause > 0 for chore in CHORES)


def test_it_goes_on_although_a_chore_stumbles(
    assembly: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()
    falls: list[Tools] = []

    def fall(tools: Tools) -> None:
        falls.append(tools)
        if len(falls) > 1:
            done.set()
        raise RuntimeError("a stumble")

    monkeypatch.setattr("worker.CHORES", (Chore("fall", 0.001, fall),))
    monkeypatch.setattr("worker.AT_START", ())
    worker = assembly.make_worker()
    worker.start()
    try:
        assert done.wait(60)
    finally:
        worker.stop()
