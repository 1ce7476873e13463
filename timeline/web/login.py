"""Who may ask: who has the token, sent along, or once given in a form and from then on proven by a cookie."""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from time import time

COOKIE = "timeline"
LEAST_TOKEN = 16
"""Characters: a shorter one can be guessed."""
_DAYS = 30
_SECONDS = _DAYS * 86_400


def may_ask(token: str, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a request with these headers (names in lower case) has the token, or proves to have had it."""
    for name, value in headers:
        if name == b"authorization" and _is_bearer(value, token):
            return True
        if name == b"cookie" and _proves(value.decode("latin-1"), token):
            return True
    return False


def is_token(given: str, token: str) -> bool:
    """Whether it is the token; takes as long whatever is wrong with it."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def cookie(token: str, *, secure: bool) -> str:
    """The header's value that proves for 30 days that its bearer had the token; it does not hold the token.

    ``secure``: only over HTTPS.
    """
    until = str(int(time()) + _SECONDS)
    attributes = f"Path=/; Max-Age={_SECONDS}; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"
    return f"{COOKIE}={until}.{_proof(token, until)}; {attributes}"


def _is_bearer(value: bytes, token: str) -> bool:
    scheme, _, given = value.partition(b" ")
    return scheme.lower() == b"bearer" and hmac.compare_digest(given.strip(), token.encode())


def _proves(text: str, token: str) -> bool:
    try:
        held = SimpleCookie(text).get(COOKIE)
    except CookieError:
        return False
    until, _, proof = ("" if held is None else held.value).partition(".")
    if not (until.isascii() and until.isdigit() and len(until) <= 12 and int(until) > time()):
        return False
    return hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(token, until).encode())


def _proof(token: str, until: str) -> str:
    return hmac.new(token.encode(), f"timeline until {until}".encode(), sha256).hexdigest()
