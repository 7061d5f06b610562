"""Tell officers what was noted for them, and take e-mail to the mail server."""

from agencies.contacts import codes, ending
from chores.rounds import each_alone
from chores.tools import Tools
from complaints.alerts.morning import send_digest, who_waits
from complaints.alerts.passing_on import is_any_due, pass_on_next
from complaints.alerts.sharing_out import is_any_untold, share_out
from complaints.alerts.upkeep import purge
from handlers.officer_task import drop_lapsed
from store import mail

MOST_AT_ONCE = 200  # people told in one round


def tell_officers(tools: Tools) -> None:
    """Share out what was noted, and pass on what is due; each person in a commit of their own."""
    with tools.database.reading() as session:
        untold = is_any_untold(session)
    while untold:
        with tools.database.transaction() as session:
            untold = share_out(session, tools.services.desk, tools.clock()) > 0
    for _ in range(MOST_AT_ONCE):
        with tools.database.reading() as session:
            if not is_any_due(session, tools.clock()):
                return
        with tools.database.transaction() as session:
            if not pass_on_next(session, tools.services.teller, tools.clock()):
                return


def send_digests(tools: Tools) -> None:
    """Send the morning's digests, each in a commit of its own."""
    teller = tools.services.teller
    with tools.database.reading() as session:
        waiting = who_waits(session, teller.desk, tools.clock())

    def send_to(officer_id: int) -> None:
        with tools.database.transaction() as session:
            send_digest(session, teller, officer_id, tools.clock())

    each_alone(waiting, send_to)


def post_mail(tools: Tools) -> None:
    """Take what waits to the mail server, where there is one."""
    if tools.postman is not None:
        tools.postman.deliver_waiting()


def tidy_up(tools: Tools) -> None:
    """Delete what telling no longer needs, and let go of officers who left."""
    now = tools.clock()
    with tools.database.transaction() as session:
        codes.purge(session, now)
        ending.let_go_inactive(session, now)
        drop_lapsed(session, now)
        purge(session, now - tools.keep)
        mail.purge(session, now - tools.keep)
