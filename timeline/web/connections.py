"""Connections that bear slow and greedy clients: each may only take so long, and there are only so many.

uvicorn waits for ever for the end of a request's headers, and for who never reads an answer.
"""

import asyncio
import socket
import struct

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

MOST_CONNECTIONS = 400
"""At once; who comes then takes the place of the one that has been waited for longest."""
REQUEST_SECONDS = 10.0
"""A request is complete so long after its connection was made, or after the answer before it."""
STALLED_SECONDS = 20.0
"""So long nothing of an answer needs to be taken."""
ANSWER_SECONDS = 600.0
"""So long an answer may take to be fetched, however slowly."""


class Connection(H11Protocol):
    """A connection that knows since when its client has been waited for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes the place of the one that has been waited for longest, where there is none left."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._unsent, self._unsent_since = 0, self._since
        if len(self.connections) > MOST_CONNECTIONS:
            others = [each for each in self.connections if isinstance(each, Connection) and each is not self]
            waiting = [each for each in others if each.is_waited_for]
            min(waiting, key=lambda each: each.waited_for_since, default=self)._cut()

    def on_response_complete(self) -> None:
        """The next request is waited for from now on."""
        self._since = self.loop.time()
        super().on_response_complete()

    @property
    def is_waited_for(self) -> bool:
        """Whether the client is to speak: no request is complete and unanswered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete or cycle.more_body

    @property
    def waited_for_since(self) -> float:
        """When it began to be waited for, on the loop's clock; while it is answered, when its request began."""
        return self._since

    def end_where_too_slow(self, now: float) -> None:
        """To be called every second or so; ``now`` is on the loop's clock."""
        unsent = self.transport.get_write_buffer_size()
        if not unsent or unsent < self._unsent:
            self._unsent_since = now
        self._unsent = unsent
        if self.transport.is_closing() or not self.is_waited_for:
            is_too_slow = unsent and now - self._unsent_since > STALLED_SECONDS
            if is_too_slow or now - self._since > ANSWER_SECONDS:
                self._cut()
        elif now - self._since > REQUEST_SECONDS:
            self._refuse_slow()

    def _cut(self) -> None:
        """Ends it at once: the system, too, is not to wait until what it holds is taken."""
        held = self.transport.get_extra_info("socket")
        if held is not None:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _refuse_slow(self) -> None:
        """Half a request is answered, silence is not; who does not take the answer is left."""
        cycle: RequestResponseCycle | None = self.cycle
        is_unanswered = cycle is None or cycle.response_complete
        if self.conn.trailing_data[0] and is_unanswered and not self.transport.get_write_buffer_size():
            said = b"the request did not end in time\n"
            self.transport.write(
                b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
                b"content-length: %d\r\n\r\n%b" % (len(said), said)
            )
        self._unset_keepalive_if_required()
        self.transport.close()
