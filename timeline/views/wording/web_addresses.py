"""Which addresses may be made links."""

import re

_WEB_ADDRESS = re.compile(r"https?://(?=[\w\[])[^\s\x00-\x20\x7f<>\"\\^`{|}\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"mailto:[^\s\x00-\x20\x7f<>\"\\^`{|}\u202a-\u202e\u2066-\u2069@]+@[\w.\-]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether the text is an http or https address that may safely be made a link."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether the text is an http, https or mailto address that may safely be made a link."""
    return is_web_address(text) or _MAIL_ADDRESS.fullmatch(text) is not None
