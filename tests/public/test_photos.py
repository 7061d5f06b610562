"""Photos by signed address: for whoever was sent the address, and for nobody else."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from core.signing import Signer
from public.photos import PURPOSE, make_router, photo_address
from store.files import FileStore

KEY = "photos/before.jpg"
SECRET = "a test's secret key"


@pytest.fixture
def anybody(files: FileStore) -> Iterator[TestClient]:
    files.put(KEY, b"\xff\xd8 a photo")
    app = FastAPI()
    app.include_router(make_router(Signer(SECRET, PURPOSE), files))
    with TestClient(app) as client:
        yield client


def address(key: str = KEY, secret: str = SECRET, purpose: str = PURPOSE) -> str:
    return photo_address("", Signer(secret, purpose), key)


def test_it_shows_the_photo_to_whoever_has_its_address(anybody: TestClient) -> None:
    answer = anybody.get(address())

    assert (answer.status_code, answer.content) == (200, b"\xff\xd8 a photo")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    "forged",
    [
        address(secret="another's secret key"),
        address(purpose="another purpose"),
        address().replace("/photos/", "/photos/x"),
        f"/{KEY}",
    ],
)
def test_it_shows_nothing_under_a_forged_address(anybody: TestClient, forged: str) -> None:
    assert anybody.get(forged).status_code == 404


def test_it_says_that_a_deleted_photo_is_gone(anybody: TestClient, files: FileStore) -> None:
    files.delete(KEY)

    assert anybody.get(address()).status_code == 404


def test_it_puts_the_service_s_address_before_the_token() -> None:
    whole = photo_address("https://assistant.example.go.th/", Signer(SECRET, PURPOSE), KEY)

    assert whole == f"https://assistant.example.go.th{address()}"
