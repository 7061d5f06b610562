"""Addresses nobody can guess or alter: values signed with the service's secret key."""

from datetime import timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer

from core.errors import NotFound


class Signer:
    """Signs short values for one purpose; a token of one purpose is worthless for another."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt=purpose)

    def sign(self, value: str) -> str:
        """Return an URL-safe token that holds `value` and the present time."""
        token = self._serializer.dumps(value)
        return token if isinstance(token, str) else token.decode()

    def read(self, token: str, life: timedelta) -> str:
        """Return the value of a token.

        Raises:
            NotFound: it is not one of ours, or older than `life`.
        """
        try:
            return str(self._serializer.loads(token, max_age=int(life.total_seconds())))
        except BadSignature:
            raise NotFound("not a token of ours") from None
