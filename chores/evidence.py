"""Make the evidence packs that were asked for, and delete those whose time is over."""

from chores.tools import Tools
from complaints.evidence import packs
from complaints.evidence.making import Maker, make_next


def make_packs(tools: Tools) -> None:
    """Make every pack that waits; several workers share them."""
    teller = tools.services.teller
    maker = Maker(
        tools.database,
        tools.files,
        tools.services.desk,
        tools.clock,
        teller.addresses.figures,
    )
    while make_next(maker):
        pass
    with tools.database.transaction() as session:
        packs.expire(session, tools.clock())
