"""By what an officer can be reached, of what they wish."""

from sqlmodel import Session

from agencies.contacts import addresses, line
from agencies.tables import Officer
from complaints.alerts.telling_tables import Channel, Way

CHANNELS = {
    Way.LINE: (Channel.LINE,),
    Way.MAIL: (Channel.MAIL,),
    Way.BOTH: (Channel.LINE, Channel.MAIL),
    Way.NONE: (),
}


def channels_of(session: Session, officer: Officer, way: Way) -> set[Channel]:
    """Return the channels of a way that lead to the officer: mail where no LINE is bound."""
    bound = line.find_account(session, officer.id or 0) is not None
    reached = addresses.confirmed_address(session, officer.id or 0) is not None
    wished = {
        Channel.MAIL if channel is Channel.LINE and not bound else channel
        for channel in CHANNELS[way]
    }
    return wished if reached else wished - {Channel.MAIL}
