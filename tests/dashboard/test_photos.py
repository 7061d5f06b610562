"""Photos, for whoever may see the ticket."""

import io

import pytest
from httpx2 import Response
from PIL import Image

from complaints.queries import list_attachments
from complaints.tables import Ticket
from store.database import Database
from store.files import FileStore
from tests.dashboard.conftest import Browser, Report, Visit


@pytest.fixture
def ticket(report: Report, photo_file: str) -> Ticket:
    return report(photo=photo_file)


@pytest.fixture
def address(database: Database, ticket: Ticket) -> str:
    with database.reading() as session:
        return f"/photos/{ticket.code}/{list_attachments(session, ticket)[0].id}"


def picture(response: Response) -> Image.Image:
    assert response.headers["content-type"] == "image/jpeg"
    return Image.open(io.BytesIO(response.content))


def test_it_shows_the_photo_as_stored(
    anan: Browser, address: str, files: FileStore, photo_file: str
) -> None:
    response = anan.get(address)

    assert picture(response).size == (1200, 900)
    assert response.content == files.read(photo_file)
    assert response.headers["content-length"] == str(len(response.content))


def test_it_makes_a_small_one(anan: Browser, address: str) -> None:
    response = anan.get(f"{address}?size=thumb")

    assert picture(response).size == (480, 360)


def test_it_is_kept_by_the_browser_alone(anan: Browser, address: str) -> None:
    first = anan.get(address)
    again = anan.get(address, headers={"if-none-match": first.headers["etag"]})
    small = anan.get(f"{address}?size=thumb", headers={"if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"].startswith("private")
    assert (again.status_code, again.content) == (304, b"")
    assert small.status_code == 200, "the small one is another picture"


def test_it_asks_again_who_may_see_it(visit: Visit, anan: Browser, address: str) -> None:
    etag = anan.get(address).headers["etag"]

    assert visit("bua").get(address, headers={"if-none-match": etag}).status_code == 404


def test_it_gives_no_photo_of_another_ticket(
    anan: Browser, report: Report, address: str, ticket: Ticket
) -> None:
    other = report()

    assert anan.get(address.replace(ticket.code, other.code)).status_code == 404


@pytest.mark.parametrize("tail", ["0", "-1", "9" * 30, "²", "x", "1?size=huge"])
def test_it_answers_a_broken_address_with_a_page(anan: Browser, ticket: Ticket, tail: str) -> None:
    assert anan.get(f"/photos/{ticket.code}/{tail}").status_code in {404, 422}


def test_it_says_that_a_lost_file_is_lost(
    anan: Browser, address: str, files: FileStore, photo_file: str
) -> None:
    files.delete(photo_file)

    assert anan.get(address).status_code == 404
    assert anan.get(f"{address}?size=thumb").status_code == 404
