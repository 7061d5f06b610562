"""One turn of a conversation: who speaks, what was said, and the tools to answer with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from categories.live import LiveSuggester
from complaints.alerts.teller import Teller
from complaints.desk import Desk
from complaints.reporters import get_reporter
from complaints.tables import Reporter
from core.messages import Incoming, Press, Say
from core.phrases import Language, Phrases
from handlers.tables import Conversation
from knowledge.live import LiveEngine

WORDING_FILE = Path(__file__).with_name("wording.yml")


@dataclass(frozen=True, slots=True)
class Services:
    """What every conversation needs; put together once, at the start."""

    engine: LiveEngine
    suggester: LiveSuggester
    desk: Desk
    phrases: Phrases
    service_name: str
    add_friend_url: str
    teller: Teller


@dataclass(frozen=True, slots=True)
class Turn:
    """An incoming event with its conversation, inside one transaction."""

    session: Session
    services: Services
    incoming: Incoming
    conversation: Conversation
    now: datetime

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return "en" if self.conversation.language == "en" else "th"

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of handlers/wording.yml in the person's language."""
        return self.services.phrases.say(key, self.language, **values)

    def reporter(self) -> Reporter:
        """Return the person as a reporter, made where this is their first time."""
        reporter = get_reporter(self.session, self.conversation.user_id, self.now)
        reporter.language = self.language
        return reporter

    def say_button(self, key: str, **values: object) -> Say:
        """Return a button that writes its own label."""
        return Say(self.say(key, **values), self.say(key, **values))

    def press_button(self, key: str, action: str, **values: str) -> Press:
        """Return a button that does something and shows its label in the person's bubble."""
        return Press(self.say(key), action, values, shown=self.say(key))
