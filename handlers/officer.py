"""Officers' work in LINE: what a bound officer says, sends or presses that is meant for work.

Everything here returns None for what is not: it goes the usual way, for an officer is a citizen,
too. Rights are those of the dashboard: another agency's ticket does not exist, readers only look.
"""

from collections.abc import Callable, Mapping

from agencies.contacts import line
from agencies.permissions import may_work
from agencies.queries import officer_names
from agencies.tables import Officer
from complaints.change import By, Change
from complaints.codes import find_code
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.notes import add_note
from complaints.notices import show_moment
from complaints.parts import leads
from complaints.queries import find_own, get_for_officer, list_events
from complaints.tables import Ticket
from core.errors import Conflict, InvalidInput, NotFound
from core.messages import AlbumWaited, Card, Outgoing, PhotoSent, Text, TextSent
from handlers import officer_finish, officer_link, officer_list, officer_task
from handlers.commands import is_command
from handlers.officer_cards import full_card, may_note, open_button, status_words
from handlers.officer_tables import OfficerTask, TaskStep
from handlers.officer_words import say, stop_button, work_button
from handlers.turn import Turn

LEAVE = ("report", "track", "ask", "help", "forget", "tools", "english", "thai")
Act = Callable[[Turn, Officer, Ticket], list[Outgoing]]


def text(turn: Turn, sent: TextSent) -> list[Outgoing] | None:
    """Take words that are a code, an order to work, or belong to what was begun."""
    if (bound := officer_link.take_code(turn, sent)) is not None:
        return bound
    officer = _officer(turn)
    if officer is None:
        return None
    if is_command(sent.text, "unbind"):
        return officer_link.let_go(turn)
    if is_command(sent.text, "work"):
        return officer_list.begin(turn, officer)
    task = _task(turn)
    if task is not None:
        return _text_of_task(turn, officer, task, sent)
    code = find_code(sent.text)
    return _named(turn, officer, code) if code else None


def photo(turn: Turn, sent: PhotoSent) -> list[Outgoing] | None:
    """Take a photo where one is awaited."""
    officer, task = _officer(turn), _task(turn)
    if officer is None or task is None or task.step is TaskStep.NOTE:
        return None
    ticket = _find(turn, officer, task.code)
    if ticket is None:
        return _lost(turn, task)
    return officer_finish.photo(turn, task, ticket, sent)


def album_waited(turn: Turn, waited: AlbumWaited) -> list[Outgoing] | None:
    """Answer for photos whose rest never came, where they belong to a task."""
    officer, task = _officer(turn), _task(turn)
    if officer is None or task is None or not officer_task.has_any_of(task, waited.album_id):
        return None
    ticket = _find(turn, officer, task.code)
    return officer_finish.album_waited(turn, task, ticket, waited) if ticket else None


def pressed(turn: Turn, action: str, values: Mapping[str, str]) -> list[Outgoing]:
    """Answer a button of work."""
    officer = _officer(turn)
    if officer is None:
        return [Text(say(turn, "unbound"))]
    if action == "work_list":
        return officer_list.show(turn, officer, values)
    if action in _ON_TASK:
        task = _task(turn)
        return _ON_TASK[action](turn, officer, task) if task else _nothing_open(turn)
    code = values.get("code", "")
    ticket = _find(turn, officer, code)
    if ticket is None:
        return [Text(say(turn, "unknown", code=code), quick=(work_button(turn),))]
    if ticket.sealed:
        return [_sealed(turn, ticket)]
    act = _ON_TICKET.get(action)
    return act(turn, officer, ticket) if act else officer_list.begin(turn, officer)


def _officer(turn: Turn) -> Officer | None:
    return line.find_officer(turn.session, turn.conversation.user_id)


def _task(turn: Turn) -> OfficerTask | None:
    return officer_task.find(turn.session, turn.conversation.user_id, turn.now)


def _find(turn: Turn, officer: Officer, code: str) -> Ticket | None:
    try:
        return get_for_officer(turn.session, officer, code)
    except NotFound:
        return None


def _text_of_task(
    turn: Turn, officer: Officer, task: OfficerTask, sent: TextSent
) -> list[Outgoing] | None:
    if is_command(sent.text, "cancel"):
        return _stop(turn, officer, task)
    if any(is_command(sent.text, name) for name in LEAVE):
        officer_task.drop(turn.session, task.user_id, turn.now)
        return None
    ticket = _find(turn, officer, task.code)
    if ticket is None:
        return _lost(turn, task)
    if task.step is TaskStep.NOTE:
        return _keep_note(turn, officer, task, ticket, sent.text)
    return officer_finish.text(turn, officer, task, ticket, sent.text)


def _named(turn: Turn, officer: Officer, code: str) -> list[Outgoing] | None:
    """Show a ticket of work by its number; one's own report is shown as to any citizen."""
    ticket = _find(turn, officer, code)
    if ticket is None or find_own(turn.session, turn.reporter(), code) is not None:
        return None
    return [_sealed(turn, ticket)] if ticket.sealed else _show(turn, officer, ticket)


