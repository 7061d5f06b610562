"""An officer closes a ticket in LINE: photos, words, what looks odd, a look at it all, done."""

from agencies.tables import Officer
from complaints.change import By, Change
from complaints.closing.doubts import LEAST_REASON, ClosingDoubted, Doubt, words_of
from complaints.closing.gate import look
from complaints.lifecycle import Actor, Move, Status
from complaints.move_needs import LEAST_NOTE
from complaints.moves import make_move
from complaints.tables import EventKind, Ticket
from core.errors import Conflict, InvalidInput
from core.messages import (
    AlbumWaited,
    Card,
    Fact,
    Outgoing,
    PhotoSent,
    PickPhoto,
    QuickReply,
    TakePhoto,
    Text,
)
from handlers import officer_task
from handlers.commands import is_command
from handlers.officer_cards import CAN_FINISH, status_words
from handlers.officer_tables import OfficerTask, TaskStep
from handlers.officer_task import MOST_PHOTOS
from handlers.officer_words import press, say, stop_button, work_button
from handlers.turn import Turn

LONGEST = 2000  # characters, as on the dashboard


def begin(turn: Turn, ticket: Ticket) -> list[Outgoing]:
    """Ask for the photos."""
    if ticket.approval_since is not None:
        return [Text(say(turn, "finish.approval", code=ticket.code), quick=(work_button(turn),))]
    if ticket.status not in CAN_FINISH or ticket.main_id is not None:
        status = status_words(turn, ticket.status)
        words = say(turn, "finish.cannot", code=ticket.code, status=status)
        return [Text(words, quick=(work_button(turn),))]
    user_id = turn.conversation.user_id
    officer_task.begin(turn.session, user_id, ticket, TaskStep.PHOTOS, turn.now)
    words = say(turn, "finish.photos", code=ticket.code, most=MOST_PHOTOS)
    return [Text(words, quick=_photo_buttons(turn))]


def photo(turn: Turn, task: OfficerTask, ticket: Ticket, sent: PhotoSent) -> list[Outgoing]:
    """Keep a photo; of several sent at once the last is answered."""
    if not officer_task.add_photo(task, sent, turn.now):
        officer_task.refuse_photo(turn.session, sent, turn.now)
        return [Text(say(turn, "finish.enough", most=MOST_PHOTOS), quick=(stop_button(turn),))]
    task.reason = ""
    if sent.album is not None and not officer_task.has_whole(task, sent.album):
        return []
    return _after_photos(turn, task, ticket)


def album_waited(
    turn: Turn, task: OfficerTask, ticket: Ticket, waited: AlbumWaited
) -> list[Outgoing]:
    """Answer for the photos that came of an album whose rest did not."""
    if not officer_task.has_part(task, waited.album_id):
        return []
    return _after_photos(turn, task, ticket)


def _after_photos(turn: Turn, task: OfficerTask, ticket: Ticket) -> list[Outgoing]:
    if task.words:
        return _check(turn, task, ticket)
    task.step = TaskStep.WORDS
    words = say(turn, "finish.got", count=len(task.photos))
    return [Text(words, quick=(TakePhoto(say(turn, "button.camera")), stop_button(turn)))]


def text(
    turn: Turn, officer: Officer, task: OfficerTask, ticket: Ticket, words: str
) -> list[Outgoing]:
    """Take words for what they are wanted for."""
    task.changed_at = turn.now
    if task.step is TaskStep.CONFIRM:
        sent = is_command(words, "send") or words == say(turn, "button.done")
        return close(turn, officer, task, ticket) if sent else [_summary(turn, task, ticket)]
    if task.step is TaskStep.PHOTOS and is_command(words, "no_photo"):
        return no_photo(turn, task)
    if len(words) > LONGEST:
        return _again(turn, say(turn, "finish.long", most=LONGEST))
    least = LEAST_REASON if task.step is TaskStep.OVERRIDE else LEAST_NOTE
    if len(words.strip()) < least:
        return _again(turn, say(turn, "finish.short", least=least))
    return _keep(turn, task, ticket, words.strip())


