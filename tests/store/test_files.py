"""Files in a folder and in a bucket: the same behaviour."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.errors import NotFound
from core.settings import Settings
from store.files import FileStore, make_file_store

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # deprecations inside moto and botocore
    import boto3
    from moto.server import ThreadedMotoServer


@pytest.fixture(scope="module")
def bucket() -> Iterator[Settings]:
    """Settings that name a bucket of an S3 stand-in on this machine."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket="photos")
    yield Settings(
        files_url="s3://photos/of/citizens",
        s3_endpoint_url=endpoint,
        s3_access_key_id=SecretStr("key"),
        s3_secret_access_key=SecretStr("secret"),
    )
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    if request.param == "bucket":
        return make_file_store(request.getfixturevalue("bucket"))
    return make_file_store(Settings(files_url=str(tmp_path / "files")))


def test_it_gives_back_what_was_put(store: FileStore) -> None:
    data = bytes(range(256)) * 4000
    store.put("photos/ab12.jpg", data)
    assert store.read("photos/ab12.jpg") == data


def test_it_streams_a_file_with_its_size(store: FileStore) -> None:
    store.put("photos/ab13.jpg", b"x" * 100_000)
    opened = store.open("photos/ab13.jpg")
    assert opened.size == 100_000
    assert sum(len(chunk) for chunk in opened.chunks) == 100_000


def test_it_replaces_a_file_of_the_same_key(store: FileStore) -> None:
    store.put("photos/same.jpg", b"first and longer")
    store.put("photos/same.jpg", b"second")
    assert store.read("photos/same.jpg") == b"second"


def test_it_keeps_an_empty_file(store: FileStore) -> None:
    store.put("photos/empty.jpg", b"")
    assert store.read("photos/empty.jpg") == b""


def test_it_says_not_found_where_there_is_no_file(store: FileStore) -> None:
    with pytest.raises(NotFound):
        store.read("photos/nowhere.jpg")


def test_it_deletes_a_file_and_minds_not_if_it_is_gone(store: FileStore) -> None:
    store.put("photos/gone.jpg", b"x")
    store.delete("photos/gone.jpg")
    store.delete("photos/gone.jpg")
    with pytest.raises(NotFound):
        store.open("photos/gone.jpg")


def test_it_makes_its_folder_and_stays_inside(tmp_path: Path) -> None:
    store = make_file_store(Settings(files_url=f"file://{tmp_path}/var/files"))
    store.put("photos/a.jpg", b"a")
    assert (tmp_path / "var/files/photos/a.jpg").read_bytes() == b"a"
