"""Addresses nobody can guess or alter: values signed with the service's secret key."""

from itsdangerous import BadSignature, URLSafeSerializer

from core.errors import NotFound


class Signer:
    """Signs short values for one purpose; a token of one purpose is worthless for another."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        self._serializer = URLSafeSerializer(secret_key, salt=purpose)

    def sign(self, value: str) -> str:
        """Return an URL-safe token that holds `value`."""
        token = self._serializer.dumps(value)
        return token if isinstance(token, str) else token.decode()

    def read(self, token: str) -> str:
        """Return the value of a token.

        Raises:
            NotFound: it is not one of ours.
        """
        try:
            return str(self._serializer.loads(token))
        except BadSignature:
            raise NotFound("not a token of ours") from None
