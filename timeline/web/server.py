"""Listening, serving and ending: the server around the application."""

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager

import anyio.to_thread
import uvicorn

from timeline.errors import TimelineError
from timeline.web.app import application
from timeline.web.connections import Connection
from timeline.web.site import Site

THREADS = 4
"""So many questions are answered at once; the others wait for their turn. More would take Python from one another."""
_LONGEST_REQUEST = 32_768
"""Bytes of a request's first line and headers."""
_GRACE_SECONDS = 8
"""So long what is being answered may take to end when the server is to end."""
_IDLE_SECONDS = 5
_TICKS_A_SECOND = 10


class Server(uvicorn.Server):
    """Serves a site on a socket until it is told to stop."""

    def __init__(self, site: Site) -> None:
        super().__init__(
            uvicorn.Config(
                application(site),
                http=Connection,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",  # what a client did wrong is answered, and what we did is told by the application
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=_IDLE_SECONDS,
                timeout_graceful_shutdown=_GRACE_SECONDS,
                h11_max_incomplete_event_size=_LONGEST_REQUEST,
            )
        )

    def stop(self) -> None:
        """What is being answered ends, nothing else begins; called again, it does not wait for that. From any thread
        or signal."""
        self.force_exit = self.should_exit
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the business of whose process it is."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does, with our number of threads."""
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)

    async def on_tick(self, counter: int) -> bool:
        """As uvicorn does; once a second who is too slow is left."""
        if counter % _TICKS_A_SECOND == 0:
            now = asyncio.get_running_loop().time()
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.end_where_too_slow(now)
        return await super().on_tick(counter)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 takes any that is free. Raises TimelineError where it cannot."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TimelineError(f'"{host}" is no address of this machine: {reason}') from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1_024)
    except OSError as error:
        listening.close()
        raise TimelineError(_cannot_listen(host, port, error)) from None
    return listening


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    import errno

    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use by another program: choose another with --port, or --port 0 for any that is free"
    if error.errno == errno.EACCES:
        return f"port {port} is not for every user to serve at: choose one from 1024 on with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f'"{host}" is no address of this machine'
    return f'cannot serve at "{host}", port {port}: {error.strerror or error}'
