"""What a call to LINE may come to, in our words.

LineError                the call did not do its work
├── Retryable            a fault of LINE's or the network's that came before anything was done
│   ├── Unclear          no answer: it may have been done all the same
│   ├── Throttled        too many calls: later, slowly
│   └── Unauthorised     the channel's token is no good: later, once the operator has renewed it
├── QuotaSpent           this month's push messages are used up
├── ReplyTokenSpent      the reply token was used, is too old or unknown
└── Refused              LINE will never accept this call

"Already accepted" (409 on a retry key) is a success, not an error.
"""


class LineError(Exception):
    """A call to LINE did not do its work. `status` is None where no answer came."""

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        self.status = status


class Retryable(LineError):
    """LINE's fault or the network's: try again."""


class Unclear(Retryable):
    """No answer came: it may have been done all the same."""


class Throttled(Retryable):
    """Too many calls: later, slowly."""


class Unauthorised(Retryable):
    """The channel's token is no good: later, once the operator has renewed it."""


class QuotaSpent(LineError):
    """This month's push messages are used up."""


class ReplyTokenSpent(LineError):
    """The reply token was used, is too old or unknown."""


class Refused(LineError):
    """LINE will never accept this call."""
