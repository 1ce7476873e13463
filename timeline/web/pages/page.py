"""What a page is asked, and what every page shows."""

from typing import Any, NamedTuple

from starlette.responses import Response
from starlette.types import Scope

from timeline.web.answers import html, json
from timeline.web.site import Site

SIZE = 50
"""Lines of a list on a page."""
MOST = 1_000
"""Those that may be asked for."""

IN_SIGHT = ("text", "from", "to", "actor", "place", "type", "source")
"""The filters that the forms of lists have fields for; what else is asked goes along unseen."""


class Asking(NamedTuple):
    """A request as pages take it."""

    site: Site
    path: str
    """Without ``.json``."""
    query: bytes
    as_json: bool
    id: str
    """Of a record; "" where it is asked for none."""

    @classmethod
    def of(cls, scope: Scope, site: Site) -> "Asking":
        """What an ASGI request asks."""
        path = scope["path"]
        as_json = path.endswith(".json")
        named = scope.get("path_params", {}).get("id", "")
        if as_json:
            path, named = path.removesuffix(".json"), named.removesuffix(".json")
        return cls(site, path, scope["query_string"], as_json, named)

    def told(self, status: int, heading: str, said: str) -> Response:
        """What is wrong with what is asked, a line each."""
        if self.as_json:
            return json({"error": said}, status=status)
        return html("told.html", status=status, **self.frame(heading=heading, lines=said.splitlines()))

    def frame(self, **more: Any) -> dict[str, Any]:
        """What the frame of every page shows."""
        return {"site": self.site.name, "here": self.path, **more}


class Pager(NamedTuple):
    """Where the pages before and after this one are; None where there is none."""

    previous: str | None
    next: str | None