def _sealed(turn: Turn, ticket: Ticket) -> Card:
    words = say(turn, "sealed", code=ticket.code)
    buttons = (open_button(turn, ticket),)
    return Card(alt=words, title=words, tone="warn", buttons=buttons, quiet=True)


def _show(turn: Turn, officer: Officer, ticket: Ticket) -> list[Outgoing]:
    return [full_card(turn, officer, ticket)]


def _accept(turn: Turn, officer: Officer, ticket: Ticket) -> list[Outgoing]:
    change = Change(Move.ACCEPT, Status.RECEIVED, seen_agency_id=ticket.agency_id)
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    try:
        make_move(turn.session, turn.services.desk, ticket, change, by, turn.now)
    except Conflict:
        turn.session.refresh(ticket)
        words = _too_late(turn, officer, ticket)
    else:
        words = say(turn, "accept.done", code=ticket.code)
    return [Text(words), full_card(turn, officer, ticket)]


def _too_late(turn: Turn, officer: Officer, ticket: Ticket) -> str:
    code = ticket.code
    accepted = [event for event in list_events(turn.session, ticket) if event.move == Move.ACCEPT]
    if not accepted or ticket.status is Status.RECEIVED:
        return say(turn, "accept.cannot", code=code, status=status_words(turn, ticket.status))
    last = accepted[-1]
    if last.actor == f"officer:{officer.id}":
        return say(turn, "accept.mine", code=code)
    _, _, who = last.actor.partition(":")
    name = officer_names(turn.session, {int(who)}).get(int(who), "") if who.isdigit() else ""
    moment = show_moment(last.at, turn.language)
    return say(turn, "accept.late", name=name or last.actor, code=code, moment=moment)


def _begin_note(turn: Turn, officer: Officer, ticket: Ticket) -> list[Outgoing]:
    if not may_note(turn, officer, ticket):
        return [Text(say(turn, "elsewhere", code=ticket.code), quick=(work_button(turn),))]
    user_id = turn.conversation.user_id
    officer_task.begin(turn.session, user_id, ticket, TaskStep.NOTE, turn.now)
    return [Text(say(turn, "note.ask", code=ticket.code), quick=(stop_button(turn),))]


def _keep_note(
    turn: Turn, officer: Officer, task: OfficerTask, ticket: Ticket, words: str
) -> list[Outgoing]:
    if not may_note(turn, officer, ticket):
        return _lost(turn, task)
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    try:
        add_note(turn.session, ticket, words, by, turn.now)
    except InvalidInput as error:
        refusal = say(turn, f"note.{error.reason}", **error.values)
        return [Text(refusal, quick=(stop_button(turn),))]
    officer_task.finish(turn.session, task)
    return [Text(say(turn, "note.done", code=ticket.code), quick=(work_button(turn),))]


def _finish(turn: Turn, _officer: Officer, ticket: Ticket) -> list[Outgoing]:
    return officer_finish.begin(turn, ticket)


def _leading(act: Act) -> Act:
    """Let only who may move the ticket do this."""

    def run(turn: Turn, officer: Officer, ticket: Ticket) -> list[Outgoing]:
        if not may_work(officer):
            return [Text(say(turn, "readers"), quick=(work_button(turn),))]
        if not leads(officer, ticket):
            return [Text(say(turn, "elsewhere", code=ticket.code), quick=(work_button(turn),))]
        return act(turn, officer, ticket)

    return run


def _stop(turn: Turn, _officer: Officer, task: OfficerTask) -> list[Outgoing]:
    words = say(turn, "task.dropped", code=task.code)
    officer_task.drop(turn.session, task.user_id, turn.now)
    return [Text(words, quick=(work_button(turn),))]


def _close(turn: Turn, officer: Officer, task: OfficerTask) -> list[Outgoing]:
    ticket = _find(turn, officer, task.code)
    if ticket is None or task.step is not TaskStep.CONFIRM:
        return _lost(turn, task) if ticket is None else _nothing_open(turn)
    if not (may_work(officer) and leads(officer, ticket)):
        return _lost(turn, task)
    return officer_finish.close(turn, officer, task, ticket)


def _lost(turn: Turn, task: OfficerTask) -> list[Outgoing]:
    words = say(turn, "unknown", code=task.code)
    officer_task.drop(turn.session, task.user_id, turn.now)
    return [Text(words, quick=(work_button(turn),))]


def _nothing_open(turn: Turn) -> list[Outgoing]:
    return [Text(say(turn, "task.none"), quick=(work_button(turn),))]


_ON_TICKET: Mapping[str, Act] = {
    "work_show": _show,
    "work_accept": _leading(_accept),
    "work_note": _begin_note,
    "work_finish": _leading(_finish),
}
_ON_TASK: Mapping[str, Callable[[Turn, Officer, OfficerTask], list[Outgoing]]] = {
    "work_stop": _stop,
    "work_no_photo": lambda turn, _officer, task: officer_finish.no_photo(turn, task),
    "work_reword": lambda turn, _officer, task: officer_finish.reword(turn, task),
    "work_close": _close,
}
ACTIONS = frozenset({"work_list", *_ON_TICKET, *_ON_TASK})
