"""An officer's LINE account, or an agency's group, is bound by a code and let go by a word."""

from agencies.contacts import codes, groups, line
from agencies.queries import get_agency
from agencies.tables import Officer
from core.errors import InvalidInput
from core.messages import Outgoing, Text, TextSent
from handlers.commands import is_command
from handlers.officer_words import say, work_button
from handlers.turn import Turn


def take_code(turn: Turn, sent: TextSent) -> list[Outgoing] | None:
    """Bind the account where the words are a code; None where they are none."""
    typed = codes.read_typed(sent.text)
    if typed is None:
        return None
    try:
        officer = line.bind(turn.session, typed.code, turn.conversation.user_id, turn.now)
    except InvalidInput as error:
        if not typed.surely:
            return None  # eight letters may be a word
        return [Text(say(turn, f"link.{error.reason}", **error.values))]
    agency = get_agency(turn.session, officer.agency_id)
    words = say(turn, "link.done", name=officer.name, agency=agency.name)
    return [Text(words, quick=(work_button(turn),))]


def let_go(turn: Turn) -> list[Outgoing]:
    """Unbind the account, on its owner's word."""
    line.unbind_account(turn.session, turn.conversation.user_id, turn.now)
    return [Text(say(turn, "link.ended"))]


def in_group(turn: Turn, sent: TextSent) -> list[Outgoing] | None:
    """Bind or let go the group where we are told to; None for other words."""
    if not sent.to_us:
        return None
    if is_command(sent.text, "unbind"):
        return _let_group_go(turn, sent)
    typed = codes.read_typed(sent.text)
    if typed is None or not typed.surely:
        return None
    chat_id = turn.incoming.chat.id
    try:
        agency = groups.bind(
            turn.session, typed.code, chat_id, turn.incoming.user_id or chat_id, turn.now
        )
    except InvalidInput as error:
        return [Text(say(turn, f"group.{error.reason}"), quote=sent.quote_token)]
    return [Text(say(turn, "group.done", agency=agency.name), quote=sent.quote_token)]


def left(turn: Turn) -> list[Outgoing]:
    """Let the group go: we were sent away. Silent."""
    groups.unbind_chat(turn.session, turn.incoming.chat.id, "system", turn.now)
    return []


def _let_group_go(turn: Turn, sent: TextSent) -> list[Outgoing] | None:
    group = groups.find_group(turn.session, turn.incoming.chat.id)
    if group is None:
        return None
    officer = _speaker(turn)
    if officer is None or officer.agency_id != group.agency_id:
        return [Text(say(turn, "group.not_yours"), quote=sent.quote_token)]
    groups.unbind_chat(turn.session, group.chat_id, f"officer:{officer.id}", turn.now)
    return [Text(say(turn, "group.ended"), quote=sent.quote_token)]


def _speaker(turn: Turn) -> Officer | None:
    user_id = turn.incoming.user_id
    return line.find_officer(turn.session, user_id) if user_id else None
