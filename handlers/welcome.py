"""Hello, help, languages, stickers and what we cannot use."""

from core.messages import Card, Followed, MediaSent, Outgoing, Paragraph, QuickReply, Step, Text
from handlers.announced import urgent
from handlers.commands import emergency_numbers
from handlers.conversation import get_draft
from handlers.turn import Turn

MENU = ("menu.report", "menu.track", "menu.ask", "menu.help")


def menu(turn: Turn) -> tuple[QuickReply, ...]:
    """Return the ways on, as quick replies."""
    return tuple(turn.say_button(key) for key in MENU)


def followed(turn: Turn) -> list[Outgoing]:
    """Answer somebody who added the account, or unblocked it: they can be reached again."""
    content = turn.incoming.content
    if isinstance(content, Followed):
        turn.conversation.language = "en" if content.language == "en" else ""
        turn.reporter().blocked_at = None
    return [*urgent(turn), _welcome(turn)]


def _welcome(turn: Turn) -> Card:
    return Card(
        alt=turn.say("welcome.alt"),
        title=turn.say("welcome.title", service=turn.services.service_name),
        blocks=(
            Step(turn.say("menu.report"), turn.say("welcome.report"), "good"),
            Step(turn.say("menu.ask"), turn.say("welcome.ask"), "info"),
            Paragraph(turn.say("welcome.emergency"), small=True),
        ),
        buttons=tuple(turn.say_button(key) for key in MENU[:3]),
        quick=menu(turn),
    )


def helped(turn: Turn) -> list[Outgoing]:
    """Explain what can be done here."""
    steps = [
        Step(turn.say(f"help.{part}.label"), turn.say(f"help.{part}"), "info")
        for part in ("report", "track", "ask", "more")
    ]
    return [
        *urgent(turn),
        Card(
            alt=turn.say("help.alt"),
            title=turn.say("help.title"),
            blocks=(*steps, Paragraph(turn.say("welcome.emergency"), small=True)),
            quick=menu(turn),
        ),
    ]


def speak(turn: Turn, language: str) -> list[Outgoing]:
    """Change the language."""
    turn.conversation.language = language
    return [Text(turn.say("language.set"), quick=menu(turn))]


def sticker(turn: Turn) -> list[Outgoing]:
    """Answer a sticker in kind."""
    return [Text(turn.say("sticker.reply"), quick=_ways_on(turn))]


def media(turn: Turn) -> list[Outgoing]:
    """Say what to send instead of video, audio or a file."""
    assert isinstance(turn.incoming.content, MediaSent)
    return [Text(turn.say("media.unsupported"), quick=_ways_on(turn))]


def _ways_on(turn: Turn) -> tuple[QuickReply, ...]:
    """Return the menu, behind the way back into an open draft."""
    if get_draft(turn.conversation) is None:
        return menu(turn)
    return (turn.press_button("draft.continue", "resume"), *menu(turn))


def emergency(turn: Turn, text: str) -> list[Outgoing]:
    """Return the numbers to call where the text speaks of an emergency, else nothing."""
    numbers = emergency_numbers(text)
    if not numbers:
        return []
    lines = "\n".join(f"📞 {turn.say(f'emergency.{number}')}" for number in numbers)
    return [Text(turn.say("emergency", lines=lines))]
