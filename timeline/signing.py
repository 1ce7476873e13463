"""Who writes: the author of a change, as the command line or the environment names one, and the time."""

import os
from contextlib import suppress
from datetime import UTC, datetime

from timeline.domain.history import Signature
from timeline.domain.words.texts import first_unwanted, sign_name
from timeline.errors import UsageFault

VARIABLE = "TIMELINE_AUTHOR"
_GIT_SECONDS = 5


def sign(author: str | None = None, message: str | None = None, command: str = "") -> Signature:
    """Signs what is written now.

    The author is the one given, else TIMELINE_AUTHOR, else git's ``user.name <user.email>`` where there is one, else
    the account's name. Raises UsageFault for an author or a message that is empty or has control signs.
    """
    given = author if author is not None else os.environ.get(VARIABLE) or None
    if given is not None:
        given = _checked("the author", given)
    if message is not None:
        message = _checked("the message", message)
    return Signature(datetime.now(UTC), given or _by_git() or _by_account(), message, _decoded(command))


def _checked(what: str, text: str) -> str:
    at = first_unwanted(text)
    if at is not None and "\udc80" <= text[at] <= "\udcff":
        raise UsageFault(f"{what} is not UTF-8: write it in UTF-8")
    if at is not None:
        raise UsageFault(f"{what} has the control sign {sign_name(text[at])} at {at + 1}: leave it out")
    if not text.strip():
        raise UsageFault(f"{what} is empty: write a word, or leave it out")
    return text.strip()


def _by_git() -> str | None:
    from subprocess import DEVNULL, SubprocessError, run  # only who writes unsigned needs git

    found = []
    for name in ("user.name", "user.email"):
        with suppress(OSError, SubprocessError):
            asked = ["git", "config", "--get", name]
            said = run(asked, capture_output=True, stdin=DEVNULL, timeout=_GIT_SECONDS, check=False).stdout
            found.append(_decoded(said.decode("utf-8", "replace")).strip())
    if not found or not found[0]:
        return None
    return f"{found[0]} <{found[1]}>" if len(found) > 1 and found[1] else found[0]


def _by_account() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # of a user without an account
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def _decoded(text: str) -> str:
    """The text with what no text may have replaced: it is told as it is kept."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if first_unwanted(sign) is None else "\ufffd" for sign in text)
