"""Mails leave through a real conversation with a mail server, and none is lost or sent twice."""

from datetime import timedelta
from email.headerregistry import Address

import pytest

from core.errors import Conflict
from core.letters import Item, Letter, Way
from mail.postman import Postman
from mail.server import Server, read_server
from store import mail
from store.database import Database
from store.mail_tables import MailMessage, MailState
from tests.fakes import FakeClock
from tests.mail.conftest import FakeMailServer

SENDER = Address("ผู้ช่วยภาครัฐ", "assistant", "agency.go.th")
LETTER = Letter(
    subject="เรื่องใหม่ 2 เรื่อง\nBcc: thief@example.com",
    opening="มีเรื่องถึงคุณ",
    items=(Item("2026-ABC234 ถนน", ("<b>หลุมลึก</b>",), Way("เปิดดู", "https://a.go.th/t/1?a=1&b=2")),),
    settings_url="https://a.go.th/settings",
)


@pytest.fixture
def postman(database: Database, mail_server: FakeMailServer, clock: FakeClock) -> Postman:
    return Postman(database, mail_server.server(), SENDER, clock)


def put(database: Database, clock: FakeClock, letter: Letter = LETTER) -> int:
    with database.transaction() as session:
        row = mail.put(session, "anan@example.go.th", letter, clock())
        session.flush()
        return row.id or 0


def state_of(database: Database, mail_id: int) -> tuple[MailState, int, str | None]:
    with database.reading() as session:
        row = session.get(MailMessage, mail_id)
        assert row is not None
        return row.state, row.attempts, row.error


def test_it_sends_a_letter_as_thai_text_and_html(
    database: Database, postman: Postman, mail_server: FakeMailServer, clock: FakeClock
) -> None:
    mail_id = put(database, clock)
    assert postman.deliver_waiting() == 1
    (sent,) = mail_server.mails
    assert mail_server.recipients == ["anan@example.go.th"]
    assert sent["subject"] == "เรื่องใหม่ 2 เรื่อง Bcc: thief@example.com"
    assert sent["bcc"] is None, "a subject adds no header"
    assert "ผู้ช่วยภาครัฐ" in sent["from"]
    assert sent["list-unsubscribe"] == "<https://a.go.th/settings>"
    plain, html = sent.get_body(("plain",)), sent.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "<b>หลุมลึก</b>" in plain.get_content()
    assert "&lt;b&gt;หลุมลึก&lt;/b&gt;" in html.get_content()
    assert "https://a.go.th/t/1?a=1&b=2" in plain.get_content()
    assert state_of(database, mail_id) == (MailState.SENT, 1, None)
    assert postman.deliver_waiting() == 0


def test_it_keeps_every_space_of_a_long_subject(
    database: Database, postman: Postman, mail_server: FakeMailServer, clock: FakeClock
) -> None:
    subject = "สรุปงานเช้านี้ · สำนักการโยธา กรุงเทพมหานคร และหน่วยงานใต้สังกัด"
    put(database, clock, Letter(subject=subject, opening="", items=()))
    postman.deliver_waiting()
    (sent,) = mail_server.mails
    assert sent["subject"] == subject


def test_it_keeps_nothing_of_what_a_sent_mail_said(
    database: Database, postman: Postman, clock: FakeClock
) -> None:
    mail_id = put(database, clock)
    postman.deliver_waiting()
    with database.reading() as session:
        row = session.get(MailMessage, mail_id)
        assert row is not None
        assert row.letter == {}, "a link in it may still let somebody in"


def test_it_tries_again_where_the_server_is_busy_and_is_the_same_mail(
    database: Database, postman: Postman, mail_server: FakeMailServer, clock: FakeClock
) -> None:
    mail_id = put(database, clock)
    mail_server.says_of_mail = "451 too busy"
    postman.deliver_waiting()
    assert state_of(database, mail_id) == (MailState.WAITING, 1, "451 too busy")
    assert postman.deliver_waiting() == 0, "it waits before it tries again"
    mail_server.says_of_mail = "250 OK"
    clock.pass_time(minutes=1)
    postman.deliver_waiting()
    assert state_of(database, mail_id)[0] is MailState.SENT
    with database.reading() as session:
        row = session.get(MailMessage, mail_id)
        assert row is not None
        assert mail_server.mails[0]["message-id"] == f"<{row.message_id}@agency.go.th>"


@pytest.mark.parametrize("where", ["says_of_recipient", "says_of_mail"])
def test_it_gives_up_what_the_server_refuses_and_goes_on(
    database: Database,
    postman: Postman,
    mail_server: FakeMailServer,
    clock: FakeClock,
    where: str,
) -> None:
    mail_id = put(database, clock)
    setattr(mail_server, where, "550 no such mailbox")
    postman.deliver_waiting()
    assert state_of(database, mail_id) == (MailState.FAILED, 1, "550 no such mailbox")
    setattr(mail_server, where, "250 OK")
    put(database, clock)
    postman.deliver_waiting()
    assert len(mail_server.mails) == 1
    with database.transaction() as session:
        assert [row.id for row in mail.list_failed(session)] == [mail_id]
        assert mail.retry_failed(session, clock()) == 1
    postman.deliver_waiting()
    assert state_of(database, mail_id)[0] is MailState.SENT


def test_it_gives_up_after_a_day_without_a_server(
    database: Database, clock: FakeClock, mail_server: FakeMailServer
) -> None:
    nobody = Postman(database, Server("127.0.0.1", 1, "none"), SENDER, clock)
    mail_id = put(database, clock)
    nobody.deliver_waiting()
    state, _, error = state_of(database, mail_id)
    assert state is MailState.WAITING
    assert error is not None
    assert "ConnectionRefusedError" in error
    clock.pass_time(minutes=mail.LONGEST_TRY // timedelta(minutes=1))
    nobody.deliver_waiting()
    assert state_of(database, mail_id)[0] is MailState.FAILED


def test_it_never_lets_two_workers_send_one_mail(database: Database, clock: FakeClock) -> None:
    put(database, clock)
    with database.transaction() as session:
        first = mail.claim(session, clock())
        assert mail.claim(session, clock()) is None
    clock.pass_time(minutes=mail.LEASE // timedelta(minutes=1))
    with database.transaction() as session:
        second = mail.claim(session, clock())
    assert first is not None
    assert second is not None
    with database.transaction() as session, pytest.raises(Conflict):
        mail.sent(session, first, clock())
    with database.transaction() as session:
        mail.sent(session, second, clock())


def test_it_asks_for_encryption_where_the_address_says_so(
    database: Database, mail_server: FakeMailServer, clock: FakeClock
) -> None:
    wants_tls = Server("127.0.0.1", mail_server.port, "starttls")
    mail_id = put(database, clock)
    Postman(database, wants_tls, SENDER, clock).deliver_waiting()
    assert state_of(database, mail_id)[0] is MailState.WAITING
    assert mail_server.mails == [], "nothing went out in the clear"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.go.th", Server("mail.go.th", 587, "starttls")),
        ("smtps://a%40b:p%2Fw@mail.go.th", Server("mail.go.th", 465, "tls", "a@b", "p/w")),
        ("smtp://localhost:25?tls=none", Server("localhost", 25, "none")),
    ],
)
def test_it_reads_the_servers_address(url: str, server: Server) -> None:
    assert read_server(url) == server
