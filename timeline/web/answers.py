"""Answers to a browser: a page, data, or in a line what is wrong."""

from typing import Any

from starlette.responses import Response

from timeline.web.templating import page

_HTML = "text/html; charset=utf-8"
_JSON = "application/json"
UNCHANGED = "private, no-cache"
"""It may be kept, and is asked for again each time: mostly it is as it was."""
_NOT_KEPT = {"cache-control": "no-store"}


def html(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page."""
    headers = {"cache-control": UNCHANGED} if status == 200 else _NOT_KEPT
    return Response(page(template, **values), status, headers, _HTML)


def json(value: Any, *, status: int = 200) -> Response:
    """Data, as the command line prints it."""
    from orjson import OPT_APPEND_NEWLINE, dumps

    from timeline.domain.words.control_signs import escaped_in_json

    text = escaped_in_json(dumps(value, option=OPT_APPEND_NEWLINE).decode())
    return Response(text, status, {"cache-control": UNCHANGED} if status == 200 else _NOT_KEPT, _JSON)
