"""Photos come out of LINE into the file store, or we know why not."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.content import MOST_BYTES, PATIENCE, ContentFetcher, photo_key
from bot.errors import LineError, Refused, Retryable, Unclear
from bot.translate import PhotoToFetch
from core.errors import NotFound
from core.messages import Album, PhotoFailed, PhotoSent
from store.files import FileStore
from tests.bot.line import TOO_LATE, Line, given
from tests.browser.serving import serve
from tests.simulator.stage import MALEE, TOKEN

ALBUM = Album("set", 1, 2)


@pytest.fixture
def pauses() -> list[float]:
    """How long the fetcher would have slept."""
    return []


@pytest.fixture
def fetcher(
    line: Line, files: FileStore, pauses: list[float], impatient: None
) -> Iterator[ContentFetcher]:
    fetcher = ContentFetcher(line.url, given(TOKEN), files, sleep=pauses.append)
    yield fetcher
    fetcher.close()


def send_photo(line: Line, name: str = "pothole") -> str:
    answer = line.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": [name]})
    return str(answer["messageIds"][0])


def wanted(message_id: str) -> PhotoToFetch:
    return PhotoToFetch(message_id, ALBUM)


def test_it_keeps_the_photo_that_line_holds(
    line: Line, files: FileStore, fetcher: ContentFetcher
) -> None:
    photo = fetcher.fetch(wanted(send_photo(line)))
    assert isinstance(photo, PhotoSent)
    assert photo.album == ALBUM
    kept = Image.open(io.BytesIO(files.read(photo.file)))
    assert kept.size == (photo.width, photo.height) == (1200, 900)


def test_it_replaces_the_same_file_when_it_fetches_again(
    line: Line, files: FileStore, fetcher: ContentFetcher
) -> None:
    photo = wanted(send_photo(line))
    assert fetcher.fetch(photo) == fetcher.fetch(photo)


def test_it_names_files_so_that_nobody_guesses_a_path_from_a_message() -> None:
    assert photo_key("../../etc/passwd").startswith("photos/")
    assert photo_key("../../etc/passwd").count("/") == 1
    assert photo_key("1") != photo_key("2")


def test_it_waits_while_line_prepares_the_photo(
    line: Line, fetcher: ContentFetcher, pauses: list[float]
) -> None:
    line.settings(contentPendingCount=2)
    assert isinstance(fetcher.fetch(wanted(send_photo(line))), PhotoSent)
    assert pauses == list(PATIENCE[:2])


def test_it_comes_back_later_where_line_takes_long(
    line: Line, fetcher: ContentFetcher, pauses: list[float]
) -> None:
    line.settings(contentPendingCount=50)
    with pytest.raises(Retryable) as later:
        fetcher.fetch(wanted(send_photo(line)))
    assert later.value.status == 202
    assert pauses == list(PATIENCE)


def test_it_knows_a_photo_that_is_gone(
    line: Line, files: FileStore, fetcher: ContentFetcher
) -> None:
    message_id = send_photo(line)
    line.act(f"messages/{message_id}/unsend")
    for gone in (message_id, "999"):
        assert fetcher.fetch(wanted(gone)) == PhotoFailed(gone, "gone", ALBUM)
        with pytest.raises(NotFound):
            files.read(photo_key(gone))


def test_it_knows_that_a_text_has_no_photo(line: Line, fetcher: ContentFetcher) -> None:
    message_id = line.say("ไม่มีรูป")
    assert fetcher.fetch(wanted(message_id)) == PhotoFailed(message_id, "gone", ALBUM)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("error500", Retryable),
        ("html500", Retryable),
        ("rate429", Retryable),
        ("refuse", Unclear),
        ("acceptedTimeout", Unclear),
        ("acceptedDisconnect", Unclear),
    ],
)
def test_it_comes_back_later_where_line_fails(
    line: Line, fetcher: ContentFetcher, fault: str, error: type[LineError]
) -> None:
    message_id = send_photo(line)
    line.order("content", fault, latencyMs=TOO_LATE)
    with pytest.raises(error):
        fetcher.fetch(wanted(message_id))
    assert isinstance(fetcher.fetch(wanted(message_id)), PhotoSent)


def test_it_goes_the_way_the_other_calls_go(
    line: Line, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SDK heeds no proxy of the environment."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    fetcher = ContentFetcher(line.url, given(TOKEN), files)
    assert isinstance(fetcher.fetch(wanted(send_photo(line))), PhotoSent)
    fetcher.close()


def test_it_takes_a_new_token_where_the_old_ran_out(
    line: Line, files: FileStore, impatient: None
) -> None:
    fetcher = ContentFetcher(line.url, given("too-old", TOKEN), files)
    photo = wanted(send_photo(line))
    with pytest.raises(Retryable):
        fetcher.fetch(photo)
    assert isinstance(fetcher.fetch(photo), PhotoSent)
    fetcher.close()


class Holder:
    """A content host that sends whatever it is told to; counts what it had to give."""

    def __init__(self) -> None:
        self.answer: Any = None
        self.chunks = 0
        path = "/v2/bot/message/{id}/content"
        self.app = Starlette(routes=[Route(path, self._content)])

    async def _content(self, _request: Request) -> Response:
        response: Response = self.answer()
        return response

    def endless(self) -> Iterator[bytes]:
        for self.chunks in range(1, 1000):
            yield b"\xff" * 1024 * 1024


@pytest.fixture(scope="module")
def holder() -> Iterator[tuple[Holder, str]]:
    holder = Holder()
    with serve(holder.app) as url:
        yield holder, url


def ask(holder: tuple[Holder, str], files: FileStore, answer: Any) -> PhotoSent | PhotoFailed:
    holder[0].answer = answer
    fetcher = ContentFetcher(holder[1], given(TOKEN), files)
    try:
        return fetcher.fetch(PhotoToFetch("1", None))
    finally:
        fetcher.close()


def test_it_stops_reading_what_is_too_large(holder: tuple[Holder, str], files: FileStore) -> None:
    stand_in = holder[0]
    outcome = ask(
        holder, files, lambda: StreamingResponse(stand_in.endless(), media_type="image/jpeg")
    )
    assert outcome == PhotoFailed("1", "too_large")
    assert stand_in.chunks < 100, "the rest was never asked for"


def test_it_does_not_begin_what_is_said_to_be_too_large(
    holder: tuple[Holder, str], files: FileStore
) -> None:
    data = b"x" * (MOST_BYTES + 1)
    outcome = ask(holder, files, lambda: Response(data, media_type="image/jpeg"))
    assert outcome == PhotoFailed("1", "too_large")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{}", "application/json"),
        (b"<html>", "text/html"),
        (b"GIF", "image/gif"),
        (b"", "image/png"),
    ],
)
def test_it_refuses_what_is_no_photo(
    holder: tuple[Holder, str], files: FileStore, data: bytes, kind: str
) -> None:
    outcome = ask(holder, files, lambda: Response(data, media_type=kind))
    assert outcome == PhotoFailed("1", "not_a_photo")


def test_it_looks_at_the_bytes_where_no_kind_is_told(
    holder: tuple[Holder, str], files: FileStore
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "PNG")
    outcome = ask(holder, files, lambda: Response(buffer.getvalue()))
    assert isinstance(outcome, PhotoSent)


@pytest.mark.parametrize("status", [301, 400, 403])
def test_it_gives_up_where_line_will_not(
    holder: tuple[Holder, str], files: FileStore, status: int
) -> None:
    with pytest.raises(Refused):
        ask(holder, files, lambda: Response(status_code=status))
