"""Which handler takes an event: two tables, by kind of content and by button."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from agencies.contacts import line
from complaints.codes import find_code
from complaints.reporters import find_reporter
from core.messages import (
    AlbumWaited,
    Content,
    Followed,
    Incoming,
    JoinedChat,
    LeftChat,
    MediaSent,
    MessageEdited,
    MessageUnsent,
    Outgoing,
    PhotoFailed,
    PhotoSent,
    PlaceSent,
    Pressed,
    StickerSent,
    Text,
    TextSent,
    Unfollowed,
)
from handlers import (
    answering,
    ask,
    ask_votes,
    conversation,
    group,
    officer,
    officer_link,
    privacy,
    report,
    report_acts,
    tool_deductions,
    tool_self_check,
    tools,
    track,
    track_show,
    welcome,
)
from handlers.commands import (
    asks_for_progress,
    is_command,
    is_follow_order,
    is_order_for,
    language_written,
)
from handlers.turn import Services, Turn
from knowledge.reading import read

_HEEDED_ALWAYS = (LeftChat, MessageUnsent, Unfollowed)
# A PC shows no quick replies: what they say can be typed.
_WITHDRAWALS: Mapping[str, Mapping[str, str]] = {"withdraw": {}, "withdraw_sure": {"sure": "yes"}}
SURE_QUESTION = 0.9  # in the middle of a report only a question as clear as this is answered


def handle(
    session: Session, services: Services, incoming: Incoming, now: datetime
) -> list[Outgoing]:
    """Take one turn and return what to say; nothing where silence is right.

    Changes rows of the session and never commits. Of events we may not answer only those count
    that take something back.
    """
    owner = incoming.user_id if incoming.chat.kind == "user" else incoming.chat.id
    if not owner or not (incoming.answerable or isinstance(incoming.content, _HEEDED_ALWAYS)):
        return []
    if privacy.was_unsent(session, incoming.content, owner, now):
        return []
    turn = Turn(session, services, incoming, conversation.load(session, owner, now), now)
    table = _PRIVATE if incoming.chat.kind == "user" else _GROUP
    act = table.get(type(incoming.content))
    return act(turn) if act else []


def trouble(services: Services) -> list[Outgoing]:
    """Return what to say where we have failed for good."""
    return [Text(services.phrases.say("trouble"))]


def _text(turn: Turn) -> list[Outgoing]:
    sent = turn.incoming.content
    assert isinstance(sent, TextSent)
    written = language_written(sent.text)
    if written:
        turn.conversation.language = "" if written == "th" else written
    for take in (officer.text, tools.text):
        if (taken := take(turn, sent)) is not None:
            return taken
    for name, act in _COMMANDS.items():
        if is_command(sent.text, name):
            turn.conversation.expecting = ""
            return act(turn)
    if code := find_code(sent.text):
        return _number(turn, sent, code)
    if asks_for_progress(sent.text):
        conversation.stop_adding(turn.conversation)
        return track_show.progress(turn)
    if code := track.expected_code(turn):
        return track.take_more(turn, code, sent)
    if conversation.get_draft(turn.conversation):
        return _text_while_reporting(turn, sent)
    return _idle_text(turn, sent)


def _number(turn: Turn, sent: TextSent, code: str) -> list[Outgoing]:
    conversation.stop_adding(turn.conversation)
    if is_follow_order(sent.text):
        return track.follow(turn, {"code": code})
    for name, values in _WITHDRAWALS.items():
        if is_order_for(sent.text, code, name):
            return track.withdraw(turn, {"code": code, **values})
    if (taken := answering.taken(turn, sent, code)) is not None:
        return taken
    asked = asks_for_progress(sent.text.upper().replace(code, ""))
    return (track_show.progress_of if asked else track_show.by_code)(turn, code)


def _idle_text(turn: Turn, sent: TextSent) -> list[Outgoing]:
    reply = ask.reply_to(turn, sent.text)
    if reply.kind == "complaint":
        tools.leave(turn)
        begun = report.start_with_text(turn, sent.text, sent.message_id)
        return answering.offer(turn, begun)
    warning = welcome.emergency(turn, sent.text) if reply.kind != "answer" else []
    if warning or reply.kind == "smalltalk":
        return [*warning, *ask.present(turn, reply)]
    if reply.kind != "answer" and turn.conversation.last_ticket and is_command(sent.text, "send"):
        return report_acts.nothing_open(turn)  # sent twice by word, as a PC has no buttons
    said = tools.remind(turn, ask.present(turn, reply))
    return said if reply.kind == "answer" else answering.offer(turn, said, sent.text)


def _text_while_reporting(turn: Turn, sent: TextSent) -> list[Outgoing]:
    if report.is_awaited(turn, sent.text) or not read(sent.text).names_something:
        return report.text(turn, sent)
    reply = ask.reply_to(turn, sent.text)
    if reply.kind != "answer" or reply.confidence < SURE_QUESTION:
        return report.text(turn, sent)
    go_on = turn.press_button("draft.continue", "resume")
    return [*ask.present(turn, reply), Text(turn.say("draft.reminder"), quick=(go_on,))]


def _photo(turn: Turn) -> list[Outgoing]:
    sent = turn.incoming.content
    assert isinstance(sent, PhotoSent)
    if (taken := officer.photo(turn, sent)) is not None:
        return taken
    if code := track.expected_code(turn):
        return track.take_more(turn, code, sent)
    return answering.offer(turn, report.photo(turn, sent))


def _photo_failed(turn: Turn) -> list[Outgoing]:
    assert isinstance(turn.incoming.content, PhotoFailed)
    return report.photo_failed(turn, turn.incoming.content)


def _album_waited(turn: Turn) -> list[Outgoing]:
    waited = turn.incoming.content
    assert isinstance(waited, AlbumWaited)
    if (taken := officer.album_waited(turn, waited)) is not None:
        return taken
    if track.expected_code(turn):
        return track.album_waited(turn)
    return report.album_waited(turn)


def _place(turn: Turn) -> list[Outgoing]:
    assert isinstance(turn.incoming.content, PlaceSent)
    conversation.stop_adding(turn.conversation)  # a place begins or completes a report
    return report.place(turn, turn.incoming.content)


def _pressed(turn: Turn) -> list[Outgoing]:
    pressed = turn.incoming.content
    assert isinstance(pressed, Pressed)
    if pressed.action in officer.ACTIONS:
        return officer.pressed(turn, pressed.action, pressed.values)
    conversation.stop_adding(turn.conversation)  # a button says what is wanted now
    act = _BUTTONS.get(pressed.action)
    return act(turn, pressed.values) if act else welcome.helped(turn)


def _unfollowed(turn: Turn) -> list[Outgoing]:
    reporter = find_reporter(turn.session, turn.conversation.user_id)
    if reporter is not None:
        reporter.blocked_at = turn.now
    line.unbind_account(turn.session, turn.conversation.user_id, turn.now)
    return []


def _no_more(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    turn.conversation.expecting = ""
    return [Text(turn.say("track.no_more"), quick=welcome.menu(turn))]


def _edited(turn: Turn) -> list[Outgoing]:
    content = turn.incoming.content
    assert isinstance(content, MessageEdited)
    return report.edited(turn, content.text, content.message_id)


def _group_edited(turn: Turn) -> list[Outgoing]:
    content = turn.incoming.content
    assert isinstance(content, MessageEdited)
    return group.text(turn, TextSent(content.message_id, content.text, content.to_us))


def _group_text(turn: Turn) -> list[Outgoing]:
    assert isinstance(turn.incoming.content, TextSent)
    sent = turn.incoming.content
    for take in (officer_link.in_group, tools.in_group):
        if (taken := take(turn, sent)) is not None:
            return taken
    return group.text(turn, sent)


_PRIVATE: Mapping[type[Content], Callable[[Turn], list[Outgoing]]] = {
    TextSent: _text,
    PhotoSent: _photo,
    PhotoFailed: _photo_failed,
    AlbumWaited: _album_waited,
    PlaceSent: _place,
    Pressed: _pressed,
    StickerSent: welcome.sticker,
    MediaSent: welcome.media,
    Followed: welcome.followed,
    Unfollowed: _unfollowed,
    MessageEdited: _edited,
    MessageUnsent: privacy.unsent,
}
_GROUP: Mapping[type[Content], Callable[[Turn], list[Outgoing]]] = {
    TextSent: _group_text,
    MessageEdited: _group_edited,
    Pressed: group.pressed,
    JoinedChat: group.joined,
    LeftChat: officer_link.left,
    MessageUnsent: privacy.unsent,
}
_COMMANDS: Mapping[str, Callable[[Turn], list[Outgoing]]] = {
    "report": report.start,
    "track": track_show.mine,
    "ask": ask.invite,
    "help": welcome.helped,
    "cancel": report_acts.cancel,
    "english": lambda turn: welcome.speak(turn, "en"),
    "thai": lambda turn: welcome.speak(turn, ""),
    "forget": privacy.ask,
}
_BUTTONS: Mapping[str, Callable[[Turn, Mapping[str, str]], list[Outgoing]]] = {
    "consent": report_acts.consent,
    "no_photo": report_acts.skip_photo,
    "photo_place": report_acts.use_photo_place,
    "category": report_acts.choose_category,
    "categories": report_acts.all_categories,
    "join": report_acts.join,
    "new": report_acts.go_on_as_new,
    "send": report_acts.send,
    "edit": report_acts.edit,
    "cancel": report_acts.cancel,
    "resume": report_acts.resume,
    "track": track_show.show,
    "rate": track.rate,
    "dispute": track.dispute,
    "add": track.add,
    "to_ticket": answering.to_ticket,
    "no_more": _no_more,
    "withdraw": track.withdraw,
    "follow": track.follow,
    "unfollow": track.unfollow,
    "vote": ask_votes.voted,
    "entry": lambda turn, values: tools.remind(turn, ask.opened(turn, values)),
    "forget": privacy.forget,
    "tool": tools.pressed,
    "deduct": tool_deductions.pressed,
    "check": tool_self_check.pressed,
}
