"""The second step of signing in: a code of an authenticator (TOTP), or a recovery code."""

import hmac
import secrets
import unicodedata
from datetime import datetime

import pyotp
from sqlmodel import Session, col, delete, func, select, update

from agencies.sign_in.tables import RecoveryCode, SecondFactor
from core.ciphers import Cipher
from core.errors import InvalidInput, NotFound

STEP = 30  # seconds a code is shown
DRIFT = 1  # steps that the officer's clock may be off
RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is easily misread
_LENGTH = 10


def is_on(session: Session, officer_id: int) -> bool:
    """Tell whether this officer must give a code."""
    factor = session.get(SecondFactor, officer_id)
    return factor is not None and factor.confirmed_at is not None


def start(session: Session, officer_id: int, cipher: Cipher, now: datetime) -> str:
    """Return a secret to be put into an authenticator: the same until a code of it is confirmed.

    Raises:
        InvalidInput: the second step is on already ("second_step_on").
    """
    factor = session.get(SecondFactor, officer_id)
    if factor is not None and factor.confirmed_at is not None:
        raise InvalidInput("second_step_on")
    secret = _secret_of(factor, cipher) if factor is not None else ""
    if secret:
        return secret
    secret = pyotp.random_base32()
    factor = factor or SecondFactor(officer_id=officer_id, secret="", created_at=now)
    factor.secret = cipher.encrypt(secret)
    session.add(factor)
    return secret


def address(secret: str, username: str, service_name: str) -> str:
    """Return the otpauth:// address that an authenticator reads out of a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=service_name)


def confirm(
    session: Session, officer_id: int, code: str, cipher: Cipher, now: datetime
) -> tuple[str, ...]:
    """Turn the second step on with a first right code; returns the recovery codes, kept nowhere.

    Raises:
        InvalidInput: the code is wrong ("code_wrong"), or it is on already ("second_step_on").
    """
    factor = session.get(SecondFactor, officer_id)
    if factor is not None and factor.confirmed_at is not None:
        raise InvalidInput("second_step_on")
    if factor is None or not _accept_code(session, factor, code, cipher, now):
        raise InvalidInput("code_wrong")
    factor.confirmed_at = now
    session.add(factor)
    return new_recovery_codes(session, officer_id, cipher)


def accept(session: Session, officer_id: int, typed: str, cipher: Cipher, now: datetime) -> bool:
    """Tell whether this is a code of the officer's authenticator or a recovery code, unused."""
    factor = session.get(SecondFactor, officer_id)
    if factor is None or factor.confirmed_at is None:
        return False
    code = _plain(typed)
    if code.isdecimal() and len(code) == 6:
        return _accept_code(session, factor, code, cipher, now)
    return _accept_recovery_code(session, officer_id, code, cipher, now)


def remove(session: Session, officer_id: int) -> None:
    """Turn the second step off and forget the recovery codes."""
    factor = session.get(SecondFactor, officer_id)
    if factor is not None:
        session.delete(factor)
    _forget_codes(session, officer_id)


def new_recovery_codes(session: Session, officer_id: int, cipher: Cipher) -> tuple[str, ...]:
    """Return new recovery codes to be shown once; the former ones are worthless."""
    _forget_codes(session, officer_id)
    codes = tuple(_random_code() for _ in range(RECOVERY_CODES))
    session.add_all(
        RecoveryCode(officer_id=officer_id, code_hash=_hash(cipher, officer_id, code))
        for code in codes
    )
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def count_recovery_codes(session: Session, officer_id: int) -> int:
    """Return how many recovery codes are left."""
    query = select(func.count()).select_from(RecoveryCode)
    unused = col(RecoveryCode.used_at).is_(None)
    return session.exec(query.where(RecoveryCode.officer_id == officer_id, unused)).one()


def _forget_codes(session: Session, officer_id: int) -> None:
    session.connection().execute(
        delete(RecoveryCode).where(col(RecoveryCode.officer_id) == officer_id)
    )


def _accept_code(
    session: Session, factor: SecondFactor, code: str, cipher: Cipher, now: datetime
) -> bool:
    secret = _secret_of(factor, cipher)
    present = int(now.timestamp()) // STEP
    steps = range(present - DRIFT, present + DRIFT + 1)
    fitting = [step for step in steps if secret and _is_code(secret, step, _plain(code))]
    if not fitting:
        return False
    # One statement decides, so that a code overheard works for nobody a second time.
    newer = (
        update(SecondFactor)
        .where(
            col(SecondFactor.officer_id) == factor.officer_id,
            col(SecondFactor.last_step) < fitting[-1],
        )
        .values(last_step=fitting[-1])
    )
    return session.connection().execute(newer).rowcount == 1


def _is_code(secret: str, step: int, code: str) -> bool:
    right = pyotp.TOTP(secret).generate_otp(step)
    return hmac.compare_digest(right.encode(), code.encode())


def _accept_recovery_code(
    session: Session, officer_id: int, code: str, cipher: Cipher, now: datetime
) -> bool:
    used = (
        update(RecoveryCode)
        .where(
            col(RecoveryCode.officer_id) == officer_id,
            col(RecoveryCode.code_hash) == _hash(cipher, officer_id, code),
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=now)
    )
    return session.connection().execute(used).rowcount == 1


def _secret_of(factor: SecondFactor, cipher: Cipher) -> str:
    try:
        return cipher.decrypt(factor.secret)
    except NotFound:  # the secret key was changed: an administrator resets the second step
        return ""


def _random_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def _plain(code: str) -> str:
    western = "".join(str(unicodedata.decimal(each, each)) for each in code)  # ๑๒๓, as keyboards do
    return "".join(western.split()).replace("-", "").lower()


def _hash(cipher: Cipher, officer_id: int, code: str) -> str:
    return cipher.digest(f"{officer_id}:{code}")
