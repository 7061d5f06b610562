"""What a phone does when a person taps an action object."""

from dataclasses import dataclass, field
from typing import Any

from simulator.acting import Acting
from simulator.desk.request import BadRequest, text_of
from simulator.state import SentEvent, State

_PICKERS = ("camera", "cameraRoll", "location")
_STATUS_OK = "SUCCESS"


@dataclass(frozen=True)
class Tap:
    """Who tapped what; `params` is what a date and time picker gave."""

    chat_id: str
    user_id: str
    action: dict[str, Any]
    origin: str
    params: dict[str, Any] | None


@dataclass
class Tapped:
    """Events to send, bubbles made, and what the phone itself is to do."""

    events: list[SentEvent] = field(default_factory=list)
    message_ids: list[str] = field(default_factory=list)
    phone: dict[str, Any] = field(default_factory=dict)


class Tapping:
    def __init__(self, state: State, acting: Acting) -> None:
        self._state = state
        self._acting = acting
        self._kinds = {
            "message": self._message,
            "postback": self._postback,
            "uri": lambda tap: Tapped(phone={"open": text_of(tap.action, "uri")}),
            "clipboard": lambda tap: Tapped(phone={"copy": text_of(tap.action, "clipboardText")}),
            "datetimepicker": self._datetime,
            "richmenuswitch": self._switch,
        }

    def tap(self, tap: Tap) -> Tapped:
        kind = text_of(tap.action, "type")
        if kind in _PICKERS:
            return Tapped(phone={"picker": kind})
        if kind not in self._kinds:
            raise BadRequest(f"unknown action: {kind}")
        if not self._state.world.may_write(tap.user_id, tap.chat_id):
            raise BadRequest("that person is not in that chat")
        tapped = self._kinds[kind](tap)
        if tap.origin == "quickReply" and "picker" not in tapped.phone:
            self._state.world.chats[tap.chat_id].quick_reply = None
            self._state.feed.publish("view", chatId=tap.chat_id)
        return tapped

    def _message(self, tap: Tap) -> Tapped:
        message, events = self._acting.say(tap.chat_id, tap.user_id, text_of(tap.action, "text"))
        return Tapped(events, [message.id])

    def _postback(self, tap: Tap) -> Tapped:
        """The event; displayText as an echo bubble, the older `text` as a real message."""
        tapped = Tapped()
        if tap.action.get("displayText"):
            echo = self._acting.echo(tap.chat_id, tap.user_id, tap.action["displayText"])
            tapped.message_ids.append(echo.id)
        tapped.events = self._acting.postback(
            tap.chat_id, tap.user_id, text_of(tap.action, "data"), tap.params
        )
        if tap.action.get("text"):
            message, events = self._acting.say(tap.chat_id, tap.user_id, tap.action["text"])
            tapped.message_ids.append(message.id)
            tapped.events += events
        if tap.action.get("inputOption"):
            tapped.phone["input"] = tap.action["inputOption"]
        if tap.action.get("fillInText"):
            tapped.phone["fillInText"] = tap.action["fillInText"]
        return tapped

    def _datetime(self, tap: Tap) -> Tapped:
        if tap.params is None:
            limits: dict[str, Any] = {
                key: tap.action[key] for key in ("initial", "min", "max") if key in tap.action
            }
            return Tapped(
                phone={"picker": "datetime", "mode": text_of(tap.action, "mode"), **limits}
            )
        events = self._acting.postback(
            tap.chat_id, tap.user_id, text_of(tap.action, "data"), tap.params
        )
        self._state.world.chats[tap.chat_id].quick_reply = None
        self._state.feed.publish("view", chatId=tap.chat_id)
        return Tapped(events)

    def _switch(self, tap: Tap) -> Tapped:
        """Show the menu behind the alias, then tell the bot how that went."""
        alias = text_of(tap.action, "richMenuAliasId")
        status = self._switch_menu(tap.user_id, alias)
        told = {"newRichMenuAliasId": alias, "status": status}
        return Tapped(
            self._acting.postback(tap.chat_id, tap.user_id, text_of(tap.action, "data"), told)
        )

    def _switch_menu(self, user_id: str, alias: str) -> str:
        menus = self._state.rich_menus
        if alias not in menus.aliases:
            return "RICHMENU_ALIAS_ID_NOTFOUND"
        if menus.aliases[alias] not in menus.menus:
            return "RICHMENU_NOTFOUND"
        menus.links[user_id] = menus.aliases[alias]
        self._state.feed.publish("view", chatId=user_id)
        return _STATUS_OK
