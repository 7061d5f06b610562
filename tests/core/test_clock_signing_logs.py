"""Time, signed addresses and logs."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from core import logs
from core.clock import from_milliseconds, to_bangkok, utc_now
from core.errors import NotFound
from core.signing import Signer


def test_it_knows_now_and_lines_timestamps_in_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)
    assert from_milliseconds(1_763_949_600_123) == datetime(2025, 11, 24, 2, 0, 0, 123000, UTC)


def test_it_shows_the_same_moment_on_bangkoks_clock() -> None:
    moment = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
    shown = to_bangkok(moment)
    assert shown == moment
    assert (shown.year, shown.hour, shown.minute) == (2027, 1, 30)


SIGNER = Signer("a secret key", "photos")
LIFE = timedelta(days=1)


@pytest.mark.parametrize("value", ["photos/ab12.jpg", "", "ภาพ"])
def test_it_reads_back_what_it_signed(value: str) -> None:
    token = SIGNER.sign(value)
    assert SIGNER.read(token, LIFE) == value
    assert token.isascii()
    assert not set(token) & set("/?#&%+ ")


def test_it_takes_no_token_of_another_purpose_key_or_hand() -> None:
    token = SIGNER.sign("photos/ab12.jpg")
    altered = ("A" if token[0] != "A" else "B") + token[1:]
    others = [
        Signer("a secret key", "links").sign("photos/ab12.jpg"),
        Signer("another key", "photos").sign("photos/ab12.jpg"),
        altered,
        token[:-1],
        "",
        "x.y",
        "ภาพ",
    ]
    for other in others:
        with pytest.raises(NotFound):
            SIGNER.read(other, LIFE)


def test_it_takes_no_token_older_than_its_life() -> None:
    token = SIGNER.sign("photos/ab12.jpg")
    with pytest.raises(NotFound):
        SIGNER.read(token, timedelta(seconds=-1))


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    """The root logger, put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield root
    root.handlers, root.level = handlers, level


@pytest.mark.usefixtures("root_logger")
def test_it_logs_json_lines_with_what_was_added(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(as_json=True)
    logging.getLogger("bot").warning("not sent", extra={"outbox_id": 7})
    line = json.loads(capsys.readouterr().err)
    assert (line["levelname"], line["name"], line["message"]) == ("WARNING", "bot", "not sent")
    assert line["outbox_id"] == 7


@pytest.mark.usefixtures("root_logger")
def test_it_logs_plain_lines_on_a_desk(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(as_json=False)
    logging.getLogger("bot").info("hello")
    assert capsys.readouterr().err.endswith("INFO bot hello\n")