def _keep(turn: Turn, task: OfficerTask, ticket: Ticket, words: str) -> list[Outgoing]:
    if task.step is TaskStep.PHOTOS:
        task.words = words
        return [Text(say(turn, "finish.kept"), quick=_photo_buttons(turn))]
    if task.step is TaskStep.REASON:
        task.reason = words
        if not task.words:
            task.step = TaskStep.WORDS
            return _again(turn, say(turn, "finish.words"))
    elif task.step is TaskStep.OVERRIDE:
        task.override = words
    else:
        task.words = words
    return _check(turn, task, ticket)


def no_photo(turn: Turn, task: OfficerTask) -> list[Outgoing]:
    """Ask why there is none."""
    task.step, task.changed_at = TaskStep.REASON, turn.now
    return _again(turn, say(turn, "finish.reason"))


def reword(turn: Turn, task: OfficerTask) -> list[Outgoing]:
    """Ask for other words."""
    task.step, task.changed_at = TaskStep.WORDS, turn.now
    return _again(turn, say(turn, "finish.words"))


def close(turn: Turn, officer: Officer, task: OfficerTask, ticket: Ticket) -> list[Outgoing]:
    """Close the ticket as it was summed up."""
    change = Change(
        Move.FINISH,
        Status(task.seen),
        note=task.words,
        photos=officer_task.photos_of(task),
        no_photo_reason=task.reason,
        override_reason=task.override,
        seen_agency_id=task.seen_agency_id,
    )
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    try:
        event = make_move(turn.session, turn.services.desk, ticket, change, by, turn.now)
    except ClosingDoubted as error:
        return _doubted(turn, task, error.doubts)
    except InvalidInput:
        return _again(turn, say(turn, "finish.refused", code=ticket.code))
    except Conflict:
        words = say(turn, "finish.conflict", code=ticket.code, words=task.words)
        officer_task.drop(turn.session, task.user_id, turn.now)
        show = press(turn, "button.show", "work_show", code=ticket.code)
        return [Text(words, quick=(show, work_button(turn)))]
    officer_task.finish(turn.session, task)
    asked = event.kind is EventKind.APPROVAL_ASKED
    words = say(turn, "finish.asked" if asked else "finish.done", code=ticket.code)
    return [Text(words, quick=(work_button(turn),))]


def _check(turn: Turn, task: OfficerTask, ticket: Ticket) -> list[Outgoing]:
    if not task.photos and not task.reason:
        task.step = TaskStep.PHOTOS
        return [Text(say(turn, "finish.kept"), quick=_photo_buttons(turn))]
    photos = officer_task.photos_of(task)
    doubts = look(turn.session, turn.services.desk, ticket, photos, turn.now)
    if doubts and not task.override:
        return _doubted(turn, task, doubts)
    task.step = TaskStep.CONFIRM
    return [_summary(turn, task, ticket)]


def _doubted(turn: Turn, task: OfficerTask, doubts: tuple[Doubt, ...]) -> list[Outgoing]:
    task.step = TaskStep.OVERRIDE
    listed = "\n".join(f"• {words_of(doubt, turn.language)}" for doubt in doubts)
    return _again(turn, say(turn, "finish.doubted", doubts=listed))


def _summary(turn: Turn, task: OfficerTask, ticket: Ticket) -> Card:
    count = say(turn, "finish.check.count", count=len(task.photos))
    none = say(turn, "finish.check.none", reason=task.reason)
    facts = [
        Fact(say(turn, "finish.check.photos"), count if task.photos else none),
        Fact(say(turn, "finish.check.words"), task.words),
    ]
    if task.override:
        facts.append(Fact(say(turn, "finish.check.override"), task.override))
    photos = officer_task.photos_of(task)
    return Card(
        alt=say(turn, "finish.check.alt", code=ticket.code),
        title=say(turn, "finish.check.title"),
        kicker=ticket.code,
        tone="good",
        picture=turn.services.desk.photo_url(photos[0].file) if photos else None,
        blocks=tuple(facts),
        buttons=(
            press(turn, "button.done", "work_close", code=ticket.code),
            press(turn, "button.reword", "work_reword"),
            press(turn, "button.cancel", "work_stop"),
        ),
    )


def _again(turn: Turn, words: str) -> list[Outgoing]:
    return [Text(words, quick=(stop_button(turn),))]


def _photo_buttons(turn: Turn) -> tuple[QuickReply, ...]:
    return (
        TakePhoto(say(turn, "button.camera")),
        PickPhoto(say(turn, "button.album")),
        press(turn, "button.no_photo", "work_no_photo"),
        stop_button(turn),
    )
