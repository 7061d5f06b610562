"""The one validator of outgoing messages: every hard limit of LINE, checked before the outbox.

Neither the SDK's models nor LINE's published schema catch most of what LINE refuses, so the
limits are written down here once. Source: LINE's Messaging API reference.
"""

from bot.validate.message import check_messages

__all__ = ["check_messages"]
