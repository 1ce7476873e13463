"""A door before the tests' PostgreSQL server that cuts a connection at the moment of its COMMIT."""

import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from sqlalchemy import URL, make_url

_COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
"""A simple query (PostgreSQL, Frontend/Backend Protocol, "Message Formats")."""


class Cut(Enum):
    """When the connection is cut."""

    BEFORE = "before"
    """The server never hears of the COMMIT."""
    AFTER = "after"
    """The server has answered, and the answer is lost."""
    DURING = "during"
    """The server has the COMMIT, and has not answered yet."""


class Door:
    """Lets everything pass, until ``cut`` says when to cut the next COMMIT; later connections pass again."""

    def __init__(self, url: str) -> None:
        self._server = make_url(url)
        self.cut: Cut | None = None
        self.then: Callable[[], None] = lambda: None
        """What is done between the cut and whatever comes after it."""
        self.is_shut = False
        """Whoever comes now is sent away."""

    def to_server(self) -> socket.socket:
        host = self._server.query.get("host") or self._server.host or "127.0.0.1"
        port = self._server.port or 5432
        if str(host).startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(Path(str(host)) / f".s.PGSQL.{port}"))
            return server
        return socket.create_connection((str(host), port))

    def serve(self, client: socket.socket) -> None:
        """Passes on what both sides say until one of them has gone, or the cut."""
        if self.is_shut:
            client.close()
            return
        with client, self.to_server() as server, suppress(OSError):
            while True:
                for one in select.select([client, server], [], [])[0]:
                    said = one.recv(1 << 16)
                    if not said:
                        return
                    if one is client and self.cut is not None and said.endswith(_COMMIT):
                        self._cut(server, said)
                        return
                    (server if one is client else client).sendall(said)

    def _cut(self, server: socket.socket, said: bytes) -> None:
        cut, self.cut = self.cut, None
        if cut is not Cut.BEFORE:
            server.sendall(said)
        if cut is Cut.AFTER:
            server.recv(1 << 16)
        self.then()


@contextmanager
def door(url: str) -> Iterator[tuple[Door, str]]:
    """(the door, the URL that leads through it)."""
    before = Door(url)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def let_in() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=before.serve, args=(client,), daemon=True).start()

        thread = threading.Thread(target=let_in, daemon=True)
        thread.start()
        yield before, _through(make_url(url), listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _through(url: URL, port: int) -> str:
    query = {name: value for name, value in url.query.items() if name != "host"}
    plainly = {**query, "sslmode": "disable", "gssencmode": "disable"}
    return url.set(host="127.0.0.1", port=port, query=plainly).render_as_string(hide_password=False)
