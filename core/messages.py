"""What people send us and what we send them, in words that belong to no messenger.

`Incoming` is one event of a chat with its `content`; `Outgoing` is one message back. Only bot/
knows how LINE writes them. Everything is frozen and compares by value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

# --- what people send ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chat:
    """Where something was said: with one person, or in a group or room."""

    kind: Literal["user", "group", "room"]
    id: str


@dataclass(frozen=True, slots=True)
class TextSent:
    """Words. `to_us` is true in one-to-one chats and, in groups, where the bot is mentioned."""

    message_id: str
    text: str
    to_us: bool = True
    quote_token: str | None = None


@dataclass(frozen=True, slots=True)
class Album:
    """Several photos sent at once; parts arrive in any order. `total` may be unknown (None)."""

    id: str
    index: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class PhotoSent:
    """A photo, already stored without its EXIF under the key `file`.

    `taken_at`, `latitude` and `longitude` are what EXIF told before it was dropped. `phash` is
    the perceptual hash as 16 hex digits, `fine_hash` a finer one of 64, `sha256` that of the
    stored bytes.
    """

    message_id: str
    file: str
    sha256: str
    phash: str
    width: int
    height: int
    album: Album | None = None
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    fine_hash: str = ""


PhotoTrouble = Literal["gone", "not_ready", "too_large", "not_a_photo"]


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """A photo that could not be taken in, and why."""

    message_id: str
    why: PhotoTrouble
    album: Album | None = None


@dataclass(frozen=True, slots=True)
class AlbumWaited:
    """Some photos of an album have come, and the rest was waited for long enough."""

    album_id: str


@dataclass(frozen=True, slots=True)
class PlaceSent:
    """A point on the map, WGS 84 degrees, with the address text the messenger gives."""

    message_id: str
    latitude: float
    longitude: float
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class StickerSent:
    """A sticker; `keywords` say what it shows."""

    message_id: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaSent:
    """Video, audio or a file: things we cannot use yet."""

    message_id: str
    kind: Literal["video", "audio", "file"]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of ours was pressed: its action and the values we put on it."""

    action: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """The person added the account, or unblocked it; `language` as the messenger tells it."""

    language: str = ""


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """The person blocked the account."""


@dataclass(frozen=True, slots=True)
class JoinedChat:
    """The bot was added to a group or room."""


@dataclass(frozen=True, slots=True)
class LeftChat:
    """The bot was removed from a group or room."""


@dataclass(frozen=True, slots=True)
class MembersJoined:
    """People joined a group in which the bot is."""


@dataclass(frozen=True, slots=True)
class MessageUnsent:
    """A person took a message back: it must disappear from everything we keep."""

    message_id: str


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A person changed the words of an earlier message."""

    message_id: str
    text: str
    to_us: bool = False


@dataclass(frozen=True, slots=True)
class SomethingElse:
    """An event we do not know; kept and logged, never answered."""

    type: str


Content = (
    TextSent
    | PhotoSent
    | PhotoFailed
    | AlbumWaited
    | PlaceSent
    | StickerSent
    | MediaSent
    | Pressed
    | Followed
    | Unfollowed
    | JoinedChat
    | LeftChat
    | MembersJoined
    | MessageUnsent
    | MessageEdited
    | SomethingElse
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of a chat.

    `user_id` is None where the messenger hides the sender (some groups). `answerable` is false
    where we must stay silent (another bot has the floor). `read_token` lets us show the sender
    that the message was read.
    """

    event_id: str
    chat: Chat
    occurred_at: datetime
    content: Content
    user_id: str | None = None
    reply_token: str | None = None
    read_token: str | None = None
    answerable: bool = True


# --- what we send -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """A button that writes `text` in the person's name."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button that comes back as `Pressed`. `shown` is the echo in the person's own bubble."""

    label: str
    action: str
    values: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies `text` to the clipboard."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TakePhoto:
    """A quick reply that opens the camera."""

    label: str


@dataclass(frozen=True, slots=True)
class PickPhoto:
    """A quick reply that opens the photo album."""

    label: str


@dataclass(frozen=True, slots=True)
class SharePlace:
    """A quick reply that opens the map."""

    label: str


Button = Say | Press | Link | Copy
QuickReply = Say | Press | TakePhoto | PickPhoto | SharePlace

Tone = Literal["plain", "info", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. `quote` is the quote token of the message this answers."""

    text: str
    quick: tuple[QuickReply, ...] = ()
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading inside a card."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words inside a card."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value on one line."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """A labelled block, for levels and timelines; `tone` colours its mark, the label says it."""

    label: str
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Divider:
    """A thin line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `before` is what it was, where it changed; `press` makes it tappable."""

    label: str
    text: str
    before: str = ""
    press: Press | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows alike. Their labels are marks beside the text, names above it, or what it values."""

    rows: tuple[Row, ...]
    shape: Literal["listed", "named", "valued"] = "listed"


Block = Heading | Paragraph | Fact | Step | Divider | Table


@dataclass(frozen=True, slots=True)
class Card:
    """A card: a coloured head with `title`, blocks, then buttons.

    The first button stands out, unless the buttons are `quiet`.

    `alt` is what the notification and a screen reader say: the actual news, never "card".
    `picture` is an https address; `stars` adds a row of five rating buttons with that action.
    """

    alt: str
    title: str
    kicker: str = ""
    tone: Tone = "info"
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    quiet: bool = False
    picture: str | None = None
    stars: Press | None = None
    quick: tuple[QuickReply, ...] = ()


@dataclass(frozen=True, slots=True)
class Carousel:
    """Up to twelve cards side by side."""

    alt: str
    cards: tuple[Card, ...]
    quick: tuple[QuickReply, ...] = ()


Outgoing = Text | Card | Carousel
