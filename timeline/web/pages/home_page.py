"""The first page: search, and what there is."""

from starlette.responses import Response

from timeline.web.answers import html
from timeline.web.pages.page import Asking


def home_page(asking: Asking) -> Response:
    """The page."""
    return html("home.html", **asking.frame())
