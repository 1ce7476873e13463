"""What stands before every page: who is refused, what every answer carries, and the log."""

import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from timeline.web.login import may_ask
from timeline.web.site import Site

LONGEST_ADDRESS = 8_000
"""Characters of a path and what is asked."""
MOST_HEADERS = 100
MOST_AT_ONCE = 100
"""Requests that are being answered."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-robots-tag", b"noindex, nofollow"),
)
_OPEN = ("/static/", "/login", "/robots.txt")
"""What who has no token may see: nothing of the database."""


class Guard:
    """An application behind its guard."""

    def __init__(self, application: ASGIApp, login_form: ASGIApp, site: Site) -> None:
        self._application = application
        self._login_form = login_form
        self._site = site
        self._answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or refuses it."""
        answer = _Answer(send)
        begun = perf_counter()
        self._answering += 1
        try:
            await self._answer(scope, receive, answer)
        except Exception:  # a mistake of ours
            self._site.complain(traceback.format_exc().rstrip())
            if answer.status:
                raise  # half an answer is cut off
            await _refuse(answer, 500, "this is a mistake of the server, and has been told to who runs it")
        finally:
            self._answering -= 1
            if self._site.log is not None:
                self._site.log(_line(scope, answer, perf_counter() - begun))

    async def _answer(self, scope: Scope, receive: Receive, send: "_Answer") -> None:
        site, headers, path = self._site, scope["headers"], scope["path"]
        if (wrong := _wrong_host(headers, site.hosts)) is not None:
            await _refuse(send, *wrong)
        elif self._answering > MOST_AT_ONCE:
            await _refuse(send, 503, "too much is asked at once: try again in a moment", ((b"retry-after", b"1"),))
        elif len(headers) > MOST_HEADERS:
            await _refuse(send, 431, f"a request has at most {MOST_HEADERS} headers")
        elif scope["method"] not in ("GET", "HEAD") and (scope["method"], path) != ("POST", "/login"):
            allowed = b"GET, HEAD, POST" if path == "/login" else b"GET, HEAD"
            await _refuse(send, 405, "pages are read here, and nothing is changed", ((b"allow", allowed),))
        elif len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            await _refuse(send, 414, f"an address has at most {LONGEST_ADDRESS:,} characters")
        elif site.token is not None and not path.startswith(_OPEN) and not may_ask(site.token, headers):
            await self._login_form(scope, receive, send)
        else:
            await self._application(scope, receive, send)


class _Answer:
    """Sends an answer with what each of them carries, and remembers what it was."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *_ALWAYS]
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self._send(message)


def _wrong_host(headers: Iterable[tuple[bytes, bytes]], hosts: frozenset[str]) -> tuple[int, str] | None:
    """What is wrong with the name under which it is asked; the port does not matter, for a tunnel may have its own."""
    given = [value for name, value in headers if name == b"host"]
    if len(given) != 1:
        return 400, "a request names one Host"
    name = without_port(given[0].decode("latin-1")).lower()
    if name in hosts:
        return None
    return 421, "this server does not go by that name: --allow-host gives it another"


def without_port(host: str) -> str:
    """The name of ``name:8000`` and ``[::1]:8000``; an address of IPv6 stands in brackets."""
    if host.startswith("["):
        name, bracket, port = host.partition("]")
        return f"{name}]" if bracket and (not port or port.startswith(":")) else host
    return host.partition(":")[0].removesuffix(".")


async def _refuse(send: Send, status: int, said: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    body = f"{said}\n".encode()
    told = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})


def _line(scope: Scope, answer: _Answer, seconds: float) -> str:
    """``2031-05-01T09:00:00Z 127.0.0.1 GET /events?actor=ana-ruiz 200 5120 2.4 ms``."""
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    query = scope["query_string"]
    asked = (scope["raw_path"] + (b"?" + query if query else b"")).decode("latin-1")
    client = scope["client"][0] if scope["client"] else "-"
    said = ascii(asked)[1:-1]
    return f"{when} {client} {scope['method']} {said} {answer.status or '-'} {answer.size} {seconds * 1000:.1f} ms"
