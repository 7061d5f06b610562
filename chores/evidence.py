"""Make the evidence packs that were asked for, delete old ones, send the monthly summaries."""

from chores.rounds import each_alone
from chores.tools import Tools
from complaints.evidence import packs, sending
from complaints.evidence.making import Maker, make_next


def make_packs(tools: Tools) -> None:
    """Make every pack that waits; several workers share them."""
    teller = tools.services.teller
    maker = Maker(
        tools.database,
        tools.files,
        tools.services.desk,
        tools.clock,
        teller.addresses.definitions,
    )
    while make_next(maker):
        pass
    with tools.database.transaction() as session:
        packs.expire(session, tools.clock())


def send_summaries(tools: Tools) -> None:
    """Send the monthly summaries, each in a commit of its own."""
    teller = tools.services.teller
    with tools.database.reading() as session:
        waiting = sending.who_waits(session, teller, tools.clock())

    def send_to(officer_id: int) -> None:
        with tools.database.transaction() as session:
            sending.send(session, teller, officer_id, tools.clock())

    each_alone(waiting, send_to)
