"""What the database keeps but must not tell: values encrypted with the service's secret key."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import NotFound


class Cipher:
    """Encrypts short texts for one purpose; another purpose or another key cannot read them."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret_key, f"{purpose}:cipher")))
        self._digest_key = _derive(secret_key, f"{purpose}:digest")

    def encrypt(self, text: str) -> str:
        """Return the text encrypted; never twice the same."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """Return the text. Raises NotFound where it was encrypted with another key."""
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken:
            raise NotFound("not encrypted with the present secret key") from None

    def digest(self, text: str) -> str:
        """Return 64 hexadecimal characters that tell nothing without the key, always the same."""
        return hmac.new(self._digest_key, text.encode(), hashlib.sha256).hexdigest()


def _derive(secret_key: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret_key.encode())
